"""Cuts a message into words with their places: the first stage, on which all others work.

A `Line` keeps the text as typed (NFC) and beside it one canonical string in which words are lower case,
short forms are written out and diacritics are kept only where they decide (phrases/apart.tsv). Every word
knows where it stands in both, so that whatever is found can be given back exactly as it was typed.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from messages.reading.apart import restore
from messages.reading.fold import nfc, plain
from messages.reading.numerals import spell_digits
from messages.reading.repair import readable, repaired
from messages.reading.words import Word, from_mixed, meant, short_forms

LONGEST = 480  # characters that are read; a longer message is no short answer and is never "sure"

_PIECE = re.compile(r"[^\W\d_]+(?:\d+[^\W\d_]+)*\d*|\d+(?:[^\W\d_]+\d*)*|[^\w\s]|_")
_RUNS = re.compile(r"\d+|\D+")
# Invisible: zero-width and direction marks, joiners, variation selectors, skin tones, soft hyphen.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
                        "\U0001f3fb-\U0001f3ff]|(?<=.)[\u0300-\u036f]")  # fmt: skip
_WIDE = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x2013: "-", 0x2014: "-", 0x2212: "-", 0x2019: "'",
         0x2018: "'", 0x2032: "'", 0x201C: '"', 0x201D: '"', 0x00BD: "½"}  # fmt: skip


@dataclass(slots=True)
class Token:
    """A word, number or sign: its canonical spelling, and from where to where it was typed."""

    canon: str
    key: str
    start: int
    end: int
    spaced: bool  # whether a space stood before it
    bare: bool = False  # a word typed without diacritics
    at: int = 0  # its place in the canonical string
    upper: bool = False  # it began with a capital letter
    marks: str = ""  # the diacritics of the word that is meant
    accented: bool = False  # diacritics were typed, not only meant
    slip: bool = False  # a word that could not be read as typed
    literal: bool = False  # diacritics are typed around it, so that it means what it shows


@dataclass(slots=True)
class Line:
    """A message as typed and as read."""

    text: str
    tokens: list[Token]
    canon: str = ""
    cut: bool = False  # it was too long to be read whole
    places: list[int] = field(default_factory=list)

    def index_at(self, place: int) -> int:
        """Which token covers this place of the canonical string."""
        return max(0, bisect_right(self.places, place) - 1)

    def typed(self, first: int, last: int) -> str:
        """What was typed from token `first` to token `last` (both included)."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def read_line(text: str) -> Line:
    """Cut `text` into tokens and write its canonical string."""
    composed = nfc(text)
    shown = composed
    cut = len(shown) > LONGEST
    if cut:
        shown = shown[:LONGEST]
    lowered = shown.lower()
    if len(lowered) != len(shown):  # a few letters grow when lowered (İ); keep places equal
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in shown)
    places: list[int] | None = None
    if not lowered.isascii():
        lowered = lowered.translate(_WIDE)
        if _INVISIBLE.search(lowered):
            kept = [(at, char) for at, char in enumerate(lowered) if not _INVISIBLE.match(char)
                    and not "\u0300" <= char <= "\u036f"]  # fmt: skip
            places = [at for at, _ in kept] + [len(lowered)]
            lowered = "".join(char for _, char in kept)
    line = Line(composed, _tokens(lowered, shown, places), cut=cut)
    _mark_literal(line.tokens)
    restore(line.tokens)
    _keep_names(line)
    line.tokens = spell_digits(line.tokens)
    _write(line)
    return line


# Polite words do not tell whether a sender types diacritics.
_PARTICLES = frozenset(
    [
        "ạ",
        "dạ",
        "nhé",
        "à",
        "á",
        "chị",
        "ơi",
        "thưa",
        "kính",
        "đồng",
        "chí",
        "luôn",
        "đó",
        "đấy",
        "này",
        "nhỉ",
        "với",
        "giúp",
        "cô",
        "chú",
        "bác",
        "việc",
        "nhiệm",
        "vụ",
        "vâng",
        "cảm",
        "ơn",
    ]
)
_CLAUSE_ENDS = frozenset(",.;:!?…\n()")


