"""What is still asked after an answer: how far, what is in the way, until when, why."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from committee.practice import Practice
from committee.tasks import Status, Task
from handlers.visit import Visit
from messages.envelope import Came, Outgoing

CARD_OPEN = timedelta(minutes=30)  # for how long typed words are about the card that was opened
TOLD_AFTER = timedelta(minutes=10)  # until then a secretary may finish what he records on behalf
IN_NUDGE = "n"  # the mark of buttons in a nudge: it stays as it is when one is pressed


def question_ends(visit: Visit) -> datetime:
    """A question that was asked today ends with the next working day."""
    return visit.practice.day_ends(visit.practice.calendar.next_working(visit.today))


async def ask(visit: Visit, what: str, task: Task, *, ends: datetime | None = None, **facts: Any) -> None:
    """Keep what is asked of whoever wrote, about a task."""
    await visit.work.questions.ask(
        visit.actor.person.id, what, f"task:{task.id}", facts, visit.now, ends or question_ends(visit)
    )


def likely_days(task: Task, today: date, practice: Practice) -> list[date]:
    """Later deadlines that are often asked for: three working days, one week, two weeks."""
    start = max(task.deadline or today, today)
    calendar = practice.calendar
    days = [
        calendar.working_days_after(start, 3),
        calendar.on_or_after(start + timedelta(weeks=1)),
        calendar.on_or_after(start + timedelta(weeks=2)),
    ]
    return sorted(set(days))


def is_later(task: Task, day: date, today: date) -> bool:
    """Whether a day can be a later deadline of the task."""
    return day >= today and (task.deadline is None or day > task.deadline)


def in_place(visit: Visit, out: Outgoing, mark: str = "") -> Outgoing:
    """An answer to a press takes the place of the message with the button; a nudge stays as it is."""
    pressed = visit.incoming.came is Came.PRESS and mark != IN_NUDGE
    return replace(out, replaces=visit.incoming.message) if pressed else out


def lacks(status: Status, note: str, until: date | None) -> str:
    """What is still to be asked about an answer: "block", "until", "why", or nothing."""
    if status is Status.BLOCKED and not note:
        return "block"
    if status is Status.EXTENSION and until is None:
        return "until"
    return "why" if status is Status.EXTENSION and not note else ""
