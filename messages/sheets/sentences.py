"""Says a refusal of the import in one sentence that tells what to do; the words are in templates/*/cli."""

import tomllib
from functools import cache
from pathlib import Path

from messages.sheets.records import Refusal

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LONGEST_VALUE = 60  # characters of a cell that are quoted


def sentence(refusal: Refusal, language: str) -> str:
    """The sentence in "vi" or "en", plain text for a command line (not escaped for any chat)."""
    words = _words(language)
    facts = {
        "sheet": _quotable(refusal.sheet),
        "row": str(refusal.row),
        "column": _quotable(refusal.column),
        "value": _quotable(refusal.value),
        "suggestion": _quotable(refusal.suggestion),
        "other_row": str(refusal.other_row),
    }
    place = words["place"]["file" if refusal.is_file else "sheet"].format_map(facts)
    if refusal.row:
        place += words["place"]["row"].format_map(facts)
    if refusal.column:
        place += words["place"]["column"].format_map(facts)
    what = words["reason"][refusal.reason].format_map(facts)
    if refusal.suggestion and refusal.reason in words["suggest"]:
        what += words["suggest"][refusal.reason].format_map(facts)
    said = words["place"]["said"].format_map({"place": place, "what": what})
    return said.replace("?.", "?")


def _quotable(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    """The templates of one language; FileNotFoundError for a language that has none."""
    with (_TEMPLATES / language / "cli" / "refusals.toml").open("rb") as file:
        return tomllib.load(file)
