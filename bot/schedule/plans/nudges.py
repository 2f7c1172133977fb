"""The day's nudges: one message to each seat that owes something today, and the call list."""

from dataclasses import replace
from datetime import datetime

from committee.ladder import CallList, Nudge, call_list, due_nudges, useful_until
from committee.lateness import useful_until as notice_useful_until
from committee.moments import in_send_window
from committee.people import Seat
from committee.practice import Practice
from committee.tasks import Task
from messages.envelope import Kind
from messages.voice import Voice
from messages.words import nudges as words
from storage.work import Work

PLANNED = "nudges_planned"  # the note that holds the day whose nudges were promised
LISTED = "listed"  # a task that a nudge names without being called for today


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise today's nudges once it is time for them; returns how many messages were promised.

    All of a day is promised in one transaction, so one note tells that it was done.
    """
    local, day = practice.local(now), practice.day(now)
    if local.time() < practice.nudge_time or not in_send_window(now, practice):
        return 0
    if await work.notes.get(PLANNED) == day.isoformat():
        return 0
    nudged = await work.tasks.nudges(practice.zone)
    tasks, seats = await _reachable(work)
    due = due_nudges(tasks, nudged, seats, now, practice)
    made = 0
    for nudge in due:
        made += await _promise(work, nudge, now, practice, voice)
    calls = call_list(due, nudged, practice)
    if calls is not None:
        times = {task.id: nudged[task.id].silent + 1 if task.id in nudged else 1 for task in calls.tasks}
        made += await _promise_calls(work, calls, times, now, practice, voice)
    await work.notes.put(PLANNED, day.isoformat())
    return made


async def _reachable(work: Work) -> tuple[list[Task], list[Seat]]:
    """The open tasks and the seats of people who have joined: whoever cannot be asked is not silent."""
    joined = {account.person_id for account in await work.joining.identities() if not account.unreachable}

    def reached(seat: Seat | None) -> bool:
        return seat is not None and seat.holder is not None and seat.holder.id in joined

    tasks = [task for task in await work.tasks.open() if reached(task.lead)]
    return tasks, [seat for seat in await work.seats.all() if reached(seat)]


async def _promise(work: Work, nudge: Nudge, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise one nudge and keep what it asks about; returns 1, or 0 when it was promised before."""
    holder = nudge.seat.holder
    if holder is None:
        return 0
    out = replace(
        words.nudge(voice.to(holder.language), nudge, holder),
        person=holder.id,
        seat=nudge.seat.id,
        key=nudge.key,
        expires_at=useful_until(nudge, practice),
    )
    if await work.outbox.promise(out, now) is None:
        return 0
    for owed in nudge.owed:
        await work.tasks.mark_nudged(owed.task.id, nudge.seat.id, nudge.day, owed.step or LISTED, now)
    return 1


async def _promise_calls(
    work: Work, calls: CallList, times: dict[int, int], now: datetime, practice: Practice, voice: Voice
) -> int:
    made = 0
    for seat in await work.seats.secretariat():
        assert seat.holder is not None
        out = replace(
            words.call_list(voice.to(seat.holder.language), calls, times),
            person=seat.holder.id,
            seat=seat.id,
            key=f"{calls.key}:seat:{seat.id}",
            expires_at=notice_useful_until(Kind.NOTICE, now, practice),
        )
        made += await work.outbox.promise(out, now) is not None
    return made
