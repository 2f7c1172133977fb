"""Checks the `text_styles` of a message as Zalo does, and says what the phone shows of them."""

from typing import Any

from bot.sandbox.entities import Entity, units
from bot.sandbox.refusal import Refused

SHOWN = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough"}
OTHER = {"f_13", "f_15", "f_18", "f_20", "lst_1", "lst_2", *(f"ind_{step}" for step in range(1, 6))}


def checked_styles(styles: Any, text: str) -> list[Entity]:
    """The styles as entities of the page; 400 when one is malformed or stands outside the text."""
    if styles is None:
        return []
    if not isinstance(styles, list):
        raise Refused(400, "Bad request: text_styles must be an array")
    size = units(text)
    entities: list[Entity] = []
    for one in styles:
        if not isinstance(one, dict) or not {"start", "len", "st"} <= one.keys():
            raise Refused(400, "Bad request: a text style has start, len and st")
        start, length, codes = one["start"], one["len"], one["st"]
        if not (_whole(start) and _whole(length) and start >= 0 < length and start + length <= size):
            raise Refused(400, "Bad request: a text style is outside the text")
        if not isinstance(codes, list) or not codes or not all(_known(code) for code in codes):
            raise Refused(400, "Bad request: unknown text style")
        entities += [
            {"type": SHOWN[code], "offset": start, "length": length} for code in codes if code in SHOWN
        ]
    return entities


def _whole(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _known(code: Any) -> bool:
    return isinstance(code, str) and (code in SHOWN or code in OTHER or code.startswith("c_"))
