"""Records an answer about a task with all that follows: done or open again, later deadline, nudges, told."""

from dataclasses import dataclass, replace

from committee.lateness import useful_until
from committee.moments import next_moment
from committee.people import Seat
from committee.tasks import Status, StatusReport, Task
from handlers.tasks.asking import TOLD_AFTER
from handlers.tasks.finding import spoken_for
from handlers.visit import Visit
from messages.envelope import Kind, Outgoing
from messages.words import answers


@dataclass(frozen=True)
class Recorded:
    """An answer as it was kept, with the task as it is now and the seat that it was kept for."""

    task: Task
    report: StatusReport
    owner: Seat
    agency: str  # the agency's name when it was recorded on its behalf, else nothing
    reopened: bool = False


async def record(
    visit: Visit, task: Task, report: StatusReport, *, supersedes: int = 0, heard: str = ""
) -> Recorded:
    """Keep `report` as the newest answer about `task`.

    What an open question still wanted to complete or correct is withdrawn, and so is `supersedes`. A
    task that was done is open again when the answer says so; a finished one drops its request for time.
    """
    work, now, owner = visit.work, visit.now, task.lead or visit.actor.seat
    earlier = await _withdraw(visit, task, supersedes)
    report_id = await work.reports.add(report, visit.actor, owner, now, heard=heard)
    kept = replace(report, id=report_id, by=visit.actor.person.name)
    await _follow(visit, task, kept, had_asked=any(r.status is Status.EXTENSION for r in earlier))
    await work.questions.close_about(f"task:{task.id}", now)
    await work.tasks.withdraw_nudges(owner.id, now)
    agency = spoken_for(visit, owner)
    await work.audit.add(
        visit.actor,
        "answer",
        f"task:{task.id}",
        now,
        before=_brief(task.state) if task.state else "",
        after=_brief(kept),
        for_seat=owner.id if agency else None,
    )
    after = await work.tasks.by_id(task.id)
    assert after is not None
    reopened = task.done_on is not None and after.done_on is None
    return Recorded(after, kept, owner, agency, reopened)


async def take_back(visit: Visit, report: StatusReport) -> None:
    """An answer is no longer meant (its message was edited); what followed from it is undone."""
    work = visit.work
    if not await work.reports.withdraw(report, visit.now) or not report.task_id:
        return
    task = await work.tasks.by_id(report.task_id)
    if task is None:
        return
    if report.status is Status.DONE and (task.state is None or task.state.status is not Status.DONE):
        await work.reports.close_task(task.id, None)
    if report.status is Status.EXTENSION:
        await work.reports.drop_extension(task.id, visit.now)
    await work.audit.add(visit.actor, "take_back", f"task:{task.id}", visit.now, before=_brief(report))


def told(visit: Visit, recorded: Recorded, *, finished: bool) -> list[Outgoing]:
    """To the seat, what was recorded on its behalf; later when the secretary is still being asked."""
    holder = recorded.owner.holder
    if not recorded.agency or holder is None:
        return []
    moment = next_moment(visit.now if finished else visit.now + TOLD_AFTER, visit.practice)
    out = answers.told(visit.voice.to(holder.language), recorded.task, recorded.report)
    return [
        replace(
            out,
            person=holder.id,
            seat=recorded.owner.id,
            key=f"told:{recorded.report.id}",
            about=f"report:{recorded.report.id}",
            not_before=moment,
            expires_at=useful_until(out.kind, moment, visit.practice),
        )
    ]


async def _withdraw(visit: Visit, task: Task, supersedes: int) -> list[StatusReport]:
    """Withdraw what this answer completes or corrects; returns it."""
    work, about = visit.work, f"task:{task.id}"
    wanted = {supersedes}
    for question in await work.questions.open(visit.actor.person.id, visit.now):
        if question.about == about:
            wanted.add(int(question.facts.get("report", 0)))
    found = []
    for report_id in sorted(wanted - {0}):
        report = await work.reports.get(report_id)
        if report is not None and await work.reports.withdraw(report, visit.now):
            await work.outbox.withdraw(f"report:{report_id}", Kind.NOTICE, visit.now, reason="superseded")
            found.append(report)
    return found


async def _follow(visit: Visit, task: Task, report: StatusReport, *, had_asked: bool) -> None:
    """Let the task follow its newest answer."""
    work, now, status = visit.work, visit.now, report.status
    if not status.speaks_of_the_work:
        return
    if status is Status.DONE:
        if task.done_on is None:
            await work.reports.close_task(task.id, visit.today)
        await work.reports.drop_extension(task.id, now)
        return
    if task.done_on is not None:
        await work.reports.close_task(task.id, None)
    if status is Status.EXTENSION:
        completed = had_asked and await work.reports.complete_extension(task.id, report, report.id)
        if not completed:
            await work.reports.ask_extension(task, report, report.id, now)
    elif had_asked:
        await work.reports.drop_extension(task.id, now)


def _brief(report: StatusReport) -> str:
    """An answer in the audit trail: its state and figures, never its words (domain.md § 4)."""
    figures = [str(report.percent) if report.percent is not None else "", str(report.new_deadline or "")]
    return " ".join([report.status.value, *(figure for figure in figures if figure)])
