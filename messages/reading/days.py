"""Tries the rules for days on a message, only those that can fit: most messages name none."""

import re
from datetime import datetime
from functools import cache

from messages.reading.apart import canonical
from messages.reading.day_words import RULES, Maker
from messages.reading.patterns import pattern
from messages.reading.pieces import Piece

_DIGIT = "0"


@cache
def _rules() -> list[tuple[re.Pattern[str], frozenset[str], Maker]]:
    """The patterns with the words, in canonical spelling, of which they need one."""
    return [
        (pattern(text), frozenset(canonical(word) for word in needs.split()), maker)
        for text, needs, maker in RULES
    ]


@cache
def _needed() -> frozenset[str]:
    """All words that any rule needs."""
    return frozenset().union(*(needs for _, needs, _ in _rules())) - {_DIGIT}


def find(canon: str, now: datetime) -> tuple[list[Piece], str]:
    """All pieces for days in the canonical string, and the string with their places blanked."""
    today = now.date()
    there = {word for word in _needed() if word in canon}
    if any(char.isdecimal() for char in canon):
        there.add(_DIGIT)
    pieces: list[Piece] = []
    for compiled, needs, maker in _rules():
        if needs and needs.isdisjoint(there):
            continue
        for match in compiled.finditer(canon):
            piece = maker({**match.groupdict(), "all": match.group()}, today)
            if piece is None:
                continue
            piece.start, piece.end = match.span()
            pieces.append(piece)
            canon = canon[: piece.start] + "#" * (piece.end - piece.start) + canon[piece.end :]
    return pieces, canon
