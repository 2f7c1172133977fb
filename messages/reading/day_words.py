"""Finds the words for days, weeks, months and spans of time in a message, and what each says alone."""

from collections.abc import Callable
from datetime import date, timedelta

from messages.reading import calendar_sums as sums
from messages.reading.pieces import Piece, Sort

_WEEKDAY_WORDS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}

Maker = Callable[..., Piece | None]
# A pattern, what it needs, and what makes its piece; in the order in which they are tried.
RULES: list[tuple[str, str, Maker]] = []


def _rule(*texts: str, needs: str = "") -> Callable[[Maker], Maker]:
    """Give the patterns of a rule to the function that makes its piece; tried in the order of the file.

    `needs`: words (or "0" for any digit) without any of which the patterns cannot fit.
    """

    def keep(maker: Maker) -> Maker:
        RULES.extend((text, needs, maker) for text in texts)
        return maker

    return keep


def _wrong(reason: str) -> Piece:
    return Piece(Sort.WRONG, 0, 0, reason=reason)


def _day(found: date | None, reason: str = "impossible") -> Piece:
    return Piece(Sort.DAY, 0, 0, day=found) if found else _wrong(reason)


@_rule(
    r"\bâm lịch\b|(?<=\d) ?\(?âm\b|(?<!\w)al\b|\bchạp\b|\btháng giêng\b|\brằm\b|(?:mùng|mồng|\d) tết\b"
    r"|\btết (?:nguyên đán|âm|ta|đinh mùi)\b|\bgiao thừa\b",
    needs="âm al chạp giêng tết rằm giao",
)  # fmt: skip
def _lunar(found: dict[str, str], today: date) -> Piece:
    return _wrong("lunar")


@_rule(
    r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?!\d)",
    r"\b(?:ngày ?|mùng ?|mồng ?)?(?<![\d/.,-])(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<y>\d{4}"
    r"|\d{2})(?![\d%]| ?/ ?\d)",
    r"\b(?:ngày ?|mùng ?|mồng ?)?(?<![\d/.,-])(?P<d>\d{1,2})(?: ?tháng ?|/t"
    r"|t(?=\d+ năm))(?P<m>\d{1,2}),? ?(?:năm|nam|/|-) ?(?P<y>\d{4}|nay|sau|tới)",
    r"\b(?:ngày ?|mùng ?|mồng ?)?(?<![\d/.,-])(?P<d>\d{1,2})(?: tháng ?|/t"
    r"|/(?!\d+[/\d]))(?P<m>\d{1,2}) (?P<y>20\d\d)(?!\d)",
    needs="0",
)  # fmt: skip
def _full_date(found: dict[str, str], today: date) -> Piece:
    typed = found["y"]
    years = {"nay": today.year, "này": today.year, "sau": today.year + 1, "tới": today.year + 1}
    year = years[typed] if typed in years else int(typed) + (2000 if len(typed) == 2 else 0)
    return _day(sums.exact(int(found["d"]), int(found["m"]), year))


@_rule(
    r"\b(?:ngày ?|mùng ?|mồng ?)?(?<![\d/.,-])(?P<d>\d{1,2})(?: ?tháng ?"
    r"| ?/ ?t?)(?P<m>\d{1,2})(?![\d%hg]|:\d|[/.,-]\d| ?phần)",
    r"\b(?:ngày ?|mùng ?|mồng ?)?(?<![\d/.,-])(?P<d>\d{1,2}) ?[-.] ?(?P<m>1[0-2]|0?[1-9])(?![\d%hg]|:\d"
    r"|[/.,-]\d| ?(?:%|phần|ngày|tuần|tháng|hôm|bữa|giờ|tiếng|năm))",
    r"\bngày ?(?P<d>\d{1,2})[-.](?P<m>\d{1,2})(?!\d)",
    needs="0",
)  # fmt: skip
def _day_and_month(found: dict[str, str], today: date) -> Piece:
    day, month = int(found["d"]), int(found["m"])
    return _day(sums.next_date(day, month, today))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Without "may" and "sep", which are rather "mấy" and "sếp".
