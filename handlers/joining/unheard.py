"""Gathers what did not reach whom: messages that ended or are stuck, and what the unreached are not sent."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from committee.calling import (
    Because,
    Call,
    News,
    Unheard,
    not_asked,
    not_reminded,
    of_each_once,
    task_matters_by,
)
from committee.meetings import Answer, Meeting, MeetingState
from committee.people import Seat
from committee.practice import Practice
from committee.silence import is_silenced
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
    """Everybody whom something useful has not reached and who was not called about it since.

    Of whoever can be reached nowhere that is also what the plans write to those only who can be: reminders of
    meetings and nudges.
    """
    people = await recipients(work)
    told = await work.calls.made(people)
    tasks = {task.id: task for task in await work.tasks.open()}
    found: dict[int, list[Unheard]] = {}
    for missed in await work.calls.missed(now):
        recipient = people.get(missed.person_id)
        if recipient is not None:
            items = await _items(work, missed, told.get(missed.person_id), tasks, now, practice)
            found.setdefault(missed.person_id, []).extend(items)
    async for person_id, item in _meetings(work, people, now, practice):
        found.setdefault(person_id, []).append(item)
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
    agencies = {agency.code: agency for agency in await work.seats.agencies()}
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
        with_office = replace(seat, agency=agencies[seat.agency.code])  # and its telephone
        people.setdefault(seat.holder.id, Recipient(with_office, because))
    return people


async def _items(
    work: Work,
    missed: Missed,
    called: datetime | None,
    tasks: Mapping[int, Task],
    now: datetime,
    practice: Practice,
) -> list[Unheard]:
    """What there is to tell of messages that were missed; nothing of what has settled itself since.

    `called` is up to when the person was told by telephone before.
    """
    what, _, which = missed.about.partition(":")
    if what == "digest":
        return [Unheard(missed.since, missed.until, digest=practice.day(missed.since))]
    numbers = [int(number) for number in which.split(",") if number.isdecimal()]
    if what == "nudge":
        owed = [tasks[number] for number in numbers if number in tasks]
        return [
            Unheard(missed.since, task_matters_by(task.deadline, now, practice), task=task)
            for task in owed
            if not is_silenced(task, practice.day(now), practice)
        ]
    if what == "meeting" and numbers:
        meeting = await work.meetings.by_id(numbers[0])
        news = await _news(work, missed, meeting, called, now) if meeting else None
        return [Unheard(missed.since, meeting.starts_at, meeting, news)] if meeting and news else []
    if what == "announcement" and numbers:
        sent = await work.announcements.get(numbers[0])
        if (
            sent is None
            or not sent.acknowledge
            or await work.announcements.acknowledged_at(sent.id, missed.seat_id)
        ):
            return []
        return [Unheard(missed.since, missed.until, announcement=title_of(sent))]
    return []


async def _news(
    work: Work, missed: Missed, meeting: Meeting, called: datetime | None, now: datetime
) -> News | None:
    """What of a meeting is to be told; nothing when it began, or was answered in the meantime.

    To whoever was told of it by telephone the invitation as it is now is a change.
    """
    if meeting.starts_at <= now:
        return None
    if meeting.state is MeetingState.CANCELLED:
        return News.CANCELLED if missed.kind is Kind.CHANGE else None
    invited = await work.meetings.invitation(meeting.id, missed.seat_id)
    if invited is None:
        return News.LEFT_OUT if missed.kind is Kind.CHANGE else None
    if missed.kind is Kind.CHANGE:
        return News.CHANGED
    if missed.kind is Kind.REMINDER:
        return News.REMINDED if invited.comes else News.ASKED
    if invited.answer is not Answer.NONE:
        return None
    return News.INVITED if called is None or called < invited.invited_at else News.CHANGED


async def _meetings(
    work: Work, people: Mapping[int, Recipient], now: datetime, practice: Practice
) -> AsyncIterator[tuple[int, Unheard]]:
    """The meetings of which somebody would have been told who can be reached nowhere.

    Messages that wait for the person, or ended without arriving, tell of theirs themselves.
    """
    heard = await work.calls.heard(now)
    for meeting in await work.meetings.called_after(now):
        for invited in await work.meetings.invitations(meeting.id):
            holder = invited.seat.holder
            if holder is None or people[holder.id].because is Because.STUCK:
                continue
            written = heard.get((holder.id, meeting.id))
            if written is not None and written.coming:
                continue
            last = written.last if written is not None else None
            told = not_reminded(meeting, invited, last, now, practice)
            if told is not None:
                news, since = told
                yield holder.id, Unheard(since, meeting.starts_at, meeting, news)


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
