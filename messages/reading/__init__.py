"""What people meant: answers, times, agencies and names, read from what they typed.

Each function is loaded when it is first asked for, so that importing this costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from messages.reading.fold import fold
from messages.reading.unclear import UnclearTime

if TYPE_CHECKING:
    from messages.reading.agencies import find_agencies
    from messages.reading.answers import split_answers, unknown_codes
    from messages.reading.explain import explain_reply
    from messages.reading.likely import likely_readings
    from messages.reading.order import Found, find_when
    from messages.reading.people import find_people
    from messages.reading.reply import Reply, read_reply
    from messages.reading.when import read_when

_HOMES = {
    "Found": "order",
    "Reply": "reply",
    "explain_reply": "explain",
    "find_agencies": "agencies",
    "find_people": "people",
    "find_when": "order",
    "likely_readings": "likely",
    "read_reply": "reply",
    "read_when": "when",
    "split_answers": "answers",
    "unknown_codes": "answers",
}

__all__ = [
    "Found",
    "Reply",
    "UnclearTime",
    "explain_reply",
    "find_agencies",
    "find_people",
    "find_when",
    "fold",
    "likely_readings",
    "read_reply",
    "read_when",
    "split_answers",
    "unknown_codes",
]


def __getattr__(name: str) -> object:
    """Load a public name from the file that has it (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
