"""Gives words back the diacritics that decide their meaning, where the sender typed none.

"cho" may be "chờ" (wait) or "cho" (give), "toi" may be tối, tới or tôi. Only the words of phrases/apart.tsv
are kept apart; all others are compared without diacritics.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from messages.reading.datafiles import rows
from messages.reading.fold import plain
from messages.reading.keystrokes import is_syllable
from messages.reading.words import english

if TYPE_CHECKING:
    from messages.reading.line import Token

_PHRASE_FILES = ("obstacles.tsv", "progress.tsv", "asking.tsv", "finished.tsv", "noise.tsv")
_STOPS = frozenset(",.;:!?…\n-()/")


class _Choice(NamedTuple):
    word: str
    before: frozenset[str]
    after: frozenset[str]  # single words
    after_two: frozenset[str]  # two words joined by a space


@cache
def _choices() -> dict[str, tuple[_Choice, ...]]:
    table: dict[str, list[_Choice]] = {}
    for cells in rows("apart.tsv"):
        bare, word, *rest = cells
        before = rest[0].split() if rest else []
        after = rest[1].split() if len(rest) > 1 else []
        single = frozenset(entry for entry in after if "+" not in entry)
        double = frozenset(entry.replace("+", " ") for entry in after if "+" in entry)
        table.setdefault(bare, []).append(_Choice(word, frozenset(before), single, double))
    return {bare: tuple(choices) for bare, choices in table.items()}


# Fixed words by their first three words without diacritics ("" for no third), longest first.
_Table = dict[tuple[str, str, str], tuple[tuple[str, ...], ...]]


@cache
def _compounds() -> tuple[_Table, _Table]:
    """Fixed words, and phrases of several words, by their first folded word, longest first."""
    phrases = [
        text.strip(" =")
        for file in _PHRASE_FILES
        for cells in rows(file)
        if cells[0] != "polite"
        for text in cells[1].split("|")
    ]
    return _by_first([cells[0] for cells in rows("compounds.txt")], True), _by_first(phrases, False)


def _by_first(texts: list[str], curated: bool) -> _Table:
    table: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    decided = _choices()
    for text in texts:
        words = tuple(text.split())
        if len(words) < 2 or words[0] == "chờ" or words == ("đang", "chờ"):
            continue
        if curated or any(plain(word) in decided and not word.isascii() for word in words):
            first, second, third = (*_folded(words), "")[:3]
            table.setdefault((first, second, third), []).append(words)
    return {key: tuple(sorted(_single(found), key=len, reverse=True)) for key, found in table.items()}


def _single(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Without those that look alike when typed bare ("cho số", "cho sở"): they tell nothing."""
    return [one for one in found if all(one == other or _folded(one) != _folded(other) for other in found)]


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(word) for word in words)


@cache
def _real_bare() -> frozenset[str]:
    """Bare spellings that are words themselves, so that in an accented message they are meant as typed."""
    return frozenset(bare for bare, choices in _choices().items() if any(c.word == bare for c in choices))


# Spellings that are confused even by people who type diacritics ("3 ngày nửa"): decided by context always.
_CONFUSED = frozenset({"nửa"})
_HALF_BEFORE = frozenset((word, "1") for word in ("duoc", "tam", "khoang", "co", "moi", "hon", "gan", "qua"))


def canonical(word: str) -> str:
    """The canonical spelling of an accented word: kept where diacritics decide, else folded."""
    key = plain(word)
    return word if key in _choices() else key


def restore(tokens: list[Token]) -> None:
    """Set the canonical spelling of every token."""
    table = _choices()
    fixed = _restore_compounds(tokens)
    foreign = english() if _in_english(tokens) else frozenset()
    for at, token in enumerate(tokens):
        if token.key in foreign:
            token.canon = token.key
            continue
        choices = table.get(token.key)
        if choices is None:
            token.canon = token.key
        elif at in fixed:
            continue
        elif at + 1 < len(tokens) and tokens[at + 1].key == "'" and not tokens[at + 1].spaced:
            token.canon = token.key  # can't, don't
        elif token.canon in _CONFUSED and at and tokens[at - 1].key in ("1", "mot"):
            continue  # "1 nửa"
        elif token.key == "nua" and at > 1 and (tokens[at - 2].key, tokens[at - 1].key) in _HALF_BEFORE:
            token.canon = "nửa"  # "duoc 1 nua"
        elif (token.bare and not (token.literal and token.key in _real_bare())) or token.canon in _CONFUSED:
            token.canon = _choose(choices, tokens, at)


def _in_english(tokens: list[Token]) -> bool:
    """Whether two words or more can only be English."""
    return sum(1 for token in tokens if token.key in english() and not is_syllable(token.key)) > 1


def _restore_compounds(tokens: list[Token]) -> set[int]:
    fixed: set[int] = set()
    curated, phrases = _compounds()
    for table in (curated, phrases):
        at = 0
        while at + 1 < len(tokens):
            step = 1
            first, second = tokens[at].key, tokens[at + 1].key
            third = tokens[at + 2].key if at + 2 < len(tokens) else ""
            longer = table.get((first, second, third), ()) if third else ()
            for words in (*longer, *table.get((first, second, ""), ())):
                if at + len(words) <= len(tokens) and _fits(tokens[at : at + len(words)], words, at, fixed):
                    step = len(words)
                    for offset, word in enumerate(words):
                        if table is curated or not word.isascii():  # "cho sở" does not tell "cho" from "chờ"
                            tokens[at + offset].canon = canonical(word)
                            fixed.add(at + offset)
                    break
            at += step
    return fixed


def _fits(span: list[Token], words: tuple[str, ...], at: int, fixed: set[int]) -> bool:
    """Whether the typed words may be these: equal without diacritics, and with those that were typed."""
    for offset, (token, key, word) in enumerate(zip(span, _folded(words), words, strict=True)):
        if token.key != key:
            return False
        if token.canon == word or key not in _choices():
            continue
        if not token.bare or at + offset in fixed or (token.literal and key in _real_bare()):
            return False
    return True


def _choose(choices: tuple[_Choice, ...], tokens: list[Token], at: int) -> str:
    before = _seen(tokens, at - 1, "^")
    after = _seen(tokens, at + 1, "$")
    two = f"{after} {_seen(tokens, at + 2, '$')}"
    for choice in choices:
        if choice.before and before not in choice.before:
            continue
        if not choice.after and not choice.after_two:
            return choice.word
        if after in choice.after or two in choice.after_two:
            return choice.word
    return choices[-1].word


def _seen(tokens: list[Token], at: int, edge: str) -> str:
    if not 0 <= at < len(tokens):
        return edge
    key = tokens[at].key
    if key.isdecimal():
        return "#"
    return edge if key in _STOPS else key
