"""The pins hold all that pyproject.toml asks for, by version only, and run_bot.py looks for each."""

import re
import tomllib

import pytest

import run_bot
from tests.house.source import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==[0-9][A-Za-z0-9.+]*( ; sys_platform == 'win32')?$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!\[; ]", name)[0]).lower()


def pins(file: str) -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_is_a_version(file: str) -> None:
    loose = [line for line in pins(file) if not PIN.match(line)]
    assert not loose, f"{file} is made by `make pins`: {loose}"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_all_that_is_wanted_is_pinned(file: str, wanted: list[str]) -> None:
    missing = {canonical(name) for name in wanted} - {canonical(line) for line in pins(file)}
    assert not missing, f"run `make pins`: {missing}"


def test_the_entry_looks_for_each_library() -> None:
    modules = {canonical(module) for module in run_bot.NEEDED}
    wanted = {canonical(name) for name in PROJECT["project"]["dependencies"]}
    assert modules == wanted - {"python-telegram-bot"} | {"telegram"}
