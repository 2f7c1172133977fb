"""Lets patterns be written in correct Vietnamese although messages are compared in canonical spelling."""

import re
from functools import cache

from messages.reading.apart import canonical

_ACCENTED = re.compile(
    r"(?<!\\)(?<![^\W\d_])[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*|(?<=\\b)[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*"
)


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern whose Vietnamese words are first put into the canonical spelling of `line.py`."""
    return re.compile(_ACCENTED.sub(lambda found: canonical(found.group()), text))
