"""The ladder of nudges: which seats are asked about which tasks on a day, and who is told of silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from committee.moments import in_send_window
from committee.people import Seat, lead_seat, protocol
from committee.practice import Practice
from committee.silence import Nudges, is_silenced
from committee.tasks import Task


class Step(StrEnum):
    """On which rung of the ladder a task stands today."""

    BEFORE = "before"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Owed:
    """A task that a seat owes; `step` is set when it is this task that calls for the nudge today."""

    task: Task
    days_left: int  # working days to the day on which it falls due; negative when it is overdue
    days_overdue: int  # calendar days since the deadline as written, 0 before
    step: Step | None


@dataclass(frozen=True)
class Nudge:
    """All that one seat is asked about on one day, in one message, and the tasks it only gets a copy of."""

    seat: Seat
    day: date
    owed: tuple[Owed, ...]
    copied: tuple[Task, ...] = ()

    @property
    def key(self) -> str:
        """Unrepeatable: one nudge for a seat on a day."""
        return f"nudge:{self.day.isoformat()}:seat:{self.seat.id}"


@dataclass(frozen=True)
class CallList:
    """Tasks about which a seat was nudged three times in vain: the secretariat telephones."""

    day: date
    tasks: tuple[Task, ...]

    @property
    def key(self) -> str:
        """Unrepeatable: one call list a day."""
        return f"call:{self.day.isoformat()}"


def due_nudges(
    tasks: Iterable[Task],
    nudged: Mapping[int, Nudges],
    seats: list[Seat],
    now: datetime,
    practice: Practice,
) -> list[Nudge]:
    """Today's nudges, when they may go: from nudge time on, in a send window of a working day."""
    local = practice.local(now)
    if local.time() < practice.nudge_time or not in_send_window(now, practice):
        return []
    return nudges_of(tasks, nudged, seats, local.date(), practice)


def nudges_of(
    tasks: Iterable[Task],
    nudged: Mapping[int, Nudges],
    seats: list[Seat],
    day: date,
    practice: Practice,
) -> list[Nudge]:
    """Every nudge of that day, in protocol order; none on a day off.

    A seat is nudged when at least one of its tasks stands on a rung today. The message then lists all its
    tasks that are overdue or fall due within the ladder and are not silenced. Cooperating agencies get a
    copy once, with the first nudge for a task. `nudged` holds what was sent before, by task id.
    """
    if not practice.calendar.is_working(day):
        return []
    rungs = _Rungs(day, practice)
    owed: dict[int, list[Owed]] = {}
    people: dict[int, Seat] = {}
    for task in tasks:
        if task.lead is None or task.lead.holder is None or task.deadline is None:
            continue
        if task.deadline > rungs.horizon or is_silenced(task, day, practice):
            continue
        people[task.lead.id] = task.lead
        owed.setdefault(task.lead.id, []).append(rungs.owed(task, task.deadline))
    called = {seat for seat, items in owed.items() if any(item.step for item in items)}
    copies = _copies([item.task for seat in called for item in owed[seat] if item.step], nudged, day, seats)
    people.update((seat.id, seat) for seat, _ in copies.values())
    found = []
    for seat_id in called | copies.keys():
        items = sorted(owed.get(seat_id, []) if seat_id in called else [], key=_urgency)
        copied = copies[seat_id][1] if seat_id in copies else []
        found.append(Nudge(people[seat_id], day, tuple(items), tuple(copied)))
    return sorted(found, key=lambda nudge: protocol(nudge.seat))


def call_list(nudges: Iterable[Nudge], nudged: Mapping[int, Nudges], practice: Practice) -> CallList | None:
    """The tasks whose nudge of today is the third in vain (then the sixth …), for the secretariat.

    The chair is not told: he reads it in the digest (domain.md § 2.5).
    """
    day, found = None, []
    for nudge in nudges:
        for item in nudge.owed:
            before = nudged.get(item.task.id, Nudges())
            times = before.silent + (0 if before.last == nudge.day else 1)
            if item.step is not None and times % practice.silent_limit == 0:
                day = nudge.day
                found.append(item.task)
    return CallList(day, tuple(found)) if day is not None else None


def useful_until(nudge: Nudge, practice: Practice) -> datetime:
    """Until when the nudge may go: the end of that day's last send window."""
    return practice.at(nudge.day, practice.send_windows[-1][1])


class _Rungs:
    """The ladder seen from one day; remembers what each deadline came to, as many tasks share one."""

    def __init__(self, day: date, practice: Practice) -> None:
        self.day = day
        self.practice = practice
        self.calendar = practice.calendar
        longest = max(practice.ladder, default=0)
        # The last day off after the farthest rung still falls due on that rung.
        farthest = self.calendar.working_days_after(day, longest)
        self.horizon = self.calendar.next_working(farthest) - timedelta(days=1)
        self._left: dict[date, int] = {}

    def owed(self, task: Task, deadline: date) -> Owed:
        """Where a task with this deadline stands."""
        if deadline not in self._left:
            due = self.calendar.on_or_before(deadline)
            self._left[deadline] = self.calendar.working_days_between(self.day, due)
        left = self._left[deadline]
        late = max((self.day - deadline).days, 0)
        return Owed(task, left, late, self._step(left, late))

    def _step(self, left: int, late: int) -> Step | None:
        if left == 0:
            return Step.DUE
        if left > 0:
            return Step.BEFORE if left in self.practice.ladder else None
        return Step.OVERDUE if late and -left % self.practice.overdue_every == 0 else None


def _urgency(owed: Owed) -> tuple[date, str]:
    return (owed.task.deadline or date.max, owed.task.code)


def _copies(
    stepping: list[Task], nudged: Mapping[int, Nudges], day: date, seats: list[Seat]
) -> dict[int, tuple[Seat, list[Task]]]:
    """By seat, the tasks of which it gets its one copy today."""
    found: dict[int, tuple[Seat, list[Task]]] = {}
    by_agency: dict[str, list[Seat]] = {}
    for seat in seats:
        by_agency.setdefault(seat.agency.code, []).append(seat)
    for task in sorted(stepping, key=lambda task: (task.deadline or date.max, task.code)):
        before = nudged.get(task.id)
        if before is not None and before.first is not None and before.first < day:
            continue
        for agency in task.cooperating:
            receiver = lead_seat(by_agency.get(agency.code, []), agency.code)
            if receiver is None or receiver.holder is None or (task.lead and receiver.id == task.lead.id):
                continue
            found.setdefault(receiver.id, (receiver, []))[1].append(task)
    return found
