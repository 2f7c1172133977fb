"""The one place that writes to the operator's terminal and reads from it."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from bot.settings import Settings
from messages.render import render_plain
from messages.voice import Voice


def voice_of(settings: Settings) -> Voice:
    """The voice in which the operator is spoken to."""
    return Voice(settings.language, settings.zone, settings.committee_name)


def say(name: str, settings: Settings, *, error: bool = False, **facts: Any) -> None:
    """Say the sentence cli/<name>; `error` sends it where it does not disturb what a script reads."""
    show(render_plain(name, voice_of(settings), **facts), error=error)


def show(text: str, *, error: bool = False) -> None:
    """Write a text and end its line."""
    stream = sys.stderr if error else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def show_json(data: Any) -> None:
    """Write data for a script."""
    show(json.dumps(data, ensure_ascii=False, indent=2))


def show_rows(rows: Sequence[Sequence[str]]) -> None:
    """One line per row: in columns on a terminal, with tabs for a script."""
    if not sys.stdout.isatty():
        for row in rows:
            show("\t".join(row).rstrip("\t"))
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        show("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def ask(name: str, settings: Settings, **facts: Any) -> str:
    """Ask the question cli/<name> and return what is typed; empty when nobody is there to answer."""
    sys.stderr.write(render_plain(name, voice_of(settings), **facts) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


@contextmanager
def progress(name: str, settings: Settings) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, when that is a terminal; it is told (done, in all)."""
    words = render_plain(name, voice_of(settings))
    size = shutil.get_terminal_size()  # 80 by 24 where the terminal does not say, as in some containers
    with tqdm(
        desc=words,
        file=sys.stderr,
        disable=None,
        leave=False,
        unit="",
        ncols=size.columns,
        nrows=size.lines,
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell
