"""Knows how single words are typed: short forms, raw keystrokes, doubled letters, English words."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from messages.reading.datafiles import rows
from messages.reading.fold import plain
from messages.reading.keystrokes import from_telex, from_vni, is_syllable

_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE_END = re.compile(r"([^\d])\1$")


class Word(NamedTuple):
    """One word as it was meant: with the diacritics it had, without any, and which diacritics it had."""

    spelled: str
    key: str
    marks: str = ""

    @property
    def bare(self) -> bool:
        """Whether the sender typed no diacritics in it."""
        return self.spelled == self.key


@lru_cache(maxsize=20_000)
def marks(spelled: str) -> str:
    """The diacritics of a word in one order, so that hoà equals hòa and a tone may sit on another vowel."""
    if spelled.isascii():
        return ""
    decomposed = unicodedata.normalize("NFD", spelled.replace("đ", "d\u0335"))
    return "".join(sorted(char for char in decomposed if "\u0300" <= char <= "\u036f"))


def word(spelled: str) -> Word:
    """A word with its plain key and its marks."""
    return Word(spelled, plain(spelled), marks(spelled))


@cache
def short_forms() -> dict[str, tuple[Word, ...]]:
    """Every short form with the words it stands for (phrases/short_forms.tsv)."""
    table: dict[str, tuple[Word, ...]] = {}
    for cells in rows("short_forms.tsv"):
        meant = tuple(word(one) for one in cells[1].split())
        for form in cells[0].split():
            table.setdefault(form, meant)
    return table


@cache
def english() -> frozenset[str]:
    """Words of other languages, which are never raw Telex keys (phrases/english.txt)."""
    return frozenset(word for cells in rows("english.txt") for word in cells[0].split())


@lru_cache(maxsize=20_000)
def meant(typed: str) -> tuple[Word, ...]:
    """The words that one typed lower-case word stands for ("ko" -> không, "bc" -> báo cáo, "lamf" -> làm)."""
    known = short_forms().get(typed)
    if known is not None:
        return known
    key = plain(typed)
    if len(typed) > 24:
        return (Word(typed[:24], key[:24]),)
    if typed in english():
        return (word(typed),)
    if is_syllable(key) and not (typed.isascii() and any(pair in typed for pair in ("aa", "ee", "oo"))):
        return (word(typed),)
    decoded = from_telex(typed) if typed.isascii() else None
    if decoded:
        return short_forms().get(decoded) or (word(decoded),)
    if len(typed) > 3 and typed.isascii() and typed[-1] in "sfrxj" and is_syllable(typed[:-1]):
        return meant(typed[:-1])  # the tone key only: "vuongs"
    squeezed = _RUN.sub(r"\1", typed)
    if squeezed == typed and len(typed) > 2 and (not typed.isascii() or typed[-1] in "aeiouygnm"):
        squeezed = _DOUBLE_END.sub(r"\1", typed)
    if squeezed != typed:
        return meant(squeezed)
    return (word(typed),)


# Words that stand before a number, so that "tuan2" is "tuần 2" and not VNI keys.
_BEFORE_NUMBER = frozenset(
    [
        "tuan",
        "thang",
        "ngay",
        "quy",
        "lan",
        "thu",
        "nv",
        "dot",
        "phan",
        "phuong",
        "xa",
        "to",
        "nhom",
        "buoc",
        "ky",
        "so",
    ]
)


@lru_cache(maxsize=20_000)
def from_mixed(typed: str) -> Word | None:
    """The word behind letters mixed with digits when they are VNI keys, else None ("t5", "14h30", "nv3")."""
    letters = typed.rstrip("0123456789")
    digits = typed[len(letters) :]
    numbered = letters in _BEFORE_NUMBER and len(digits) <= 2 and digits != "1"
    if numbered and not (letters == "thu" and len(digits) == 2):  # no weekday has two digits: "thu71"
        return None
    decoded = from_vni(typed)
    return word(decoded) if decoded else None
