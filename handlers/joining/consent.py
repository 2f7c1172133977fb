"""Asks a person who has joined whether he or she agrees, and begins once that is said."""

from committee.joining import read_code
from committee.refusals import Refusal, RefusalReason
from handlers import help as helping
from handlers import meetings
from handlers.joining.channels import add
from handlers.joining.typed import typed_code
from handlers.joining.ways import ways_of
from handlers.visit import Visit
from messages.envelope import Came, Outgoing
from messages.reading.fold import fold
from messages.words import joining as words

WORDS = "2026-11"  # the version of the words that a person agrees to; change it with joining/welcome.html
YES = (
    "dong y", "/dongy", "dongy", "toi dong y", "dong y tham gia", "toi dong y tham gia", "dong y a",
    "nhat tri", "agree", "i agree",
)  # fmt: skip
LATER = ("de sau", "later")


async def not_agreed(visit: Visit) -> list[Outgoing]:
    """Before consent everything but the consent itself gets the question again. Silence is no consent."""
    incoming = visit.incoming
    pressed = incoming.press if incoming.came is Came.PRESS else ""
    spoken = " ".join(fold(visit.text).strip(".,; ").split())
    if pressed == "agree:yes" or (incoming.came is Came.TEXT and spoken in YES):
        return await _agree(visit)
    if pressed == "agree:later" or (incoming.came is Came.TEXT and spoken in LATER):
        return [words.postponed(visit.voice, incoming.message if pressed else "")]
    return [words.ask_again(visit.voice)]


async def _agree(visit: Visit) -> list[Outgoing]:
    person = visit.actor.person
    await visit.work.seats.agree(person.id, WORDS, visit.now)
    await visit.work.audit.add(visit.actor, "agreed", f"person:{person.id}", visit.now, after=WORDS)
    # Invitations and announcements that found nobody until now go out, where they are still useful.
    await visit.work.outbox.revive(person.id, visit.now)
    pressed = visit.incoming.message if visit.incoming.came is Came.PRESS else ""
    return [words.agreed(visit.voice, visit.now, pressed), *await begin(visit)]


async def begin(visit: Visit) -> list[Outgoing]:
    """What a person can do here, and what has been waiting for him or her."""
    return [*await helping.show(visit), *await meetings.invitations_for(visit)]


async def agree_again(visit: Visit, rest: str) -> list[Outgoing]:
    """An old consent button pressed by somebody who agreed long ago."""
    del rest
    return [words.already(visit.voice)]


async def start(visit: Visit, rest: str) -> list[Outgoing]:
    """/batdau of somebody who has joined: nothing changes, and what can be done here is shown again.

    Raises:
        Refusal: the code was made for somebody else.
    """
    if elsewhere := await code_again(visit, rest):
        return elsewhere
    said = [words.already(visit.voice)] if rest else []
    return [*said, *await helping.show(visit)]


async def code_again(visit: Visit, typed: str) -> list[Outgoing]:
    """A code that somebody sent who has joined: an own unused one is for the other channel.

    Nothing is said to what is no code, or was the person's own.

    Raises:
        Refusal: the code was made for somebody else.
    """
    code = read_code(typed)
    found = await visit.work.joining.find_code(code) if code else None
    if found is None:
        return []
    if found.person_id != visit.actor.person.id:
        raise Refusal(RefusalReason.ACCOUNT_TAKEN)
    ways = await ways_of(visit.work, visit.actor.person.id)
    return await add(visit, ways.addable[0]) if found.usable(visit.now) and ways.addable else []


async def code_typed(visit: Visit) -> list[Outgoing]:
    """The same for a text; nothing is said to any other.

    Raises:
        Refusal: the code was made for somebody else.
    """
    return await code_again(visit, typed_code(visit.incoming) or "")
