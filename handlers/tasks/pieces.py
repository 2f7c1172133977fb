"""Parts a message into the answers that it holds: each with the task's code that it names, if any."""

import re
from dataclasses import dataclass

from messages.reading import split_answers, unknown_codes
from storage.work import Work


@dataclass(frozen=True)
class Piece:
    """One answer of a message; `code` is empty where it names no task."""

    code: str
    text: str


async def pieces_of(work: Work, text: str) -> list[Piece]:
    """The answers in a message, in its order; a code that no task has stands for itself, to be refused."""
    if not any(character.isdigit() for character in text):
        return [Piece("", text.strip())]
    codes = await work.tasks.codes()
    unknown = [re.sub(r"\s+", " ", code) for code in unknown_codes(text, codes)]
    found = split_answers(text, [*codes, *unknown])
    return [Piece(code or "", part) for code, part in found]
