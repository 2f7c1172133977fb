"""Notices the markings of state secrets (MẬT, TỐI MẬT, TUYỆT MẬT): such material may not enter the bot."""

import re
import unicodedata

# Only in capitals and standing for itself, as a stamp does; BẢO MẬT and BÍ MẬT in a heading are no marking.
_STAMP = re.compile(r"(?<!BẢO )(?<!BÍ )(?<!\w)(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?!\w)(?! MÃ| KHẨU| ONG)")
_NUMBER = re.compile(r"(?<!\w)(?:TUYỆT MẬT|TỐI MẬT|MẬT)[-_.]", re.IGNORECASE)


def is_classified(text: str) -> bool:
    """Whether a text, a caption or a file's name carries a marking of secrecy (Law 117/2025/QH15)."""
    composed = unicodedata.normalize("NFC", text)
    flat = re.sub(r"[ \t\u00a0]+", " ", composed)
    return bool(_STAMP.search(flat) or _NUMBER.search(flat.split("\n")[-1]))
