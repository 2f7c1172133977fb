"""Records how a send ended, and what follows from it by the rule of the message's kind."""

from datetime import datetime

from bot.channels.base import Ending, Later, Moved, Progress, Refused, Sent, Unreachable, Unsure
from committee.lateness import AfterUnsure, after_unsure, retry_at
from committee.practice import Practice
from storage.outbox import Promise
from storage.work import Work


async def settle(
    work: Work, promise: Promise, ending: Ending, progress: Progress, now: datetime, practice: Practice
) -> None:
    """Record one ending. The promise is in the state "sending"."""
    del practice
    outbox = work.outbox
    if progress.parts_sent != promise.parts_sent:
        await outbox.note_part(promise.id, progress.parts_sent)
    match ending:
        case Sent(message):
            await outbox.settle(promise.id, "sent", now, message=message)
        case Later(reason, wait):
            moment = retry_at(now, promise.tries + 1, promise.expires_at, wait=wait)
            if moment is None:
                await outbox.settle(promise.id, "expired", now, reason=reason)
            else:
                await outbox.put_back(promise.id, moment, reason=reason)
        case Unreachable(reason):
            await outbox.settle(promise.id, "unreachable", now, reason=reason)
            await work.joining.set_unreachable(promise.channel, promise.chat, reason)
        case Refused(reason):
            await outbox.settle(promise.id, "failed", now, reason=reason)
        case Moved(chat):
            await work.joining.move_chat(promise.channel, promise.chat, chat)
            await outbox.put_back(promise.id, now, reason="chat_moved")
        case Unsure(reason):
            await _unsure(work, promise, reason, now)


async def settle_leftovers(work: Work, now: datetime, practice: Practice) -> int:
    """Settle what a crash left between network and record: nobody knows whether it arrived."""
    del practice
    left = await work.outbox.left_sending()
    for promise in left:
        await _unsure(work, promise, "stopped_while_sending", now)
    return len(left)


async def _unsure(work: Work, promise: Promise, reason: str, now: datetime) -> None:
    kind = promise.outgoing.kind.value
    times = promise.unsure + 1
    follows = after_unsure(kind, times)
    moment = retry_at(now, 1, promise.expires_at)
    if follows is AfterUnsure.LEAVE or moment is None:
        await work.outbox.settle(promise.id, "unsure", now, reason=reason)
    else:
        flagged = follows is AfterUnsure.REPEAT_FLAGGED
        await work.outbox.put_back(
            promise.id,
            now if reason == "stopped_while_sending" else moment,
            reason=reason,
            unsure=True,
            maybe_doubled=flagged,
        )
