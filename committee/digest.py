"""The chair's digest as plain facts: what needs a decision, what is late, silent, next and finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from committee.meetings import AnswerCounts, Invitation, Meeting
from committee.practice import Practice
from committee.silence import Nudges
from committee.tasks import Task

SOON = timedelta(days=3)


@dataclass(frozen=True)
class DigestFacts:
    """What a digest is compiled from. `since` is the moment of the last one; `unread` counts the answers
    that nobody has understood yet; `meeting` is the next one that is called."""

    tasks: Iterable[Task]
    nudged: Mapping[int, Nudges] = field(default_factory=dict)
    meeting: Meeting | None = None
    invitations: Iterable[Invitation] = ()
    unread: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """Something only the chair or the standing deputy can settle: a later deadline, or an obstacle."""

    number: int
    kind: str  # "extension" or "blocked"
    task_id: int
    task_code: str
    title: str
    agency: str
    reason: str
    since: date
    deadline: date | None
    extension_id: int | None = None
    asked_for: date | None = None
    times: int = 0


@dataclass(frozen=True)
class TaskLine:
    """A task in a list; `days` are calendar days overdue, or left until the deadline."""

    task_id: int
    task_code: str
    title: str
    agency: str
    deadline: date | None
    days: int
    decision: int = 0  # the number under which the task also waits for a decision
    on_time: bool = True  # of a finished task


@dataclass(frozen=True)
class SilentAgency:
    """An agency that has not answered; `days` are working days since the first nudge in vain."""

    agency_code: str
    agency: str
    days: int
    tasks: int
    nudges: int


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting and how many seats answered what."""

    meeting_id: int
    code: str
    title: str
    starts_at: datetime
    place: str
    days: int  # calendar days from today
    answers: AnswerCounts


@dataclass(frozen=True)
class Digest:
    """One compiled digest. Only plain values, so that it can be frozen as a row and read again."""

    code: str
    day: date
    compiled_at: datetime
    decisions: tuple[Decision, ...]
    overdue: tuple[TaskLine, ...]
    due_soon: tuple[TaskLine, ...]
    silent: tuple[SilentAgency, ...]
    next_meeting: NextMeeting | None
    finished: tuple[TaskLine, ...]
    counts: dict[str, int]  # by TaskClass
    rate_of: tuple[int, int]  # on time, of how many: domain.md § 2.5
    unread: int

    @property
    def rate(self) -> float | None:
        """The share done on time, 0 to 1; None when nothing is finished or overdue."""
        on_time, of = self.rate_of
        return on_time / of if of else None

    @property
    def total(self) -> int:
        """How many tasks there are in all classes."""
        return sum(self.counts.values())


def compile_digest(facts: DigestFacts, now: datetime, practice: Practice) -> Digest:
    """Compile the digest of this moment.

    Decisions come by deadline, the longest overdue first, the soonest due first, silent agencies by the
    days of their silence; among equals the protocol order of the agencies decides.
    """
    raise NotImplementedError


def worth_sending(digest: Digest) -> bool:
    """Whether there is something to say: a meeting counts when it is within three days."""
    raise NotImplementedError


def digest_key(day: date, seat_id: int) -> str:
    """Unrepeatable: one digest a day for a reader."""
    return f"digest:{day.isoformat()}:seat:{seat_id}"
