"""Tells the secretariat once of whoever can no longer be written to, and of invitations that reach nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from committee.lateness import useful_until
from committee.moments import in_send_window, is_quiet
from committee.people import protocol
from committee.practice import Practice
from messages.envelope import Outgoing
from messages.voice import Voice
from messages.words.calls import unreached
from messages.words.joining import lost
from storage.moments import to_text
from storage.work import Work

TOLD = "lost_told"  # the note that holds the people of whom the secretariat was told, by id
UNREACHED = "unreached_told"  # the note that holds the meetings it was told of: "meeting:3@moment"


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise notices about people who were lost, and about meetings of which somebody was not told."""
    lost_ones = await _lost(work, now, practice, voice)
    return lost_ones + await _unreached(work, now, practice, voice)


async def _lost(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
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
    if not seats:
        return 0
    return await _tell(work, now, practice, voice, "lost", lambda own: lost(own, seats))


async def _unreached(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise a notice about meetings whose invitation or change has not arrived in a quarter of an hour.

    Each is told of once, and again only when something newer about the meeting does not arrive. A meeting
    does not wait for working hours; quiet hours are kept. Whoever was telephoned meanwhile has heard.
    """
    if is_quiet(now, practice):
        return 0
    missed = await work.calls.about_meetings(now)
    called = await work.calls.made({person for person, _, _ in missed})
    missed = [one for one in missed if one[0] not in called or called[one[0]] < one[2]]
    newest: dict[str, datetime] = {}
    for _, about, since in missed:
        newest[about] = max(since, newest.get(about, since))
    marks = {f"{about}@{to_text(since)}": about for about, since in newest.items()}
    told = set((await work.notes.get(UNREACHED) or "").split())
    fresh = {about for mark, about in marks.items() if mark not in told}
    if marks.keys() != told:
        await work.notes.put(UNREACHED, " ".join(sorted(marks)))
    if not fresh:
        return 0
    seats = {seat.holder.id: seat for seat in await work.seats.all() if seat.holder}
    meetings = []
    for about in sorted(fresh):
        meeting = await work.meetings.by_id(int(about.partition(":")[2]))
        whom = [seats[person] for person, other, _ in missed if other == about and person in seats]
        if meeting and whom:
            meetings.append((meeting, sorted(whom, key=protocol)))
    if not meetings:
        return 0
    return await _tell(work, now, practice, voice, "unreached", lambda own: unreached(own, now, meetings))


async def _tell(
    work: Work, now: datetime, practice: Practice, voice: Voice, key: str, said: Callable[[Voice], Outgoing]
) -> int:
    made = 0
    for reader in await work.seats.secretariat():
        assert reader.holder is not None
        out = replace(
            said(voice.to(reader.holder.language)),
            person=reader.holder.id,
            seat=reader.id,
            key=f"{key}:{to_text(now)}:seat:{reader.id}",
            expires_at=useful_until("notice", now, practice),
        )
        made += await work.outbox.promise(out, now) is not None
    return made
