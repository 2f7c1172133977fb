"""What became of the promises to somebody with two channels: nothing may be missed, nothing heard twice."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.channels.zalo.styled import read_html
from tests.journeys.heard import Heard


def missed(database: Path, person_id: int) -> list[str]:
    """The promises to somebody who is still there that ended without arriving anywhere."""
    sql = (
        "SELECT key, channel, state, reason FROM outbox o WHERE person_id = ?"
        " AND state IN ('unreachable', 'failed', 'unsure', 'expired') AND EXISTS"
        " (SELECT 1 FROM identities i WHERE i.person_id = o.person_id AND i.released_at IS NULL)"
    )
    return [" ".join(map(str, row)) for row in _rows(database, sql, person_id)]


def doubled(database: Path, person_id: int, heard: Sequence[Heard]) -> list[str]:
    """What was promised to a person, or answered in his or her chats, and came more often than that."""
    sql = (
        "SELECT text FROM outbox WHERE person_id = ?1 OR chat IN"
        " (SELECT chat FROM identities WHERE person_id = ?1)"
    )
    rows = _rows(database, sql, person_id)
    promised = Counter(read_html(text).strip().text for (text,) in rows)
    came = Counter(message.text for message in heard)
    return [text for text, times in came.items() if text in promised and times > promised[text]]


def _rows(database: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()