def _mark_literal(tokens: list[Token]) -> None:
    """Mark the words of every clause in which diacritics were typed (a lone "ạ" does not count)."""
    begin = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].key not in _CLAUSE_ENDS:
            continue
        clause = tokens[begin:at]
        begin = at + 1
        typed = sum(
            1
            for number, token in enumerate(clause)
            if token.accented and token.canon not in _PARTICLES and not (number and token.upper)
        )
        if typed and typed * 5 >= len(clause):
            for token in clause:
                token.literal = True


_ADDRESS = frozenset(["anh", "chi", "co", "chu", "bac", "ong", "ba", "chau", "c", "em", "cau"])
_NO_NAMES = frozenset(
    [
        "oi",
        "em",
        "anh",
        "chi",
        "a",
        "nhe",
        "co",
        "va",
        "chanh",
        "pho",
        "truong",
        "giam",
        "bi",
        "thu",
        "vien",
        "dai",
    ]
)


def _keep_names(line: Line) -> None:
    """Leave a name after a form of address as typed, so that "chị Mai" is no tomorrow."""
    tokens = line.tokens
    if line.text.isupper():
        return
    for at in range(len(tokens) - 1):
        if tokens[at].key not in _ADDRESS and not (
            tokens[at].key == "chi" and at and tokens[at - 1].key == "dong"
        ):
            continue
        named = at + 1
        while named < len(tokens) and tokens[named].upper and tokens[named].key not in _NO_NAMES:
            tokens[named].canon = tokens[named].key.capitalize()
            named += 1


def _tokens(lowered: str, shown: str, places: list[int] | None) -> list[Token]:
    tokens: list[Token] = []
    previous_end = 0
    for found in _PIECE.finditer(lowered):
        piece, start, end = found.group(), found.start(), found.end()
        spaced = start > previous_end
        previous_end = end
        if piece.isalpha():
            capital = short_forms().get(shown[start:end]) if shown[start:end].isupper() else None
            words = meant(piece) if capital is None or shown.isupper() else capital
            slip = len(words) == 1 and not readable(words[0].spelled) and not _is_name(shown, start, tokens)
            if slip:
                words = (repaired(piece) or words[0],)
            _add(tokens, words, start, end, spaced, not piece.isascii())
            tokens[-1].slip = slip
        elif piece.isdecimal() or len(piece) == 1:
            if (
                not spaced
                and tokens
                and (tokens[-1].canon == piece or (tokens[-1].canon == "…" and piece == "."))
            ):
                tokens[-1].end = end  # "((((": one sign is enough
                if piece == ".":
                    tokens[-1].canon = tokens[-1].key = "…"
                continue
            tokens.append(Token(piece[:10], piece[:10], start, end, spaced))
        else:
            whole = from_mixed(piece)
            if whole is not None:
                _add(tokens, (whole,), start, end, spaced, False)
                continue
            for run in _RUNS.finditer(piece):
                typed = run.group()
                first, last = start + run.start(), start + run.end()
                loose = spaced and run.start() == 0
                if typed.isdecimal() or len(typed) <= 2:
                    tokens.append(Token(plain(typed), plain(typed), first, last, loose))
                else:
                    _add(tokens, meant(typed), first, last, True, not typed.isascii())
    for token in tokens:
        if places is not None:
            token.start, token.end = places[token.start], places[token.end - 1] + 1
        token.upper = shown[token.start].isupper()
    return tokens


def _is_name(shown: str, start: int, tokens: list[Token]) -> bool:
    """Whether a word with a capital letter is a name rather than a beginning."""
    if shown.isupper() or not shown[start].isupper():
        return False
    return bool(tokens) or shown[start : start + 2].isupper()


def _add(
    tokens: list[Token], words: tuple[Word, ...], start: int, end: int, spaced: bool, accented: bool
) -> None:
    for number, word in enumerate(words):
        bare = word.spelled == word.key
        tokens.append(
            Token(
                word.spelled,
                word.key,
                start,
                end,
                spaced or number > 0,
                bare,
                marks=word.marks,
                accented=accented,
            )
        )


def _write(line: Line) -> None:
    parts: list[str] = []
    length = 0
    for token in line.tokens:
        if token.spaced and length:
            parts.append(" ")
            length += 1
        token.at = length
        parts.append(token.canon)
        length += len(token.canon)
    line.canon = "".join(parts)
    line.places = [token.at for token in line.tokens]
