"""Arrows point down, each library has one home, and clock, tasks and printing have one place each."""

import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house.source import LAYERS, ROOT, at, calls, files, imports, name

# Where a library may be imported. One that is not listed may be imported nowhere: give it a home here.
HOMES = {
    "aiohttp": ("bot/*",),
    "aiosql": ("storage/*",),
    "aiosqlite": ("storage/*",),
    "apscheduler": ("bot/schedule/*",),
    "dotenv": ("bot/env_file.py",),
    "holidays": ("bot/*",),
    "jinja2": ("messages/render.py",),
    "openpyxl": ("messages/sheets/*",),
    "orjson": ("bot/*", "storage/*"),
    "pydantic": ("bot/settings.py",),
    "pydantic_settings": ("bot/settings.py",),
    "telegram": ("bot/channels/telegram/*",),
    "tqdm": ("bot/commands/*",),
    "yarl": ("bot/channels/telegram/posting.py",),  # the addresses that aiohttp takes
}
# Not imported by us, but by the standard library (zoneinfo, on Windows and in bare containers).
NEEDS_NO_HOME = {"tzdata"}
# The standard library that the rules may know: values and kinds of values, nothing of the world.
RULES_MAY_KNOW = {"collections.abc", "dataclasses", "datetime", "enum", "typing", "zoneinfo"}
# Asked for anywhere else, the time is an argument.
CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}
TASKS = ("create_task", "ensure_future", "run_coroutine_threadsafe")

OURS = files(".py", folders=LAYERS)


def layer(path: Path) -> str:
    return name(path).split("/")[0]


def called(names: set[str] | tuple[str, ...], *, last_word: bool = False) -> Iterator[tuple[Path, str]]:
    """Who calls one of these, with the place."""
    for path in OURS:
        for callee, call in calls(path):
            if (callee.rsplit(".", 1)[-1] if last_word else callee) in names:
                yield path, f"{at(path, call.lineno)} calls {callee}"


def test_arrows_point_down() -> None:
    wrong = [
        f"{at(path, line)} imports {module}, from a layer above its own"
        for path in OURS
        for module, line in imports(path)
        if module.split(".")[0] in LAYERS[: LAYERS.index(layer(path))]
    ]
    assert not wrong, "\n".join(wrong)


def libraries() -> Iterator[tuple[Path, int, str]]:
    """Each import of what is neither ours nor Python's: file, line, library."""
    for path in OURS:
        for module, line in imports(path):
            top = module.split(".")[0]
            if top and top not in LAYERS and top not in sys.stdlib_module_names:
                yield path, line, top


def test_each_library_has_one_home() -> None:
    wrong = [
        f"{at(path, line)} imports {library}, whose home is {HOMES.get(library, 'not yet named in HOMES')}"
        for path, line, library in libraries()
        if not any(fnmatch(name(path), home) for home in HOMES.get(library, ()))
    ]
    assert not wrong, "\n".join(wrong)


def test_each_declared_library_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {line.split("<")[0].split(">")[0].lower() for line in project["dependencies"]} - NEEDS_NO_HOME
    used = {library for _, _, library in libraries()}
    modules = packages_distributions()
    brought = {name.lower() for library in used for name in modules.get(library, ())}
    assert declared <= brought, f"declared in pyproject.toml but imported nowhere: {declared - brought}"


def test_the_rules_know_nothing_of_the_world() -> None:
    wrong = [
        f"{at(path, line)} imports {module}; committee/ takes values and gives values"
        for path in files(".py", folders=("committee",))
        for module, line in imports(path)
        if module not in RULES_MAY_KNOW and module.split(".")[0] != "committee"
    ]
    assert not wrong, "\n".join(wrong)


def test_one_clock() -> None:
    wrong = [where for path, where in called(CLOCK) if name(path) != "bot/clock.py"]
    assert not wrong, "only bot/clock.py reads the clock:\n" + "\n".join(wrong)


def test_one_place_starts_tasks() -> None:
    wrong = [where for path, where in called(TASKS, last_word=True) if name(path) != "bot/background.py"]
    assert not wrong, "only bot/background.py starts tasks:\n" + "\n".join(wrong)


def test_only_the_command_line_prints() -> None:
    wrong = [
        where for path, where in called({"print", "pprint"}) if not name(path).startswith("bot/commands/")
    ]
    assert not wrong, "only bot/commands/ prints:\n" + "\n".join(wrong)


def test_the_bot_does_not_know_that_it_is_in_a_sandbox() -> None:
    wrong = [
        f"{at(path, line)} imports {module}"
        for path in files(".py", folders=("bot",))
        if not name(path).startswith(("bot/sandbox/", "bot/commands/"))
        for module, line in imports(path)
        if module.startswith("bot.sandbox")
    ]
    assert not wrong, "\n".join(wrong)


def test_a_folder_with_code_is_a_package() -> None:
    bare = sorted({name(path.parent) for path in OURS if not (path.parent / "__init__.py").exists()})
    assert not bare, f"without __init__.py the linter of imports does not see them: {bare}"