_MONTH = (
    r"(?P<e>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


@_rule(
    rf"(?<![\d/.,-])(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b",
    rf"\b{_MONTH} (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%hg]|:\d|[/.,-]\d)",
    needs="0",
)
def _english_date(found: dict[str, str], today: date) -> Piece:
    return _day(sums.next_date(int(found["d"]), _MONTHS.index(found["e"][:3]) + 1, today))


@_rule(r"\b(?:ngày |mùng |mồng )?(?P<d>\d{1,2}) tháng (?P<which>này|sau|tới|trước)", needs="tháng")
def _day_of_named_month(found: dict[str, str], today: date) -> Piece:
    shift = {"nay": 0, "này": 0, "truoc": -1}.get(found["which"], 1)
    month = today.month - 1 + shift
    return _day(sums.exact(int(found["d"]), month % 12 + 1, today.year + month // 12))


@_rule(
    r"\b(?:hồi hôm(?! (?:thứ|\d|qua|kia))|hồi sáng|hồi trưa|hồi chiều|khuya qua|hồi nãy|lúc nãy|ban nãy"
    r"|this morning|last night|hôm qua|hôm kia|hôm kìa|bữa qua|bữa kia|hôm trước|hôm bữa|bữa trước"
    r"|hôm nọ|ngày qua|yesterday"
    r"|(?:mấy|vài|\d+|suốt|cả) (?:hôm|bữa|ngày|tuần|tháng) nay"
    r"|\d+ (?:phút|tiếng|giờ|ngày|tuần|tháng|hôm|bữa|năm) trước(?! (?:hạn|khi|ngày))"
    r"|(?:sáng|trưa|chiều|tối|đêm) qua|(?:tuần|tháng|năm|quý) (?:trước|rồi|vừa qua|vừa rồi)|năm ngoái)\b",
    needs="hồi nãy this last hôm bữa qua kia kìa nọ yesterday trước rồi ngoái nay",
)  # fmt: skip
def _past_day(found: dict[str, str], today: date) -> Piece:
    return _wrong("past")


@_rule(
    r"\b(?:ngày|trưa|chiều|sáng|tối|hôm)? ?(?P<w>mốt|kia)\b(?! số)",
    r"\b(?:ngày )?(?P<w>mai)\b(?! mốt| này| sau)|\b(?P<w2>tomorrow)\b",
    r"\b(?<!mấy )(?<!vài )(?<!\d )(?P<w>hôm nay|hôm ni|bữa nay|ngày nay|today)\b",
    r"\b(?P<w>trong ngày)\b(?! ?\d| (?:mai|mốt|kia|thứ|hôm|này))",
    needs="mốt kia mai tomorrow nay ni today trong",
)  # fmt: skip
def _near_day(found: dict[str, str], today: date) -> Piece | None:
    word = found.get("w") or "mai"
    if word == "kia" and found["all"].strip() == "kia":
        return None
    return _day(today + timedelta(days={"mai": 1, "mốt": 2, "kia": 2}.get(word, 0)))


@_rule(
    r"(?<![\w/])(?<!điểm )(?<!bản )(?<!chương )(?<!buổi )(?<!tập )(?<!lần )(?<!đợt )(?<!lớp )"
    r"(?<!mục )(?:thứ ?)(?P<n>\d{1,3})\b(?! ?(?:phần|%|bài|tin))(?: (?:này|tới)\b)?",
    r"(?<![\w/])t ?(?P<n>[2-7])(?![\d/]|[-.,]\d)(?: (?:này|tới)\b)?",
    needs="0",
)  # fmt: skip
def _numbered_weekday(found: dict[str, str], today: date) -> Piece:
    number = int(found["n"])
    if not 2 <= number <= 7:
        return _wrong("impossible")
    return Piece(Sort.WEEKDAY, 0, 0, weekday=number - 2)


@_rule(
    r"\b(?:cn|chủ nhật|chúa nhật|chưa nhật)\b(?: (?:này|tới)\b)?|\b(?P<e>(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day)\b",
    needs="cn nhật day",
)
def _named_weekday(found: dict[str, str], today: date) -> Piece:
    return Piece(Sort.WEEKDAY, 0, 0, weekday=_WEEKDAY_WORDS.get(found.get("e") or "sunday", 6))


@_rule(
    r"(?:(?<!bắt )\b(?P<p>đầu|giữa|cuối|hết|trong|sang|qua|nội) )?\btuần (?P<w>này|nay|sau nữa|tới nữa"
    r"|tiếp nữa|kế nữa"
    r"|sau|tới|kế tiếp|kế|tiếp theo|tiếp|sau nữa)\b|\b(?P<e>next week)\b|\b(?P<e0>this week)\b",
    r"(?<!bắt )\b(?P<p>đầu|giữa|cuối|hết|trong|sang|qua|nội) tuần\b(?! lễ)",
    needs="tuần week",
)  # fmt: skip
def _week(found: dict[str, str], today: date) -> Piece:
    which = found.get("w") or ""
    week = 0 if which in ("nay", "này") or found.get("e0") else 2 if which.endswith("nữa") else 1
    piece = Piece(Sort.WEEK, 0, 0, week=week, part=found.get("p") or "")
    if not which and not found.get("e") and not found.get("e0"):
        piece.week = -9  # no week was named: the coming one that the part allows
    return piece


@_rule(
    r"\b(?:(?<!bắt )(?P<p>đầu|giữa|cuối|hết|trong|sang|qua) )?(?:tháng ?|t(?=1[0-2]"
    r"|[89]))(?P<m>\d{1,2})(?:(?: năm |/| )(?P<y>\d{4}|nay|sau|tới))?(?![\d/])",
    needs="0",
)
def _month(found: dict[str, str], today: date) -> Piece:
    month, typed = int(found["m"]), found.get("y")
    if not 1 <= month <= 12:
        return _wrong("impossible")
    part = {"đầu": "dau", "giua": "giua"}.get(found.get("p") or "", "cuoi")
    if typed:
        year = {"nay": today.year, "sau": today.year + 1, "tới": today.year + 1}.get(typed) or int(typed)
        return Piece(Sort.DEADLINE, 0, 0, day=sums.in_month(year, month, part))
    day = sums.in_month(today.year, month, part)
    return Piece(Sort.DEADLINE, 0, 0, day=day if day >= today else sums.in_month(today.year + 1, month, part))


@_rule(
    r"\b(?:(?<!bắt )(?P<p>đầu|giữa|cuối|hết|trong|sang|qua|nội) )?tháng (?P<w>này|nay|sau nữa|sau|tới"
    r"|kế tiếp|kế)\b",
    r"(?<!bắt )\b(?P<p>đầu|giữa|cuối|hết|sang|trong) tháng\b(?! \d)|\b(?P<e>end of (?:the |this )?month)\b",
    needs="tháng month",
)  # fmt: skip
def _named_month(found: dict[str, str], today: date) -> Piece:
    which, part = found.get("w"), {"đầu": "dau", "giua": "giua"}.get(found.get("p") or "", "cuoi")
    if found.get("p") == "sang" and not which:
        which = "sau"
    month = today.month - 1 + (0 if which in (None, "nay", "này") else 2 if which.endswith("nữa") else 1)
    day = sums.in_month(today.year + month // 12, month % 12 + 1, part)
    if which is None and day < today:
        day = sums.in_month(today.year + (month + 1) // 12, (month + 1) % 12 + 1, part)
    return Piece(Sort.DEADLINE, 0, 0, day=day) if day >= today else _wrong("past")


@_rule(
    r"\b(?:(?<!bắt )(?P<p>đầu|giữa|cuối|hết|trong|sang|qua) )?quý ?(?P<q>[1-4]|iv|iii|ii|i|này|nay|sau"
    r"|tới)\b(?:(?: năm | ?/ ?| )(?P<y>\d{4}|nay|sau|tới)\b)?",
    r"\b(?P<p>hết|cuối) quý\b",
    needs="quý",
)  # fmt: skip
def _quarter(found: dict[str, str], today: date) -> Piece:
    running = (today.month - 1) // 3 + 1
    typed, year_typed = found.get("q") or "nay", found.get("y")
    romans = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    year = today.year
    if typed in ("nay", "này", "sau", "tới"):
        quarter = running + (typed in ("sau", "tới"))
        year, quarter = (year + 1, 1) if quarter > 4 else (year, quarter)
    else:
        quarter = romans.get(typed) or int(typed)
        if quarter < running and not year_typed:
            year += 1
    if year_typed:
        year = {"nay": today.year, "sau": today.year + 1, "tới": today.year + 1}.get(year_typed) or int(
            year_typed
        )
    first = found.get("p") == "đầu"
    day = date(year, quarter * 3 - 2, 1) if first else sums.month_end(year, quarter * 3)
    return Piece(Sort.DEADLINE, 0, 0, day=day)


@_rule(
    r"\btrước tết dương(?: lịch)?\b|\btrước năm mới\b",
    r"\b(?P<new>tết dương(?: lịch)?)\b",
    r"\b(?:(?<!bắt )(?P<p>đầu|giữa|cuối|hết|trong|sang|qua) )?năm (?P<y>nay|sau|tới|20\d\d)\b",
    r"\b(?P<p>sang|đến|tới|qua) (?P<y>20\d\d)\b(?![/.-])",
    r"(?<!bắt )\b(?P<p>đầu|cuối|hết|sang|qua) năm\b(?! \d)|\b(?P<e>end of (?:the )?year)\b",
    needs="tết năm year 20",
)  # fmt: skip
def _year(found: dict[str, str], today: date) -> Piece | None:
    if found.get("new"):
        return Piece(Sort.DEADLINE, 0, 0, day=date(today.year + 1, 1, 1))
    typed, part = found.get("y"), found.get("p") or ""
    if typed and typed.isdecimal() and not part:
        return None  # "kế hoạch năm 2027" is no deadline
    year = today.year + (typed in ("sau", "tới") or (not typed and part in ("đầu", "sang", "qua")))
    if typed and typed.isdecimal():
        year = int(typed)
    if part == "đầu":
        return Piece(Sort.DEADLINE, 0, 0, day=date(year, 1, 1))
    if part == "giua":
        return Piece(Sort.DEADLINE, 0, 0, day=date(year, 6, 30))
    return Piece(Sort.DEADLINE, 0, 0, day=date(year, 12, 31))


@_rule(
    r"\b(?:ngày ?|mùng ?|mồng ?|hôm )(?P<d>\d{1,2})(?! ?(?:[/%.\dhg:-]\d|h\b|giờ|tháng|ngày|phần"
    r"|%))(?: tây)?\b",
    r"(?<![\d/.,-])\b(?P<d>\d{1,2}) (?:tây|dương)\b",
    r"(?<![\w/.,-])(?:tới|đến) (?P<d>\d{1,2})\b(?! ?(?:[/%.\dhg:-]|giờ|ngày|tuần|tháng|phần|xã|phường"
    r"|tin|bài|trang|hôm|bữa|người|phút|tiếng|%))",
    needs="0",
)  # fmt: skip
def _day_of_month(found: dict[str, str], today: date) -> Piece:
    number = int(found["d"])
    piece = _day(sums.next_day_of_month(number, today))
    piece.open_day = number
    return piece


@_rule(r"(?<!đến )(?<!tới )(?<!hiện )\b(?P<w>nay)\b", needs="nay")
def _today(found: dict[str, str], today: date) -> Piece:
    return _day(today)
