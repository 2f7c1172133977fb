"""Makes and looks up the one-time codes of seats, for the chat and for the command line."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from committee.joining import Entrance, expires_at, make_code, with_room
from committee.people import Actor, Person, Seat
from committee.practice import Practice
from messages.envelope import PLATFORMS, platform_of
from messages.words.joining import SeatCode
from storage.joining import TELEGRAM_NAME
from storage.work import Work

USERNAME = TELEGRAM_NAME


async def seat_codes(
    work: Work,
    seats: Iterable[Seat],
    now: datetime,
    practice: Practice,
    *,
    entrances: Sequence[Entrance] = (),
    platform: str = "",
    more: bool = False,
    fresh: bool = False,
    actor: Actor | None = None,
) -> list[SeatCode]:
    """A code for each seat whose holder has not joined: the one that still works, else a new one.

    `entrances` are the bots at which one can join; each code says which of them are for its person. With
    `more` somebody who has joined gets a code for the platform where he or she has not; `platform` asks for
    that one alone. `fresh` revokes codes that still work and makes new ones. An empty seat gets none.
    """
    joined: dict[int, list[str]] = {}
    for account in await work.joining.identities():
        joined.setdefault(account.person_id, []).append(platform_of(account.channel))
    left = list(entrances)
    found = []
    for seat in seats:
        if seat.holder is None:
            found.append(SeatCode(seat))
            continue
        there = tuple(sorted(set(joined.get(seat.holder.id, [])), key=PLATFORMS.index))
        away = [name for name in _offered(entrances, platform) if name not in there]
        if (there and not (more or platform)) or (there and not away):
            found.append(SeatCode(seat, joined=True, platforms=there))
            continue
        made = await _code(work, seat, seat.holder, now, practice, fresh=fresh, actor=actor)
        left, ways = _taking(left, away)
        telegram = next((way.name for way in ways if way.platform == "telegram"), "")
        zalo = next((way for way in ways if way.platform == "zalo"), None)
        full = "zalo" in away and zalo is None
        found.append(SeatCode(seat, *made, join_link(telegram, made[0]), False, there, zalo, full))
    return found


def _offered(entrances: Sequence[Entrance], platform: str) -> list[str]:
    """The platforms on which one can join here; only the one asked for, if there is such a bot."""
    known = {entrance.platform for entrance in entrances}
    return [name for name in PLATFORMS if name in known and platform in ("", name)]


def _taking(left: Sequence[Entrance], away: Sequence[str]) -> tuple[list[Entrance], list[Entrance]]:
    """The bots for one person, one on each platform, and all bots with these places taken."""
    ways = [way for name in away if (way := with_room(left, name)) is not None]
    return [replace(one, people=one.people + (one in ways)) for one in left], ways


async def _code(
    work: Work,
    seat: Seat,
    holder: Person,
    now: datetime,
    practice: Practice,
    *,
    fresh: bool,
    actor: Actor | None,
) -> tuple[str, datetime]:
    if fresh:
        await work.joining.revoke_codes(seat.id, now)
    elif valid := await work.joining.open_code(seat.id, holder.id, now):
        return valid
    code = make_code(secrets.randbelow)
    while await work.joining.find_code(code) is not None:
        code = make_code(secrets.randbelow)
    until = expires_at(now, practice)
    await work.joining.add_code(code, seat.id, holder.id, now, until)
    await work.audit.add(actor, "code_made", f"person:{holder.id}", now, for_seat=seat.id)
    return code, until


def join_link(username: str, code: str) -> str:
    """The link that opens the bot on Telegram and hands it the code; nothing when its name is not known."""
    return f"https://t.me/{username}?start={code}" if username else ""
