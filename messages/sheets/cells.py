"""Cleans one cell as secretaries leave them: odd spaces, decomposed letters, numbers where text was meant."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from enum import Enum


class Uncounted(Enum):
    """Stands in a grid for a formula whose result the file does not hold."""

    FORMULA = "formula"


Value = str | int | float | bool | datetime | date | time | timedelta | Uncounted | None

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\u00ad\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x000D_")
_NOT_WORD = re.compile(r"[\W_]+")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


def tidy_lines(text: str) -> str:
    """The text in NFC without invisible characters and stray spaces; line breaks stay."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", text).split("\n"))
    # Removing an invisible character may bring a letter and its mark together, hence NFC once more.
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def tidy(text: str) -> str:
    """The same on one line."""
    return tidy_lines(text).replace("\n", " ")


def fold(text: str) -> str:
    """Lower case words without diacritics or punctuation: "Uỷ viên (TT)" and "Ủy Viên TT" are one."""
    text = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare).strip()


def text_of(value: Value) -> str:
    """What a cell says as text, lines kept; "" for an empty cell or a formula without result.

    One leading apostrophe goes: that is how Excel, and our own writer, mark "this is text".
    """
    if value is None or isinstance(value, Uncounted):
        return ""
    if isinstance(value, str):
        text = tidy_lines(value)
        return tidy_lines(text[1:]) if text.startswith("'") else text
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def is_error(text: str) -> bool:
    """Whether the cell shows one of the spreadsheet's error values."""
    return text.upper() in _ERRORS or (len(text) > 3 and not text.strip("#"))


def is_empty(value: Value) -> bool:
    """Whether nothing a person could see stands in the cell."""
    return value is None or (isinstance(value, str) and not text_of(value))
