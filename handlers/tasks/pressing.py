"""What the buttons of an answer do: the four states, percentages, days, Right and Correct."""

from dataclasses import replace
from datetime import date

from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status, StatusReport, Task
from handlers.tasks.asking import ask, in_place, is_later
from handlers.tasks.finding import current, is_number, owned, spoken_for
from handlers.tasks.recording import record
from handlers.tasks.responding import respond
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import answers, unclear_answers

STATES = {
    "done": Status.DONE,
    "doing": Status.IN_PROGRESS,
    "stuck": Status.BLOCKED,
    "later": Status.EXTENSION,
}


async def state(visit: Visit, rest: str) -> list[Outgoing]:
    """One of the four answers: `12:done`, with `:n` in a nudge and `:u7` for what answer 7 left unread."""
    typed_id, what, mark = (*rest.split(":"), "", "")[:3]
    task = await owned(visit, typed_id)
    status = STATES.get(what)
    if status is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    if status is Status.DONE and task.done_on is not None:
        raise Refusal(RefusalReason.TASK_DONE, code=task.code, day=task.done_on)
    unread_id, raw = await _unread(visit, mark)
    report = StatusReport(
        id=0,
        task_id=task.id,
        status=status,
        at=visit.now,
        percent=100 if status is Status.DONE else None,
        note=raw if status is Status.BLOCKED else "",
        raw=raw,
    )
    recorded = await record(visit, task, report, supersedes=unread_id)
    said = await respond(visit, recorded, mark=mark, offer_percent=True)
    if unread_id and await visit.work.reports.unread_count():
        said[0] = replace(said[0], choices=(*said[0].choices, unclear_answers.next_row(visit.voice)))
    return said


async def percent(visit: Visit, rest: str) -> list[Outgoing]:
    """How far it is: `7:75`, or `7:no` to leave it out."""
    report_id, _, number = rest.partition(":")
    task, report = await current(visit, report_id)
    if report.status is not Status.IN_PROGRESS:
        raise Refusal(RefusalReason.BUTTON_OLD)
    if number == "no":
        return await _confirmed(visit, task, report)
    if not is_number(number) or int(number) not in answers.PERCENTS:
        raise Refusal(RefusalReason.BUTTON_OLD)
    further = StatusReport(0, task.id, Status.IN_PROGRESS, visit.now, percent=int(number))
    return await respond(visit, await record(visit, task, further, supersedes=report.id))


async def day(visit: Visit, rest: str) -> list[Outgoing]:
    """Until when more time is asked for: `7:2026-12-10`."""
    report_id, _, typed = rest.partition(":")
    task, report = await current(visit, report_id)
    try:
        until = date.fromisoformat(typed)
    except ValueError:
        raise Refusal(RefusalReason.BUTTON_OLD) from None
    if report.status is not Status.EXTENSION or report.new_deadline is not None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    if not is_later(task, until, visit.today):
        return [answers.until_again(visit.voice, task, "not_later" if task.deadline else "past", day=until)]
    asked = StatusReport(0, task.id, Status.EXTENSION, visit.now, new_deadline=until, note=report.note)
    return await respond(visit, await record(visit, task, asked, supersedes=report.id))


async def no_reason(visit: Visit, report_id: str) -> list[Outgoing]:
    """No reason is given for the later deadline: the echo as it stands."""
    task, report = await current(visit, report_id)
    await visit.work.questions.close_about(f"task:{task.id}", visit.now)
    return [in_place(visit, _echo(visit, task, report))]


async def right(visit: Visit, report_id: str) -> list[Outgoing]:
    """The reading is right."""
    task, report = await current(visit, report_id)
    return await _confirmed(visit, task, report)


async def fix(visit: Visit, report_id: str) -> list[Outgoing]:
    """The reading is not right: the four answers again; the old one holds until a new one comes."""
    task, report = await current(visit, report_id)
    return await fixing(visit, task, report)


async def fixing(visit: Visit, task: Task, report: StatusReport) -> list[Outgoing]:
    """Ask again for an answer that takes the place of `report`."""
    await visit.work.questions.close_about(f"task:{task.id}", visit.now)
    await ask(visit, "task_state", task, report=report.id)
    return [in_place(visit, answers.fix(visit.voice, task))]


async def _confirmed(visit: Visit, task: Task, report: StatusReport) -> list[Outgoing]:
    work = visit.work
    await work.reports.confirm(report.id)
    await work.questions.close_about(f"task:{task.id}", visit.now)
    await work.audit.add(visit.actor, "confirm", f"report:{report.id}", visit.now)
    return [in_place(visit, _echo(visit, task, report, confirmed=True))]


def _echo(visit: Visit, task: Task, report: StatusReport, *, confirmed: bool = False) -> Outgoing:
    agency = spoken_for(visit, task.lead) if task.lead else ""
    return answers.echo(visit.voice, task, report, agency=agency, confirmed=confirmed)


async def _unread(visit: Visit, mark: str) -> tuple[int, str]:
    """The id and the words of an answer that the secretariat classifies by this press."""
    if not mark.startswith("u"):
        return 0, ""
    item = await visit.work.reports.unread_one(int(mark[1:])) if is_number(mark[1:]) else None
    if item is None or not visit.actor.role.in_secretariat:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return item.id, item.raw
