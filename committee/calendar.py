"""Which days are worked: weekends, days off and made-up Saturdays, and counting in working days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # date.weekday()
LONGEST_BREAK = 60  # days; no committee rests longer, so a longer one is a mistake in the table


class DayKind(StrEnum):
    """How a day is marked in the committee's table of exceptions."""

    DAY_OFF = "day_off"  # nghỉ lễ, nghỉ bù
    MADE_UP = "made_up"  # làm bù: a weekend day that is worked


class CalendarError(ValueError):
    """The table of days off leaves no working day for two months: it cannot be meant."""


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, without the days off, with the made-up days; a made-up day wins over a day off."""

    days_off: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, days: Iterable[tuple[date, DayKind]]) -> "WorkCalendar":
        """The calendar that a table of (day, kind) makes."""
        table = list(days)
        return cls(
            frozenset(day for day, kind in table if kind == DayKind.DAY_OFF),
            frozenset(day for day, kind in table if kind == DayKind.MADE_UP),
        )

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.made_up:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return self._walk(day + ONE_DAY, ONE_DAY)

    def previous_working(self, day: date) -> date:
        """The last working day before `day`."""
        return self._walk(day - ONE_DAY, -ONE_DAY)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, otherwise the next working day."""
        return self._walk(day, ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """The day itself when it is worked, otherwise the last working day before it.

        A due date on a day off stays as written; one reminds on this day (domain.md § 2.7).
        """
        return self._walk(day, -ONE_DAY)

    def working_days_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`; for n = 0 the day itself or the next working day."""
        if n < 0:
            return self.working_days_before(day, -n)
        found = self.on_or_after(day) if n == 0 else day
        for _ in range(n):
            found = self.next_working(found)
        return found

    def working_days_before(self, day: date, n: int) -> date:
        """The n-th working day before `day`; for n = 0 the day itself or the last working day before."""
        if n < 0:
            return self.working_days_after(day, -n)
        found = self.on_or_before(day) if n == 0 else day
        for _ in range(n):
            found = self.previous_working(found)
        return found

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b`; negative when `b` is before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        count = _weekdays_until(b) - _weekdays_until(a)
        count -= sum(1 for day in self.days_off if a < day <= b and day.weekday() < SATURDAY)
        # A made-up day adds one unless it was counted above, as a weekday that no day off took away.
        for day in self.made_up:
            if a < day <= b and (day.weekday() >= SATURDAY or day in self.days_off):
                count += 1
        return count

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_BREAK):
            if self.is_working(day):
                return day
            day += step
        raise CalendarError(f"no working day near {day.isoformat()}")


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the beginning of the calendar up to and including `day`."""
    weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 is a Monday
    return weeks * 5 + min(rest, 5)
