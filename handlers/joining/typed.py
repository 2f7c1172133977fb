"""Finds a one-time code in what somebody typed: alone, behind a word or two, or in a forwarded invitation."""

import re

from committee.joining import ALPHABET, DASHES, looks_like_code, read_code
from messages.envelope import PLATFORMS, Came, Incoming
from messages.reading.fold import fold

STARTS = ("start", "batdau")
# Words that stand before a code: "mã tham gia của tôi là …", "xin gửi mã …", "code: …".
BEFORE = frozenset(
    ("ma", "so", "tham", "gia", "moi", "cua", "toi", "la", "xin", "gui", "nhap", "day", "bat", "dau", "kinh")
) | {"em", "code", "bot"}
ANNOUNCES = frozenset({"ma", "code", "start", "batdau", "dau"})
AFTER = frozenset({"a", "nhe", "nha", "day", "xin", "cam", "on"})
LONGEST = 12  # letters and signs of what can still be meant as a code

_GROUP = f"[{ALPHABET}]{{4}}"
_WITHIN = re.compile(rf"(?<![A-Za-z0-9])({_GROUP})[{re.escape(DASHES.strip())}]({_GROUP})(?![A-Za-z0-9])")


def typed_code(incoming: Incoming) -> str | None:
    """What was meant as a code, however it was typed; nothing when none was meant.

    Whatever follows /start is one. Elsewhere a text is one when it can be nothing else, and a mistyped one
    when it has the look of it or was announced as a code.
    """
    if incoming.came not in (Came.TEXT, Came.EDITED):
        return None
    text = incoming.text.strip().strip("\"'“”‘’«»()[]").rstrip(".,;:!?…").strip()
    first, _, rest = text.partition(" ")
    if text.startswith("/") and first[1:].split("@")[0].lower() in STARTS:
        return rest.strip() or None
    if read_code(text):
        return text
    return (
        _announced(text.replace(":", ": ").split())
        or _within(text)
        or (text if looks_like_code(text) else None)
    )


def _announced(words: list[str]) -> str | None:
    """The code behind its announcement; one word is dropped after the other, for a code may look like one."""
    said = False
    while words and (word := fold(words[0]).strip(":;,.-/")) in BEFORE.union(STARTS):
        said |= word in ANNOUNCES
        words = words[1:]
        if read_code(" ".join(words)):
            return " ".join(words)
    while words and fold(words[-1]).strip(".,!") in AFTER:
        words = words[:-1]
    left = " ".join(words).strip(".,:;")
    if read_code(left):
        return left
    return left if said and len(left) <= LONGEST and any(sign.isdecimal() for sign in left) else None


def _within(text: str) -> str | None:
    """The one code that stands in a longer text, such as the invitation or its link."""
    found = {f"{match[1]}-{match[2]}" for match in _WITHIN.finditer(text.upper())}
    return found.pop() if len(found) == 1 else None


def with_platform(typed: str) -> tuple[str, str]:
    """What was typed behind a command without the platform at its end, and that platform or nothing."""
    words = typed.split()
    if words and fold(words[-1]) in PLATFORMS:
        return " ".join(words[:-1]), fold(words[-1])
    return typed, ""
