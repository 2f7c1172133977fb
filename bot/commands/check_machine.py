"""Checks the machine: settings, the folder for data, its free space, and the clock."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from bot.commands.finding import Facts, Finding, look, stop, well
from bot.settings import Settings

LITTLE_SPACE = 500  # megabytes
NO_SPACE = 20
FAR_APART = 60  # seconds between two clocks, from which on people notice


def settings_found(settings: Settings) -> Finding:
    """The settings could be read, or there would be no check; only the committee's name may be missing."""
    facts: Facts = {"settings": settings, "digest": f"{settings.digest_time:%H:%M}"}
    unnamed = settings.committee_name == type(settings).model_fields["committee_name"].default
    return look("settings", "unnamed", **facts) if unnamed else well("settings", **facts)


def folder_found(folder: Path) -> Finding:
    """Whether files can be made where the data are, and how much room is left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as trouble:
        return stop("folder", "unwritable", folder=str(folder), why=trouble.strerror or "")
    facts: Facts = {"folder": str(folder), "free": free}
    if free < NO_SPACE:
        return stop("folder", "full", **facts)
    return look("folder", "little", **facts) if free < LITTLE_SPACE else well("folder", **facts)


def clock_found(ours: datetime, theirs: datetime | None, zone: str, whose: str = "Telegram") -> Finding:
    """Whether this machine's clock agrees with a platform's; without an answer only the time is told."""
    if theirs is None:
        return well("clock", "alone", now=ours, zone=zone, whose=whose)
    apart = round((ours - theirs).total_seconds())
    if abs(apart) > FAR_APART:
        return look("clock", "apart", now=ours, zone=zone, whose=whose, seconds=abs(apart), fast=apart > 0)
    return well("clock", "agrees", now=ours, zone=zone, whose=whose)
