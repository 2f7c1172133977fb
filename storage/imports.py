"""Tasks by the thousand as a spreadsheet speaks of them: looked up lightly, written in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.database import QUERIES as Q
from storage.moments import day_text, to_day_or_none, to_text


@dataclass(frozen=True)
class StoredTask:
    """A task without its answers; an extension was granted where the two deadlines differ."""

    title: str
    lead_agency: str
    seat_code: str | None
    source: str
    deadline: date | None
    original: date | None
    group: str
    product: str
    cooperating: tuple[str, ...]


@dataclass(frozen=True)
class TaskLine:
    """A task as it is to be kept; `before` and `after` are what the audit trail says of the change."""

    code: str
    task: StoredTask
    before: str = ""
    after: str = ""


class Imports:
    """What only an import needs."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def tasks(self) -> dict[str, StoredTask]:
        """Every task by its code."""
        return {
            row["code"]: StoredTask(
                title=row["title"],
                lead_agency=row["lead_agency"],
                seat_code=row["seat_code"],
                source=row["source"],
                deadline=to_day_or_none(row["deadline"]),
                original=to_day_or_none(row["original_deadline"]),
                group=row["grouping"],
                product=row["product"],
                cooperating=tuple(sorted(row["cooperating"].split(";"))) if row["cooperating"] else (),
            )
            async for row in Q.import_tasks(self._c)
        }

    async def put_tasks(self, lines: Sequence[TaskLine], now: datetime, *, new: bool) -> None:
        """Add or change tasks, with their cooperating agencies and an audit row each."""
        rows = [_columns(line, now) for line in lines]
        if not rows:
            return
        if new:
            await Q.import_tasks_add(self._c, rows)
        else:
            await Q.import_tasks_change(self._c, rows)
            await Q.import_cooperators_clear(self._c, [{"code": line.code} for line in lines])
        pairs = [{"code": line.code, "agency": a} for line in lines for a in line.task.cooperating]
        if pairs:
            await Q.import_cooperators_add(self._c, pairs)
        await Q.import_audit_tasks(
            self._c,
            [
                {"code": line.code, "now": to_text(now), "before": line.before, "after": line.after}
                for line in lines
            ],
        )

    async def close_questions(self, person_id: int, now: datetime) -> None:
        """Nothing is asked any more of a person who has left."""
        await Q.import_questions_close(self._c, person_id=person_id, now=to_text(now))


def _columns(line: TaskLine, now: datetime) -> dict[str, Any]:
    task = line.task
    return {
        "code": line.code,
        "title": task.title,
        "lead_agency": task.lead_agency,
        "seat_code": task.seat_code,
        "source": task.source,
        "deadline": day_text(task.deadline),
        "original": day_text(task.original),
        "grouping": task.group,
        "product": task.product,
        "now": to_text(now),
    }
