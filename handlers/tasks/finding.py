"""Finds a task for whoever asks, and refuses what is not theirs to see or to answer."""

import re

from committee.people import Actor, Seat
from committee.permissions import Act, may, require
from committee.refusals import Refusal, RefusalReason
from committee.tasks import StatusReport, Task
from handlers.visit import Visit
from messages.reading import fold
from storage.work import Work

_LETTERS_AND_NUMBER = re.compile(r"([^\W\d_]+)\W*0*(\d+)")
_BEGINS_SO = re.compile(r"\s*([^\W\d_]{1,8}[\s.-]?\d{1,5})\b")
NOBODY = -1  # no seat has this id: a task without a lead is for the secretariat alone


def owner_id(task: Task) -> int:
    """The seat that answers for the task."""
    return task.lead.id if task.lead else NOBODY


def may_answer(actor: Actor, task: Task) -> bool:
    """Whether the actor may say how far a task is: its lead seat, or the secretariat on its behalf."""
    return may(actor, Act.ANSWER_TASK, owner_id(task))


def takes_part(actor: Actor, task: Task) -> bool:
    """Whether the actor's agency leads the task through another seat, or cooperates in it."""
    code = actor.seat.agency.code
    return code == task.lead_agency.code or any(agency.code == code for agency in task.cooperating)


async def owned(visit: Visit, typed_id: str) -> Task:
    """The task behind a button, for somebody who may answer it.

    Raises:
        Refusal: BUTTON_OLD for a button that names no task, NOT_YOURS for another seat's.
    """
    task = await by_id(visit.work, typed_id)
    require(visit.actor, Act.ANSWER_TASK, owner_id(task))
    return task


async def by_id(work: Work, typed_id: str) -> Task:
    """The task behind a button; BUTTON_OLD when there is none."""
    task = await work.tasks.by_id(int(typed_id)) if is_number(typed_id) else None
    if task is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return task


async def current(visit: Visit, typed_id: str) -> tuple[Task, StatusReport]:
    """The answer behind a button and its task, when it still stands and the actor may speak for it.

    Raises:
        Refusal: BUTTON_OLD when a newer answer took its place, NOT_YOURS for another seat's.
    """
    report = await visit.work.reports.get(int(typed_id)) if is_number(typed_id) else None
    if report is None or not report.task_id:
        raise Refusal(RefusalReason.BUTTON_OLD)
    task = await owned(visit, str(report.task_id))
    standing = [answer.id for answer in (task.latest, task.state) if answer is not None]
    if report.id not in standing:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return task, report


async def by_code(work: Work, typed: str) -> Task | None:
    """A task by its code however it was typed: NV-03, nv3, NV 03."""
    found = _LETTERS_AND_NUMBER.fullmatch(typed.strip())
    spellings = [typed.strip(), typed.strip().upper()]
    if found:
        letters, number = found[1].upper(), found[2]
        spellings += [f"{letters}-{number.zfill(width)}" for width in (2, 1, 3, 4)]
        spellings += [f"{letters}{number.zfill(width)}" for width in (2, 1, 3)]
    for spelling in dict.fromkeys(spellings):
        task = await work.tasks.by_code(spelling)
        if task is not None:
            return task
    return None


async def begins_with_code(work: Work, text: str) -> bool:
    """Whether a text begins by naming a task: then it is about that task, whatever was asked."""
    found = _BEGINS_SO.match(text)
    return found is not None and await by_code(work, found[1]) is not None


def same_code(code: str, typed: str) -> bool:
    """Whether a typed code means this one: letters and numbers agree, zeros in front do not count."""

    def key(text: str) -> list[str]:
        return [part.lstrip("0") for part in re.findall(r"[a-z]+|\d+", fold(text))]

    return key(code) == key(typed)


def is_number(text: str) -> bool:
    """Whether a part of a button's key is an id: digits, and no more than a database can hold."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def spoken_for(visit: Visit, owner: Seat) -> str:
    """The agency for which somebody else records an answer, or nothing for one's own seat."""
    if owner.id == visit.actor.seat.id:
        return ""
    return owner.agency.short_name or owner.agency.name
