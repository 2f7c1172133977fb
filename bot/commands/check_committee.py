"""Checks what the database says: who has joined, what waits, what did not arrive, the days off."""

from datetime import date, datetime, timedelta

from bot.commands.finding import Facts, Finding, look, well
from bot.holidays_vn import UNDECIDED
from committee.calendar import DayKind
from committee.people import Seat, protocol
from committee.practice import Practice
from messages.voice import Voice
from messages.words.audiences import place
from messages.words.deliveries import reason_words, state_words
from storage.checks import Checks
from storage.joining import Identity
from storage.work import Work

LONG_WAIT = timedelta(minutes=15)
LATELY = timedelta(days=1)
NAMED = 8  # people named in one line; the others are counted


async def people_found(work: Work) -> list[Finding]:
    """Who is on the roster, who of them has joined, and who can no longer be reached."""
    held = sorted((seat for seat in await work.seats.all() if seat.holder), key=protocol)
    if not held:
        return [look("people", "nobody")]
    accounts = await _accounts(work)
    away = [seat for seat in held if not _there(seat, accounts)]
    facts: Facts = {"all": len(held), "joined": len(held) - len(away), "away": _named(away)}
    found = [look("people", "away", **facts) if away else well("people", **facts)]
    lost = [seat for seat in held if _account(seat, accounts) and not _reached(seat, accounts)]
    if lost:
        found.append(look("people", "unreachable", **facts, lost=_named(lost)))
    if all(not seat.role.in_secretariat or seat in away for seat in held):
        found.append(look("people", "no_secretariat", **facts))
    return found


async def _accounts(work: Work) -> dict[int, Identity]:
    """An account of everybody who has joined, of several one at which messages arrive."""
    found = sorted(await work.joining.identities(), key=lambda identity: not identity.unreachable)
    return {identity.person_id: identity for identity in found}


def _account(seat: Seat, accounts: dict[int, Identity]) -> Identity | None:
    return accounts.get(seat.holder.id) if seat.holder else None


def _there(seat: Seat, accounts: dict[int, Identity]) -> bool:
    return _account(seat, accounts) is not None and seat.holder is not None and seat.holder.agreed


def _reached(seat: Seat, accounts: dict[int, Identity]) -> bool:
    account = _account(seat, accounts)
    return account is not None and not account.unreachable


def _named(seats: list[Seat]) -> Facts:
    """The first few by name and agency, and how many more there are."""
    shown = [f"{seat.holder.name} ({place(seat)})" for seat in seats[:NAMED] if seat.holder]
    return {"names": shown, "more": max(0, len(seats) - NAMED), "number": len(seats)}


async def readers_found(work: Work) -> Finding:
    """Who gets the digest without asking."""
    readers = sorted(await work.seats.reading_digest(), key=protocol)
    accounts = await _accounts(work)
    named = _named(readers)
    if not readers:
        return look("readers", "nobody", readers=named)
    absent = [seat for seat in readers if not _there(seat, accounts)]
    if len(absent) == len(readers):
        return look("readers", "none_joined", readers=named)
    return well("readers", readers=named)


async def promises_found(work: Work, checks: Checks, now: datetime, voice: Voice) -> list[Finding]:
    """Whether anything waits that should have gone, and what of the last day did not arrive."""
    number, oldest = await checks.waiting_since(now - LONG_WAIT)
    waiting = look("promises", "late", number=number, oldest=oldest) if number else well("promises")
    ended = await work.outbox.undelivered(now - LATELY, now)
    if not ended:
        return [waiting, well("undelivered", number=0)]
    lines = [
        {
            "number": number,
            "what": state_words(voice, state),
            "why": reason_words(voice, state, reason),
        }
        for (state, reason), number in sorted(ended.items(), key=lambda one: -one[1])
    ]
    return [waiting, look("undelivered", "some", number=sum(ended.values()), lines=lines)]


async def days_found(work: Work, today: date) -> list[Finding]:
    """Whether the days off of this year and the next are known, and whether 24/11 was decided."""
    days = await work.holidays.all()
    off = {day for day, (_, kind) in days.items() if kind == DayKind.DAY_OFF}
    found = []
    for year in (today.year, today.year + 1):
        number = sum(day.year == year for day in off)
        found.append(well("days", year=year, number=number) if number else look("days", "none", year=year))
    for month, day in sorted(UNDECIDED):
        coming = date(today.year, month, day)
        coming = coming if coming >= today else coming.replace(year=today.year + 1)
        if coming in days:
            found.append(well("days", "decided", day=coming, kind=days[coming][1]))
        else:
            found.append(look("days", "undecided", day=coming))
    return found


async def committee_found(
    work: Work, checks: Checks, now: datetime, practice: Practice, voice: Voice
) -> list[Finding]:
    """Everything that the database says, in the order in which one reads it."""
    return [
        *await people_found(work),
        await readers_found(work),
        *await promises_found(work, checks, now, voice),
        *await days_found(work, practice.day(now)),
    ]
