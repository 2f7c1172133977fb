"""Finds the agencies that somebody means: "so nong nghiep", "SNNMT", "sở NN", also by names before 2025."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from committee.people import Agency
from messages.reading.datafiles import rows
from messages.reading.fold import fold

_WORDS = re.compile(r"[a-z0-9]+")
_IGNORED = frozenset(
    ["tinh", "va", "cua", "the", "cac", "thuoc", "ben", "phia", "cu", "nay", "viet", "nam", "to", "chuc"]
)
# Words that every second agency has; alone they name none.
_KINDS = frozenset(
    [
        "so",
        "ban",
        "hoi",
        "van",
        "phong",
        "bo",
        "uy",
        "trung",
        "tam",
        "cong",
        "lien",
        "hiep",
        "doan",
        "quan",
        "ly",
        "chi",
        "huy",
        "khu",
    ]
)


@cache
def _old_names() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Former names and short forms with the folded present name (phrases/agencies.tsv)."""
    found = []
    for cells in rows("agencies.tsv"):
        for old in cells[0].split("|"):
            found.append((tuple(_words(old)), fold(cells[1])))
    return tuple(found)


@lru_cache(maxsize=2_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(fold(text).replace("tt&tt", "tttt").replace("&", " va ")))


@lru_cache(maxsize=2_000)
def _initials(name: str) -> tuple[str, ...]:
    """How a name is shortened: "snnmt" and "nnmt", with and without "và"."""
    words = [word for word in _words(re.sub(r"\(.*?\)", "", name)) if word not in ("tinh",)]
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word != "va")
    return tuple({full, short, full[1:], short[1:]} - {""})


def find_agencies(text: str, agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies that `text` may mean, best first; empty when none, several when it fits several alike.

    Compared without diacritics: codes, short names, initials, former names, then words of the name.
    """
    words = _words(text)
    if not words:
        return []
    scored = [(_score(words, agency), agency) for agency in agencies]
    best = max((score for score, _ in scored), default=0)
    if best <= 0:
        return []
    kept = [(score, agency) for score, agency in scored if score >= best - 5 and score > 0]
    kept.sort(key=lambda pair: (-pair[0], pair[1].position))
    return [agency for _, agency in kept]


def _score(words: tuple[str, ...], agency: Agency) -> int:
    """How well words fit an agency: 100 for its code, 0 for nothing in common."""
    joined = " ".join(words)
    squeezed = "".join(words)
    best = 0
    for form in (agency.code, agency.short_name, agency.name):
        form_words = _words(form)
        if not form_words:
            continue
        if words == form_words or (squeezed == "".join(form_words) and len(squeezed) > 1):
            return 100
        if f" {' '.join(form_words)} " in f" {joined} ":
            best = max(best, 90 + min(9, len(form_words)))
        elif len(form_words) == 1 and len(form_words[0]) > 2 and form_words[0] in words:
            best = max(best, 90)
    for initials in _initials(agency.name):
        if len(initials) > 1 and (squeezed == initials or squeezed == f"s{initials}"):
            best = max(best, 85)
    if best >= 90:
        return best
    name = fold(agency.name)
    for old, present in _old_names():
        if present in name and f" {' '.join(old)} " in f" {joined} ":
            best = max(best, 70 + min(9, len(old)))
    return max(best, _by_words(words, agency))


def _by_words(words: tuple[str, ...], agency: Agency) -> int:
    """A score from telling words that the text and the name share, in the same order."""
    telling = [word for word in words if word not in _IGNORED]
    named = [word for word in _words(agency.name) if word not in _IGNORED]
    at, hits, kinds = 0, 0, 0
    for word in telling:
        spot = next((n for n in range(at, len(named)) if named[n] == word), None)
        if spot is None:
            rest = "".join(other[0] for other in named[at:])
            if len(word) > 1 and word.isalpha() and word in rest and len(telling) <= 3:
                hits += 1
                continue
            return 0 if len(telling) <= 4 else max(0, 10 * hits - 25)
        at = spot + 1
        if word in _KINDS:
            kinds += 1
        else:
            hits += 1
    if hits == 0:
        return 0
    return min(69, 30 + 10 * hits + 2 * kinds)
