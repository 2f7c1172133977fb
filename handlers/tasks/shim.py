"""Stands in for parts of the reading until they are there."""

# mypy: ignore-errors
import re
from dataclasses import dataclass

try:
    from messages.reading import find_agencies
except ImportError:

    def find_agencies(text, agencies):
        text = text.strip().lower()
        return [a for a in agencies if text in (a.code.lower(), a.name.lower(), a.short_name.lower())]


try:
    from messages.reading import likely_readings
except ImportError:

    def likely_readings(text, *, now, deadline=None):
        return []


try:
    from messages.reading import split_answers
except ImportError:

    @dataclass(frozen=True)
    class Piece:
        code: str
        text: str

    def split_answers(text):
        found = list(re.finditer(r"\b(nv)[- ]?(\d{1,3})\b[:,]?", text, re.I))
        if not found:
            return [Piece("", text)]
        return [
            Piece(
                f"NV-{m[2].zfill(2)}",
                text[m.end() : (found[i + 1].start() if i + 1 < len(found) else None)].strip(" ,;"),
            )
            for i, m in enumerate(found)
        ]
