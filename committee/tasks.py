"""What a task is, what an answer to "how far is it?" can be, and the official class a task counts in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from committee.people import Agency, Seat


class Status(StrEnum):
    """What an answer says about a task; the words of the labelling rules."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    NOT_STARTED = "not_started"
    EXTENSION = "extension"
    ACK = "ack"
    QUESTION = "question"
    HANDOVER = "handover"
    UNCLEAR = "unclear"

    @property
    def speaks_of_the_work(self) -> bool:
        """Whether the answer tells the state of the work, so that it may enter a figure."""
        return self in (
            Status.DONE,
            Status.IN_PROGRESS,
            Status.BLOCKED,
            Status.NOT_STARTED,
            Status.EXTENSION,
        )


class TaskClass(StrEnum):
    """The grid in which statistics are given (Decision 42/2014/QĐ-TTg and the rules made after it)."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_ON_TIME = "open_on_time"
    OPEN_OVERDUE = "open_overdue"
    NO_DEADLINE = "no_deadline"


@dataclass(frozen=True)
class StatusReport:
    """One answer about one task, as it was understood; superseded, never edited."""

    id: int
    task_id: int
    status: Status
    at: datetime
    percent: int | None = None
    note: str = ""
    raw: str = ""
    new_deadline: date | None = None
    by: str = ""  # the name of whoever answered
    sure: bool = True
    confirmed: bool = False


@dataclass(frozen=True)
class Task:
    """A unit of work with its lead seat, source document, group and deadline."""

    id: int
    code: str
    title: str
    lead_agency: Agency
    lead: Seat | None
    source: str = ""
    deadline: date | None = None
    original_deadline: date | None = None
    group: str = ""
    product: str = ""
    done_on: date | None = None
    cooperating: tuple[Agency, ...] = ()
    latest: StatusReport | None = None  # the last answer of any sort: it decides how long nudges rest
    state: StatusReport | None = None  # the last answer that speaks of the work: it enters the figures
    extension: "Extension | None" = None  # the one that waits for a decision


@dataclass(frozen=True)
class Extension:
    """A later deadline that was asked for and waits for whoever assigned the task to decide."""

    id: int
    task_id: int
    asked_for: date | None
    old_deadline: date | None
    reason: str
    asked_at: datetime
    times: int = 1  # how often a later deadline was asked for this task, this one included


def task_class(deadline: date | None, done_on: date | None, today: date) -> TaskClass:
    """The official class: done on or before the due date is on time, open after it is overdue.

    An extension that nobody has decided changes nothing: the old date counts (domain.md § 2.5).
    """
    if deadline is None:
        return TaskClass.NO_DEADLINE
    if done_on is not None:
        return TaskClass.DONE_ON_TIME if done_on <= deadline else TaskClass.DONE_LATE
    return TaskClass.OPEN_ON_TIME if today <= deadline else TaskClass.OPEN_OVERDUE
