"""What the page may ask of the committee behind the bot; the sandbox works without it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Resident:
    """A person of the committee who has a phone in the sandbox."""

    user_id: int  # the Telegram account in the sandbox
    name: str
    title: str = ""
    agency: str = ""
    role: str = ""
    seat: str = ""
    joined: bool = False
    zalo: str = ""  # the Zalo account in the sandbox, if there is one
    joined_zalo: bool = False


class Office(Protocol):
    """Given by whoever runs bot and sandbox together."""

    @property
    def phones(self) -> Sequence[int]:
        """The accounts shown first, from left to right."""

    @property
    def language(self) -> str:
        """The page's language, "vi" or "en"."""

    def now(self) -> datetime:
        """The sandbox's moment, aware."""

    async def people(self) -> Sequence[Resident]:
        """Everyone who can be chosen for a phone."""

    async def code_for(self, account: str) -> str:
        """A one-time code with which this account, of Telegram or Zalo, joins."""

    async def turn(self, minutes: int | None, to: str | None) -> datetime:
        """Turn the clock by minutes, or to "next_working_day" or "HH:MM"; returns the new moment."""
