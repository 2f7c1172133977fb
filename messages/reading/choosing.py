"""Reads a typed choice: the number of a line in the list that was offered, or the line's own words."""

import re
import unicodedata
from collections.abc import Sequence

from messages.reading.fold import fold

LONGEST = 80  # characters; whatever is longer is no choice
DIGITS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9,
}  # fmt: skip

_BEFORE = r"(?:da|vang|toi|em|anh|chi|minh|xin)?\s*(?:chon|tra loi|dong y)?\s*"
_NAMED = r"(?:so|muc|cau|phuong an|pa|lua chon|option|no\.?)\s*"
_AFTER = r"\s*(?:a|nhe|nha|nhen|nghen|nghe|nhi|ok|vay|thoi)?[.!]*"
_ONE = re.compile(rf"{_BEFORE}(?:{_NAMED})?[(\[]?(\d{{1,2}})[)\].:]*{_AFTER}")
_SPELT = re.compile(rf"{_BEFORE}{_NAMED}({'|'.join(DIGITS)}){_AFTER}")
_SEVERAL = re.compile(
    rf"{_BEFORE}(?:{_NAMED})?\d{{1,2}}(?:(?:\s*[,;+&.]\s*|\s+(?:va|hoac|hay|or|and)?\s*)(?:{_NAMED})?\d{{1,2}})+{_AFTER}"
)
_NUMBERED = re.compile(r"[(\[]?(\d{1,2})[)\].:-]*\s+(.+)")
_KEYCAP = {0xFE0F: None, 0x20E3: None}  # 2️⃣ is a digit with two signs behind it
_OWN_NUMBER = re.compile(r"\d{1,2}\.\s+")


class Contradictory(ValueError):
    """The number before the words is another line's than the words are."""


def typed_numbers(text: str) -> tuple[int, ...]:
    """The numbers that a text consists of: one for `2`, `2.`, `số 2 ạ`, several for `1, 2`, else none."""
    words = _folded(text)
    if len(words) > LONGEST:
        return ()
    one = _ONE.fullmatch(words)
    if one:
        return (int(one[1]),)
    spelt = _SPELT.fullmatch(words)
    if spelt:
        return (DIGITS[spelt[1]],)
    if _SEVERAL.fullmatch(words):
        return tuple(int(number) for number in re.findall(r"\d+", words))
    return ()


def typed_label(text: str, labels: Sequence[str]) -> int | None:
    """The place (from 0) of the one label that was typed, with or without diacritics, signs and its number.

    Of a label with a colon ("NV-26: Cập nhật …", "Khẩn: không") what stands before it is enough. Words that
    several labels share choose none.

    Raises:
        Contradictory: `1 vắng`, where that is the second line.
    """
    typed = _folded(text)
    if not typed or len(typed) > LONGEST:
        return None
    numbered = _NUMBERED.fullmatch(typed)
    said = bare(numbered[2] if numbered else typed)
    if not said:
        return None
    whole = [_OWN_NUMBER.sub("", label, count=1) for label in labels]
    found = [place for place, own in enumerate(whole) if said in (bare(labels[place]), bare(own))]
    if not found:
        found = [place for place, own in enumerate(whole) if said == bare(own.partition(": ")[0])]
    if len(found) != 1:
        return None
    if numbered and int(numbered[1]) != found[0] + 1:
        raise Contradictory
    return found[0]


def begun_labels(text: str, labels: Sequence[str]) -> list[int]:
    """The places (from 0) of all labels that begin with the typed words, such as `gửi` of "Gửi ngay"."""
    said = bare(text)
    if not said or len(said) > LONGEST:
        return []
    own = [bare(_OWN_NUMBER.sub("", label, count=1)) for label in labels]
    return [place for place, words in enumerate(own) if f"{words} ".startswith(f"{said} ")]


def bare(text: str) -> str:
    """The words alone, folded: no signs, no emoji, single spaces."""
    return " ".join(re.findall(r"[a-z0-9%/]+", _folded(text)))


def _folded(text: str) -> str:
    return " ".join(fold(unicodedata.normalize("NFKC", text.translate(_KEYCAP))).split())
