"""What became of the promises to somebody with two channels: nothing may be missed, nothing heard twice."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.channels.zalo.styled import read_html
from tests.journeys.heard import Heard

LONG = 40  # characters from which two equal messages are no coincidence


def missed(database: Path, person_id: int) -> list[str]:
    """The promises to somebody who is still there that ended without arriving anywhere."""
    sql = (
        "SELECT key, channel, state, reason FROM outbox o WHERE person_id = ?"
        " AND state IN ('unreachable', 'failed', 'unsure', 'expired') AND EXISTS"
        " (SELECT 1 FROM identities i WHERE i.person_id = o.person_id AND i.released_at IS NULL)"
    )
    return [" ".join(map(str, row)) for row in _rows(database, sql, person_id)]


def doubled(database: Path, heard: Sequence[Heard]) -> list[str]:
    """What came over both channels; the same answer to the same words may, as it was asked for twice."""
    said = {platform: {m.text for m in heard if m.platform == platform} for platform in ("telegram", "zalo")}
    twice = {text for text in said["telegram"] & said["zalo"] if len(text) >= LONG}
    if not twice:
        return []
    answers = _rows(database, "SELECT text FROM outbox WHERE kind IN ('answer', 'chart')")
    return sorted(twice - {read_html(text).strip().text for (text,) in answers})


def _rows(database: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()
