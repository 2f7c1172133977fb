"""`invite`: one line per seat with its holder, a one-time code, and where one goes with it."""

import argparse
from collections.abc import Sequence
from typing import Any

from bot.channels.telegram.identity import username
from bot.channels.telegram.poll import TokenRefused
from bot.clock import SystemClock
from bot.commands.console import say, show_json, show_rows, voice_of
from bot.commands.csv_lines import show_csv
from bot.settings import Settings
from committee.joining import BOT_HOLDS, Entrance
from committee.people import Seat, protocol
from handlers.joining.codes import USERNAME, seat_codes
from handlers.joining.finding import find_seats
from messages.envelope import platform_of
from messages.render import render_plain
from messages.words.joining import SeatCode
from storage.database import Database, open_database
from storage.work import looking, working

HEADER = ("seat", "person", "code", "link", "zalo_bot", "zalo_link")
TELEGRAM = "telegram"
DONE, FAILED, MISUSED = 0, 1, 2


async def invite(args: argparse.Namespace, settings: Settings) -> int:
    """Print codes and links; works beside a running bot.

    Raises:
        DatabaseUnusable: the database cannot be opened.
    """
    if args.all == bool(args.seats):
        say("invite/which", settings, error=True)
        return MISUSED
    database = await open_database(settings.database_url)
    try:
        return await _invite(database, args, settings)
    finally:
        await database.close()


async def _invite(database: Database, args: argparse.Namespace, settings: Settings) -> int:
    seats = sorted(await looking(database).seats.all(), key=protocol)
    if not seats:
        say("invite/nobody", settings, error=True)
        return FAILED
    found = {typed: find_seats(seats, typed) for typed in args.seats}
    unknown = [typed for typed, meant in found.items() if not meant]
    if unknown:
        say("invite/unknown", settings, error=True, names=unknown)
        return FAILED
    chosen = (
        seats if args.all else list({seat.id: seat for meant in found.values() for seat in meant}.values())
    )
    entrances = await _entrances(database, settings)
    async with working(database) as work:
        codes = await seat_codes(
            work,
            chosen,
            SystemClock().now(),
            settings.practice(),
            entrances=entrances,
            platform=args.channel or "",
            more=not args.all,
            fresh=args.new,
        )
    _print(codes, args, settings)
    joined = [code.seat.code for code in codes if code.joined]
    if any(code.full for code in codes):
        say("invite/full", settings, error=True, holds=BOT_HOLDS)
    if joined and args.seats:
        say("invite/release_first", settings, error=True, seats=joined)
        return FAILED
    return DONE


async def _entrances(database: Database, settings: Settings) -> list[Entrance]:
    """The bots at which one can join, Telegram's first, also before the bot has run for the first time."""
    known = {one.channel: one for one in await looking(database).joining.entrances()}
    for channel in settings.tokens:
        if channel != TELEGRAM and channel not in known:
            link = settings.links.get(channel, "")
            known[channel] = Entrance(channel, platform_of(channel), link=link, holds=BOT_HOLDS)
    zalo = [one for channel, one in known.items() if channel != TELEGRAM]
    if zalo and TELEGRAM not in known and TELEGRAM not in settings.tokens:
        return zalo  # a committee on Zalo alone
    name = await _bot_name(database, settings)
    return [Entrance(TELEGRAM, TELEGRAM, name), *zalo]


async def _bot_name(database: Database, settings: Settings) -> str:
    """The username on Telegram, as the running bot noted it, else as Telegram says; nothing, and why."""
    noted = await looking(database).notes.get(USERNAME)
    if noted:
        return noted
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        say("invite/no_link", settings, error=True, reason="no_token")
        return ""
    try:
        name = await username(token, settings.telegram_api_url, settings.telegram_proxy)
    except TokenRefused:
        say("invite/no_link", settings, error=True, reason="token_refused")
        return ""
    if name is None:
        say("invite/no_link", settings, error=True, reason="unreachable")
        return ""
    async with working(database) as work:
        await work.notes.put(USERNAME, name)
    return name


def _print(codes: Sequence[SeatCode], args: argparse.Namespace, settings: Settings) -> None:
    if args.json:
        show_json([_facts(code) for code in codes])
    elif args.csv:
        show_csv(HEADER, [(c.seat.code, _name(c.seat), c.code, c.link, *_zalo(c)) for c in codes])
    else:
        show_rows([_row(code, settings) for code in codes])


def _row(code: SeatCode, settings: Settings) -> tuple[str, ...]:
    if code.code:
        on_zalo = _zalo(code) if code.zalo else ()
        return code.seat.code, _name(code.seat), code.code, code.link, *on_zalo
    state = render_plain("invite/no_code", voice_of(settings), joined=code.joined)
    return code.seat.code, _name(code.seat), "", state


def _facts(code: SeatCode) -> dict[str, Any]:
    return {
        "seat": code.seat.code,
        "person": _name(code.seat),
        "code": code.code,
        "link": code.link,
        "zalo": {"bot": code.zalo.name, "link": code.zalo.link} if code.zalo else None,
        "joined": code.joined,
        "channels": list(code.platforms),
        "expires_at": code.expires_at.isoformat() if code.expires_at else None,
    }


def _zalo(code: SeatCode) -> tuple[str, str]:
    """The bot on Zalo to which the code is written, and its link."""
    return (code.zalo.name, code.zalo.link) if code.zalo else ("", "")


def _name(seat: Seat) -> str:
    return seat.holder.name if seat.holder else ""
