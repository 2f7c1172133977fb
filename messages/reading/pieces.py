"""A piece of a time expression ("thứ Hai", "tuần sau"): what kind it is and what it says alone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Sort(StrEnum):
    """What a piece of a time expression fixes."""

    DAY = "day"  # one day
    WEEKDAY = "weekday"  # a weekday, of no particular week
    WEEK = "week"  # a week, without or with its start, middle or end
    DEADLINE = "deadline"  # a month, quarter or year, standing for a day of it
    SPAN = "span"  # a number of days, weeks, months from now
    CLOCK = "clock"
    WRONG = "wrong"


@dataclass(slots=True)
class Piece:
    """One piece of a time expression, with its place in the canonical string."""

    sort: Sort
    start: int
    end: int
    day: date | None = None
    weekday: int = -1
    week: int = 0  # 0 this week, 1 the next, -1 the last
    part: str = ""  # "dau", "giua", "cuoi" of a week
    moment: datetime | None = None
    reason: str = ""  # for WRONG
    open_day: int = 0  # a day of the month without month, which a weekday may confirm
