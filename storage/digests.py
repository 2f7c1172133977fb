"""Digests as they were sent: frozen facts, so that a figure quoted a month later is the same figure."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from committee.digest import Digest
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_text


class Digests:
    """The digests that were compiled."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def freeze(self, digest: Digest, now: datetime, *, scheduled: bool) -> int:
        """Keep a digest's facts as they were."""
        facts = json.dumps(asdict(digest), default=str, ensure_ascii=False)
        return int(
            await Q.digest_add(
                self._c,
                code=digest.code,
                day=digest.day.isoformat(),
                facts=facts,
                made_at=to_text(now),
                scheduled=int(scheduled),
            )
        )

    async def last_before(self, day: date) -> datetime | None:
        """When the last scheduled digest before a day was compiled."""
        row = await Q.digest_scheduled_before(self._c, day=day.isoformat())
        return to_moment(row["made_at"]) if row else None

    async def was_made(self, day: date) -> bool:
        """Whether the scheduled digest of a day was compiled."""
        return await Q.digest_of_day(self._c, day=day.isoformat()) is not None

    async def numbered(self, person_id: int, since: datetime) -> list[tuple[str, str]]:
        """Key and words of the choices under the newest digest that reached a person after `since`.

        It may have come on another channel than the one on which the number is typed.
        """
        text = await Q.digest_choices(self._c, person_id=person_id, since=to_text(since))
        return [(key, words) for row in json.loads(text or "[]") for key, words in row]
