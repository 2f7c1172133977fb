"""The papers keep up with the code: commands, settings and links are where a reader looks for them."""

import importlib
import itertools
import re
from typing import Any

import pytest

from tests.conftest import setting_names
from tests.house.source import ROOT, TEMPLATES, name
from tests.house.wording import labels


def paper(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def chat_commands() -> list[list[str]]:
    """The chat commands, each with its aliases: the words that lead to the same one."""
    table: dict[str, Any] = importlib.import_module("handlers.desk").COMMANDS
    same: dict[int, list[str]] = {}
    for word, command in table.items():
        same.setdefault(id(command), []).append(word)
    return list(same.values())


def named(word: str, text: str) -> bool:
    """Whether /word stands in the text, not only as the beginning of another command."""
    return re.search(rf"/{re.escape(word)}(?![a-z_])", text) is not None


def undocumented(text: str) -> list[str]:
    """The commands that a text leaves out; it need not name all aliases of one."""
    left_out = [words for words in chat_commands() if not any(named(word, text) for word in words)]
    return ["/".join(words) for words in left_out]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_chat_command_is_in_the_help(language: str) -> None:
    """Menu and help list the commands by their labels, menu_<word>; a hidden one stands in the help."""
    helps = [path for path in (TEMPLATES / language).glob("*.html") if "help" in path.stem]
    text = "\n".join(path.read_text(encoding="utf-8") for path in helps)
    labelled = {f"/{key.removeprefix('menu_')}" for key in labels(language) if key.startswith("menu_")}
    left_out = undocumented(f"{text} {' '.join(labelled)}")
    assert not left_out, f"neither in the {language} help nor with a label menu_<word>: {left_out}"


def test_every_chat_command_is_in_the_guide() -> None:
    left_out = undocumented(paper("README.vi.md"))
    assert not left_out, f"not in README.vi.md: {left_out}"


def command_line() -> list[str]:
    return sorted(importlib.import_module("bot.commands.main").COMMANDS)


def test_every_command_is_in_the_readme() -> None:
    text = paper("README.md")
    missing = [command for command in command_line() if not re.search(rf"run_bot\.py {command}\b", text)]
    assert not missing, f"README.md does not show `run_bot.py …` for: {missing}"


def test_every_command_is_in_the_guide() -> None:
    table = paper("README.vi.md").rpartition("\n## ")[2]
    missing = [
        command for command in command_line() if not re.search(rf"^\| `{command}\b", table, re.MULTILINE)
    ]
    assert not missing, f"README.vi.md does not list among the commands of the server: {missing}"


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    run = importlib.import_module("bot.commands.main").main
    for command in command_line():
        try:
            code = run([command, "--help"])
        except SystemExit as end:
            code = end.code
        shown = capsys.readouterr().out
        assert code in (0, None), f"{command} --help ends with {code}"
        assert command in shown and len(shown.split()) >= 8, f"{command} --help says too little: {shown!r}"


def settings() -> dict[str, Any]:
    fields = importlib.import_module("bot.settings").Settings.model_fields
    return {field.upper(): about.default for field, about in fields.items()}


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    assert sorted(setting_names()) == sorted(settings())


def test_the_readme_shows_every_setting_with_its_default() -> None:
    rows = dict(re.findall(r"^\| (`[A-Z_`, ]+`) \| (.*?) \|", paper("README.md"), re.MULTILINE))
    named = {setting: default for names, default in rows.items() for setting in re.findall(r"[A-Z_]+", names)}
    assert named.keys() == settings().keys()
    wrong = [
        f"{setting}: {shown(default)}"
        for setting, default in settings().items()
        if shown(default) and not setting.startswith("ZALO_") and f"`{shown(default)}`" not in named[setting]
    ]
    assert not wrong, f"README.md shows another default: {wrong}"


def shown(default: Any) -> str:
    """A default as one would write it in .env."""
    if hasattr(default, "get_secret_value"):
        default = default.get_secret_value()
    return f"{default:%H:%M}" if hasattr(default, "tzinfo") else str(default)


def test_the_example_shows_the_defaults() -> None:
    example = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", paper(".env.example"), re.MULTILINE))
    assert example == {setting: shown(default) for setting, default in settings().items()}


def test_every_setting_is_explained() -> None:
    lines = paper(".env.example").splitlines()
    bare = [
        line
        for before, line in itertools.pairwise(lines)
        if re.match(r"# [A-Z_]+=", line) and not re.match(r"# [A-Z][a-z]?.*[.;]$", before)
    ]
    assert not bare, f"a comment in one line belongs above: {bare}"


def test_links_lead_somewhere() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
    dead = [
        f"{name(path)}: {link}"
        for path in papers
        for link in re.findall(r"\]\(([^)\s#]+)[^)]*\)", path.read_text(encoding="utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]
    assert not dead, "these links lead nowhere:\n" + "\n".join(dead)
