"""Finds the tasks whose title a text names by two of its words side by side."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from committee.tasks import Task
from messages.reading.datafiles import rows
from messages.reading.fold import fold

LONGEST = 500  # characters of a text in which a title is looked for


def named_in(text: str, tasks: Iterable[Task]) -> list[Task]:
    """The tasks that share most pairs of neighbouring words with the text; none when no pair is telling."""
    said = _pairs(text)
    found: list[Task] = []
    most = 1
    for task in tasks:
        shared = len(said & _pairs(task.title))
        if shared > most or (shared == most and not found):
            found, most = [task], shared
        elif shared == most:
            found.append(task)
    return found


@cache
def general() -> frozenset[str]:
    """The words of phrases/general.txt: two of them name no task."""
    return frozenset(word for cells in rows("general.txt") for word in cells[0].split())


def _pairs(text: str) -> set[tuple[str, str]]:
    letters = "".join(char if char.isalnum() else " " for char in fold(text[:LONGEST]))
    return {pair for pair in pairwise(letters.split()) if not general().issuperset(pair)}
