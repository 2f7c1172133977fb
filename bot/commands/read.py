"""`read`: shows stage by stage how one typed answer is read, and why."""

import argparse

from bot.clock import SystemClock
from bot.commands.console import show_json, show_rows
from bot.settings import Settings
from messages.reading import explain_reply


async def read(args: argparse.Namespace, settings: Settings) -> int:
    """Print the stages of reading; nothing is kept and no database is opened."""
    stages = explain_reply(" ".join(args.text), SystemClock().now().astimezone(settings.zone))
    if args.json:
        show_json([{"stage": stage, "value": value} for stage, value in stages])
    else:
        show_rows(stages)
    return 0
