"""Folds text so that spellings can be compared: lower case, no diacritics, đ as d."""

import re
import unicodedata

# Every Vietnamese vowel with its marks and tones, as "plain letter: the letters folded to it".
_FAMILIES = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đð",  # ð: the Icelandic letter that some phone keyboards offer instead of đ
}
_FOLD = {ord(letter): plain for plain, letters in _FAMILIES.items() for letter in letters}
_MANY_MARKS = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")


def nfc(text: str) -> str:
    """The composed form of the text; a pile of combining marks on one letter is cut to four."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _MANY_MARKS.sub(r"\1", text))


def plain(lowered: str) -> str:
    """Drop the Vietnamese diacritics of a lower-case NFC string; every character keeps its place."""
    return lowered if lowered.isascii() else lowered.translate(_FOLD)


def fold(text: str) -> str:
    """Lower case, without diacritics, đ as d: "Sở Văn hoá", "Sở Văn hóa" and "so van hoa" fold alike."""
    folded = plain(nfc(text).lower())
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded)
    return "".join(char for char in apart if not unicodedata.combining(char))
