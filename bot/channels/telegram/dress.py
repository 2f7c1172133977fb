"""Dresses a promise for Telegram: its HTML cut to what one message may hold, its choices as buttons."""

import re
from html import unescape
from typing import Any

from messages.envelope import Choice

TEXT_LIMIT = 4096  # UTF-16 units after the tags are taken out (Bot API, sendMessage)
CAPTION_LIMIT = 1024
SOURCE_LIMIT = 30_000  # bytes; raw text over 32 KiB is refused before it is parsed

_TAG = re.compile(r"</?[a-z][^<>]*>")
_PIECE = re.compile(r"<[^>]+>|&[#a-zA-Z0-9]+;|[^<&]|[<&]", re.DOTALL)


def keyboard(choices: tuple[tuple[Choice, ...], ...]) -> dict[str, Any] | None:
    """The choices as buttons under the message: a Bot API InlineKeyboardMarkup."""
    if not choices:
        return None
    return {
        "inline_keyboard": [
            [{"text": choice.label, "callback_data": choice.key} for choice in row] for row in choices
        ]
    }


def units(text: str) -> int:
    """The length that Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def visible(html: str) -> str:
    """What is left when tags are taken out and entities are resolved."""
    return unescape(_TAG.sub("", html))


def parts(html: str, limit: int = TEXT_LIMIT) -> list[str]:
    """The message in as many parts as it needs, in order; a cut closes open tags and opens them again.

    It is cut at the last blank line that fits, else the last line end, else the last space.
    """
    if len(html) <= limit // 2:
        return [html]  # no letter counts for more than two
    if units(visible(html)) <= limit and len(html.encode()) <= SOURCE_LIMIT:
        return [html]
    found: list[str] = []
    pieces = _PIECE.findall(html)
    opened: list[str] = []
    while pieces:
        taken, pieces = _fitting(pieces, limit, opened)
        text = "".join(opened) + "".join(taken)
        opened = _still_open(opened, taken)
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        if visible(text).strip():
            found.append(text.strip("\n ") + closing)
    return found


def _fitting(pieces: list[str], limit: int, opened: list[str]) -> tuple[list[str], list[str]]:
    size = 0
    weight = len("".join(opened).encode())
    cuts = {"\n\n": 0, "\n": 0, " ": 0}
    for index, piece in enumerate(pieces):
        size += 0 if _is_tag(piece) else units(unescape(piece))
        weight += len(piece.encode())
        if size > limit or weight > SOURCE_LIMIT:
            cut = (
                next((at for at in cuts.values() if at > index // 4), 0)
                or max(cuts.values())
                or max(index, 1)
            )
            return pieces[:cut], pieces[cut:]
        if piece == "\n":
            cuts["\n"] = index + 1
            if index and pieces[index - 1] == "\n":
                cuts["\n\n"] = index + 1
        elif piece == " ":
            cuts[" "] = index + 1
    return pieces, []


def _is_tag(piece: str) -> bool:
    return len(piece) > 1 and piece[0] == "<" and piece[-1] == ">"


def _name(tag: str) -> str:
    return tag.strip("</>").split()[0]


def _still_open(opened: list[str], taken: list[str]) -> list[str]:
    stack = list(opened)
    for piece in taken:
        if not _is_tag(piece):
            continue
        if piece.startswith("</"):
            if stack:
                stack.pop()
        else:
            stack.append(piece)
    return stack
