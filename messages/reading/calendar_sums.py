"""Sums with days and months: month ends, the next 28th, n working days, n months on."""

from datetime import date, timedelta

# Where the parts of a month or week lie when only the part is named (dates_rules.md D4, D5).
MIDDLE_OF_MONTH = 15


def month_end(year: int, month: int) -> date:
    """The last day of a month; `month` may run over 12."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def in_month(year: int, month: int, part: str) -> date:
    """The start, middle or end of a month ("dau", "giua", else the last day)."""
    if part == "dau":
        return date(year, month, 1)
    if part == "giua":
        return date(year, month, MIDDLE_OF_MONTH)
    return month_end(year, month)


def exact(day: int, month: int, year: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_day_of_month(day: int, today: date) -> date | None:
    """The next such day, today included; months without that day are passed over."""
    if not 1 <= day <= 31:
        return None
    year, month = today.year, today.month
    for _ in range(13):
        found = exact(day, month, year)
        if found and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def next_date(day: int, month: int, today: date) -> date | None:
    """The next such day and month, today included; None when it exists in neither year (29/2 included)."""
    for year in (today.year, today.year + 1):
        found = exact(day, month, year)
        if found and found >= today:
            return found
    return None


def months_on(today: date, months: int) -> date:
    """The same day some months later, or that month's last day when it is shorter."""
    total = today.month - 1 + months
    year, month = today.year + total // 12, total % 12 + 1
    return exact(today.day, month, year) or month_end(year, month)


def working_days_on(today: date, days: int) -> date:
    """The n-th Monday-to-Friday day after today; public holidays are not considered (D9)."""
    day = today
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def week_start(today: date, weeks: int) -> date:
    """The Monday of this week (0), the next (1) …"""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def next_weekday(weekday: int, today: date) -> date:
    """The next such weekday strictly after today (D2)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def coming_friday(today: date) -> date:
    """The Friday of the running working week; from Saturday on, that of the next (D4)."""
    return today + timedelta(days=(4 - today.weekday()) % 7)
