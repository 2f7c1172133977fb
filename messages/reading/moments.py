"""Puts the pieces of one time expression together: which day, which time, and whether they agree."""

from datetime import date, datetime, time, timedelta

from messages.reading import calendar_sums as sums
from messages.reading.clock_words import Clock, clock_minutes
from messages.reading.pieces import Piece, Sort
from messages.reading.unclear import UnclearTime


def day_of(pieces: list[Piece], today: date) -> date | None:
    """The day that these pieces fix together, or None when they fix none.

    Raises `UnclearTime` when a piece is impossible, past or lunar, or when weekday and date disagree.
    """
    for reason in ("lunar", "impossible", "past"):
        if any(piece.reason == reason for piece in pieces):
            raise UnclearTime(reason)
    days = [piece for piece in pieces if piece.sort is Sort.DAY and piece.day]
    weekdays = [piece.weekday for piece in pieces if piece.sort is Sort.WEEKDAY]
    weeks = [piece for piece in pieces if piece.sort is Sort.WEEK]
    if days:
        day = days[0].day
        assert day is not None
        _agree(day, weekdays, weeks, today)
        return _not_past(day, today)
    if weekdays:
        if weeks and weeks[0].week != -9:
            return _not_past(sums.week_start(today, weeks[0].week) + timedelta(days=weekdays[0]), today)
        return sums.next_weekday(weekdays[0], today)
    if weeks:
        return _not_past(_deadline_of_week(weeks[0], today), today)
    for sort in (Sort.DEADLINE, Sort.SPAN):
        found = [piece.day for piece in pieces if piece.sort is sort and piece.day]
        if found:
            return _not_past(found[0], today)
    return None


def _agree(day: date, weekdays: list[int], weeks: list[Piece], today: date) -> None:
    for said in weekdays[:1]:
        if day.weekday() != said:
            raise UnclearTime("contradicts", day=day, said_weekday=said)
    for week in weeks:
        if week.week != -9 and sums.week_start(day, 0) != sums.week_start(today, week.week):
            raise UnclearTime("contradicts", day=day)


def _not_past(day: date, today: date) -> date:
    if day < today:
        raise UnclearTime("past", day=day)
    return day


def _deadline_of_week(week: Piece, today: date) -> date:
    """The day that a week stands for when no weekday is named (D4)."""
    part = {"đầu": 0, "giua": 2}.get(week.part, 4)
    if week.week == -9:
        if week.part in ("sang", "qua"):
            return sums.week_start(today, 1) + timedelta(days=4)
        if part == 4:
            return sums.coming_friday(today)
        return sums.next_weekday(part, today)
    return sums.week_start(today, week.week) + timedelta(days=part)


def moment_of(pieces: list[Piece], clocks: list[Clock], now: datetime) -> datetime | date | None:
    """The day, or the moment when a time of day is named; None when neither is."""
    for clock in clocks:
        if clock.reason:
            raise UnclearTime(clock.reason)
    day = day_of(pieces, now.date())
    if not clocks:
        moments = [piece.moment for piece in pieces if piece.moment]
        return day or (moments[0].replace(second=0, microsecond=0) if moments else None)
    minutes = _leading_minutes(clocks)
    start = day or now.date()
    at = datetime.combine(start, time(), now.tzinfo) + timedelta(minutes=minutes)
    if at <= now:
        if day is not None:
            raise UnclearTime("past", day=day)
        at += timedelta(days=1)
    return at


def _leading_minutes(clocks: list[Clock]) -> int:
    """The time that counts, in minutes after midnight: the first (a range gives its start).

    A part of the day that stands apart moves the hour ("tối mai 8h" is 20:00; "từ 2h đến 4h chiều").
    """
    exact = [clock for clock in clocks if not clock.default]
    if not exact:
        return clocks[0].minutes
    first = exact[0]
    parts = [clock.part for clock in clocks if clock.part and clock is not first]
    if first.hour < 0 or not parts:
        return first.minutes
    moved = clock_minutes(first.hour, first.minutes % 60, parts[0], "")
    if moved is not None:
        return moved
    if any(clock.default for clock in clocks):
        raise UnclearTime("impossible")
    return first.minutes
