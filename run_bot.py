"""The one entry: looks whether Python and the libraries are there, then hands the command line to bot/."""

import importlib.util
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
# One library of each kind; a half-finished installation lacks some of them.
NEEDED = (
    "aiohttp",
    "aiosql",
    "aiosqlite",
    "apscheduler",
    "holidays",
    "jinja2",
    "openpyxl",
    "orjson",
    "pydantic_settings",
    "telegram",
    "tqdm",
    "tzdata",
)


def sentence(name: str) -> str:
    """A sentence of messages/templates/*/cli, read as plain text: jinja2 may be what is missing."""
    language = "en" if os.environ.get("LANGUAGE", "vi").lower().startswith("en") else "vi"
    file = HERE / "messages" / "templates" / language / "cli" / f"{name}.txt"
    return file.read_text(encoding="utf-8").strip()


def what_to_type() -> str:
    """The one command that helps, on this system and from this folder."""
    windows = sys.platform == "win32"
    here = Path.cwd() == HERE
    own = HERE / ".venv" / ("Scripts/python.exe" if windows else "bin/python")
    if own.exists() and Path(sys.prefix) != HERE / ".venv":
        words = [str(own.relative_to(HERE) if here else own), *sys.argv]
    elif windows:
        words = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-r",
            str((Path() if here else HERE) / "requirements.txt"),
        ]
    else:
        words = ["make", "setup"] if here else ["make", "-C", str(HERE), "setup"]
    return subprocess.list2cmdline(words) if windows else shlex.join(words)


def missing() -> str:
    """What hinders the start, in one sentence with the command to type; empty when nothing does."""
    if sys.version_info < OLDEST:
        return sentence("old_python")
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        return sentence("missing_libraries").replace("COMMAND", what_to_type())
    return ""


# In quotes, because a Python too old for the bot must still get as far as being told so.
def main(arguments: "list[str]") -> int:
    """Run the command line; the exit code is 0 only when what was asked is done."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows office pipes into files in cp1258, which lacks some Vietnamese letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    trouble = missing()
    if trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    from bot.commands.main import main as run

    return run(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
