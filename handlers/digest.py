"""The digest on demand, and what the chair does with an obstacle he reads of in it."""

from dataclasses import replace
from datetime import timedelta

from committee.digest import worth_sending
from committee.lateness import useful_until
from committee.moments import next_moment
from committee.permissions import Act, may, require
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status
from handlers.joining.finding import find_seats
from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing
from messages.words.digest import digest_for, nothing_to_say, readers_now, settle_notice, settled
from messages.words.joining import several, which_seat
from storage.gathering import SETTLED, gather

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
    for key, words in await visit.work.digests.numbered(visit.actor.person.id, since):
        if words.startswith(f"{number}. "):
            return key
    return ""


async def settle(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "the secretariat is to clear it": told to the secretariat once."""
    require(visit.actor, Act.SETTLE_BLOCKER)
    task = await visit.work.tasks.by_id(int(rest)) if rest.isdigit() else None
    if task is None or task.state is None or task.state.status is not Status.BLOCKED:
        raise Refusal(RefusalReason.BUTTON_OLD)
    await visit.work.audit.add(visit.actor, SETTLED, f"task:{task.id}", visit.now)
    said = [settled(visit.voice, task)]
    moment = next_moment(visit.now, visit.practice)
    for seat in await visit.work.seats.secretariat():
        voice = visit.voice.to(seat.holder.language if seat.holder else "")
        out = settle_notice(voice, seat, task, visit.actor.person.name)
        ends = useful_until(out.kind, moment, visit.practice)
        said.append(replace(out, not_before=moment, expires_at=ends))
    return said


async def readers(visit: Visit, rest: str) -> list[Outgoing]:
    """/nguoidoc: who gets the digest every morning; /nguoidoc STC adds a seat, or takes it off again."""
    seats = visit.work.seats
    found = find_seats(await seats.all(), rest) if rest else []
    if rest and len([seat for seat in found if seat.holder]) != 1:
        if found:
            return [several(visit.voice, "nguoidoc", found)]
        return [which_seat(visit.voice, "nguoidoc", rest)]
    reading = {seat.id for seat in await seats.reading_digest()}
    for seat in (seat for seat in found if seat.holder):
        reads = seat.id not in reading
        await seats.set_reads_digest(seat.id, reads)
        act = "digest_reader_named" if reads else "digest_reader_dropped"
        await visit.work.audit.add(visit.actor, act, f"seat:{seat.id}", visit.now, for_seat=seat.id)
    return [readers_now(visit.voice, await seats.reading_digest())]


COMMANDS = (
    Command("nguoidoc", readers, Act.NAME_READERS, aliases=("readers",)),
    Command("tonghop", now_please, Act.READ_DIGEST, aliases=("digest",), plain=("tong hop", "ban tong hop")),
)
PRESSES: dict[str, Handler] = {"settle": settle}
QUESTIONS: dict[str, Answering] = {}
