"""Says what an import would do: as a page for the operator, and as data for a script."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from messages import spelling
from messages.render import render_plain
from messages.sheets.records import Reading
from messages.sheets.sentences import sentence
from messages.voice import Voice
from storage.importing.difference import Change, Difference, Item, Remark, Sort, Value

NEW_LISTED, LISTED = 8, 40  # so many lines are shown; --json has them all


def as_text(voice: Voice, reading: Reading, difference: Difference) -> str:
    """The page that is shown before anything is written."""
    return render_plain(
        "import/difference",
        voice,
        counts=_counts(difference),
        refused_lines=_refused_lines(reading) + len(difference.refused),
        new={sort: _first(_names(difference.items(sort, new=True)), NEW_LISTED) for sort in Sort},
        changed=_first([_change_facts(voice, item) for item in difference.changed]),
        refused=_first(_refusals(voice, reading, difference), None),  # each is named
        warnings=_first(_warnings(voice, reading, difference)),
    )


def as_data(voice: Voice, reading: Reading, difference: Difference, *, applied: bool) -> dict[str, Any]:
    """The same for a script, complete."""
    return {
        "applied": applied,
        "counts": {
            sort: {"new": new, "changed": changed, "unchanged": unchanged}
            for sort, new, changed, unchanged in _counts(difference)
        },
        "refused_lines": _refused_lines(reading) + len(difference.refused),
        "new": [{"table": item.sort, "key": item.key, "name": item.name} for item in difference.new],
        "changed": [
            {
                "table": item.sort,
                "key": item.key,
                "name": item.name,
                "changes": [
                    {"field": c.field, "old": _plain(c.old), "new": _plain(c.new)} for c in item.changes
                ],
            }
            for item in difference.changed
        ],
        "refused": _refusals(voice, reading, difference),
        "warnings": _warnings(voice, reading, difference),
    }


def _counts(difference: Difference) -> list[tuple[str, int, int, int]]:
    return [
        (
            sort.value,
            len(difference.items(sort, new=True)),
            len(difference.items(sort, new=False)),
            difference.unchanged.get(sort, 0),
        )
        for sort in Sort
    ]


def _refused_lines(reading: Reading) -> int:
    return len({(refusal.sheet, refusal.row) for refusal in reading.refusals})


def _refusals(voice: Voice, reading: Reading, difference: Difference) -> list[str]:
    read = [sentence(refusal, voice.language) for refusal in reading.refusals]
    return read + [_said(voice, remark) for remark in difference.refused]


def _warnings(voice: Voice, reading: Reading, difference: Difference) -> list[str]:
    read = [sentence(warning, voice.language) for warning in reading.warnings]
    return read + [_said(voice, remark) for remark in difference.remarks]


def _said(voice: Voice, remark: Remark) -> str:
    values = [_shown(voice, value) for value in remark.values]
    facts = {"key": remark.key, "title": remark.name, "why": remark.why, "values": values}
    return render_plain("import/remark", voice, **facts)


def _names(items: Iterable[Item]) -> list[str]:
    return [f"{item.key} – {item.name}" for item in items]


def _change_facts(voice: Voice, item: Item) -> tuple[str, str, str, list[tuple[str, str, str]]]:
    return item.sort, item.key, item.name, [_field(voice, change) for change in item.changes]


def _field(voice: Voice, change: Change) -> tuple[str, str, str]:
    return change.field, _shown(voice, change.old), _shown(voice, change.new)


def _shown(voice: Voice, value: Value) -> str:
    if isinstance(value, datetime):
        return spelling.when(value.astimezone(voice.zone), voice.language)
    if isinstance(value, date):
        return spelling.day(value, voice.language)
    return "" if value is None else str(value)


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _first(lines: list[Any], limit: int | None = LISTED) -> dict[str, Any]:
    """The first lines, and how many there are beyond them."""
    shown = lines[:limit]
    return {"lines": shown, "more": len(lines) - len(shown)}
