"""What may stand behind each command; what it means for people is in templates/*/cli/help/<command>.txt."""

import argparse
from pathlib import Path

from messages.envelope import PLATFORMS

LAST_PORT = 65535


def port(text: str) -> int:
    """The number of a port; ValueError for what can be none."""
    number = int(text)
    if not 0 <= number <= LAST_PORT:
        raise ValueError(text)
    return number


def nothing(parser: argparse.ArgumentParser) -> None:
    """A command that takes no words."""
    del parser


def sandbox(parser: argparse.ArgumentParser) -> None:
    """A port for the page, and a committee other than the sample."""
    parser.add_argument("--port", type=port)
    parser.add_argument("--data", type=Path)


def importing(parser: argparse.ArgumentParser) -> None:
    """What to import, whether to ask, and for whom to speak."""
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def checking(parser: argparse.ArgumentParser) -> None:
    """For whom to speak."""
    parser.add_argument("--json", action="store_true")


def exporting(parser: argparse.ArgumentParser) -> None:
    """The workbook to write."""
    parser.add_argument("file", type=Path, metavar="FILE.xlsx")


def invite(parser: argparse.ArgumentParser) -> None:
    """Which seats, and in what form."""
    parser.add_argument("seats", nargs="*", metavar="SEAT")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--channel", choices=PLATFORMS)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true")
    forms.add_argument("--json", action="store_true")


def announce(parser: argparse.ArgumentParser) -> None:
    """To whom, what, when and how."""
    parser.add_argument("--to", required=True, metavar="AUDIENCE")
    texts = parser.add_mutually_exclusive_group()
    texts.add_argument("--text-file", type=Path)
    texts.add_argument("--text")
    parser.add_argument("--at", metavar="WHEN")
    parser.add_argument("--ack", action="store_true")
    parser.add_argument("--urgent", action="store_true")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--json", action="store_true")


def digest(parser: argparse.ArgumentParser) -> None:
    """Of which day, and in what form."""
    parser.add_argument("--date", metavar="D")
    parser.add_argument("--json", action="store_true")


def deliveries(parser: argparse.ArgumentParser) -> None:
    """Of which announcement, and in what form."""
    parser.add_argument("id", nargs="?", type=int, metavar="ID")
    parser.add_argument("--json", action="store_true")


def reading(parser: argparse.ArgumentParser) -> None:
    """The answer whose reading is to be shown."""
    parser.add_argument("text", nargs="+", metavar="TEXT")
    parser.add_argument("--json", action="store_true")
