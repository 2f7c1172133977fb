"""Writes a message as a row of letters, one per word of meaning: "chưa làm vì thiếu người" -> "YWcMR".

The letters are explained in phrases/tags.tsv. Politeness is left out, so that "Dạ em xong rồi ạ" and
"xong rồi" have the same shape. The rules of rules.tsv are read on this row.
"""

from dataclasses import dataclass
from datetime import date, datetime

from messages.reading import lexicon
from messages.reading.clock_words import Clock
from messages.reading.day_words import Piece, Sort
from messages.reading.line import Line
from messages.reading.moments import day_of
from messages.reading.patterns import pattern
from messages.reading.quantities import Share, find_shares
from messages.reading.unclear import UnclearTime
from messages.reading.when import find_pieces


@dataclass(slots=True)
class Mention:
    """A day named in the message: where, which (None: an impossible or vague one) and whether it is past."""

    start: int
    end: int
    day: date | None
    letter: str
    spanned: bool = False


@dataclass(slots=True)
class Shape:
    """The row of letters with what each covers, and the shares and days behind "%" and "D"."""

    row: str
    firsts: list[int]  # the first token of every letter
    lasts: list[int]
    shares: list[Share]
    mentions: list[Mention]


_TIME_WORD = (
    r"\d|%|\b(?:mai|kia|mốt|nay|tuần|tháng|năm|quý|thứ|cn|chủ nhật|hôm|qua|sáng|trưa|chiều|tối|đêm|ngày"
    r"|tết|trước|today|tomorrow|\w+day|next|nửa|giờ|tiếng)\b"
)
# Document numbers: 245/BC-SNgV, 35-TB/BCĐ (domain.md § 2.6).
_DOCUMENT = (
    r"(?:\bsố:? ?)?(?<![\d/-])\d{1,5} ?(?:/ ?[a-zđ]{1,3}[a-z0-9đ]*-[\w&-]+|- ?[a-zđ]{2,4}/[\w-]+|/(?:(?:uỷ"
    r"|quyết|báo|kế|tờ|công|thông|ban|văn) [^\W\d]+(?: đạo)?|[a-zđ]{2,}\w*)(?:-(?:uỷ ban|văn phòng|[\w&]+))*)"
)
_JOINED = r"^(?:[\s,()]|\b(?:vào|ngày|lúc|của|hôm|trong|buổi|tức|tức là|này|nay|nộp|luôn)\b)*$"
_PERSON = frozenset(["anh", "chi", "co", "chu", "bac", "ong", "ba", "c"])
_STOPS = {
    ",": ",",
    ";": ",",
    "-": ",",
    "(": ",",
    ")": ",",
    ":": ",",
    ".": ".",
    "!": ".",
    "?": "?",
    "…": ".",
    "/": "",
}


def read_shape(line: Line, now: datetime) -> Shape:
    """The shape of a message."""
    canon = line.canon
    pieces: list[Piece] = []
    clocks: list[Clock] = []
    if pattern(_TIME_WORD).search(canon):
        pieces, clocks = find_pieces(canon, now, any_span=_asks_later(canon))
    later = _asks_later(canon)
    shares = find_shares(canon, later=later)
    mentions = _mentions(canon, pieces, now, shares)
    for clock in clocks:
        if not any(m.start <= clock.start < m.end or clock.start <= m.start < clock.end for m in mentions):
            part_today = clock.default
            mentions.append(
                Mention(
                    clock.start, clock.end, now.date() if part_today else None, "J" if part_today else "x"
                )
            )
    mentions = _near_parts(canon, mentions)
    minutes = now.hour * 60 + now.minute
    for mention in mentions:  # "8h sáng nay", typed at nine
        if mention.letter == "J" and pattern(r"\bnay\b").search(canon[mention.start : mention.end]):
            told = [clock.minutes for clock in clocks if mention.start <= clock.start < mention.end]
            if told and max(told) <= minutes:
                mention.letter = "p"
    taken = [""] * len(line.tokens)
    for share in shares:
        letter = "%"
        if share.percent == 100 and share.own:
            letter = "1"
        elif share.percent == 0 and share.own:
            letter = "0"
        elif not share.own:
            letter = "~"
        _take(line, taken, share.start, share.end, letter)
    for document in pattern(_DOCUMENT).finditer(canon):
        _take(line, taken, *document.span(), "d")
    for mention in mentions:
        _take(line, taken, mention.start, mention.end, mention.letter)
    return _write(line, taken, shares, mentions)


def _asks_later(canon: str) -> bool:
    return bool(
        pattern(
            r"\b(?:lùi|gia hạn|dời|hoãn|khất|xin|cho em|cho tôi|(?<!trước )(?<!đúng )(?<!kịp )(?<!trong )hạn"
            r"|delay|extension|extend|trễ|muộn|chậm|deadline|thêm|cần|cho|kịp|more|khoảng)\b"
        ).search(canon)
    )


