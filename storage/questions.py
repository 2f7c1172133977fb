"""What the bot last asked a person: rows with an end, so that "xong" has a meaning after a restart too."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import QUERIES as Q
from storage.moments import to_moment, to_text


@dataclass(frozen=True)
class Question:
    """An open question to a person: what was asked, about what, and the facts gathered so far."""

    id: int
    person_id: int
    ask: str
    about: str
    facts: dict[str, Any]
    asked_at: datetime


class Questions:
    """The questions that wait for an answer."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def ask(
        self, person_id: int, ask: str, about: str, facts: dict[str, Any], now: datetime, ends_at: datetime
    ) -> int:
        """Keep what is asked; a new question of the same sort replaces the person's earlier one."""
        await Q.questions_close_kind(self._c, person_id=person_id, ask=ask, now=to_text(now))
        return int(
            await Q.question_ask(
                self._c,
                person_id=person_id,
                ask=ask,
                about=about,
                facts=json.dumps(facts, ensure_ascii=False),
                asked_at=to_text(now),
                ends_at=to_text(ends_at),
            )
        )

    async def open(self, person_id: int, now: datetime) -> list[Question]:
        """The person's open questions, the oldest first."""
        rows = Q.questions_open(self._c, person_id=person_id, now=to_text(now))
        return [_question(row) async for row in rows]

    async def get(self, question_id: int) -> Question | None:
        """One question, open or closed."""
        row = await Q.question_get(self._c, id=question_id)
        return _question(row) if row else None

    async def close(self, question_id: int, now: datetime) -> bool:
        """Close a question; False when it was closed already."""
        return bool(await Q.question_close(self._c, id=question_id, now=to_text(now)) == 1)

    async def close_about(self, about: str, now: datetime) -> None:
        """Close every question about a thing (a meeting that was cancelled)."""
        await Q.questions_close_about(self._c, about=about, now=to_text(now))


def _question(row: Any) -> Question:
    return Question(
        id=row["id"],
        person_id=row["person_id"],
        ask=row["ask"],
        about=row["about"],
        facts=json.loads(row["facts"]),
        asked_at=to_moment(row["asked_at"]),
    )
