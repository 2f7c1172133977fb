"""Acts on one answer about one task: records what it says, or asks what it means."""

from typing import Any

from committee.tasks import Status, StatusReport, Task
from handlers.tasks.asking import ask, is_later, likely_days, question_ends
from handlers.tasks.recording import record
from handlers.tasks.responding import respond
from handlers.visit import Visit
from messages.envelope import Came, Outgoing
from messages.reading import Reply, likely_readings, read_reply
from messages.words import answers, unclear_answers

LONGEST = 4096  # characters of an answer that are kept as typed


def heard(visit: Visit) -> str:
    """The typed message an answer stands in, so that an edit of it finds the answer; nothing for a press."""
    incoming = visit.incoming
    if incoming.came not in (Came.TEXT, Came.EDITED) or not incoming.message:
        return ""
    return f"{incoming.channel}:{incoming.chat}:{incoming.message}"


async def answer(visit: Visit, task: Task, text: str, *, raw: str = "", source: str = "") -> list[Outgoing]:
    """Read an answer about `task` and act on it; what is not certain is kept as typed and asked.

    `raw` is the whole message where `text` is what is left of it without the task's code; `source` the
    message that it was typed in, when that is not the one that has just come.
    """
    raw = (raw or text)[:LONGEST]
    source = source or heard(visit)
    reading = read_reply(text, now=visit.practice.local(visit.now), deadline=task.deadline)
    asks_earlier_day = reading.new_deadline is not None and not is_later(
        task, reading.new_deadline, visit.today
    )
    if asks_earlier_day and reading.status is Status.EXTENSION:
        return await _later_than_that(visit, task, reading, raw, source)
    if not reading.sure or reading.status is Status.UNCLEAR:
        return await _unclear(visit, task, reading, text, raw, source)
    report = report_of(reading, task, visit, text, raw)
    recorded = await record(visit, task, report, heard=source)
    if reading.status is Status.ACK:
        return [answers.acknowledged(visit.voice, [task.code])]
    if reading.status is Status.QUESTION:
        return [answers.question(visit.voice, task)]
    if reading.status is Status.HANDOVER:
        return [answers.handover(visit.voice, task, recorded.report)]
    return await respond(visit, recorded)


async def keep(visit: Visit, text: str, status: Status = Status.UNCLEAR, *, note: str = "") -> int:
    """Keep words that belong to no known task, as they were typed, for the secretariat to read."""
    report = StatusReport(0, 0, status, visit.now, note=note, raw=text[:LONGEST], sure=False)
    return await visit.work.reports.add(report, visit.actor, visit.actor.seat, visit.now, heard=heard(visit))


def report_of(reading: Reply, task: Task, visit: Visit, text: str, raw: str) -> StatusReport:
    """A reading as an answer that can be kept; a single word that is all of it is no note."""
    note = reading.note.strip(" .,;")
    return StatusReport(
        id=0,
        task_id=task.id,
        status=reading.status,
        at=visit.now,
        percent=reading.percent,
        note="" if note == text.strip(" .,;:") and " " not in note else note,
        raw=raw,
        new_deadline=reading.new_deadline,
        sure=reading.sure,
    )


async def _unclear(
    visit: Visit, task: Task, reading: Reply, text: str, raw: str, source: str
) -> list[Outgoing]:
    kept = StatusReport(0, task.id, Status.UNCLEAR, visit.now, raw=raw, sure=False)
    recorded = await record(visit, task, kept, heard=source)
    if reading.status is Status.UNCLEAR and reading.sure:
        return [answers.kept(visit.voice)]  # noise is not asked about
    readings = _readings(visit, task, text, raw)
    if not readings:
        await ask(visit, "task_state", task, report=recorded.report.id)
        return [answers.kept(visit.voice, task)]
    facts = {
        "report": recorded.report.id,
        "text": raw,
        "heard": source,
        "readings": [_as_facts(report) for report in readings],
    }
    question_id = await visit.work.questions.ask(
        visit.actor.person.id, "task_reading", f"task:{task.id}", facts, visit.now, question_ends(visit)
    )
    return [unclear_answers.which_reading(visit.voice, question_id, task, text, readings)]


async def _later_than_that(visit: Visit, task: Task, reading: Reply, raw: str, source: str) -> list[Outgoing]:
    """More time is asked for, but not until a later day: the wish is kept, the day asked again."""
    asked = StatusReport(0, task.id, Status.EXTENSION, visit.now, note=reading.note, raw=raw, sure=False)
    recorded = await record(visit, task, asked, heard=source)
    await ask(visit, "task_until", task, report=recorded.report.id)
    days = likely_days(recorded.task, visit.today, visit.practice)
    reason = "past" if reading.new_deadline and reading.new_deadline < visit.today else "not_later"
    choices = answers.ask_until(visit.voice, recorded.task, recorded.report, days).choices
    return [
        answers.until_again(visit.voice, recorded.task, reason, day=reading.new_deadline, choices=choices)
    ]


def _readings(visit: Visit, task: Task, text: str, raw: str) -> list[StatusReport]:
    now = visit.practice.local(visit.now)
    likely = likely_readings(text, now)
    return [report_of(reading, task, visit, text, raw) for reading in likely[: unclear_answers.READINGS]]


def _as_facts(report: StatusReport) -> dict[str, Any]:
    return {
        "status": report.status.value,
        "percent": report.percent,
        "new_deadline": report.new_deadline.isoformat() if report.new_deadline else None,
        "note": report.note,
    }
