"""How much of its month a bot has used, what the rest of the month will need, and what has to wait then.

Zalo's plan allows a bot so many messages a month (3,000 on the free one) and does not say whether those that
come in count too: both are counted, so that the warning comes rather too early than too late.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from committee.ladder import nudges_of
from committee.meetings import Answer, Invitation, Meeting, MeetingState
from committee.people import Seat
from committee.practice import Practice
from committee.reminders import ReminderKind, answer_slots, meeting_slots
from committee.silence import Nudges
from committee.tasks import Task

WARNED_FROM = 80  # per cent: the secretariat is told
THRIFTY_FROM = 95  # per cent: announcements wait; answers, digests, invitations and changes go on


class Level(StrEnum):
    """How scarce messages are."""

    FREE = "free"
    WARNED = "warned"
    THRIFTY = "thrifty"


@dataclass(frozen=True)
class Use:
    """What one bot has sent and received in a month so far; a `limit` of 0 is none."""

    channel: str
    sent: int
    received: int
    limit: int
    people: int = 0  # to whom promised messages go over this bot
    since: date | None = None  # when the first of them joined

    @property
    def used(self) -> int:
        """Both ways together."""
        return self.sent + self.received

    @property
    def left(self) -> int:
        """What may still go and come; never below 0."""
        return max(self.limit - self.used, 0)

    @property
    def percent(self) -> int:
        """The share that is used, rounded down; 0 without a limit."""
        return self.used * 100 // self.limit if self.limit else 0

    @property
    def level(self) -> Level:
        """How scarce messages are on this bot."""
        if not self.limit or self.percent < WARNED_FROM:
            return Level.FREE
        return Level.THRIFTY if self.percent >= THRIFTY_FROM else Level.WARNED


@dataclass(frozen=True)
class Ahead:
    """Messages that are known to come until the end of the month, to the people on one bot."""

    reminders: int = 0  # of meetings that have been called, and to answer their invitations
    nudges: int = 0  # of tasks, as if nobody answered them

    @property
    def all(self) -> int:
        """Both together."""
        return self.reminders + self.nudges


@dataclass(frozen=True)
class Forecast:
    """What the rest of the month will need at the present rhythm, and whether that is there."""

    use: Use
    rhythm: int  # messages on a working day so far, rounded up
    days_left: int  # working days after today until the month ends
    ahead: Ahead
    runs_out: date | None  # nothing: what is left lasts

    @property
    def need(self) -> int:
        """The rhythm on each working day that is left, and on top of it what is known to come.

        Some of what is known is part of the rhythm as well: the forecast is on the careful side.
        """
        return self.rhythm * self.days_left + self.ahead.all


def month_of(now: datetime, practice: Practice) -> str:
    """The committee's month, written "2026-11"."""
    return f"{practice.day(now):%Y-%m}"


def month_ends(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def next_month(now: datetime, practice: Practice) -> datetime:
    """When messages are counted anew, in the first send window of the next month."""
    first = practice.calendar.on_or_after(month_ends(practice.day(now)) + timedelta(days=1))
    return practice.at(first, practice.send_windows[0][0])


def ahead(
    people: Collection[int],
    meetings: Iterable[tuple[Meeting, Sequence[Invitation]]],
    tasks: Sequence[Task],
    nudged: Mapping[int, Nudges],
    seats: list[Seat],
    now: datetime,
    practice: Practice,
) -> Ahead:
    """What is known to go to `people` (by id) until the month ends.

    A called meeting has its reminders, each to whoever comes or has not answered; a task is asked about on
    each day of its ladder, in one message a day to each seat.
    """
    reminders = sum(
        _reminders(meeting, invitations, people, now, practice) for meeting, invitations in meetings
    )
    today = practice.day(now)
    days = (month_ends(today) - today).days
    nudges = sum(
        nudge.seat.holder is not None and nudge.seat.holder.id in people
        for number in range(1, days + 1)
        for nudge in nudges_of(tasks, nudged, seats, today + timedelta(days=number), practice)
    )
    return Ahead(reminders, nudges)


def _reminders(
    meeting: Meeting,
    invitations: Sequence[Invitation],
    people: Collection[int],
    now: datetime,
    practice: Practice,
) -> int:
    if meeting.state is not MeetingState.CALLED:
        return 0
    mine = [one for one in invitations if one.seat.holder is not None and one.seat.holder.id in people]
    silent = sum(one.answer is Answer.NONE for one in mine)
    reminded = {
        ReminderKind.ANSWER: silent,
        ReminderKind.MEETING: silent + sum(one.comes for one in mine),
    }
    last = month_ends(practice.day(now))
    slots = (*meeting_slots(meeting, practice), *answer_slots(meeting, practice))
    return sum(
        reminded[slot.kind] for slot in slots if slot.due_at > now and practice.day(slot.due_at) <= last
    )


def forecast(use: Use, known: Ahead, now: datetime, practice: Practice) -> Forecast:
    """The rest of the month at the present rhythm.

    The rhythm is what was used, divided by the working days that have begun since the month did, or since
    the first member joined on this bot where that was later.
    """
    today = practice.day(now)
    calendar = practice.calendar
    first = max(today.replace(day=1), min(use.since or today.replace(day=1), today))
    begun = max(calendar.working_days_between(first - timedelta(days=1), today), 1)
    days_left = calendar.working_days_between(today, month_ends(today))
    found = Forecast(use, -(-use.used // begun), days_left, known, None)
    return Forecast(use, found.rhythm, days_left, known, _runs_out(found, today, practice))


def _runs_out(found: Forecast, today: date, practice: Practice) -> date | None:
    """The first day on which more is needed than is left, with the need spread evenly over working days."""
    use = found.use
    if not use.limit or use.left >= found.need > 0 or (use.left and not found.need):
        return None
    if not use.left:
        return today
    if not found.days_left:
        return month_ends(today)
    days = -(-use.left * found.days_left // found.need)  # rounded up
    return practice.calendar.working_days_after(today, max(days, 1))