def _take(line: Line, taken: list[str], start: int, end: int, letter: str) -> None:
    first, last = line.index_at(start), line.index_at(max(start, end - 1))
    while (
        first < last
        and line.tokens[first].at < start
        and line.tokens[first].at + len(line.tokens[first].canon) <= start
    ):
        first += 1
    if any(taken[first : last + 1]):
        return
    taken[first] = letter
    for at in range(first + 1, last + 1):
        taken[at] = "_"


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
    if pattern(r"\b(?:hôm|từ|từ ngày|hồi) $").search(canon[: group[0].start]) and group[0].sort in (
        Sort.DAY,
        Sort.WEEKDAY,
    ):
        return "tới" not in canon[group[0].start : group[-1].end]
    return group[0].sort is Sort.DAY and not group[0].open_day and (day - today).days > 320


def _together(group: list[Piece], piece: Piece) -> bool:
    """Whether a piece can belong to the same expression: no two days, no two weekdays."""
    sorts = {one.sort for one in group}
    if piece.sort in sorts:
        return False
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


def _write(line: Line, taken: list[str], shares: list[Share], mentions: list[Mention]) -> Shape:
    spots: list[tuple[int, int, str]] = []
    found = {phrase.first: phrase for phrase in lexicon.find_phrases(line.tokens, taken)}
    at, count = 0, len(line.tokens)
    while at < count:
        token = line.tokens[at]
        last = at
        if taken[at]:
            letter = taken[at]
            while last + 1 < count and taken[last + 1] == "_":
                last += 1
        elif token.key in ("c", "a") and not token.upper and _is_name(line, taken, found, at + 1):
            letter, last = "a", at + 1  # "c Thảo", "a Hùng"
        elif at in found:
            letter, last = found[at].letter, found[at].last
            if letter == lexicon.POLITE and line.tokens[last].key in _PERSON and last + 1 < count:
                last, letter = _person(line, taken, found, last, last == at)
        elif token.key in _STOPS:
            letter = _STOPS[token.key]
            if letter == "," and token.key == "-" and not token.spaced:
                letter = ""
            if token.key in ",." and _inside_number(line, at):
                letter = ""  # 1.000 cuốn
        elif token.key.isdecimal():
            letter = "#"
        elif token.key.isalnum():
            letter = "x"
        else:
            letter = ""
        if letter and letter != lexicon.POLITE:
            spots.append((at, last, letter))
        at = last + 1
    if (
        len(spots) > 1
        and spots[0][2] == "K"
        and line.tokens[spots[0][0]].key == "da"
        and spots[0][0] == spots[0][1]
    ):
        del spots[0]  # "dạ" before anything else is politeness only
    row = "".join(letter for _, _, letter in spots)
    if row.strip("K,.r") == "#":  # a bare two-digit number as the whole answer is a percentage
        at = row.index("#")
        token = line.tokens[spots[at][0]]
        if len(token.key) == 2 and token.key[0] != "0":
            shares.append(Share(token.at, token.at + 2, int(token.key)))
            row = row.replace("#", "%")
    return Shape(row, [first for first, _, _ in spots], [last for _, last, _ in spots], shares, mentions)


def _person(
    line: Line, taken: list[str], found: dict[int, lexicon.Found], at: int, alone: bool
) -> tuple[int, str]:
    """A form of address with a name after it is another person: "anh Nam", "chị Vân"."""
    following = at + 1
    token = line.tokens[following]
    if taken[following] or not token.key.isalpha():
        return at, lexicon.POLITE
    named = token.canon[:1].isupper() or (alone and following not in found)
    if not named:
        return at, lexicon.POLITE
    last = following
    while (
        last + 1 < len(line.tokens)
        and line.tokens[last + 1].upper
        and not taken[last + 1]
        and line.tokens[last + 1].key.isalpha()
    ):
        last += 1
    return last, "a"


def _is_name(line: Line, taken: list[str], found: dict[int, lexicon.Found], at: int) -> bool:
    """Whether a word after "c" or "a" is a name: capital first, and no word the reader knows."""
    if at >= len(line.tokens) or line.text.isupper():
        return False
    token = line.tokens[at]
    return token.upper and token.key.isalpha() and not taken[at] and at not in found


def _inside_number(line: Line, at: int) -> bool:
    """Whether a dot or comma stands between the digits of one number."""
    around = line.tokens[at - 1 : at + 2]
    return (
        len(around) == 3
        and at > 0
        and around[0].key.isdecimal()
        and around[2].key.isdecimal()
        and not around[2].spaced
    )
