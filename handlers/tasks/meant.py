"""Finds out which task a typed answer is about: what it replies to, names, or was asked; never a guess."""

from dataclasses import dataclass

from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status, Task
from handlers.tasks.asking import CARD_OPEN
from handlers.tasks.finding import by_code, may_answer, owner_id, same_code, takes_part
from handlers.visit import Visit
from messages.reading.titles import named_in


@dataclass(frozen=True)
class Meant:
    """The tasks that an answer can be about: one is certain, with several one asks, none is nobody's.

    `asked` tells that we had asked about them: only then is "thank you" an answer about each.
    """

    tasks: tuple[Task, ...] = ()
    asked: bool = False

    @property
    def certain(self) -> Task | None:
        """The task, when there is no other that could be meant."""
        return self.tasks[0] if len(self.tasks) == 1 else None


async def coded(visit: Visit, code: str, *, part: bool = False) -> Task:
    """The task that a typed code names, for somebody who may answer it; with `part` also for who takes part.

    Raises:
        Refusal: TASK_UNKNOWN when there is none, TASK_NOT_YOURS for another seat's.
    """
    own = await visit.work.tasks.open_of_seat(visit.actor.seat.id)
    named = [task for task in own if same_code(task.code, code)]
    if len(named) == 1:
        return named[0]
    task = await by_code(visit.work, code)
    if task is None:
        raise Refusal(RefusalReason.TASK_UNKNOWN, code=code)
    if not (may_answer(visit.actor, task) or (part and takes_part(visit.actor, task))):
        raise Refusal(RefusalReason.TASK_NOT_YOURS, code=task.code)
    return task


async def meant(visit: Visit, text: str, asked: Task | None = None) -> Meant:
    """The tasks that words without a code can be about.

    In this order: the message replied to; two words of a title, unless `asked` (the card that is open)
    says otherwise; the card; what the last nudge asked and nobody has answered; all that the seat owes, with
    what was reported as done a moment ago.
    """
    replied = await _replied_to(visit)
    if replied is not None:
        return replied
    own = await visit.work.tasks.open_of_seat(visit.actor.seat.id)
    named = named_in(text, own)
    if asked is not None:
        others = [task for task in named if task.id != asked.id] if len(named) == 1 else []
        return Meant((asked, *others), asked=not others)
    if len(own) > 1 and len(named) == 1:
        return Meant((named[0],))
    waiting = await visit.work.tasks.asked_of_seat(visit.actor.seat.id)
    nudged = [task for task in own if task.id in waiting]
    if nudged:
        return Meant(tuple(nudged), asked=True)
    return Meant((*own, *await _just_done(visit)))


async def _just_done(visit: Visit) -> list[Task]:
    """The task that the sender has just reported as done: the next words may take that back."""
    report = await visit.work.reports.last_of(visit.actor.person.id)
    if report is None or report.status is not Status.DONE or visit.now - report.at > CARD_OPEN:
        return []
    task = await visit.work.tasks.by_id(report.task_id)
    return [task] if task is not None and owner_id(task) == visit.actor.seat.id else []


async def _replied_to(visit: Visit) -> Meant | None:
    """What the message that was replied to is about; None when that says nothing about tasks."""
    incoming = visit.incoming
    if not incoming.reply_to:
        return None
    outbox = visit.work.outbox
    about = await outbox.about_message(incoming.channel, incoming.chat, incoming.reply_to)
    kind, _, rest = about.partition(":")
    if kind == "report":
        report = await visit.work.reports.get(int(rest))
        rest = str(report.task_id) if report else "0"
    if kind not in ("task", "report", "nudge"):
        return Meant() if about else None  # a reply to an invitation is no answer about a task
    found = []
    for typed_id in rest.split(","):
        task = await visit.work.tasks.by_id(int(typed_id))
        if task is not None and may_answer(visit.actor, task):
            found.append(task)
    if len(found) > 1:
        waiting = await visit.work.tasks.asked_of_seat(owner_id(found[0]))
        found = [task for task in found if task.id in waiting] or found
    return Meant(tuple(found), asked=True)
