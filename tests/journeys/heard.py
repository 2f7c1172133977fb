"""What a phone has heard: one message of the bot as a person sees it, whichever channel it came over."""

import re
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from messages.render import plain
from messages.voice import Voice

_NUMBERED = re.compile(r"(\d{1,3})\. (.+)")


def _heading(language: str, number: int) -> str:
    return plain("zalo/choose", Voice(language, ZoneInfo("UTC"), ""), number=number).strip()


HEADINGS = {_heading(language, number) for language in ("vi", "en") for number in (1, 2)}


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it stands on the phone now."""

    platform: str
    id: Any  # the platform's own: a number on Telegram, the serial on Zalo
    order: int  # over all phones and channels
    text: str  # without the numbered list, so that it compares with the same message under buttons
    buttons: dict[str, str] = field(default_factory=dict)  # label -> key, on Zalo its number
    file: str = ""  # the kind of file that it carries: photo or document
    file_name: str = ""

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def label(self, words: str) -> str | None:
        """The first label that contains the words; a number before it may stand for the list's own."""
        for label, number in self.buttons.items():
            if words in label or (self.platform == "zalo" and words in f"{number}. {label}"):
                return label
        return None

    def offers(self, words: str) -> bool:
        """Whether there is such a choice."""
        return self.label(words) is not None

    def key(self, words: str) -> str:
        """The key behind the button whose label contains the words; on Zalo its number."""
        label = self.label(words)
        assert label is not None, f"no choice {words!r} among {list(self.buttons)}"
        return self.buttons[label]


def split_list(text: str) -> tuple[str, dict[str, str]]:
    """A text of Zalo without the numbered list at its end, and the list: label -> number."""
    lines = text.split("\n")
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].strip() in HEADINGS:
            found = [_NUMBERED.fullmatch(line) for line in lines[place + 1 :]]
            listed = {one[2]: one[1] for one in found if one}
            if len(listed) == len(found):
                return "\n".join(lines[:place]).rstrip(), listed
    return text, {}
