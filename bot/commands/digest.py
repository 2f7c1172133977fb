"""`digest`: prints the text that the chair gets, as of now or of a day."""

import argparse
import re
from dataclasses import replace
from datetime import date
from html import unescape

from bot.app import calendar_of
from bot.clock import SystemClock
from bot.commands.base import Failure
from bot.commands.console import show, show_json, voice_of
from bot.settings import Settings
from committee.digest import digest_key, worth_sending
from committee.people import Role, Seat
from messages.words.digest import digest_text, nothing_to_say
from storage.database import open_database
from storage.gathering import gather
from storage.work import Work, looking


async def digest(args: argparse.Namespace, settings: Settings) -> int:
    """Print the digest; it only looks. Of a past day the one that was sent, when there is one.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        Failure: the date is none.
    """
    day = _day(args.date) if args.date else None
    database = await open_database(settings.database_url)
    try:
        text, sent = await _text(looking(database), day, settings)
    finally:
        await database.close()
    plain = unescape(re.sub(r"<[^>]+>", "", text))
    if args.json:
        shown = day or SystemClock().now().astimezone(settings.zone).date()
        show_json({"day": shown.isoformat(), "sent": sent, "text": plain})
    else:
        show(plain)
    return 0


async def _text(work: Work, day: date | None, settings: Settings) -> tuple[str, bool]:
    """The text in HTML, and whether it is the one that was sent."""
    practice = replace(settings.practice(), calendar=await calendar_of(work))
    voice = voice_of(settings)
    chair = await _chair(work)
    if day is not None and chair is not None:
        sent, _ = await work.announcements.said(digest_key(day, chair.id))
        if sent:
            return sent, True
    now = SystemClock().now() if day is None else practice.at(day, practice.digest_time)
    compiled = await gather(work, now, practice)
    if not worth_sending(compiled):
        return nothing_to_say(voice, compiled).text, False
    return digest_text(voice, compiled, chair), False


async def _chair(work: Work) -> Seat | None:
    seats = [seat for seat in await work.seats.secretariat_and_chairs() if seat.role is Role.CHAIR]
    return next((seat for seat in seats if seat.holder), None)


def _day(typed: str) -> date:
    """2026-11-23 or 23/11/2026."""
    try:
        if "/" in typed:
            day, month, year = (int(part) for part in typed.split("/"))
            return date(year, month, day)
        return date.fromisoformat(typed)
    except ValueError:
        raise Failure("digest/date", typed=typed) from None
