"""The room of tasks and replies: what is owed, how far it is, what was not understood, later deadlines."""

from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, Handler] = {}
QUESTIONS: dict[str, Answering] = {}


async def reply(visit: Visit) -> list[Outgoing]:
    """What was typed outside any command or question: an answer about a task."""
    del visit
    return []
