"""Tells the secretariat of planned meetings that come near and to which nobody was invited."""

from dataclasses import replace
from datetime import datetime

from committee.lateness import useful_until
from committee.moments import in_send_window
from committee.practice import Practice
from committee.uncalled import due_uncalled
from messages.voice import Voice
from messages.words.meeting_lists import uncalled
from storage.work import Work

PLANNED = "uncalled_told"  # the note that holds what the secretariat was told of: "3:1 4:3", meeting and days


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise a notice about meetings that have become due since the last one; returns how many messages."""
    if not in_send_window(now, practice):
        return 0
    due = due_uncalled(await work.meetings.planned(now), now, practice)
    marks = {f"{meeting.id}:{days}:{practice.day(meeting.starts_at)}": meeting for meeting, days in due}
    told = set((await work.notes.get(PLANNED) or "").split())
    fresh = [meeting for mark, meeting in marks.items() if mark not in told]
    if not fresh:
        return 0
    await work.notes.put(PLANNED, " ".join(sorted(marks)))
    made = 0
    for seat in await work.seats.secretariat():
        assert seat.holder is not None
        out = replace(
            uncalled(voice.to(seat.holder.language), fresh),
            person=seat.holder.id,
            seat=seat.id,
            key=f"uncalled:{now:%Y%m%d%H%M}:seat:{seat.id}",
            expires_at=useful_until("notice", now, practice),
        )
        made += await work.outbox.promise(out, now) is not None
    return made
