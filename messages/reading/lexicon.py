"""Finds the phrases of phrases/*.tsv in a message and says of what kind each is (a letter of tags.tsv)."""

from functools import cache
from typing import NamedTuple

from messages.reading.apart import canonical
from messages.reading.datafiles import rows
from messages.reading.fold import plain
from messages.reading.line import Token
from messages.reading.words import marks

# A phrase that stands in two files keeps the kind of the first.
_FILES = ("obstacles.tsv", "progress.tsv", "asking.tsv", "finished.tsv", "noise.tsv")
POLITE = " "


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


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """All phrases by their first word, longest first."""
    table: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], _Phrase]] = {}
    names = letters()
    for file in _FILES:
        for cells in rows(file):
            letter = names[cells[0]]
            for text in cells[1].split("|"):
                exact = text.strip().startswith("=")
                spelled = _pieces(text.strip().removeprefix("="))
                words = tuple(canonical(word) for word in spelled)
                typed = tuple(marks(word) for word in spelled)
                # One short word of private life ("cá", "bé") is too easily another word without its marks.
                strict = letter == "X" and len(words) == 1 and not text.strip().isascii() and bool(typed[0])
                phrase = _Phrase(words, typed, letter, strict or exact)
                table.setdefault(words[0], {}).setdefault((words, typed), phrase)
    return {
        first: tuple(sorted(found.values(), key=lambda phrase: -len(phrase.words)))
        for first, found in table.items()
    }


def _pieces(text: str) -> list[str]:
    """A phrase cut as a message is cut ("đ/c" -> đ, /, c; "haven't" -> haven, ', t)."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for char in word:
            if char.isalpha() or char.isdigit():
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
    table = _phrases()
    found: list[Found] = []
    at, count = 0, len(tokens)
    while at < count:
        step = 1
        if not taken[at]:
            for phrase in table.get(tokens[at].canon, ()):
                length = len(phrase.words)
                if length == 1 or (at + length <= count and _follows(tokens, taken, at, phrase.words)):
                    if not _spelled(tokens, at, phrase, tokens[at].literal and length == 1):
                        continue
                    found.append(Found(at, at + length - 1, phrase.letter))
                    step = length
                    break
        at += step
    return found


def _follows(tokens: list[Token], taken: list[str], at: int, words: tuple[str, ...]) -> bool:
    for offset in range(1, len(words)):
        token = tokens[at + offset]
        if words[offset] == "#":
            if not token.canon.isdigit():
                return False
        elif token.canon != words[offset] or taken[at + offset]:
            return False
    return True


def _spelled(tokens: list[Token], at: int, phrase: _Phrase, careful: bool) -> bool:
    """Whether diacritics, where typed, are those of the phrase."""
    for offset, wanted in enumerate(phrase.marks):
        token = tokens[at + offset]
        if token.marks != wanted and (phrase.as_typed or careful or not token.bare) and phrase.words[offset] != "#":
            return token.canon != token.key and not phrase.as_typed
    return True


def fold_phrase(text: str) -> str:
    """A phrase without diacritics, for comparing."""
    return plain(text)
