"""`export`: writes agencies, members, tasks, meetings and days off as a workbook that `import` reads."""

import argparse
from pathlib import Path

from bot.commands.base import Failure
from bot.commands.console import say
from bot.settings import Settings
from messages.sheets.layout import roster_tables
from messages.sheets.records import Reading
from messages.sheets.workbook import write_workbook
from storage.database import open_database
from storage.importing.snapshot import snapshot
from storage.work import looking

DONE = 0
ENDING = ".xlsx"


async def export(args: argparse.Namespace, settings: Settings) -> int:
    """Write the workbook; one of the same name is replaced in one step, or left as it is.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        Failure: the name is not that of a workbook, or there is nothing to write.
        OSError: the file cannot be written.
    """
    path: Path = args.file
    if path.suffix.lower() != ENDING:
        raise Failure("export/not_xlsx", file=path.name)
    database = await open_database(settings.database_url)
    try:
        reading = await snapshot(looking(database), settings.practice())
    finally:
        await database.close()
    if not (reading.agencies or reading.tasks or reading.meetings):
        raise Failure("export/nothing")
    _write(reading, path)
    say("export/written", settings, file=str(path), reading=reading)
    return DONE


def _write(reading: Reading, path: Path) -> None:
    """By way of a second file, so that a full disk does not take the older workbook too."""
    half_done = path.with_name(f".{path.stem}.part{ENDING}")
    try:
        write_workbook(roster_tables(reading), half_done)
        half_done.replace(path)
    except OSError as trouble:
        trouble.filename = str(path)  # the operator never named the other one
        raise
    finally:
        half_done.unlink(missing_ok=True)
