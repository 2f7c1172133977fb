"""Hours of the day and the short strings in which an operator sets them ("07:30-11:30,13:30-17:00")."""

from datetime import date, datetime, time, timedelta

Hours = tuple[tuple[time, time], ...]
"""Spans of one day, each from (included) until (excluded), in order, not touching one another."""


def parse_clock(text: str) -> time:
    """A time of day from "07:30", "7h30" or "7h"; ValueError for anything else."""
    hour, found, minute = text.strip().lower().replace("h", ":").partition(":")
    if not (found and hour.isdecimal() and (minute == "" or len(minute) == 2)):
        raise ValueError(f"not a time of day: {text.strip()!r}")
    if not (minute == "" or minute.isdecimal()) or int(hour) > 23 or int(minute or 0) > 59:
        raise ValueError(f"not a time of day: {text.strip()!r}")
    return time(int(hour), int(minute or 0))


def parse_span(text: str) -> tuple[time, time]:
    """Two times of day with a hyphen between; the second may be the next morning ("20:00-07:00")."""
    start, found, end = text.replace("–", "-").partition("-")
    if not found:
        raise ValueError(f"not a span of hours: {text.strip()!r}")
    span = parse_clock(start), parse_clock(end)
    if span[0] == span[1]:
        raise ValueError(f"a span without length: {text.strip()!r}")
    return span


def parse_hours(text: str) -> Hours:
    """Spans of one day separated by commas; ValueError when one ends before it starts or they overlap."""
    spans = tuple(parse_span(part) for part in text.split(",") if part.strip())
    if not spans:
        raise ValueError("no hours given")
    previous = None
    for start, end in spans:
        if start > end:
            raise ValueError(f"ends before it starts: {start:%H:%M}-{end:%H:%M}")
        if previous is not None and start <= previous:
            raise ValueError(f"not in order, or overlapping: {start:%H:%M}")
        previous = end
    return spans


def parse_steps(text: str) -> tuple[int, ...]:
    """Working days before a deadline, "7,3,1", largest first; ValueError unless positive and distinct."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() and 0 < int(part) <= 365 for part in parts):
        raise ValueError(f"not a list of days: {text!r}")
    steps = sorted({int(part) for part in parts}, reverse=True)
    if len(steps) != len(parts):
        raise ValueError(f"a day given twice: {text!r}")
    return tuple(steps)


def parse_offsets(text: str) -> tuple[timedelta, ...]:
    """Times before a meeting, "3d,1d,2h", largest first; ValueError for other units or nothing."""
    offsets = []
    for part in (part.strip().lower() for part in text.split(",") if part.strip()):
        number, unit = part[:-1], part[-1]
        if not number.isdecimal() or not 0 < int(number) <= 60 or unit not in "dhm":
            raise ValueError(f"not a time before a meeting: {part!r}")
        size = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}[unit]
        offsets.append(int(number) * size)
    if not offsets or len(set(offsets)) != len(offsets):
        raise ValueError(f"not a list of times before a meeting: {text!r}")
    return tuple(sorted(offsets, reverse=True))


def offset_name(offset: timedelta) -> str:
    """The short name of a time before a meeting, as it stands in keys: "3d", "2h", "45m"."""
    minutes = int(offset.total_seconds()) // 60
    if minutes % 1440 == 0:
        return f"{minutes // 1440}d"
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"


def narrowed(hours: Hours, by: timedelta) -> Hours:
    """The same spans without `by` at each side; a span that is too short for that is left out."""
    day = date(2000, 1, 3)  # any day: only the hours count
    spans = []
    for start, end in hours:
        opens, closes = datetime.combine(day, start) + by, datetime.combine(day, end) - by
        if opens < closes:
            spans.append((opens.time(), closes.time()))
    return tuple(spans) or hours


def within(moment: time, hours: Hours) -> bool:
    """Whether a time of day lies in one of the spans."""
    return any(start <= moment < end for start, end in hours)
