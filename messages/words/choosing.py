"""Says what a typed number is for, when it came too early or may mean an earlier question."""

import re
from collections.abc import Sequence
from html import unescape

from messages.envelope import Choice, Outgoing
from messages.reading.fold import fold
from messages.render import render
from messages.voice import Voice

GIST = 200  # characters of the earlier message
SALUTATIONS = ("kinh gui", "kinh bao cao", "dear ")  # folded


def again(
    voice: Voice, number: int, asked: str, about: str, choices: Sequence[Choice], *, newer: bool
) -> Outgoing:
    """A question with its choices once more; `asked` is its text as HTML.

    `newer`: the number was typed before it arrived; else it may have been meant for this earlier one.
    """
    text = render("choosing/again", voice, number=number, gist=gist(asked), newer=newer)
    return Outgoing(text, choices=tuple((choice,) for choice in choices), about=about)


def gist(html: str) -> str:
    """The first lines of a message as plain text, without the salutation."""
    lines = [line.strip() for line in unescape(re.sub(r"<[^>]+>", "", html)).splitlines()]
    told = "\n".join(line for line in lines if line and not fold(line).startswith(SALUTATIONS))
    return told if len(told) <= GIST else told[: GIST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
