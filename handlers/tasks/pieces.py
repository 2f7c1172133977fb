"""Parts a message into the answers that it holds: each with the task's code that it names, if any."""

from dataclasses import dataclass

from handlers.visit import Visit
from messages.reading import split_answers, unknown_codes

MOST = 20  # codes in one message; whoever pastes a whole table is asked like everybody else


@dataclass(frozen=True)
class Piece:
    """One answer of a message; `code` is empty where it names no task."""

    code: str
    text: str


async def pieces_of(visit: Visit, text: str) -> list[Piece]:
    """The answers in a message, in its order; a code that no task has stands for itself, to be refused."""
    if not any(character.isdecimal() for character in text):
        return [Piece("", text.strip())]
    prefixes = await visit.work.tasks.code_prefixes()
    typed = unknown_codes(text, [f"{prefix}0" for prefix in prefixes])  # each is unknown beside number 0
    typed = list(dict.fromkeys(" ".join(code.split()) for code in typed))[:MOST]
    if not typed:
        return [Piece("", text.strip())]
    own = await visit.work.tasks.open_of_seat(visit.actor.seat.id)
    found = split_answers(text, [*(task.code for task in own), *typed])
    return [Piece(code or "", part) for code, part in found]
