"""What is kept about a person, as he or she may ask to see it (Law 91/2025/QH15; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class KeptAccount:
    """An account on a channel and since when it belongs to the person."""

    channel: str
    user: str
    since: datetime


@dataclass(frozen=True)
class Kept:
    """Beside the particulars of the roster: accounts, consent, and how many rows carry the person's name."""

    accounts: tuple[KeptAccount, ...]
    agreed_at: datetime | None
    reports: int
    answers: int
    acknowledgements: int
    messages: int
    acts: int
