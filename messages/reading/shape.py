"""Writes a message as a row of letters, one per word of meaning: "chưa làm vì thiếu người" -> "YWcMR".

The letters are explained in phrases/tags.tsv. Politeness is left out, so that "Dạ em xong rồi ạ" and
"xong rồi" have the same shape. The rules of rules.tsv are read on this row.
"""

from dataclasses import dataclass
from datetime import datetime

from messages.reading import lexicon
from messages.reading.clock_words import Clock
from messages.reading.frame import unframed
from messages.reading.line import Line
from messages.reading.mentions import Mention, find_mentions
from messages.reading.patterns import pattern
from messages.reading.pieces import Piece
from messages.reading.quantities import Share, find_shares
from messages.reading.when import find_pieces


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
    r"|tết|trước|today|tomorrow|morning|night|yester|\w+day|next|nửa|giờ|tiếng)\b"
)
# Document numbers: 245/BC-SNgV, 35-TB/BCĐ (domain.md § 2.6).
_DOCUMENT = (
    r"(?:\bsố:? ?)?(?<![\d/-])\d{1,5} ?(?:/ ?[a-zđ]{1,3}[a-z0-9đ]*-[\w&-]+|- ?[a-zđ]{2,4}/[\w-]+"
    r"|- ?(?:báo cáo|kế hoạch|kết luận|thông báo|tờ trình|công văn|quyết định|hướng dẫn)/[\w-]+|/(?:(?:uỷ"
    r"|quyết|báo|kế|tờ|công|thông|ban|văn) [^\W\d]+(?: đạo)?|[a-zđ]{2,}\w*)(?:-(?:uỷ ban|văn phòng|[\w&]+))*)"
)
_YEAR = r"^20[23]\d$"  # "kế hoạch 2027" counts nothing
_PERSON = frozenset(["anh", "chi", "co", "chu", "bac", "ong", "ba", "c", "em"])
_PRONOUNS = frozenset("ceamb")  # "c" for chị, "e" for em: politeness, unless a name follows
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
    mentions = find_mentions(canon, pieces, clocks, now, shares)
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
            letter = "x" if _is_code(line, at) or pattern(_YEAR).match(token.key) else "#"
        elif token.key in _PRONOUNS:
            letter = ""
        elif token.key.isalnum():
            letter = "x"
        else:
            letter = ""
        if letter and letter != lexicon.POLITE:
            spots.append((at, last, letter))
        at = last + 1
    spots = unframed(line, spots)
    if (
        any(letter not in ",." for _, _, letter in spots[1:])
        and spots[0][2] == "K"
        and line.tokens[spots[0][0]].key == "da"
        and spots[0][0] == spots[0][1]
    ):
        del spots[0]  # "dạ" before anything else is politeness only
    while len(spots) > 1 and spots[0][2] in ",.":  # after a salutation
        del spots[0]
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
    alone = alone and line.tokens[at].key != "em"  # "em tổng hợp" is no name, "em Linh" is one
    named = token.canon[:1].isupper() or (alone and following not in found)
    if not named:
        return at, lexicon.POLITE
    last = following
    while (
        not line.text.isupper()
        and last + 1 < len(line.tokens)
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


def _is_code(line: Line, at: int) -> bool:
    """Whether a number belongs to the code of a task ("NV-12")."""
    before = at - 2 if at > 1 and line.tokens[at - 1].key == "-" else at - 1
    return before > 0 and line.tokens[before].key == "vu" and line.tokens[before - 1].key == "nhiem"


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
