"""The room of meetings: calling, answering, seeing answers, moving and cancelling."""

from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, Handler] = {}
QUESTIONS: dict[str, Answering] = {}


async def invitations_for(visit: Visit) -> list[Outgoing]:
    """The invitations that wait for an answer of the visitor's seat, for somebody who has just joined."""
    del visit
    return []


async def reply(visit: Visit, about: str) -> list[Outgoing] | None:
    """An answer in words to an invitation, or nothing when the words are about something else."""
    del visit, about
    return None
