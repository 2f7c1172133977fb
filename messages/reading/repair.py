"""Repairs slips of the finger: a word that cannot be read becomes the known word one keystroke away."""

from collections import Counter
from functools import cache, lru_cache

from messages.reading.datafiles import rows
from messages.reading.fold import plain
from messages.reading.keystrokes import is_syllable
from messages.reading.words import Word, english, short_forms, word

_FILES = ("obstacles.tsv", "progress.tsv", "asking.tsv", "finished.tsv", "noise.tsv")
_LONGEST = 9  # letters of a Vietnamese syllable with a slip in it
_CLEARLY = 3  # how many times commoner one candidate must be than the next


@lru_cache(maxsize=20_000)
def readable(typed: str) -> bool:
    """Whether a lower-case word can be read: a syllable, a short form or a known foreign word."""
    return (
        len(typed) == 1
        or is_syllable(plain(typed))
        or typed in english()
        or typed in short_forms()
        or typed in _known_words()
    )


@cache
def _known_words() -> frozenset[str]:
    """All words of the phrases, as spelled and without diacritics."""
    counts = _counts()
    return frozenset(counts) | frozenset(plain(known) for known in counts)


@lru_cache(maxsize=20_000)
def repaired(typed: str) -> Word | None:
    """The known word one keystroke away from an unreadable one, or None ("thnàh" -> "thành")."""
    if not 2 < len(typed) <= _LONGEST:
        return None
    found: Counter[str] = Counter()
    for shorter in (typed, *_shortened(typed)):
        for known, count in _neighbours().get(shorter, {}).items():
            spelled = plain(known) if typed.isascii() else known
            if _one_slip(typed, spelled):
                found[spelled] = max(found[spelled], count)
    best = found.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < _CLEARLY * best[1][1]):
        return None
    return word(best[0][0])


@cache
def _counts() -> Counter[str]:
    """Every word of the phrases, with how often it is there."""
    return Counter(
        piece
        for file in _FILES
        for cells in rows(file)
        if len(cells) > 1
        for piece in cells[1].replace("=", " ").replace("|", " ").split()
        if piece.isalpha() and len(piece) > 1
    )


@cache
def _neighbours() -> dict[str, dict[str, int]]:
    """Every word of the phrases and what is left of it without one letter, with how often it is there."""
    table: dict[str, dict[str, int]] = {}
    for known, count in _counts().items():
        for form in {known, plain(known)}:
            for shorter in {form, *_shortened(form)}:
                table.setdefault(shorter, {})[known] = count
    return table


def _shortened(typed: str) -> list[str]:
    return [typed[:at] + typed[at + 1 :] for at in range(len(typed))]


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter was added, dropped or exchanged with its neighbour; a wrong letter is no slip."""
    if len(typed) == len(known):
        apart = [at for at, (one, other) in enumerate(zip(typed, known, strict=True)) if one != other]
        return (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and (typed[apart[0]] == known[apart[1]] and typed[apart[1]] == known[apart[0]])
        )
    longer, shorter = (typed, known) if len(typed) > len(known) else (known, typed)
    return len(longer) == len(shorter) + 1 and shorter in _shortened(longer)
