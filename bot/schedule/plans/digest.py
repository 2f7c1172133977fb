"""The 7:00 digest: compiled once on a working day, frozen, and promised to everybody who reads it."""

from datetime import datetime

from committee.digest import digest_key, worth_sending
from committee.lateness import is_late, useful_until
from committee.moments import digest_moment
from committee.practice import Practice
from messages.voice import Voice
from messages.words.digest import digest_for
from storage.gathering import gather
from storage.work import Work


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise today's digest when it is time; nothing on days off or when there is nothing to say."""
    due = digest_moment(now, practice)
    if due is None or await work.digests.was_made(practice.day(now)):
        return 0
    digest = await gather(work, now, practice)
    await work.digests.freeze(digest, now, scheduled=True)
    if not worth_sending(digest):
        return 0
    # Before its first digest the bot was not down, it was not there yet.
    late = is_late(due, now) and await work.digests.last_before(practice.day(now)) is not None
    made = 0
    for seat in await work.seats.reading_digest():
        assert seat.holder is not None
        out = digest_for(
            voice.to(seat.holder.language),
            digest,
            seat,
            key=digest_key(digest.day, seat.id),
            expires_at=useful_until("digest", due, practice),
            late=late,
        )
        made += await work.outbox.promise(out, now) is not None
    return made
