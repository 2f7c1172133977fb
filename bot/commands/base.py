"""What a command of the command line is, and how its words behind it are read."""

import argparse
import importlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn, cast

from bot.settings import Settings
from messages.render import render_plain
from messages.voice import Voice

Run = Callable[[argparse.Namespace, Settings], Awaitable[int]]
"""Does what was asked; the exit code is 0 only when it is done."""


class UsageMistake(Exception):
    """The command line cannot be understood; the text is argparse's own."""


class Failure(Exception):
    """What was asked cannot be done; the sentence is the template cli/<name> with these facts."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts


class Parser(argparse.ArgumentParser):
    """Raises instead of printing: what is said to the operator stands in templates, in his language."""

    def error(self, message: str) -> NoReturn:
        """Tell the caller."""
        raise UsageMistake(message)


@dataclass(frozen=True)
class Command:
    """One command. `where` is "module:coroutine", imported only when the command is used."""

    name: str
    where: str
    add_arguments: Callable[[argparse.ArgumentParser], None]

    def help(self, voice: Voice) -> str:
        """How it is used, from templates/<language>/cli/help/<name>.txt; the first line says what it does."""
        return render_plain(f"help/{self.name}", voice)

    def summary(self, voice: Voice) -> str:
        """What it does, in one line."""
        return self.help(voice).partition("\n")[0]

    def parse(self, words: list[str]) -> argparse.Namespace:
        """The words behind the command.

        Raises:
            UsageMistake: they cannot be understood.
        """
        parser = Parser(prog=self.name, add_help=False, allow_abbrev=False)
        self.add_arguments(parser)
        return parser.parse_args(words)

    def load(self) -> Run:
        """The coroutine that does it."""
        module, _, name = self.where.partition(":")
        return cast(Run, getattr(importlib.import_module(module), name))
