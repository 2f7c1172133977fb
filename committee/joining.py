"""The one-time codes with which a person joins: how they look, when they count, when an account pauses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L, which are mistaken for one another
LENGTH = 8  # 31^8: at 5 tries a quarter of an hour, guessing takes millions of years
GROUP = 4
BOT_HOLDS = 50  # people on one Zalo bot (the free plan of the Zalo Bot Platform)
DASHES = "-‐‑–—−_. "


@dataclass(frozen=True)
class JoinCode:
    """A code that binds one account to one person's seat."""

    code: str
    seat_id: int
    person_id: int
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def usable(self, now: datetime) -> bool:
        """Whether it still lets somebody in."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True)
class Entrance:
    """A bot at which people join: its channel, its name and link as far as they are known, who is there."""

    channel: str
    platform: str
    name: str = ""
    link: str = ""
    people: int = 0
    holds: int = 0  # how many people it takes; 0 for any number

    @property
    def full(self) -> bool:
        """Whether nobody else can join there."""
        return 0 < self.holds <= self.people


def with_room(entrances: Sequence[Entrance], platform: str) -> Entrance | None:
    """The first bot of a platform that takes somebody more; each person is bound to one."""
    return next((one for one in entrances if one.platform == platform and not one.full), None)


def make_code(below: Callable[[int], int]) -> str:
    """A fresh code, "K7MP-2XQA"; `below(n)` draws a number under n from a source nobody can foresee."""
    letters = "".join(ALPHABET[below(len(ALPHABET))] for _ in range(LENGTH))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def read_code(text: str) -> str | None:
    """The code in the form in which it is kept, however it was typed; None when it cannot be one."""
    letters = text.strip().upper()
    for dash in DASHES:
        letters = letters.replace(dash, "")
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def looks_like_code(text: str) -> bool:
    """Whether a text was meant as a code although it cannot be one: "0" for a letter, say.

    Whoever mistypes a code is told that it is wrong; a word of eight letters is no code.
    """
    letters = text.strip()
    grouped = len(letters) == LENGTH + 1 and letters[GROUP] in DASHES.rstrip()
    if grouped:
        letters = letters[:GROUP] + letters[GROUP + 1 :]
    if len(letters) != LENGTH or not (letters.isascii() and letters.isalnum()) or letters.isdecimal():
        return False
    return grouped or any(letter.isdecimal() for letter in letters)


def expires_at(now: datetime, practice: Practice) -> datetime:
    """Until when a code made now can be used."""
    return now + timedelta(days=practice.code_days)


def paused_until(wrong: Sequence[datetime], now: datetime, practice: Practice) -> datetime | None:
    """Until when an account must wait after its wrong tries, or None when it may try.

    `wrong` are the moments of the account's wrong tries, in any order. So many within the window begin
    a pause at the last of them; tries during a pause are not to be recorded.
    """
    tries = sorted(moment for moment in wrong if moment <= now)
    for i in range(len(tries) - 1, practice.code_tries - 2, -1):
        if tries[i] - tries[i - practice.code_tries + 1] <= practice.code_window:
            until = tries[i] + practice.code_pause
            return until if now < until else None
    return None


def tries_left(wrong: Sequence[datetime], now: datetime, practice: Practice) -> int:
    """How many wrong tries are left before a pause, counting the given ones."""
    recent = sum(1 for moment in wrong if timedelta() <= now - moment <= practice.code_window)
    return max(practice.code_tries - recent, 0)


def check_code(
    code: JoinCode | None,
    now: datetime,
    practice: Practice,
    *,
    wrong: Sequence[datetime] = (),
    has_account: bool = False,
    account_taken: bool = False,
) -> JoinCode:
    """The code, if it lets this account in; a Refusal otherwise.

    `code` is what was found for the typed text, or None. `has_account` says that the person already uses
    another account on this channel: a second one waits until the secretariat releases the first.
    `account_taken` says that the writing account belongs to another person. A pause comes before all else,
    so that it tells a guesser nothing.
    """
    until = paused_until(wrong, now, practice)
    if until is not None:
        raise Refusal(RefusalReason.CODE_PAUSED, until=until)
    if code is None:
        raise Refusal(RefusalReason.CODE_UNKNOWN, tries_left=tries_left([*wrong, now], now, practice))
    if code.used_at is not None:
        raise Refusal(RefusalReason.CODE_USED)
    if code.revoked_at is not None:
        raise Refusal(RefusalReason.CODE_REVOKED)
    if now >= code.expires_at:
        raise Refusal(RefusalReason.CODE_EXPIRED, expired_at=code.expires_at)
    if account_taken:
        raise Refusal(RefusalReason.ACCOUNT_TAKEN)
    if has_account:
        raise Refusal(RefusalReason.SECOND_ACCOUNT)
    return code
