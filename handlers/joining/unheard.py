"""Gathers what did not reach whom: messages that ended or are stuck, tasks of people who get no nudges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from committee.calling import Because, Call, News, Unheard, not_asked, of_each_once, task_matters_by
from committee.meetings import Answer, Meeting, MeetingState
from committee.people import Seat
from committee.practice import Practice
from committee.tasks import Task
from messages.envelope import Kind
from messages.words.announcements import title_of
from storage.calls import Missed
from storage.work import Work


@dataclass(frozen=True)
class Recipient:
    """Somebody with a seat, and why messages do not reach him or her."""

    seat: Seat
    because: Because


async def calls_due(work: Work, now: datetime, practice: Practice) -> list[Call]:
    """Everybody whom something useful has not reached and who was not called about it since."""
    people = await recipients(work)
    told = await work.calls.made(people)
    tasks = {task.id: task for task in await work.tasks.open()}
    found: dict[int, list[Unheard]] = {}
    for missed in await work.calls.missed(now):
        recipient = people.get(missed.person_id)
        if recipient is not None:
            items = await _items(work, missed, recipient.seat, tasks, now, practice)
            found.setdefault(missed.person_id, []).extend(items)
    for person_id, item in _tasks(people, tasks, now, practice):
        found.setdefault(person_id, []).append(item)
    calls = []
    for person_id, items in found.items():
        until = told.get(person_id)
        fresh = [item for item in items if until is None or item.since > until]
        if fresh:
            recipient = people[person_id]
            calls.append(Call(recipient.seat, recipient.because, of_each_once(fresh, now)))
    return calls


async def recipients(work: Work) -> dict[int, Recipient]:
    """Everybody with a seat, by the person's id, each for the first of his or her seats."""
    accounts = await work.joining.identities()
    joined = {account.person_id for account in accounts}
    good = {account.person_id for account in accounts if not account.unreachable}
    people: dict[int, Recipient] = {}
    for seat in sorted(await work.seats.all(), key=lambda seat: seat.id):
        if seat.holder is None:
            continue
        because = Because.STUCK
        if seat.holder.id not in joined:
            because = Because.NEVER
        elif seat.holder.id not in good:
            because = Because.LOST
        elif not seat.holder.agreed:
            because = Because.NOT_AGREED
        people.setdefault(seat.holder.id, Recipient(seat, because))
    return people


async def _items(
    work: Work, missed: Missed, seat: Seat, tasks: Mapping[int, Task], now: datetime, practice: Practice
) -> list[Unheard]:
    """What there is to tell of messages that were missed; nothing of what has settled itself since."""
    what, _, which = missed.about.partition(":")
    if what == "digest":
        return [Unheard(missed.since, missed.until, digest=practice.day(missed.since))]
    numbers = [int(number) for number in which.split(",") if number.isdecimal()]
    if what == "nudge":
        owed = [tasks[number] for number in numbers if number in tasks]
        return [
            Unheard(missed.since, task_matters_by(task.deadline, now, practice), task=task) for task in owed
        ]
    if what == "meeting" and numbers:
        meeting = await work.meetings.by_id(numbers[0])
        news = await _news(work, missed, meeting, seat, now) if meeting else None
        return [Unheard(missed.since, meeting.starts_at, meeting, news)] if meeting and news else []
    if what == "announcement" and numbers:
        sent = await work.announcements.get(numbers[0])
        if sent is None or not sent.acknowledge or await work.announcements.acknowledged_at(sent.id, seat.id):
            return []
        return [Unheard(missed.since, missed.until, announcement=title_of(sent))]
    return []


async def _news(work: Work, missed: Missed, meeting: Meeting, seat: Seat, now: datetime) -> News | None:
    """What of a meeting is to be told; nothing when it began, or was answered on the person's behalf."""
    if meeting.starts_at <= now:
        return None
    if meeting.state is MeetingState.CANCELLED:
        return News.CANCELLED if missed.kind is Kind.CHANGE else None
    invited = await work.meetings.invitation(meeting.id, seat.id)
    if invited is None:
        return News.LEFT_OUT if missed.kind is Kind.CHANGE else None
    if missed.kind is Kind.CHANGE:
        return News.CHANGED
    if missed.kind is Kind.REMINDER:
        return News.REMINDED
    return News.INVITED if invited.answer is Answer.NONE else None


def _tasks(
    people: Mapping[int, Recipient], tasks: Mapping[int, Task], now: datetime, practice: Practice
) -> Iterator[tuple[int, Unheard]]:
    """The tasks about which somebody would have been asked who can be reached nowhere."""
    owed = {
        task.id: task.lead.holder.id
        for task in tasks.values()
        if task.lead and task.lead.holder and people[task.lead.holder.id].because is not Because.STUCK
    }
    for task_id, since in not_asked((tasks[task_id] for task_id in owed), now, practice).items():
        task = tasks[task_id]
        by = task_matters_by(task.deadline, now, practice)
        yield owed[task_id], Unheard(since, by, task=task)
