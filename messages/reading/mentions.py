"""Finds the days named in an answer, and tells a day to come from today and from one that has passed."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.reading.clock_words import Clock
from messages.reading.moments import day_of
from messages.reading.patterns import pattern
from messages.reading.pieces import Piece, Sort
from messages.reading.quantities import Share
from messages.reading.unclear import UnclearTime


@dataclass(slots=True)
class Mention:
    """A day named in the message: where, which (None: an impossible or vague one) and whether it is past."""

    start: int
    end: int
    day: date | None
    letter: str
    spanned: bool = False


_JOINED = r"^(?:[\s,()]|\b(?:vào|ngày|lúc|của|hôm|trong|buổi|tức|tức là|này|nay|nộp|luôn)\b)*$"
# "báo cáo tháng 11", "kế hoạch năm 2027": the month belongs to the paper's name.
_TITLED = (
    r"\b(?:báo cáo|số liệu|thống kê|biểu mẫu|tin bài|(?<!theo )kế hoạch|bản tin|chuyên đề|chuyên trang"
    r"|công tác|đề cương|kết quả|giao ban|sơ kết|tổng kết|hoạt động|nhiệm vụ) $"
)
# "xong từ đầu tháng", "từ tháng 10".
_SINCE = (
    r"\btừ (?:(?:đầu|giữa|cuối|hồi) )?(?:(?:tháng|tuần|năm|quý)|tháng (?:[2-9]|1[01])|quý (?:[123]|i{1,3}))$"
)


_LATELY = 4  # months back
_LAST = r"^ ?qua\b(?! (?:tuần|tháng|ngày|thứ|đại|tết))"


def find_mentions(
    canon: str, pieces: list[Piece], clocks: list[Clock], now: datetime, shares: list[Share]
) -> list[Mention]:
    """The days named, from left to right, each with the letter that stands for it in the shape."""
    mentions = _mentions(canon, pieces, now, shares)
    for clock in clocks:
        if not any(m.start <= clock.start < m.end or clock.start <= m.start < clock.end for m in mentions):
            ahead = clock.default or clock.minutes > now.hour * 60 + now.minute  # "5h chiều em gửi"
            mentions.append(
                Mention(clock.start, clock.end, now.date() if ahead else None, "J" if ahead else "x")
            )
    mentions = _near_parts(canon, mentions)
    minutes = now.hour * 60 + now.minute
    for mention in mentions:
        named = canon[mention.start : mention.end]
        if mention.letter in "Jx" and pattern(_LAST).match(canon[mention.end :]):
            mention.letter = "p"  # "rời tỉnh 16h qua"
        elif mention.letter == "J" and pattern(r"\btừ $").search(canon[: mention.start]):
            if pattern(r"^sáng$").match(named):
                mention.letter = "p"  # "gửi từ sáng"
        elif mention.letter == "D" and pattern(_SINCE).search(canon[: mention.end]):
            mention.letter = "p"
        elif mention.letter == "J" and pattern(r"\btrong (?:ngày )?$").search(canon[: mention.start]):
            mention.letter = "D"  # "nộp trong hôm nay"
        elif mention.letter == "J" and pattern(r"\bnay\b").search(named):  # "8h sáng nay", typed at nine
            told = [clock.minutes for clock in clocks if mention.start <= clock.start < mention.end]
            if told and max(told) <= minutes:
                mention.letter = "p"
    mentions = [one for one in mentions if not pattern(r"^ (?:mấy|nào)\b").match(canon[one.end :])]
    return [mention for mention in mentions if not _titled(canon, mention)]


def _titled(canon: str, mention: Mention) -> bool:
    """Whether a month, quarter or year only belongs to the name of a paper."""
    named = pattern(r"^(?:tháng|quý|năm) ").match(canon[mention.start : mention.end])
    return bool(named and pattern(_TITLED).search(canon[: mention.start]))


def _mentions(canon: str, pieces: list[Piece], now: datetime, shares: list[Share]) -> list[Mention]:
    """The days named, pieces that stand together read as one ("thứ Hai tuần sau nữa")."""
    today = now.date()
    free = [p for p in pieces if not any(s.start < p.end and p.start < s.end for s in shares)]
    free.sort(key=lambda piece: piece.start)
    groups: list[list[Piece]] = []
    for piece in free:
        if (
            groups
            and pattern(_JOINED).match(canon[groups[-1][-1].end : piece.start])
            and _together(groups[-1], piece)
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    mentions = []
    for group in groups:
        start, end = group[0].start, group[-1].end
        span = group[0].sort is Sort.SPAN
        if span and group[0].moment:
            mentions.append(Mention(start, end, today, "J"))
            continue
        try:
            day = day_of(group, today)
        except UnclearTime as unclear:
            letter = "p" if unclear.reason == "past" else "D"
            if letter == "p" and any(piece.sort is Sort.WEEK and not piece.week for piece in group):
                letter = "J"  # "tuần này": this week, of which hardly anything is left
            mentions.append(Mention(start, end, None, letter))
            continue
        if day is not None:
            letter = "J" if day == today else "p" if _just_passed(canon, group, day, today) else "D"
            mentions.append(Mention(start, end, day, letter, span))
    return mentions


def _just_passed(canon: str, group: list[Piece], day: date, today: date) -> bool:
    """Whether a day and month without year rather means the one that passed a few weeks ago."""
    if pattern(r"^ (?:vừa rồi|vừa qua)\b").match(canon[group[-1].end :]):
        return True
    if day.month != today.month and pattern(r"^hôm \d").match(canon[group[0].start : group[-1].end]):
        return True  # "hôm 19", typed on the 21st
    led = pattern(r"\b(?:hôm|bữa|từ|từ ngày|từ hôm|từ bữa|hồi) (?:(?:sáng|trưa|chiều|tối|đêm) )?$").search(
        canon[: group[0].start]
    )
    if led and group[0].sort in (Sort.DAY, Sort.WEEKDAY):
        return "tới" not in canon[group[0].start : group[-1].end]
    month = pattern(r"^(?:trong )?tháng (\d+)$").match(canon[group[0].start : group[-1].end])
    if month and 0 < today.month - int(month[1]) <= _LATELY:
        return True  # "việc giao trong tháng 10", told in November
    return group[0].sort is Sort.DAY and not group[0].open_day and (day - today).days > 320


def _together(group: list[Piece], piece: Piece) -> bool:
    """Whether a piece can belong to the same expression: no two days, no two weekdays."""
    sorts = {one.sort for one in group}
    if piece.sort in sorts:
        return False
    if Sort.WEEKDAY not in sorts and {piece.sort, *sorts} >= {Sort.DAY, Sort.WEEK}:
        return False  # "giữa tuần sau, hôm nay …": two days
    return piece.sort is not Sort.SPAN and Sort.SPAN not in sorts


def _near_parts(canon: str, mentions: list[Mention]) -> list[Mention]:
    """Drop a part of day that only belongs to the day beside it ("sáng mai", "chiều thứ Hai")."""
    mentions.sort(key=lambda mention: mention.start)
    kept: list[Mention] = []
    for mention in mentions:
        if kept and pattern(_JOINED).match(canon[kept[-1].end : mention.start]):
            last = kept[-1]
            if mention.letter == "x" or (mention.letter == "J" and last.letter in "Dp"):
                last.end = mention.end
                continue
            if last.letter == "x" or (last.letter == "J" and mention.letter in "Dp" and last.day is not None):
                mention.start = last.start
                kept[-1] = mention
                continue
        kept.append(mention)
    return kept
