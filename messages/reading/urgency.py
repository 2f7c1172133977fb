"""Notices that a text already begins with a mark of urgency (KHẨN, THƯỢNG KHẨN, HỎA TỐC)."""

import re
import unicodedata

_MARK = re.compile(r"\W*(?:(?:thượng |tin )?khẩn|h(?:ỏa|oả) tốc|urgent)\b", re.IGNORECASE)
_PLAIN_MARK = re.compile(r"\W*(?:THUONG )?(?:KHAN|HOA TOC)\b")  # typed without diacritics, in capitals


def says_urgent(text: str) -> bool:
    """Whether the first words say so, in whatever letters."""
    beginning = unicodedata.normalize("NFC", text[:80])
    return bool(_MARK.match(beginning) or _PLAIN_MARK.match(beginning))
