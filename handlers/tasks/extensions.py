"""Decides on a later deadline that was asked for: the chair's press in the digest."""

from dataclasses import replace
from datetime import date

from committee.lateness import useful_until
from committee.moments import next_moment
from committee.people import Person, Seat
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Extension, Status, Task
from handlers.tasks.asking import likely_days, question_ends
from handlers.tasks.finding import is_number
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import answers


async def decide(visit: Visit, rest: str) -> list[Outgoing]:
    """`7:yes` grants (the original deadline stays on record), `7:no` refuses.

    A request that names no day cannot be granted: the seat is asked for the day.

    Raises:
        Refusal: NOT_ALLOWED, EXTENSION_DECIDED the second time, EXTENSION_UNKNOWN when a newer answer took
            its place.
    """
    require(visit.actor, Act.DECIDE_EXTENSION)
    extension_id, _, word = rest.partition(":")
    extension, task = await _waiting(visit, extension_id)
    granted = word == "yes"
    if granted and extension.asked_for is None:
        return [answers.no_date(visit.voice, task), *await _ask_the_day(visit, extension, task)]
    work, now = visit.work, visit.now
    await work.reports.decide_extension(extension.id, granted, visit.actor.person.id, now)
    deadline = extension.asked_for if granted else task.deadline
    if granted and extension.asked_for is not None:
        await work.tasks.set_deadline(task.id, extension.asked_for)
    await work.questions.close_about(f"task:{task.id}", now)  # a reason is no longer asked for
    await work.audit.add(
        visit.actor,
        "grant_extension" if granted else "refuse_extension",
        f"task:{task.id}",
        now,
        before=str(task.deadline or ""),
        after=str(deadline or ""),
    )
    said = answers.decided(visit.voice, task, granted=granted, deadline=deadline)
    return [said, *await _tell(visit, extension, task, granted=granted, deadline=deadline)]


async def _waiting(visit: Visit, extension_id: str) -> tuple[Extension, Task]:
    found = await visit.work.reports.extension(int(extension_id)) if is_number(extension_id) else None
    if found is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    extension, state = found
    task = await visit.work.tasks.by_id(extension.task_id)
    if task is None or state == "superseded":
        raise Refusal(RefusalReason.EXTENSION_UNKNOWN)
    if state != "asked":
        raise Refusal(
            RefusalReason.EXTENSION_DECIDED,
            code=task.code,
            granted=state == "granted",
            deadline=task.deadline,
        )
    return extension, task


async def _ask_the_day(visit: Visit, extension: Extension, task: Task) -> list[Outgoing]:
    holder, report = task.lead.holder if task.lead else None, task.state
    if holder is None or task.lead is None or report is None or report.status is not Status.EXTENSION:
        return []
    facts = {"report": report.id}
    await visit.work.questions.ask(
        holder.id, "task_until", f"task:{task.id}", facts, visit.now, question_ends(visit)
    )
    days = likely_days(task, visit.today, visit.practice)
    out = answers.date_wanted(visit.voice.to(holder.language), task, report, days)
    return [_to_seat(visit, out, task.lead, holder, f"extension:{extension.id}:day:{visit.today}")]


def _to_seat(visit: Visit, out: Outgoing, seat: Seat, holder: Person, key: str) -> Outgoing:
    """The same for a seat's holder, in the next hours of work."""
    moment = next_moment(visit.now, visit.practice)
    return replace(
        out,
        person=holder.id,
        seat=seat.id,
        key=f"{key}:seat:{seat.id}",
        not_before=moment,
        expires_at=useful_until(out.kind, moment, visit.practice),
    )


async def _tell(
    visit: Visit, extension: Extension, task: Task, *, granted: bool, deadline: date | None
) -> list[Outgoing]:
    """One line to the lead seat and to each of the secretariat."""
    seats: list[Seat] = [*([task.lead] if task.lead else []), *await visit.work.seats.secretariat()]
    said = []
    for seat in {seat.id: seat for seat in seats}.values():
        if seat.holder is None or seat.id == visit.actor.seat.id:
            continue
        voice, by = visit.voice.to(seat.holder.language), visit.actor.person.name
        out = answers.decision(voice, task, granted=granted, deadline=deadline, by=by)
        said.append(_to_seat(visit, out, seat, seat.holder, f"extension:{extension.id}"))
    return said
