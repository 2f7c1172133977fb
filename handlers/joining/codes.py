"""Makes and looks up the one-time codes of seats, for the chat and for the command line."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from committee.joining import expires_at, make_code
from committee.people import Actor, Seat
from committee.practice import Practice
from messages.words.joining import SeatCode
from storage.work import Work

USERNAME = "telegram_username"  # the note in which the running bot keeps its name


async def seat_codes(
    work: Work,
    seats: Iterable[Seat],
    now: datetime,
    practice: Practice,
    *,
    username: str = "",
    fresh: bool = False,
    actor: Actor | None = None,
) -> list[SeatCode]:
    """A code for each seat whose holder has not joined: the one that still works, else a new one.

    `fresh` revokes those that still work and makes new ones. A seat without a holder gets none.
    """
    joined = {account.person_id for account in await work.joining.identities()}
    found = []
    for seat in seats:
        if seat.holder is None or seat.holder.id in joined:
            found.append(SeatCode(seat, joined=seat.holder is not None))
            continue
        if fresh:
            await work.joining.revoke_codes(seat.id, now)
        valid = await work.joining.open_code(seat.id, seat.holder.id, now)
        code, until = valid or await _make(work, seat, now, practice, actor)
        found.append(SeatCode(seat, code, until, join_link(username, code)))
    return found


async def _make(
    work: Work, seat: Seat, now: datetime, practice: Practice, actor: Actor | None
) -> tuple[str, datetime]:
    assert seat.holder is not None
    code = make_code(secrets.randbelow)
    while await work.joining.find_code(code) is not None:
        code = make_code(secrets.randbelow)
    until = expires_at(now, practice)
    await work.joining.add_code(code, seat.id, seat.holder.id, now, until)
    await work.audit.add(actor, "code_made", f"person:{seat.holder.id}", now, for_seat=seat.id)
    return code, until


def join_link(username: str, code: str) -> str:
    """The link that opens the bot and hands it the code; nothing when the bot's name is not known."""
    return f"https://t.me/{username}?start={code}" if username else ""
