"""Answers about tasks: added, confirmed or withdrawn, never edited; and requests for a later deadline."""

from datetime import date, datetime
from typing import Any

from committee.people import Actor, Seat
from committee.tasks import Extension, Status, StatusReport, Task
from committee.unread import Unread
from storage.database import QUERIES as Q
from storage.moments import day_text, to_day_or_none, to_moment, to_text
from storage.seats import seat_of


class Reports:
    """What was answered."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def add(
        self, report: StatusReport, actor: Actor, owner: Seat, now: datetime, *, heard: str = ""
    ) -> int:
        """Keep an answer for a seat, by whoever gave it, and let the task point at it; returns its id.

        A report with task_id 0 belongs to no task: it is kept for the secretariat to read. `heard` names
        the typed message it was read from.
        """
        report_id = int(
            await Q.report_add(
                self._c,
                task_id=report.task_id or None,
                seat_id=owner.id,
                person_id=actor.person.id,
                status=report.status.value,
                percent=report.percent,
                new_deadline=day_text(report.new_deadline),
                note=report.note,
                raw=report.raw,
                sure=int(report.sure),
                confirmed=int(report.confirmed),
                at=to_text(now),
                heard=heard,
            )
        )
        if report.task_id:
            await self._follow(report.task_id)
        return report_id

    async def _follow(self, task_id: int) -> None:
        await Q.task_point_at_reports(self._c, task_id=task_id)

    async def close_task(self, task_id: int, day: date | None) -> None:
        """Keep the day on which a task was done; None opens it again."""
        await Q.task_done(self._c, task_id=task_id, day=day_text(day))

    async def get(self, report_id: int) -> StatusReport | None:
        """One answer."""
        row = await Q.report_get(self._c, report_id=report_id)
        return _report(row) if row else None

    async def of_task(self, task_id: int) -> list[StatusReport]:
        """Every answer about a task, the oldest first, the withdrawn ones included."""
        return [_report(row) async for row in Q.reports_of_task(self._c, task_id=task_id)]

    async def heard_in(self, heard: str) -> list[StatusReport]:
        """The answers in force that were read from one typed message."""
        return [_report(row) async for row in Q.reports_heard_in(self._c, heard=heard)]

    async def last_of(self, person_id: int) -> StatusReport | None:
        """The newest answer in force that a person gave about the work."""
        row = await Q.report_last_of(self._c, person_id=person_id)
        return _report(row) if row else None

    async def confirm(self, report_id: int) -> None:
        """The person said that the reading is right."""
        await Q.report_confirm(self._c, report_id=report_id)

    async def withdraw(self, report: StatusReport, now: datetime) -> bool:
        """Take an answer out of force (it stays on record); False when it already was."""
        if await Q.report_withdraw(self._c, report_id=report.id, now=to_text(now)) != 1:
            return False
        if report.task_id:
            await self._follow(report.task_id)
        return True

    async def unread(self, limit: int = 20) -> list[Unread]:
        """What waits to be read by the secretariat, the oldest first."""
        return [_unread(row) async for row in Q.reports_unread(self._c, limit=limit)]

    async def unread_one(self, report_id: int) -> Unread | None:
        """One of them; nothing when somebody has dealt with it."""
        row = await Q.report_unread(self._c, report_id=report_id)
        return _unread(row) if row else None

    async def unread_between(self, after: datetime, until: datetime) -> int:
        """How many came between two moments and still wait."""
        return int(await Q.reports_unread_between(self._c, after=to_text(after), until=to_text(until)))

    async def unread_count(self) -> int:
        """How many wait to be read."""
        return int(await Q.reports_unread_count(self._c))

    async def mark_seen(self, report_id: int, now: datetime) -> bool:
        """The secretariat has dealt with it; False when it already had."""
        return bool(await Q.report_seen(self._c, report_id=report_id, now=to_text(now)) == 1)

    async def ask_extension(self, task: Task, report: StatusReport, report_id: int, now: datetime) -> int:
        """Keep a request for a later deadline; it takes the place of one that was still open."""
        await Q.extensions_supersede(self._c, task_id=task.id, now=to_text(now))
        return int(
            await Q.extension_add(
                self._c,
                task_id=task.id,
                report_id=report_id,
                asked_for=day_text(report.new_deadline),
                old_deadline=day_text(task.deadline),
                reason=report.note,
                asked_at=to_text(now),
            )
        )

    async def complete_extension(self, task_id: int, report: StatusReport, report_id: int) -> bool:
        """Add the date or the reason to the open request of a task; False when there is none."""
        completed = await Q.extension_complete(
            self._c,
            task_id=task_id,
            asked_for=day_text(report.new_deadline),
            reason=report.note,
            report_id=report_id,
        )
        return bool(completed == 1)

    async def drop_extension(self, task_id: int, now: datetime) -> None:
        """The request is no longer meant (the task was done, or the answer taken back)."""
        await Q.extensions_supersede(self._c, task_id=task_id, now=to_text(now))

    async def extension(self, extension_id: int) -> tuple[Extension, str] | None:
        """A request with its state: asked, granted, refused or superseded."""
        row = await Q.extension_get(self._c, extension_id=extension_id)
        if row is None:
            return None
        extension = Extension(
            id=row["id"],
            task_id=row["task_id"],
            asked_for=to_day_or_none(row["asked_for"]),
            old_deadline=to_day_or_none(row["old_deadline"]),
            reason=row["reason"],
            asked_at=to_moment(row["asked_at"]),
            times=int(await Q.extensions_count(self._c, task_id=row["task_id"])),
        )
        return extension, row["state"]

    async def decide_extension(self, extension_id: int, granted: bool, person_id: int, now: datetime) -> bool:
        """Grant or refuse; False when it was decided before."""
        decided = await Q.extension_decide(
            self._c,
            extension_id=extension_id,
            state="granted" if granted else "refused",
            person_id=person_id,
            now=to_text(now),
        )
        return bool(decided == 1)


def _unread(row: Any) -> Unread:
    return Unread(
        id=row["report_id"],
        seat=seat_of(row),
        raw=row["raw"],
        at=to_moment(row["at"]),
        status=Status(row["report_status"]),
        task_id=row["task_id"] or 0,
        task_code=row["code"] or "",
        task_title=row["title"] or "",
    )


def _report(row: Any) -> StatusReport:
    return StatusReport(
        id=row["id"],
        task_id=row["task_id"] or 0,
        status=Status(row["status"]),
        at=to_moment(row["at"]),
        percent=row["percent"],
        note=row["note"],
        raw=row["raw"],
        new_deadline=to_day_or_none(row["new_deadline"]),
        by=row["by_name"],
        sure=bool(row["sure"]),
        confirmed=bool(row["confirmed"]),
    )
