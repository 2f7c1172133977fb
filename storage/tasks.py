"""Tasks, the answers about them, requests for a later deadline, and which task was asked about when."""

from collections import defaultdict
from datetime import date, datetime, tzinfo
from typing import Any

from committee.people import Agency
from committee.silence import Nudges
from committee.tasks import Extension, Status, StatusReport, Task
from storage.database import QUERIES as Q
from storage.moments import day_text, to_day_or_none, to_moment, to_text
from storage.seats import agency_of, seat_of


class Tasks:
    """The committee's tasks."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def open(self) -> list[Task]:
        """All open tasks, the nearest deadline first, with their cooperating agencies."""
        return await self._with_cooperators([row async for row in Q.tasks_open(self._c)])

    async def open_of_seat(self, seat_id: int) -> list[Task]:
        """What a seat owes, the nearest deadline first."""
        return [task_of(row) async for row in Q.tasks_open_of_seat(self._c, seat_id=seat_id)]

    async def open_first(self, limit: int) -> list[Task]:
        """The open tasks of the whole committee with the nearest deadlines."""
        return [task_of(row) async for row in Q.tasks_open_first(self._c, limit=limit)]

    async def open_count(self) -> int:
        """How many tasks are open."""
        return int(await Q.tasks_open_count(self._c))

    async def open_of_agency(self, agency_code: str) -> list[Task]:
        """What an agency owes, the nearest deadline first."""
        return [task_of(row) async for row in Q.tasks_open_of_agency(self._c, agency_code=agency_code)]

    async def open_cooperated(self, agency_code: str) -> list[Task]:
        """Open tasks of others in which an agency takes part."""
        return [task_of(row) async for row in Q.tasks_open_cooperated(self._c, agency_code=agency_code)]

    async def asked_of_seat(self, seat_id: int) -> list[int]:
        """The ids of the tasks that the seat's last nudge listed and nobody has answered since."""
        return [row["task_id"] async for row in Q.tasks_asked_of_seat(self._c, seat_id=seat_id)]

    async def open_near(self, until: date) -> list[Task]:
        """Open tasks that are due until a day, late, stuck, asked about, or asked to be moved."""
        rows = [row async for row in Q.tasks_open_near(self._c, until=until.isoformat())]
        return await self._with_cooperators(rows)

    async def done_since(self, moment: datetime) -> list[Task]:
        """Tasks that were reported done after a moment."""
        return [task_of(row) async for row in Q.tasks_done_since(self._c, since=to_text(moment))]

    async def all(self) -> list[Task]:
        """Every task, open or done."""
        return await self._with_cooperators([row async for row in Q.tasks_all(self._c)])

    async def counts(self, today: date) -> dict[str, int]:
        """How many tasks stand in each official class (committee.tasks.TaskClass) on a day."""
        return {row["class"]: row["number"] async for row in Q.task_counts(self._c, today=today.isoformat())}

    async def by_id(self, task_id: int) -> Task | None:
        """One task with its cooperating agencies."""
        row = await Q.task_by_id(self._c, task_id=task_id)
        if row is None:
            return None
        cooperating = [agency_of(r) async for r in Q.cooperators_of(self._c, task_id=task_id)]
        return task_of(row, tuple(cooperating))

    async def by_code(self, code: str) -> Task | None:
        """One task by its code, such as NV-03."""
        row = await Q.task_by_code(self._c, code=code)
        if row is None:
            return None
        cooperating = [agency_of(r) async for r in Q.cooperators_of(self._c, task_id=row["task_id"])]
        return task_of(row, tuple(cooperating))

    async def code_prefixes(self) -> list[str]:
        """What stands before the number in the committee's codes, such as "NV-"."""
        return [row["prefix"] async for row in Q.task_code_prefixes(self._c)]

    async def put(self, task: Task, seat_id: int | None, now: datetime) -> int:
        """Add a task, or change the one with this code; returns its id."""
        task_id = int(
            await Q.task_put(
                self._c,
                code=task.code,
                title=task.title,
                agency_code=task.lead_agency.code,
                seat_id=seat_id,
                source=task.source,
                deadline=day_text(task.deadline),
                grouping=task.group,
                product=task.product,
                made_at=to_text(now),
            )
        )
        await Q.cooperators_clear(self._c, task_id=task_id)
        for agency in task.cooperating:
            await Q.cooperator_add(self._c, task_id=task_id, agency_code=agency.code)
        return task_id

    async def set_deadline(self, task_id: int, deadline: date) -> None:
        """Move a deadline that whoever assigned the task agreed to move."""
        await Q.task_deadline(self._c, task_id=task_id, deadline=deadline.isoformat())

    async def mark_nudged(self, task_id: int, seat_id: int, day: date, step: str, now: datetime) -> None:
        """Keep that a task was asked about on a day, or (step "listed") named beside one that was."""
        await Q.nudge_mark(
            self._c,
            task_id=task_id,
            seat_id=seat_id,
            day=day.isoformat(),
            step=step,
            marked_at=to_text(now),
        )

    async def withdraw_nudges(self, seat_id: int, now: datetime) -> int:
        """Withdraw a seat's unsent nudges when all that called for them is answered; returns how many."""
        return int(await Q.nudges_withdraw(self._c, seat_id=seat_id, now=to_text(now)))

    async def nudges(self, zone: tzinfo) -> dict[int, Nudges]:
        """By task id, what is known of its nudges; those before the last answer are not silent ones."""
        found: dict[int, Nudges] = {}
        async for row in Q.nudges_summed(self._c):
            heard = to_moment(row["heard_at"]).astimezone(zone).date() if row["heard_at"] else None
            days = [date.fromisoformat(day) for day in sorted(row["days"].split(","))]
            silent = [day for day in days if heard is None or day > heard]
            found[row["task_id"]] = Nudges(
                first=days[0], last=days[-1], silent=len(silent), silent_since=silent[0] if silent else None
            )
        return found

    async def _with_cooperators(self, rows: list[Any]) -> list[Task]:
        cooperating: dict[int, list[Agency]] = defaultdict(list)
        async for row in Q.cooperators_all(self._c):
            cooperating[row["task_id"]].append(agency_of(row))
        return [task_of(row, tuple(cooperating.get(row["task_id"], ()))) for row in rows]


