"""The digest on demand, and what the chair does with an obstacle he reads of in it."""

from datetime import timedelta

from committee.digest import worth_sending
from committee.permissions import Act, may, require
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status
from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing
from messages.words.digest import digest_for, nothing_to_say, settle_notice, settled
from storage.digests import gather

DIGEST_STANDS = timedelta(days=4)  # over a weekend; a number means the newest digest, and only that


async def now_please(visit: Visit, _words: str) -> list[Outgoing]:
    """/tonghop: the digest as of this moment."""
    digest = await gather(visit.work, visit.now, visit.practice)
    await visit.work.digests.freeze(digest, visit.now, scheduled=False)
    if not worth_sending(digest):
        return [nothing_to_say(visit.voice, digest)]
    key = f"digest:now:{visit.incoming.channel}:{visit.incoming.update_key}"
    decides = may(visit.actor, Act.DECIDE_EXTENSION)
    return [digest_for(visit.voice, digest, visit.actor.seat, key=key, decides=decides)]


async def choose(visit: Visit, number: str) -> str:
    """The key of the digest's choice with this number, or nothing when no digest of late has such a one."""
    since = visit.now - DIGEST_STANDS
    incoming = visit.incoming
    for key, words in await visit.work.digests.numbered(incoming.channel, incoming.chat, since):
        if words.startswith(f"{number}. "):
            return key
    return ""


async def settle(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "the secretariat is to clear it": told to the secretariat once."""
    require(visit.actor, Act.SETTLE_BLOCKER)
    task = await visit.work.tasks.by_id(int(rest)) if rest.isdigit() else None
    if task is None or task.state is None or task.state.status is not Status.BLOCKED:
        raise Refusal(RefusalReason.BUTTON_OLD)
    await visit.work.audit.add(visit.actor, "settle_blocker", f"task:{task.id}", visit.now)
    said = [settled(visit.voice, task)]
    for seat in await visit.work.seats.secretariat():
        said.append(
            settle_notice(
                visit.voice.to(seat.holder.language if seat.holder else ""),
                seat,
                task,
                visit.actor.person.name,
            )
        )
    return said


COMMANDS = (
    Command("tonghop", now_please, Act.READ_DIGEST, aliases=("digest",), plain=("tong hop", "ban tong hop")),
)
PRESSES: dict[str, Handler] = {"settle": settle}
QUESTIONS: dict[str, Answering] = {}
