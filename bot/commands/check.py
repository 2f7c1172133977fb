"""`check`: looks at settings, data, platforms, clock and committee, and says how to mend what is wrong."""

import argparse
from pathlib import Path
from typing import Any

import aiohttp

from bot.channels.telegram.probe import their_time
from bot.clock import SystemClock
from bot.commands.check_committee import committee_found
from bot.commands.check_machine import clock_found, folder_found, settings_found
from bot.commands.check_telegram import telegram_found
from bot.commands.check_zalo import known_bots, quota_found, zalo_found
from bot.commands.console import say, show_json, voice_of
from bot.commands.finding import Finding, Level, look, stop, well
from bot.settings import Settings
from messages.voice import Voice
from storage.checks import Checks
from storage.database import DatabaseUnusable, open_database, sqlite_path
from storage.own_bots import OwnBot
from storage.work import looking

DONE, FAILED = 0, 1
SHORTLY = aiohttp.ClientTimeout(total=3)


async def check(args: argparse.Namespace, settings: Settings) -> int:
    """Look at everything and tell it all, whatever is wrong; works beside a running bot."""
    known: dict[str, OwnBot] = {}
    found = [settings_found(settings), *await _database_found(settings, known)]
    found += await telegram_found(settings)
    found += await zalo_found(settings, known)
    found += await _running_found(settings.health_port)
    found.append(await _clock_found(settings))
    voice = voice_of(settings)
    stops = sum(one.level is Level.STOP for one in found)
    if args.json:
        show_json({"ok": not stops, "findings": [_data(one, voice) for one in found]})
    else:
        for one in found:
            say("check/line", settings, level=one.level.value, text=one.text(voice))
        looks = sum(one.level is Level.LOOK for one in found)
        say("check/summary", settings, stops=stops, looks=looks)
    return FAILED if stops else DONE


def _data(found: Finding, voice: Voice) -> dict[str, Any]:
    return {"check": found.name, "level": found.level.value, "case": found.case, "text": found.text(voice)}


async def _clock_found(settings: Settings) -> Finding:
    """Compared with Telegram's, or with Zalo's where there is no bot on Telegram."""
    if "zalo" in settings.tokens and "telegram" not in settings.tokens:
        theirs, whose = await their_time(settings.zalo_api_url), "Zalo"
    else:
        theirs, whose = await their_time(settings.telegram_api_url, settings.telegram_proxy), "Telegram"
    return clock_found(SystemClock().now(), theirs, settings.timezone, whose)


async def _database_found(settings: Settings, known: dict[str, OwnBot]) -> list[Finding]:
    """The folder, the file, and what stands in it; a file that is not there yet is not made.

    The bots that have run before are put into `known`.
    """
    try:
        path = sqlite_path(settings.database_url)
    except DatabaseUnusable as trouble:
        return [stop("database", "unusable", reason=trouble.reason, detail=trouble.detail)]
    folder = folder_found(path.parent)
    if not path.exists():
        return [folder, look("database", "missing", path=str(path))]
    try:
        database = await open_database(settings.database_url)
    except DatabaseUnusable as trouble:
        return [folder, stop("database", "unusable", reason=trouble.reason, detail=trouble.detail)]
    try:
        checks = Checks(database.reader)
        broken = await checks.trouble()
        file = stop("database", "broken", path=str(path), why=broken)
        if not broken:
            file = well("database", path=str(path), version=await checks.version(), size=_megabytes(path))
        now, practice = SystemClock().now(), settings.practice()
        work, voice = looking(database), voice_of(settings)
        if broken:
            return [folder, file]
        known |= await known_bots(work, settings)
        about = await committee_found(work, checks, now, practice, voice)
        return [folder, file, *about, *await quota_found(work, now, practice, voice)]
    finally:
        await database.close()


def _megabytes(path: Path) -> float:
    """With what stands in the log beside it and is not in the file yet."""
    log = path.with_name(f"{path.name}-wal")
    return (path.stat().st_size + (log.stat().st_size if log.exists() else 0)) / 1_000_000


async def _running_found(port: int) -> list[Finding]:
    """What the running bot says of itself, where a port was set for that."""
    if not port:
        return []
    try:
        async with (
            aiohttp.ClientSession(timeout=SHORTLY) as session,
            session.get(f"http://127.0.0.1:{port}/health") as answer,
        ):
            return [well("running", port=port) if answer.ok else look("running", "unwell", port=port)]
    except (aiohttp.ClientError, OSError):
        return [look("running", "silent", port=port)]
