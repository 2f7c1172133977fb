"""The templates and short sentences as the house tests read them: which there are, and what they say."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.house.source import TEMPLATES


@cache
def templates(language: str) -> frozenset[str]:
    """Names from the language's folder, such as invitation.html and cli/help.txt."""
    folder = TEMPLATES / language
    return frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".html", ".txt")
    )


def flattened(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The strings of a table with their dotted names."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


@cache
def sentences(language: str) -> dict[str, str]:
    """Every short sentence and word of the language's .toml files, by file and name."""
    folder = TEMPLATES / language
    return {
        f"{path.relative_to(folder).as_posix()}: {key}": value
        for path in sorted(folder.rglob("*.toml"))
        for key, value in flattened(tomllib.loads(path.read_text(encoding="utf-8")))
    }


@cache
def labels(language: str) -> dict[str, str]:
    """The words on buttons and in menus, by name: what messages.render.label looks up."""
    found = [key.partition(": ") for key in sentences(language) if key.startswith("choices")]
    assert len({name for _, _, name in found}) == len(found), "a button has its words in two files"
    return {name: sentences(language)[f"{file}: {name}"] for file, _, name in found}


def text(language: str, template: str) -> str:
    return (TEMPLATES / language / template).read_text(encoding="utf-8")
