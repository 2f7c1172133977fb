"""Writes requirements.txt and requirements-dev.txt anew from pyproject.toml; run it through `make pins`."""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What another system needs beside what this one has: name -> marker.
# tqdm and pytest colour a Windows console through colorama; pip freeze on Linux cannot know it.
ELSEWHERE = {"colorama": "sys_platform == 'win32'"}

HEAD = """\
# {what}
# Made by `make pins` from pyproject.toml: edit that file, not this one, then run `make pins` and `make test`.
"""


def freeze(python: Path) -> list[str]:
    """Everything installed beside pip itself, as `name==version` lines."""
    shown = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True)
    return [line for line in shown.stdout.splitlines() if "==" in line]


def install(python: Path, wanted: list[str]) -> None:
    """Bring `wanted` into the environment of `python`, newest versions that agree with each other."""
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)


def latest(python: Path, name: str) -> str:
    """The newest version of a library that this system has no need of itself."""
    shown = subprocess.run(
        [python, "-m", "pip", "index", "versions", name], check=True, capture_output=True, text=True
    )
    return shown.stdout.split("(", 1)[1].split(")", 1)[0]


def main() -> int:
    """Install runtime, note it; install the rest, note the difference."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        install(python, project["project"]["dependencies"])
        runtime = freeze(python)
        install(python, [*runtime, *project["dependency-groups"]["dev"]])
        extra = [line for line in freeze(python) if line not in runtime]
        runtime += [f"{name}=={latest(python, name)} ; {marker}" for name, marker in ELSEWHERE.items()]
    write("requirements.txt", "What the bot needs to run, every version pinned.", runtime)
    write(
        "requirements-dev.txt",
        "What tests, linters and measurements need besides, every version pinned.",
        ["-r requirements.txt", *sorted(extra, key=str.lower)],
    )
    return 0


def write(name: str, what: str, lines: list[str]) -> None:
    """One requirements file: a heading, then a line for each library."""
    ordered = lines if lines[0].startswith("-r") else sorted(lines, key=str.lower)
    (ROOT / name).write_text(HEAD.format(what=what) + "\n".join(ordered) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
