"""Records how sends ended, and what follows from each by the rule of the message's kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.base import Ending, Later, Moved, Progress, Refused, Sent, Unreachable, Unsure
from committee.lateness import AfterUnsure, after_crash, after_unsure, retry_at, retry_delay
from messages.envelope import Kind
from storage.outbox import STUCK_FOR, Promise
from storage.work import Work

STOPPED = "stopped_while_sending"
ELSEWHERE = 2  # unsure endings from which a message goes over the other channel, as promises_due has it


@dataclass(frozen=True)
class Ended:
    """A send that has ended; `outage`: its whole channel is out of reach, it is not its fault."""

    promise: Promise
    ending: Ending
    progress: Progress
    outage: bool = False


def counted(group: Sequence[Ended]) -> dict[str, int]:
    """How many messages the platforms took, by channel; one that may have arrived counts."""
    many: dict[str, int] = {}
    for ended in group:
        parts = ended.progress.parts_sent - ended.promise.parts_sent
        if isinstance(ended.ending, Sent):
            parts = max(parts, 1)
        elif isinstance(ended.ending, Unsure):
            parts += 1
        if parts > 0:
            many[ended.promise.channel] = many.get(ended.promise.channel, 0) + parts
    return many


async def settle_all(
    work: Work, group: Sequence[Ended], now: datetime, *, expire: bool = True
) -> dict[int, datetime]:
    """Record many endings at once; returns when those that wait for another try may go, by id.

    Without `expire` nothing is called too late: the clock has just jumped, and may be wrong.
    """
    arrived = []
    again: dict[int, datetime] = {}
    for ended in group:
        if isinstance(ended.ending, Sent):
            parts = max(ended.progress.parts_sent, ended.promise.parts_sent)
            arrived.append((ended.promise.id, ended.ending.message, parts))
        else:
            moment = await settle(work, ended, now, expire=expire)
            if moment is not None:
                again[ended.promise.id] = moment
    if arrived:
        await work.outbox.settle_sent(arrived, now)
    return again


async def settle(work: Work, ended: Ended, now: datetime, *, expire: bool = True) -> datetime | None:
    """Record one ending of a promise that is "sending"; returns when it may be tried again, if ever."""
    outbox, promise = work.outbox, ended.promise
    until = promise.expires_at if expire else None
    if ended.progress.parts_sent > promise.parts_sent:
        await outbox.note_part(promise.id, ended.progress.parts_sent)
    match ended.ending:
        case Sent(message):
            await outbox.settle(promise.id, "sent", now, message=message)
        case Unreachable(reason):
            await work.joining.set_unreachable(promise.channel, promise.chat, reason)
            if await _has_another(work, promise):
                await outbox.put_back(promise.id, now, reason=reason)
                return None
            await outbox.settle(promise.id, "unreachable", now, reason=reason)
        case Refused(reason):
            await outbox.settle(promise.id, "failed", now, reason=reason)
        case Moved(chat):
            await work.joining.move_chat(promise.channel, promise.chat, chat)
            await outbox.put_back(promise.id, now, reason="chat_moved")
        case Later():
            return await _later(work, ended, ended.ending, now, until)
        case Unsure(reason):
            return await _unsure(work, promise, reason, now, until)
    return None


async def _has_another(work: Work, promise: Promise) -> bool:
    """Whether a message to a person can still go to another account of his or hers."""
    person = promise.outgoing.person
    if person is None:
        return False
    return any(
        (account.channel, account.chat) != (promise.channel, promise.chat) and not account.unreachable
        for account in await work.joining.accounts_of(person)
    )


async def _elsewhere(work: Work, promise: Promise, now: datetime, until: datetime | None) -> datetime | None:
    """When what does not get through here may go over the person's other channel, if there is one."""
    stuck = (promise.due_at or promise.promised_at) + STUCK_FOR
    moment = stuck if stuck > now else now + retry_delay(promise.tries + 1)
    if until is not None and moment >= until:
        return None
    return moment if await _has_another(work, promise) else None


async def _later(
    work: Work, ended: Ended, ending: Later, now: datetime, until: datetime | None
) -> datetime | None:
    promise = ended.promise
    # When the whole channel is out of reach, it is the channel that waits, and then everything at once.
    moment: datetime | None = now
    if not ended.outage:
        here = retry_at(now, promise.tries + 1, until, wait=ending.wait)
        elsewhere = await _elsewhere(work, promise, now, until)
        moment = min((at for at in (here, elsewhere) if at is not None), default=None)
    if moment is None:
        await work.outbox.settle(promise.id, "expired", now, reason=ending.reason)
    else:
        await work.outbox.put_back(promise.id, moment, reason=ending.reason, maybe_doubled=ending.doubtful)
    return moment


async def settle_leftovers(work: Work, now: datetime) -> int:
    """Settle what a crash left between network and record: nobody knows whether it arrived."""
    left = await work.outbox.left_sending()
    for promise in left:
        follows = after_crash(promise.outgoing.kind.value, promise.tries)
        await _follow(work, promise, follows, STOPPED, now, now)
    return len(left)


async def _unsure(
    work: Work, promise: Promise, reason: str, now: datetime, until: datetime | None
) -> datetime | None:
    kind, times = promise.outgoing.kind, promise.unsure + 1
    follows = after_unsure(kind.value, times)
    if times == ELSEWHERE and kind is not Kind.CHART and await _has_another(work, promise):
        follows = AfterUnsure.REPEAT_FLAGGED  # better possibly twice over two channels than perhaps never
    return await _follow(work, promise, follows, reason, now, retry_at(now, 1, until))


async def _follow(
    work: Work, promise: Promise, follows: AfterUnsure, reason: str, now: datetime, moment: datetime | None
) -> datetime | None:
    if follows is AfterUnsure.LEAVE or moment is None:
        await work.outbox.settle(promise.id, "unsure", now, reason=reason)
        return None
    await work.outbox.put_back(
        promise.id,
        moment,
        reason=reason,
        unsure=reason != STOPPED,
        # An answer seen twice does no harm, but one on each of two channels is read as two.
        maybe_doubled=follows is AfterUnsure.REPEAT_FLAGGED or await _has_another(work, promise),
    )
    return moment
