"""Takes a meeting order apart: when, where, and what is left as its title."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from messages.reading.line import Line, read_line
from messages.reading.moments import moment_of
from messages.reading.patterns import pattern
from messages.reading.when import find_pieces


@dataclass(frozen=True, slots=True)
class Found:
    """What a meeting order said; a missing piece is None or empty. `where` and `rest` are as typed."""

    when: datetime | date | None = None
    where: str = ""
    rest: str = ""


# A comma-separated piece that begins so names a place.
_PLACE = (
    r"^(?:tại |ở |địa điểm:? ?|nơi họp:? ?|đ/đ:? ?)?(?P<place>(?:phòng (?:họp|hội|khách|làm việc|số|\d"
    r"|[a-z]\b)|p\.? ?họp|hội trường|ht tầng|nhà khách"
    r"|nhà văn hoá|nhà văn hóa|trụ sở|trực tuyến|online|zoom|google meet|teams|qua zoom|khách sạn"
    r"|trung tâm (?:hội nghị|văn hoá)"
    r"|phòng khách|phòng tiếp|tầng \d|điểm cầu|nhà \w{1,2}\b|sân vận động|bảo tàng|thư viện|văn phòng).*)$"
)
_AT = r"(?:^|[ ,;])(?:tại|ở|địa điểm:?|đ/đ:?) (?P<place>[^,;:]+)"
_INNER = (
    r"(?<=\s)(?P<place>(?:phòng(?= (?:số )?(?:\d{1,2}|[a-e])\b)|phòng họp|hội trường|phòng khách"
    r"|nhà khách)(?: (?:số )?(?:\d+|[a-z]\b|tầng \d+|lớn|nhỏ|trực tuyến))*)(?=\s*(?:$|[,;.]))"
)
_HOUSE = (
    r"^(?:,? ?(?:tầng|nhà|số|ubnd|uỷ ban|sở|tỉnh uỷ|trụ sở|ban|trung tâm|báo|văn phòng|thành uỷ|toà|khu"
    r"|đường)\b[^,;:]*)+"
)
_CONNECT = (
    r"(?:\b(?:vào|lúc|từ|đến|ngày|hồi|bắt đầu|trước|hạn|thời gian:?|:|buổi|khoảng|của|họp lúc|là)\s*"
    r"|[\s,;\-–(.])+$"
)
_TRIM = " \t\n,;.-–—:()"


def find_when(text: str, *, now: datetime) -> Found:
    """When and where a meeting order names, and the rest of it as the title.

    Raises `UnclearTime` for an impossible, contradictory or past time; no time at all gives `when` None.
    """
    line = read_line(text)
    pieces, clocks = find_pieces(line.canon, now, any_span=False)
    pieces = [piece for piece in pieces if not _title_words(line.canon, piece.start, piece.end)]
    spots = sorted([(p.start, p.end) for p in pieces] + [(c.start, c.end) for c in clocks])
    when = moment_of(pieces, clocks, now)
    holes: list[tuple[int, int]] = []
    for start, end in spots:
        first, last = line.index_at(start), line.index_at(end - 1)
        led = re.search(pattern(_CONNECT), line.canon[:start])
        if led and led.group().strip(_TRIM):
            first = line.index_at(led.start() + (len(led.group()) - len(led.group().lstrip(_TRIM))))
        holes.append((line.tokens[first].start, line.tokens[last].end))
    blanked = line.canon
    for start, end in spots:
        blanked = blanked[:start] + ";" * (end - start) + blanked[end:]
    where, hole = _place(line, blanked, holes)
    if hole:
        holes.append(hole)
    return Found(when, where, _rest(line.text, holes))


# "kế hoạch 2027", "6 tháng cuối năm", "quý IV", "năm 2026": parts of a title, not the time of the meeting.
_TITLE = (
    r"\b(?:kế hoạch|báo cáo|công tác|nhiệm vụ|dự thảo|năm|sơ kết|tổng kết|chương trình|giao ban|đầu"
    r"|giai đoạn|thông tin đối ngoại|tình hình|kết quả|định kỳ|thường kỳ|tháng \d+) $"
)


def _title_words(canon: str, start: int, end: int) -> bool:
    """Whether a piece is a part of the title: a month, quarter or year after "giao ban", "kế hoạch" …"""
    found = canon[start:end]
    if pattern(r"\d{1,2} ?[/-] ?\d|ngày|thứ \d|\bmai\b|nay\b").search(found) and not pattern(
        r"^(?:tháng|quý|năm|giữa|cuối|đầu|t\d)"
    ).match(found):
        return False
    if pattern(_TITLE).search(canon[:start]):
        return True
    return bool(
        pattern(r"^(?:tháng|quý|năm|cuối năm|đầu năm|sang năm|hết năm|trong năm|cuối tháng|\d+ tháng)").match(
            found
        )
    )


def _place(line: Line, canon: str, holes: list[tuple[int, int]]) -> tuple[str, tuple[int, int] | None]:
    """The place as typed and where it stands in the text; in `canon` times are blanked by semicolons."""
    at = pattern(_AT).search(canon)
    if at:
        return _taken(line, canon, at.start() + (at.group()[:1] in " ,;"), at.start("place"), at.end("place"))
    for piece in re.finditer(r"(?:[^,;: -]|:(?=\d)| (?!- )|-(?! ))+", canon):
        begin = piece.start() + len(piece.group()) - len(piece.group().lstrip())
        found = pattern(_PLACE).match(canon[begin : piece.end()].rstrip())
        if found:
            return _taken(line, canon, begin, begin + found.start("place"), begin + found.end("place"))
    inner = pattern(_INNER).search(canon)
    if inner:
        return _taken(line, canon, inner.start("place"), inner.start("place"), inner.end("place"))
    return "", None


def _taken(line: Line, canon: str, begin: int, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """A place with the house it is in ("Phòng họp A, Tỉnh ủy"), and the whole stretch to be cut out."""
    house = pattern(_HOUSE).match(canon[end:])
    if house:
        end += house.end()
    first, last = line.index_at(start), line.index_at(end - 1)
    stretch = (line.tokens[line.index_at(begin)].start, line.tokens[last].end)
    return line.typed(first, last).strip(_TRIM), stretch


def _rest(text: str, holes: list[tuple[int, int]]) -> str:
    """The text without the holes, its commas put in order."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(holes):
        parts.append(text[at:start])
        at = max(at, end)
    parts.append(text[at:])
    kept = [part.strip(_TRIM) for part in parts]
    return ", ".join(part for part in kept if part)
