"""The room of announcements: writing, showing, sending, acknowledging, and what became of each."""

from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing
from storage.questions import Question

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, Handler] = {}
QUESTIONS: dict[str, Answering] = {}
FILE_QUESTIONS: frozenset[str] = frozenset()


async def file(visit: Visit, question: Question | None) -> list[Outgoing]:
    """A photo or document that somebody sent."""
    del visit, question
    return []


async def reply(visit: Visit, about: str) -> list[Outgoing] | None:
    """An answer in words to an announcement, or nothing when the words are about something else."""
    del visit, about
    return None
