"""`deliveries`: who got which announcement, the final state of each message, and why not."""

import argparse
from datetime import datetime
from typing import Any

from bot.commands.base import Failure
from bot.commands.console import say, show_json, show_rows, voice_of
from bot.settings import Settings
from handlers.announcements.sending import reach_of
from messages.announced import Announcement, Delivery, Tally
from messages.spelling import when
from messages.voice import Voice
from messages.words import deliveries as words
from messages.words.announcements import title_of
from storage.database import Database, open_database
from storage.work import Work, looking

LISTED = 20


async def deliveries(args: argparse.Namespace, settings: Settings) -> int:
    """Print the latest announcements with counts, or one with all its recipients; it only looks.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        Failure: there is no announcement with this number.
    """
    database = await open_database(settings.database_url)
    try:
        if args.id is None:
            await _latest(database, args, settings)
        else:
            await _one(database, args, settings)
    finally:
        await database.close()
    return 0


async def _latest(database: Database, args: argparse.Namespace, settings: Settings) -> None:
    work, voice = looking(database), voice_of(settings)
    found = [*await work.announcements.waiting(), *await work.announcements.sent(LISTED)]
    known = [(one, await _tally(work, one)) for one in found]
    if args.json:
        show_json({"announcements": [{**_about(one), "counts": tally.states} for one, tally in known]})
    elif known:
        show_rows([_summary(voice, one, tally) for one, tally in known])
    else:
        say("deliveries/none", settings)


def _summary(voice: Voice, one: Announcement, tally: Tally) -> tuple[str, ...]:
    moment = _moment(voice, one.send_at)
    return str(one.id), moment, words.counts(voice, tally), title_of(one)


async def _one(database: Database, args: argparse.Namespace, settings: Settings) -> None:
    work, voice = looking(database), voice_of(settings)
    one = await work.announcements.get(args.id)
    if one is None or one.state not in ("sent", "scheduled"):
        raise Failure("deliveries/unknown", id=args.id)
    rows, tally = await _rows(work, one), await _tally(work, one)
    if args.json:
        said = [_row(voice, row) for row in rows]
        show_json({**_about(one), "counts": tally.states, "rows": said})
        return
    counts = words.counts(voice, tally)
    say("deliveries/heading", settings, a=one, title=title_of(one), counts=counts, tally=tally)
    show_rows(
        [
            (
                row.seat.code,
                row.person,
                words.what(voice, row),
                str(row.tries),
                _moment(voice, row.acknowledged_at),
            )
            for row in rows
        ]
    )


async def _rows(work: Work, one: Announcement) -> list[Delivery]:
    """Every recipient; of one that waits for its time, those whom it would reach now."""
    if one.state == "sent":
        return await work.announcements.deliveries(one.id)
    reach = await reach_of(work, one.audience)
    return [
        Delivery(seat, seat.holder.name, "waiting", "", 0, False, one.send_at, None, None)
        for seat in reach.seats
        if seat.holder
    ]


async def _tally(work: Work, one: Announcement) -> Tally:
    if one.state == "sent":
        return await work.announcements.tally(one.id)
    return Tally({"waiting": len((await reach_of(work, one.audience)).seats)})


def _about(one: Announcement) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": title_of(one),
        "audience": one.audience,
        "send_at": _iso(one.send_at),
        "acknowledge": one.acknowledge,
        "urgent": one.urgent,
        "scheduled": one.state == "scheduled",
    }


def _row(voice: Voice, row: Delivery) -> dict[str, Any]:
    return {
        "seat": row.seat.code,
        "person": row.person,
        "state": row.state,
        "reason": row.reason,
        "said": words.what(voice, row),
        "channel": row.channel,
        "tries": row.tries,
        "acknowledged_at": _iso(row.acknowledged_at),
        "settled_at": _iso(row.settled_at),
        "maybe_doubled": row.maybe_doubled,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(voice: Voice, moment: datetime | None) -> str:
    return when(moment.astimezone(voice.zone), voice.language) if moment else ""
