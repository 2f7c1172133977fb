"""Finds the people that somebody means by name: "anh Khoa", "chi lieu", "Vũ Đăng Khoa"."""

import re
from collections.abc import Sequence

from committee.people import Person, short_form
from messages.reading.fold import fold

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = frozenset(
    ["anh", "chi", "em", "ong", "ba", "co", "chu", "bac", "dong", "dc", "d", "c", "gui", "cho", "nho", "gap"]
)


def find_people(text: str, people: Sequence[Person]) -> list[Person]:
    """The people that `text` may mean, best first; several when the given name fits several."""
    words = [word for word in _WORDS.findall(fold(text).replace("’", "'")) if word]
    telling = [word for word in words if word not in _ADDRESS] or words
    scored = [(score, person) for person in people if (score := _score(telling, words, person))]
    best = max((score for score, _ in scored), default=0)
    return [person for score, person in sorted(scored, key=lambda pair: -pair[0]) if score == best]


def _score(telling: list[str], words: list[str], person: Person) -> int:
    """4 for the full name, 3 for its end, 2 for the form by which one is called, 1 for the given name."""
    name = fold(person.name).replace("’", "'").split()
    called = fold(person.short_name or short_form(person.name)).split()
    if _contains(words, name):
        return 4
    for length in range(len(name) - 1, 1, -1):
        if _contains(telling, name[-length:]) or (len(telling) == length and telling == name[:length]):
            return 3
    if _contains(telling, called):
        return 2
    return 1 if telling and telling[-1] == name[-1] else 0


def _contains(words: list[str], part: list[str]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
