"""Dresses a promise for Zalo: words in parts, choices as a numbered list, a file by its name: pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.zalo.styled import Styled, cut, joined, plain, read_html
from messages.envelope import Choice, Kind, Outgoing
from messages.voice import Voice
from messages.words import zalo as words

TEXT_LIMIT = 2000  # UTF-16 units (sendMessage)
CAPTION_LIMIT = 2000  # sendPhoto

# What takes the place of these says how things stand now; it does not put right what was wrong.
NEWER = (Kind.ANSWER, Kind.NOTICE)

_NUMBERED = re.compile(r"(\d+)\.\s")


@dataclass(frozen=True)
class Part:
    """One message as it is sent: its text, and Zalo's list of what in it is bold, italic and so on."""

    text: str
    styles: tuple[dict[str, Any], ...] = ()


def parts(out: Outgoing, voice: Voice, *, link: str = "", shown: bool = False) -> list[Part]:
    """A promise in as many messages as it needs, in order.

    `link` is where its file can be fetched; `shown`: the file is a photo that goes along, and needs no words.
    The list of choices goes with the last part, and is cut only when it alone is too long for a message.
    """
    body = read_html(out.text).strip()
    if out.replaces and out.kind not in NEWER:
        body = _corrected(body, voice)
    if out.attachment is not None and not shown:
        body = joined([body, read_html(words.attached(voice, out.attachment, link))], "\n\n")
    offered = _list(out.choices, voice)
    return [Part(piece.text, tuple(piece.spans())) for piece in _pieces(body, offered)]


def numbered(choices: Sequence[Sequence[Choice]]) -> list[str]:
    """The lines of the list: a choice's number is its place, counted over all rows from 1.

    A label that begins with just this number keeps it, and is not numbered twice.
    """
    lines = []
    for number, choice in enumerate((choice for row in choices for choice in row), start=1):
        label = " ".join(choice.label.split())
        own = _NUMBERED.match(label)
        lines.append(label if own and int(own[1]) == number else f"{number}. {label}")
    return lines


def _corrected(body: Styled, voice: Voice) -> Styled:
    """With the line that says it is a correction, unless its words say so themselves."""
    line = read_html(words.correction(voice))
    first = body.text.partition("\n")[0].strip()
    return body if first.casefold() == line.text.casefold() else joined([line, body], "\n")


def _list(choices: Sequence[Sequence[Choice]], voice: Voice) -> Styled:
    lines = numbered(choices)
    if not lines:
        return Styled()
    return joined([read_html(words.choose(voice, len(lines))), *map(plain, lines)], "\n")


def _pieces(body: Styled, offered: Styled) -> list[Styled]:
    pieces = list(cut(body, TEXT_LIMIT))
    if not offered.text:
        return pieces
    last = pieces.pop() if pieces else Styled()
    whole = joined([last, offered], "\n\n")
    if whole.units <= TEXT_LIMIT:
        return [*pieces, whole]
    # The last paragraphs that fit go along with the list: what is asked stands above what can be answered.
    rest, tail = _with_list(last, offered)
    return [*pieces, rest, *cut(joined([tail, offered], "\n\n"), TEXT_LIMIT)]


def _with_list(last: Styled, offered: Styled) -> tuple[Styled, Styled]:
    """Cut the last part of the words at the blank line after which the end fits together with the list."""
    at = last.text.find("\n\n")
    while at >= 0:
        tail = last[at:].strip()
        if joined([tail, offered], "\n\n").units <= TEXT_LIMIT:
            return last[:at].strip(), tail
        at = last.text.find("\n\n", at + 2)
    return last, Styled()
