"""The chair's digest as plain facts: what needs a decision, what is late, silent, next and finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from committee.meetings import AnswerCounts, Invitation, Meeting, MeetingState, count_answers
from committee.practice import Practice
from committee.silence import Nudges
from committee.tasks import Status, Task, TaskClass, task_class

SOON = timedelta(days=3)


@dataclass(frozen=True)
class DigestFacts:
    """What a digest is compiled from. `since` is the moment of the last one; `unread` counts the answers
    that nobody has understood yet; `meeting` is the next one that is called; `settled` holds when the chair
    last had an obstacle cleared, by task. Where `counts` (by class) is
    given, `tasks` need not hold what the digest says nothing else about."""

    tasks: Iterable[Task]
    nudged: Mapping[int, Nudges] = field(default_factory=dict)
    meeting: Meeting | None = None
    invitations: Iterable[Invitation] = ()
    unread: int = 0
    since: datetime | None = None
    counts: Mapping[str, int] | None = None
    settled: Mapping[int, datetime] = field(default_factory=dict)


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
    settled_on: date | None = None  # the chair has had it cleared already: he reads of it, and is not asked


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

    Extensions that were asked for come first, then obstacles, each by deadline; then the longest overdue,
    the soonest due, agencies by the days of their silence, what was finished since the last digest (or
    since the working day before). Among equals the protocol order of the agencies decides.
    """
    today = practice.day(now)
    # Over a long holiday three days would show nothing, so it reaches to the next working day at least.
    soon_until = max(today + SOON, practice.calendar.next_working(today))
    since = facts.since or practice.at(practice.calendar.previous_working(today), practice.digest_time)
    counts = dict.fromkeys(TaskClass, 0)
    deciding: list[Task] = []
    overdue: list[Task] = []
    soon: list[Task] = []
    finished: list[Task] = []
    silent: list[Task] = []
    for task in facts.tasks:
        kind = task_class(task.deadline, task.done_on, today)
        counts[kind] += 1
        if task.done_on is not None:
            if _finished_since(task, since, practice):
                finished.append(task)
            continue
        if _blocked(task) or task.extension is not None:
            deciding.append(task)
        if kind is TaskClass.OPEN_OVERDUE:
            overdue.append(task)
        elif task.deadline is not None and task.deadline <= soon_until:
            soon.append(task)
        if task.id in facts.nudged and facts.nudged[task.id].silent:
            silent.append(task)
    given = {task.id: _settled(task, facts, practice) for task in deciding}
    deciding.sort(key=lambda task: (given[task.id] is not None, task.extension is None, *_by_deadline(task)))
    decisions = tuple(
        _decision(n, task, practice, given[task.id]) for n, task in enumerate(deciding, start=1)
    )
    numbers = {decision.task_id: decision.number for decision in decisions}

    def lines(tasks: list[Task]) -> tuple[TaskLine, ...]:
        return tuple(_line(task, today, numbers) for task in sorted(tasks, key=_by_deadline))

    if facts.counts is not None:
        counts = {kind: facts.counts.get(kind.value, 0) for kind in TaskClass}
    on_time = counts[TaskClass.DONE_ON_TIME]
    return Digest(
        code=digest_code(now, practice),
        day=today,
        compiled_at=now,
        decisions=decisions,
        overdue=lines(overdue),
        due_soon=lines(soon),
        silent=_silent_agencies(silent, facts.nudged, today, practice),
        next_meeting=_next_meeting(facts, now, practice),
        finished=lines(finished),
        counts={kind.value: count for kind, count in counts.items()},
        rate_of=(on_time, on_time + counts[TaskClass.DONE_LATE] + counts[TaskClass.OPEN_OVERDUE]),
        unread=facts.unread,
    )


def worth_sending(digest: Digest) -> bool:
    """Whether there is something to say: a meeting counts when it is within three days."""
    meeting = digest.next_meeting
    return bool(
        digest.decisions
        or digest.overdue
        or digest.due_soon
        or digest.silent
        or digest.finished
        or (meeting is not None and meeting.days <= SOON.days)
    )


