"""`import`: shows what a spreadsheet would change, asks, and takes it in at one stroke."""

import argparse
from datetime import datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.base import Failure
from bot.commands.console import ask, progress, say, show, show_json, voice_of
from bot.commands.import_report import as_data, as_text
from bot.settings import Settings
from committee.practice import Practice
from messages.sheets.cells import fold
from messages.sheets.records import Reading
from messages.sheets.roster import read_roster
from messages.voice import Voice
from messages.words.joining import released
from storage.database import Database, open_database
from storage.importing.apply import Progress, apply
from storage.importing.compare import compare
from storage.importing.difference import Difference
from storage.joining import Identity
from storage.work import Work, looking, working

DONE, FAILED = 0, 1
YES = ("c", "co", "y", "yes", "d", "dong y")


async def import_(args: argparse.Namespace, settings: Settings) -> int:
    """Compare, show, ask, write. With --json and without --yes it only compares.

    Raises:
        DatabaseUnusable: the database cannot be opened.
    """
    database = await open_database(settings.database_url)
    try:
        return await _import(database, args, settings)
    finally:
        await database.close()


async def _import(database: Database, args: argparse.Namespace, settings: Settings) -> int:
    now, practice, voice = SystemClock().now(), settings.practice(), voice_of(settings)
    agencies = await looking(database).seats.agencies()
    with progress("import/reading", settings) as tell:
        reading = read_roster(args.path, agencies, tell)
    difference = await compare(looking(database), reading, now, practice)
    if not args.json:
        show(as_text(voice, reading, difference))
    nothing = difference.empty and not sum(difference.unchanged.values())
    write = not difference.empty and (args.yes or (not args.json and _confirmed(settings)))
    if write:
        with progress("import/writing", settings) as tell:
            await take_in(database, reading, now, practice, shown=difference, progress=tell)
    if args.json:
        show_json(as_data(voice, reading, difference, applied=write))
        return FAILED if nothing else DONE
    ending = "written" if write else "nothing_new" if difference.empty else "left"
    if nothing:
        ending = "nothing_read"
    say("import/ending", settings, error=ending in ("left", "nothing_read"), ending=ending)
    return DONE if ending in ("written", "nothing_new") else FAILED


def _confirmed(settings: Settings) -> bool:
    return fold(ask("import/confirm", settings)) in YES


async def take_in(
    database: Database,
    reading: Reading,
    now: datetime,
    practice: Practice,
    *,
    shown: Difference | None = None,
    progress: Progress | None = None,
) -> Difference:
    """Write a reading in one transaction; whoever is replaced is told in his or her chat.

    Raises:
        Failure: the data changed since the difference was `shown`; nothing is written.
    """
    voice = Voice(practice.language, practice.zone, practice.name)
    async with working(database) as work:
        difference = await compare(work, reading, now, practice)
        if shown is not None and difference != shown:
            raise Failure("import/ending", ending="changed_meanwhile")
        for account in await apply(work, difference, now, practice, progress):
            await _farewell(work, account, voice, now)
    return difference


async def _farewell(work: Work, account: Identity, voice: Voice, now: datetime) -> None:
    out = released(voice, f"replaced:{account.channel}:{account.user}:{now.isoformat()}")
    await work.outbox.promise(out, now, channel=account.channel, chat=account.chat)


async def import_all(database: Database, path: Path, now: datetime, practice: Practice) -> Difference:
    """Take in everything that a file or folder says, without asking.

    Raises:
        Failure: nothing in it could be read.
    """
    reading = read_roster(path, await looking(database).seats.agencies())
    if not (reading.agencies or reading.members or reading.tasks or reading.meetings):
        voice = Voice(practice.language, practice.zone, practice.name)
        raise Failure("import/unreadable", text=as_text(voice, reading, Difference()))
    return await take_in(database, reading, now, practice)
