"""What a check found: one thing that is well, to be looked at, or hindering the bot."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from messages.render import render_plain
from messages.voice import Voice

Facts = dict[str, Any]


class Level(StrEnum):
    """How bad it is."""

    WELL = "well"
    LOOK = "look"  # the bot runs, and somebody should look at it
    STOP = "stop"  # the bot cannot do its work until it is mended


@dataclass(frozen=True)
class Finding:
    """One line of the check; its sentence is cli/check/<name> with the facts, among them `case`."""

    name: str
    level: Level
    case: str
    facts: Facts

    def text(self, voice: Voice) -> str:
        """The sentence, with what to do."""
        return render_plain(f"check/{self.name}", voice, case=self.case, **self.facts)


def well(name: str, case: str = "", **facts: Any) -> Finding:
    """Nothing to do."""
    return Finding(name, Level.WELL, case, facts)


def look(name: str, case: str, **facts: Any) -> Finding:
    """Somebody should look at it."""
    return Finding(name, Level.LOOK, case, facts)


def stop(name: str, case: str, **facts: Any) -> Finding:
    """It has to be mended first."""
    return Finding(name, Level.STOP, case, facts)