def digest_code(now: datetime, practice: Practice) -> str:
    """The name by which a digest is spoken of: "BC-23/11-07:00"."""
    local = practice.local(now)
    return f"BC-{local.day:02}/{local.month:02}-{local.hour:02}:{local.minute:02}"


def digest_key(day: date, seat_id: int) -> str:
    """Unrepeatable: one digest a day for a reader."""
    return f"digest:{day.isoformat()}:seat:{seat_id}"


def _by_deadline(task: Task) -> tuple[date, int, str]:
    return (task.deadline or date.max, task.lead_agency.position, task.code)


def _agency(task: Task) -> str:
    return task.lead_agency.short_name or task.lead_agency.name


def _blocked(task: Task) -> bool:
    return task.state is not None and task.state.status is Status.BLOCKED


def _finished_since(task: Task, since: datetime, practice: Practice) -> bool:
    """By the moment of the answer that finished it; where only a date is known, by that."""
    if task.state is not None and task.state.status is Status.DONE:
        return task.state.at > since
    return task.done_on is not None and task.done_on >= practice.day(since)


def _settled(task: Task, facts: DigestFacts, practice: Practice) -> date | None:
    """Since when an obstacle is being cleared on the chair's word; a newer report asks him again."""
    at = facts.settled.get(task.id)
    if at is None or task.extension is not None or task.state is None or task.state.at > at:
        return None
    return practice.day(at)


def _decision(number: int, task: Task, practice: Practice, settled_on: date | None) -> Decision:
    asked, report = task.extension, task.state
    since = asked.asked_at if asked else report.at if report else None
    assert since is not None  # whatever waits for a decision was asked by somebody
    return Decision(
        number=number,
        kind="extension" if asked else "blocked",
        task_id=task.id,
        task_code=task.code,
        title=task.title,
        agency=_agency(task),
        reason=asked.reason if asked else (report.note or report.raw) if report else "",
        since=practice.day(since),
        deadline=task.deadline,
        extension_id=asked.id if asked else None,
        asked_for=asked.asked_for if asked else None,
        times=asked.times if asked else 0,
        settled_on=settled_on,
    )


def _line(task: Task, today: date, numbers: Mapping[int, int]) -> TaskLine:
    deadline, done_on = task.deadline, task.done_on
    return TaskLine(
        task_id=task.id,
        task_code=task.code,
        title=task.title,
        agency=_agency(task),
        deadline=deadline,
        days=abs((today - deadline).days) if deadline else 0,
        decision=numbers.get(task.id, 0),
        on_time=deadline is None or (done_on or today) <= deadline,
    )


def _silent_agencies(
    tasks: list[Task], nudged: Mapping[int, Nudges], today: date, practice: Practice
) -> tuple[SilentAgency, ...]:
    """Agencies in silence since before today, the longest first: a nudge of today may still be answered."""
    by_agency: dict[str, list[Task]] = {}
    for task in tasks:
        since = nudged[task.id].silent_since
        if since is not None and since < today and task.extension is None:
            by_agency.setdefault(task.lead_agency.code, []).append(task)
    found = []
    for code, theirs in by_agency.items():
        since = min(nudged[task.id].silent_since or today for task in theirs)
        days = practice.calendar.working_days_between(since, today)
        nudges = max(nudged[task.id].silent for task in theirs)
        position = theirs[0].lead_agency.position
        found.append((-days, position, SilentAgency(code, _agency(theirs[0]), days, len(theirs), nudges)))
    return tuple(agency for _, _, agency in sorted(found, key=lambda item: item[:2]))


def _next_meeting(facts: DigestFacts, now: datetime, practice: Practice) -> NextMeeting | None:
    meeting = facts.meeting
    if meeting is None or meeting.state is not MeetingState.CALLED or meeting.starts_at <= now:
        return None
    return NextMeeting(
        meeting_id=meeting.id,
        code=meeting.code,
        title=meeting.title,
        starts_at=meeting.starts_at,
        place=meeting.place,
        days=(practice.day(meeting.starts_at) - practice.day(now)).days,
        answers=count_answers(facts.invitations),
    )
