"""Tells the secretariat once of whoever had joined and can no longer be written to."""

from dataclasses import replace
from datetime import datetime

from committee.lateness import useful_until
from committee.moments import in_send_window
from committee.practice import Practice
from messages.voice import Voice
from messages.words.joining import lost
from storage.moments import to_text
from storage.work import Work

TOLD = "lost_told"  # the note that holds the people of whom the secretariat was told, by id


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise a notice about people who were lost since the last one; returns how many messages.

    Somebody who comes back and is lost again is told of again. Whoever no longer holds a seat is passed over.
    """
    if not in_send_window(now, practice):
        return 0
    gone = {str(person_id) for person_id in await work.joining.lost()}
    told = set((await work.notes.get(TOLD) or "").split())
    if gone == told:
        return 0
    await work.notes.put(TOLD, " ".join(sorted(gone)))
    seats = [seat for seat in await work.seats.all() if seat.holder and str(seat.holder.id) in gone - told]
    made = 0
    for reader in await work.seats.secretariat() if seats else ():
        assert reader.holder is not None
        out = replace(
            lost(voice.to(reader.holder.language), seats),
            person=reader.holder.id,
            seat=reader.id,
            key=f"lost:{to_text(now)}:seat:{reader.id}",
            expires_at=useful_until("notice", now, practice),
        )
        made += await work.outbox.promise(out, now) is not None
    return made
