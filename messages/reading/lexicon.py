"""Finds the phrases of phrases/*.tsv in a message and says of what kind each is (a letter of tags.tsv)."""

from functools import cache
from typing import NamedTuple

from messages.reading.apart import canonical
from messages.reading.datafiles import rows
from messages.reading.line import Token
from messages.reading.words import marks

# A phrase that stands in two files keeps the kind of the first.
_FILES = ("obstacles.tsv", "progress.tsv", "asking.tsv", "finished.tsv", "noise.tsv")
POLITE = " "
_HORN = "\u031b"


class _Phrase(NamedTuple):
    words: tuple[str, ...]  # canonical spellings; "#" is any number
    marks: tuple[str, ...]
    letter: str
    as_typed: bool  # only with its diacritics


class Found(NamedTuple):
    """A phrase in a message: from which token to which (both included), and its kind."""

    first: int
    last: int
    letter: str


@cache
def letters() -> dict[str, str]:
    """The letter of every kind of phrase."""
    return {cells[1]: cells[0] for cells in rows("tags.tsv")} | {"polite": POLITE}


# The phrases that begin with a word: by their second and third word, longest first; "" where there is none.
_Table = dict[str, dict[str, dict[str, tuple[_Phrase, ...]]]]


@cache
def _phrases() -> _Table:
    """All phrases by their first three words, longest first."""
    table: dict[str, dict[str, dict[str, list[_Phrase]]]] = {}
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    names = letters()
    for file in _FILES:
        for cells in rows(file):
            letter = names[cells[0]]
            for text in cells[1].split("|"):
                phrase = _phrase(text.strip(), letter)
                if (phrase.words, phrase.marks) not in seen:
                    seen.add((phrase.words, phrase.marks))
                    first, second, third = (*phrase.words, "", "")[:3]
                    table.setdefault(first, {}).setdefault(second, {}).setdefault(third, []).append(phrase)
    return {
        first: {
            second: {
                third: tuple(sorted(found, key=lambda phrase: -len(phrase.words)))
                for third, found in thirds.items()
            }
            for second, thirds in seconds.items()
        }
        for first, seconds in table.items()
    }


def _phrase(text: str, letter: str) -> _Phrase:
    exact = text.startswith("=")
    spelled = _pieces(text.removeprefix("="))
    words = tuple(canonical(word) for word in spelled)
    typed = tuple(marks(word) for word in spelled)
    # One short word of private life ("cá", "bé") is too easily another word without its marks.
    private = letter == "X" and len(words) == 1 and bool(typed[0])
    return _Phrase(words, typed, letter, exact or private)


def _pieces(text: str) -> list[str]:
    """A phrase cut as a message is cut ("đ/c" -> đ, /, c; "haven't" -> haven, ', t)."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for char in word:
            if char.isalpha() or char.isdecimal():
                piece += char
                continue
            if piece:
                pieces.append(piece)
            piece = ""
            pieces.append(char)
        if piece:
            pieces.append(piece)
    return pieces


def find_phrases(tokens: list[Token], taken: list[str]) -> list[Found]:
    """The phrases of a message from left to right, longest first; tokens already `taken` are left alone.

    A sender who types diacritics means a bare word as it stands ("trang" is not "trắng").
    """
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        phrase = _longest(tokens, taken, at)
        if phrase and phrase.letter == "Y" and len(phrase.words) == 2:  # "vẫn chưa" before "chưa thống nhất"
            inner = _longest(tokens, taken, at + 1)
            if inner and len(inner.words) > 1:
                found.append(Found(at, at, POLITE))
                phrase, at = inner, at + 1
        if phrase:
            found.append(Found(at, at + len(phrase.words) - 1, phrase.letter))
        at += len(phrase.words) if phrase else 1
    return found


def _longest(tokens: list[Token], taken: list[str], at: int) -> _Phrase | None:
    """The longest phrase that begins with a token, if any."""
    canon = "#" if tokens[at].canon.isdecimal() else tokens[at].canon
    seconds = None if taken[at] else _phrases().get(canon)
    if not seconds:
        return None
    count = len(tokens)
    second = tokens[at + 1].canon if at + 1 < count and not taken[at + 1] else ""
    third = tokens[at + 2].canon if second and at + 2 < count and not taken[at + 2] else ""
    for word in (second, "#") if second.isdecimal() else (second,):
        thirds = seconds.get(word) if word else None
        if not thirds:
            continue
        for after in (third, "#", "") if third.isdecimal() else (third, "") if third else ("",):
            for phrase in thirds.get(after, ()):
                length = len(phrase.words)
                if at + length > count or (length > 2 and not _follows(tokens, taken, at, phrase.words)):
                    continue
                if _spelled(tokens, at, phrase, False):
                    return phrase
    for phrase in seconds.get("", {}).get("", ()):
        if _spelled(tokens, at, phrase, tokens[at].literal):
            return phrase
    return None


def _follows(tokens: list[Token], taken: list[str], at: int, words: tuple[str, ...]) -> bool:
    for offset in range(1, len(words)):
        token = tokens[at + offset]
        if words[offset] == "#":
            if not token.canon.isdecimal() or taken[at + offset]:
                return False
        elif token.canon != words[offset] or taken[at + offset]:
            return False
    return True


def _one_horn(marks: str) -> str:
    """The diacritics of a word in "ươ" typed with one horn only ("vưóng")."""
    return marks.replace(_HORN, "", 1) if marks.count(_HORN) > 1 else marks


def _spelled(tokens: list[Token], at: int, phrase: _Phrase, careful: bool) -> bool:
    """Whether diacritics, where typed, are those of the phrase."""
    for offset, wanted in enumerate(phrase.marks):
        token = tokens[at + offset]
        if (
            token.marks not in (wanted, _one_horn(wanted))
            and (phrase.as_typed or careful or not token.bare)
            and phrase.words[offset] != "#"
        ):
            return token.canon != token.key and not phrase.as_typed
    return True
