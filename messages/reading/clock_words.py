"""Finds times of day ("14h30", "9 rưỡi sáng", "cuối giờ chiều") and spans ("3 ngày nữa")."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.reading import calendar_sums as sums
from messages.reading.patterns import pattern
from messages.reading.pieces import Piece, Sort

_PART = r"sáng|trưa|chiều|tối|đêm|khuya"
_JOIN = r"(?:,? ?(?:vào |lúc |của )?(?:buổi )?)"
_SPAN = (
    r"(?:\b(?:(?<!tuần )(?<!tháng )(?<!năm )(?<!quý )sau|trong|trong vòng|thêm|trễ|chậm|muộn|lùi|khoảng"
    r"|quá|cần|xin) )*"
    r"(?:(?<![\d/.,:hg-])(?<!thứ )(?<!\bt)(?<!giờ )(?<!\dh )(?<!kém )(?<!ngày )(?<!mùng )(?<!mồng )"
    r"(?P<n>\d+(?:[.,]\d)?) ?(?:(?:-|–|~|,|hoặc|hay|đến|tới|or) ?)?(?P<n2>\d+)? ?(?:more )?"
    r"|(?P<half>nửa |½ ?)|(?=(?:tiếng|giờ|tuần|tháng|ngày) rưỡi)|(?<=thêm )(?=(?:tuần|tháng|ngày|hôm) nữa))"
    r"(?P<unit>ngày làm việc|ngày|hôm|bữa|tuần|tháng|tiếng|giờ|h\b|phút|p\b|days?|weeks?|months?"
    r"|hours?)\b(?P<ruoi> rưỡi)?(?! này)"
    r"(?P<work> làm việc)?(?P<after> (?:nữa|sau|tới))?(?! ?\d)"
)
_SPANNED = r"\d|½|nửa|rưỡi|thêm"  # without any of these there is no span
_TIME = (
    r"(?<![\d/.,-])(?P<h>\d{1,2}) ?(?:h(?![^\W\d_])|g(?=\d|\b)|giờ|:(?=\d)) ?(?:(?P<kem>kém) ?(?P<km>\d{1,2})"
    r"|(?P<ruoi>rưỡi)|(?P<m>\d{1,2})(?![/\d.]|-(?!\d{1,2} ?(?:h|g|:))))?"
    r"(?: ?(?:'|phút\b|p\b))?(?: ?(?P<ap>am"
    r"|pm)\b)?(?:" + _JOIN + r"(?P<part>" + _PART + r")\b(?! (?:tuần|tháng) ))?"
)
_HALF = r"(?<![\d/.,-])(?P<h>\d{1,2}) rưỡi(?: ?" + _JOIN + r"(?P<part>" + _PART + r"))?\b"
_LESS = r"(?<![\d/.,-])(?P<h>\d{1,2}) kém (?P<km>\d{1,2})(?: phút)?(?: (?P<part>" + _PART + r"))?\b"
_AMPM = r"(?<![\d/.,-])(?P<h>\d{1,2}) ?(?P<ap>am|pm)\b"
_BARE = r"(?<![\d/.,-])(?<!thứ )(?<!t)(?<!ngày )(?<!mùng )(?<!mồng )(?P<h>\d{1,2}) (?P<part>" + _PART + r")\b"
_EDGE = (
    r"\b(?P<edge>đầu|cuối|giữa|hết) (?:giờ|buổi) (?P<part>sáng|chiều)\b|\bhết (?:giờ )(?:làm việc"
    r"|hành chính|làm|hc)\b|\bcuối giờ(?: làm việc| hành chính| làm)?\b(?! (?:sáng|chiều))"
)
_ONLY_PART = (
    r"(?<!trái )(?<!nhiều )(?<!đa )\b(?:buổi )?(?P<part>" + _PART + r")\b(?! (?:thiểu|đa|ưu|cao|tạo|kiến)\b)"
)
_TIMES = (_TIME, _HALF, _LESS, _AMPM, _BARE)
_DEFAULTS = {
    "sáng": (8, 0),
    "trua": (11, 30),
    "chiều": (14, 0),
    "tối": (19, 0),
    "đêm": (19, 0),
    "khuya": (21, 0),
}


@dataclass(slots=True)
class Clock:
    """A time of day in minutes after midnight (1440 = 24h), with its place in the canonical string."""

    minutes: int
    start: int
    end: int
    reason: str = ""  # "impossible" when there is no such time
    default: bool = False  # only a part of the day was named
    part: str = ""
    hour: int = -1  # as typed, when no part of the day stood beside it


def clock_minutes(hour: int, minute: int, part: str, half_day: str) -> int | None:
    """Minutes after midnight by rules T1, T2, T4 and T9, or None when hour and part of day contradict."""
    if hour > 24 or minute > 59 or minute < -59 or (hour == 24 and minute > 0):
        return None
    if half_day:
        if not 1 <= hour <= 12:
            return hour * 60 + minute if half_day == "pm" and 13 <= hour <= 23 else None
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    elif part:
        moved = _by_part(hour, part)
        if moved is None:
            return None
        hour = moved
    elif 1 <= hour <= 5:
        hour += 12
    return hour * 60 + minute


def _by_part(hour: int, part: str) -> int | None:
    if part == "sáng":
        return hour if 0 <= hour <= 11 else None
    if part == "trua":
        return hour if 10 <= hour <= 13 else hour + 12 if hour in (1, 2) else None
    if part == "chiều":
        return hour + 12 if 1 <= hour <= 6 else hour if 12 <= hour <= 18 else None
    if part == "tối":
        return hour + 12 if 5 <= hour <= 11 else hour if 17 <= hour <= 23 else None
    if hour in (0, 12, 24):
        return 0 if hour == 0 else 24
    return hour + 12 if 8 <= hour <= 11 else hour if 20 <= hour <= 23 else None


def find_clocks(canon: str) -> tuple[list[Clock], str]:
    """All times of day, and the string with their places blanked."""
    clocks: list[Clock] = []
    for text in _TIMES if any(char.isdecimal() for char in canon) else ():
        for match in pattern(text).finditer(canon):
            groups = match.groupdict()
            minute = int(groups.get("m") or 0) or (30 if groups.get("ruoi") or text is _HALF else 0)
            hour, less = int(groups["h"]), int(groups.get("km") or 0)
            minutes = clock_minutes(hour, minute, groups.get("part") or "", groups.get("ap") or "")
            if less > 59:
                minutes = None
            clock = Clock(
                (minutes or 0) - less, *match.span(), reason="" if minutes is not None else "impossible"
            )
            clock.part = groups.get("part") or ""
            clock.hour = hour if not clock.part and not groups.get("ap") else -1
            clocks.append(clock)
            canon = _blank(canon, *match.span())
    for match in pattern(_EDGE).finditer(canon):
        edge, part = match.groupdict().get("edge"), match.groupdict().get("part")
        table = {("đầu", "sáng"): 450, ("cuoi", "sáng"): 660, ("đầu", "chiều"): 810, ("cuoi", "chiều"): 990,
                 ("hết", "sáng"): 690, ("hết", "chiều"): 1020, ("giua", "sáng"): 570,
                 ("giua", "chiều"): 900}  # fmt: skip
        whole_day = 990 if match.group().startswith("cuoi gio") and "làm" not in match.group() else 1020
        clocks.append(Clock(table.get((edge or "", part or ""), whole_day), *match.span()))
        canon = _blank(canon, *match.span())
    for match in pattern(_ONLY_PART).finditer(canon):
        hour, minute = _DEFAULTS[match.group("part")]
        clocks.append(Clock(hour * 60 + minute, *match.span(), default=True, part=match.group("part")))
        canon = _blank(canon, *match.span())
    clocks.sort(key=lambda clock: clock.start)
    return clocks, canon


def find_spans(canon: str, now: datetime, *, any_span: bool) -> tuple[list[Piece], str]:
    """Spans from now. Without `any_span` only those that say so ("nữa", "sau …", "trong …", working days)."""
    pieces: list[Piece] = []
    if not pattern(_SPANNED).search(canon):
        return pieces, canon
    for match in pattern(_SPAN).finditer(canon):
        groups = match.groupdict()
        unit = groups["unit"]
        working = bool(groups["work"]) or unit.endswith("viec")
        led = match.group().startswith(("sau", "trong", "thêm", "them"))
        if not (any_span or groups["after"] or led or working or (groups["ruoi"] and unit == "tieng")):
            continue
        hour = unit in ("h", "gio") and not groups["after"] and not match.group().startswith("trong")
        if hour and (unit == "h" or not led):
            continue  # "sau 8h" is a time of day
        begins = match.start("n") if groups["n"] else match.start("unit") - (5 if groups["half"] else 0)
        piece = Piece(Sort.SPAN, max(match.start(), begins), match.end())
        amount = (
            0.5
            if groups["half"]
            else 1.0
            if groups["n"] is None
            else float((groups["n2"] or groups["n"]).replace(",", "."))
        )
        amount += 0.5 if groups["ruoi"] else 0
        if not _apply(piece, amount, unit, working, now):
            continue
        pieces.append(piece)
        canon = _blank(canon, *match.span())
    return pieces, canon


def _apply(piece: Piece, amount: float, unit: str, working: bool, now: datetime) -> bool:
    """Set the day or moment a span leads to; False when it is out of all proportion."""
    today = now.date()
    if amount > 3660:
        return False
    if unit.startswith(("tieng", "gio", "hour")) or unit == "h":
        piece.moment = now + timedelta(minutes=round(amount * 60))
    elif unit.startswith("p"):
        piece.moment = now + timedelta(minutes=round(amount))
    elif working:
        piece.day = sums.working_days_on(today, int(amount))
    elif unit.startswith(("tuan", "week")):
        piece.day = today + timedelta(days=int(amount * 7))
    elif unit.startswith(("thang", "month")):
        piece.day = sums.months_on(today, int(amount)) + timedelta(days=15 if amount % 1 else 0)
    else:
        piece.day = today + timedelta(days=int(amount))
    return True


def _blank(canon: str, start: int, end: int) -> str:
    return canon[:start] + "#" * (end - start) + canon[end:]
