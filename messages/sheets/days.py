"""Reads the dates and times of a spreadsheet: real ones, Excel serials and the ways people type them."""

import re
from datetime import date, datetime, time, timedelta

from messages.sheets.cells import Value, fold, text_of
from messages.sheets.records import Reason

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_EPOCH_1900 = date(1899, 12, 30)  # serial 0 for all days after the leap day that 1900 never had
_EPOCH_1904 = date(1904, 1, 1)

_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tu": 2,
    "4": 2,
    "nam": 3,
    "5": 3,
    "sau": 4,
    "6": 4,
    "bay": 5,
    "7": 5,
}
_WEEKDAY = re.compile(r"^(?:(?:thu|t) ?(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn)) (?=\S)")
_HOUR = re.compile(r"\b\d{1,2} ?(?:h|g|gio) ?(?:\d{2}\b)?|\b\d{1,2}:\d{2}(?::\d{2})?\b")
_FILLERS = re.compile(r"\b(?:truoc|den|het|ngay|luc|muon nhat|cham nhat|t(?=\d{2}:))\b")
_NUMBER_DATE = re.compile(r"^(\d{1,4})([/\-. ])(\d{1,2})\2(\d{1,4})$")
_WORD_DATE = re.compile(r"^(\d{1,2}) thang (\d{1,2})(?: nam)? (\d{4})$")
_NO_YEAR = re.compile(r"^\d{1,2}[/\-.]\d{1,2}$|^\d{1,2} thang \d{1,2}$")
_NONE = frozenset(
    {
        "",
        "khong",
        "khong co",
        "khong thoi han",
        "khong xac dinh",
        "thuong xuyen",
        "hang nam",
        "hang thang",
        "hang quy",
        "lien tuc",
        "none",
        "na",
        "n a",
    }
)

_TIME = re.compile(
    r"^(\d{1,2}) ?(?:(?:h|g|gio|:|\.) ?(\d{2})?(?: ?(?:p|phut|m))?(?::\d{2}(?:\.\d+)?)?)? ?"
    r"(am|pm|sa|ch|sang|chieu|toi)?$"
)
_AFTERNOON = frozenset({"pm", "ch", "chieu", "toi"})


_PERIOD = re.compile(r"^(?:trong |cuoi )?(thang|quy) (\d{1,2}|i{1,3}|iv)(?:[/\-]| nam | )(\d{4})$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class UnreadableDay(ValueError):
    """A cell that is no date or time; `reason` is the word for the refusal."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def means_no_date(text: str) -> bool:
    """Whether the words say that there is no deadline ("thường xuyên", a dash), or nothing is there."""
    return fold(text) in _NONE


def last_day_of_period(text: str) -> date | None:
    """The last day of "tháng 12/2026" or "quý IV/2026": to be suggested, for nobody has said that day."""
    found = _PERIOD.match(" ".join(_FILLERS.sub(" ", _bare(text)).split()))
    if not found:
        return None
    number, year = _ROMAN.get(found[2]) or int(found[2]), int(found[3])
    month = number if found[1] == "thang" else number * 3
    if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def read_date(value: Value, *, epoch_1904: bool = False) -> date:
    """The day a cell names; UnreadableDay says why it names none."""
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value, epoch_1904)
    text = text_of(value)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _from_serial(float(text.replace(",", ".")), epoch_1904)
    return _from_text(text)


def _plausible(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UnreadableDay(Reason.ODD_YEAR)
    return day


def _from_serial(serial: float, epoch_1904: bool) -> date:
    try:
        day = (_EPOCH_1904 if epoch_1904 else _EPOCH_1900) + timedelta(days=int(serial))
    except (OverflowError, ValueError):
        raise UnreadableDay(Reason.BAD_DATE) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:  # a number, but hardly one that stands for a day
        raise UnreadableDay(Reason.BAD_DATE)
    return day


def _bare(text: str) -> str:
    """Lower case without diacritics like `fold`, but with the marks that dates and times are made of."""
    kept = re.sub(r"[^\w:/.\-]+|_", " ", text)
    return " ".join("".join(fold(part) or part for part in re.split(r"([:/.\- ])", kept)).split())


def _from_text(text: str) -> date:
    bare = re.sub(r"(?<=\d)t(?=\d{2}:)", " ", _bare(text))
    bare = " ".join(_HOUR.sub(" ", bare).split())
    said: int | None = None
    # "trước ngày thứ Hai" and "thứ Hai, ngày" both occur: take fillers off before and after the weekday
    bare = " ".join(_FILLERS.sub(" ", bare).split())
    if found := _WEEKDAY.match(bare):
        said = 6 if found[2] else _WEEKDAYS[found[1]]
        bare = bare[found.end() :]
    bare = re.sub(r" ?([/\-.]) ?", r"\1", bare).rstrip(".")
    if _NO_YEAR.match(bare):
        raise UnreadableDay(Reason.DATE_WITHOUT_YEAR)
    day = _real_day(*_parts(bare))
    if said is not None and said != day.weekday():
        raise UnreadableDay(Reason.WEEKDAY_DIFFERS)
    return day


def _parts(bare: str) -> tuple[int, int, int]:
    """Year, month, day."""
    if found := _WORD_DATE.match(bare):
        return int(found[3]), int(found[2]), int(found[1])
    found = _NUMBER_DATE.match(bare)
    if not found:
        raise UnreadableDay(Reason.BAD_DATE)
    first, month, last = found[1], int(found[3]), found[4]
    if len(first) == 4 and len(last) <= 2:
        return int(first), month, int(last)
    if len(first) <= 2 and len(last) == 4:
        return int(last), month, int(first)
    if len(first) <= 2 and len(last) == 2:
        return 2000 + int(last), month, int(first)
    raise UnreadableDay(Reason.BAD_DATE)


def _real_day(year: int, month: int, day: int) -> date:
    try:
        return _plausible(date(year, month, day))
    except UnreadableDay:
        raise
    except ValueError:
        raise UnreadableDay(Reason.NO_SUCH_DAY) from None


def read_time(value: Value) -> time:
    """The time of day a cell names, to the minute; UnreadableDay when it names none."""
    if isinstance(value, datetime):
        return time(value.hour, value.minute)
    if isinstance(value, time):
        return time(value.hour, value.minute)
    if isinstance(value, timedelta):
        return _from_fraction(value / timedelta(days=1))
    if isinstance(value, float) and not value.is_integer():
        return _from_fraction(value)
    text = text_of(value)
    if re.fullmatch(r"0[.,]\d{3,}", text):
        return _from_fraction(float(text.replace(",", ".")))
    found = _TIME.match(_bare(text))
    if not found:
        raise UnreadableDay(Reason.BAD_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise UnreadableDay(Reason.BAD_TIME)
    return time(hour, minute)


def _from_fraction(days: float) -> time:
    """The time in an Excel day fraction; whole days in front of it (a serial with a time) are dropped."""
    if not 0 <= days < 80000:
        raise UnreadableDay(Reason.BAD_TIME)
    minutes = round(days % 1 * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def read_hours(value: Value) -> tuple[time, time | None]:
    """A time, or a span typed in one cell ("14h00 - 16h00"): start and end."""
    if isinstance(value, str):
        halves = re.split(r"\s*(?:[-–—]|đến)\s*", text_of(value).removeprefix("từ ").removeprefix("Từ "))
        if len(halves) == 2 and all(halves):
            return read_time(halves[0]), read_time(halves[1])
    return read_time(value), None