def task_of(row: Any, cooperating: tuple[Agency, ...] = ()) -> Task:
    """The task in a row of task_view."""
    return Task(
        id=row["task_id"],
        code=row["task_code"],
        title=row["task_title"],
        lead_agency=Agency(
            code=row["lead_agency_code"],
            name=row["lead_agency_name"],
            short_name=row["lead_agency_short_name"],
            block=row["lead_agency_block"],
            position=row["lead_agency_position"],
        ),
        lead=seat_of(row) if row["seat_id"] is not None else None,
        source=row["task_source"],
        deadline=to_day_or_none(row["task_deadline"]),
        original_deadline=to_day_or_none(row["task_original_deadline"]),
        group=row["task_grouping"],
        product=row["task_product"],
        done_on=to_day_or_none(row["task_done_on"]),
        cooperating=cooperating,
        latest=_report(row, "latest"),
        state=_report(row, "state"),
        extension=_extension(row),
    )


def _report(row: Any, which: str) -> StatusReport | None:
    if row[f"{which}_id"] is None:
        return None
    return StatusReport(
        id=row[f"{which}_id"],
        task_id=row["task_id"],
        status=Status(row[f"{which}_status"]),
        at=to_moment(row[f"{which}_at"]),
        percent=row[f"{which}_percent"],
        note=row[f"{which}_note"],
        raw=row[f"{which}_raw"],
        new_deadline=to_day_or_none(row[f"{which}_new_deadline"]),
        by=row[f"{which}_by"] or "",
        sure=bool(row[f"{which}_sure"]),
        confirmed=bool(row[f"{which}_confirmed"]),
    )


def _extension(row: Any) -> Extension | None:
    if row["extension_id"] is None:
        return None
    return Extension(
        id=row["extension_id"],
        task_id=row["task_id"],
        asked_for=to_day_or_none(row["extension_asked_for"]),
        old_deadline=to_day_or_none(row["extension_old_deadline"]),
        reason=row["extension_reason"],
        asked_at=to_moment(row["extension_asked_at"]),
        times=row["extension_times"],
    )
