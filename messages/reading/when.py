"""Reads a time that somebody typed for a meeting or a deadline: a day, or a day with an hour."""

from datetime import date, datetime

from messages.reading import clock_words
from messages.reading.clock_words import Clock
from messages.reading.days import find
from messages.reading.line import read_line
from messages.reading.moments import moment_of
from messages.reading.patterns import pattern
from messages.reading.pieces import Piece
from messages.reading.unclear import UnclearTime

_RANGE = (
    r"\b(?:từ )?(?:ngày )?(?<![\d/.,-])(?P<d>\d{1,2}) ?(?:đến|tới|-) ?(?:ngày |hết )?\d{1,2}(?=(?:/"
    r"| tháng )(?P<m>\d{1,2})(?!\d))"
)
# Typed "toi nay 8h", "8h toi nay".
_TONIGHT = (
    r"\btới nay(?=,? ?(?:lúc |vào |họp |họp lúc )?\d{1,2} ?(?:h|g|giờ|:))"
    r"|(?:(?<=\dh )|(?<=\dg )|(?<=giờ ))tới nay\b"
)
_HOURS = r"(?<![\d/.:hg])(?P<h>\d{1,2}) ?(?:-|đến|tới) ?\d{1,2} ?(?=h\b|h\d|giờ|g\d)"


def read_when(text: str, *, now: datetime) -> datetime | date:
    """The day, or the moment with `now`'s zone, that `text` names (rules D1-D9, T1-T9).

    Raises `UnclearTime` when it names none, an impossible, contradictory or past one (E1-E6).
    """
    line = read_line(text)
    pieces, clocks = find_pieces(line.canon, now)
    try:
        found = moment_of(pieces, clocks, now)
    except UnclearTime as unclear:
        unclear.typed = text.strip()
        raise
    if found is None or line.cut:
        raise UnclearTime("vague" if pattern(_VAGUE).search(line.canon) else "none", typed=text.strip())
    return found


_VAGUE = r"sớm|rảnh|tết|khi nào|lúc nào|thời gian tới|sắp tới|vài|mấy|đợt|sau này|ít"


def find_pieces(canon: str, now: datetime, *, any_span: bool = True) -> tuple[list[Piece], list[Clock]]:
    """The pieces of a time expression: those for days, and the times of day."""
    canon = pattern(_TONIGHT).sub("tối nay", canon)
    range_ = pattern(_RANGE).search(canon)
    if range_:  # "từ 25 đến 27/11": the start, with the month of the end
        start = range_.start("d")
        whole = f"{range_['d']}/{range_['m']}"
        canon = (
            canon[:start] + whole + " " * max(0, range_.end() - start - len(whole)) + canon[range_.end("m") :]
        )
    hours = pattern(_HOURS).search(canon)
    if hours:  # "8-10h": the start
        canon = (
            canon[: hours.end("h")] + "h" + " " * (hours.end() - hours.end("h") - 1) + canon[hours.end() :]
        )
    spans, canon = clock_words.find_spans(canon, now, any_span=any_span)
    less_first = pattern(r"\bkém\b").search(canon)
    if less_first:
        clocks, canon = clock_words.find_clocks(canon)
        days, canon = find(canon, now)
    else:
        days, canon = find(canon, now)
        clocks, canon = clock_words.find_clocks(canon)
    return spans + days, clocks
