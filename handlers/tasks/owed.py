"""What is owed: the list of one's tasks, and the card of one."""

from committee.permissions import Act, may
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Task
from handlers.tasks.asking import CARD_OPEN, ask
from handlers.tasks.finding import by_code, by_id, may_answer, owner_id, same_code, takes_part
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.reading import find_agencies
from messages.reading.titles import named_in
from messages.words import tasks as words
from messages.words import unclear_answers

NEAREST = 8


async def owed(visit: Visit, rest: str) -> list[Outgoing]:
    """`/viec`: what one's seat owes; with words behind it, a task by code or title, or an agency's tasks."""
    if rest:
        return await _named(visit, rest)
    work, seat = visit.work, visit.actor.seat
    own = await work.tasks.open_of_seat(seat.id)
    if not own and may(visit.actor, Act.SEE_ALL_TASKS):
        nearest = await work.tasks.open_first(NEAREST)
        if nearest:
            total = await work.tasks.open_count()
            return [words.owed(visit.voice, nearest, visit.today, total=total, whole=True)]
    cooperating = await work.tasks.open_cooperated(seat.agency.code)
    if not own:
        return [words.nothing_owed(visit.voice, cooperating=cooperating)]
    return [words.owed(visit.voice, own, visit.today, cooperating=cooperating)]


async def opened(visit: Visit, task_id: str) -> list[Outgoing]:
    """A task's button was pressed: its card."""
    return await card(visit, await by_id(visit.work, task_id))


async def card(visit: Visit, task: Task) -> list[Outgoing]:
    """One task; for its own seat the words typed next are about it.

    Raises:
        Refusal: TASK_NOT_YOURS for a task in which the actor has no part.
    """
    actor = visit.actor
    all_of_it = may(actor, Act.SEE_ALL_TASKS)
    answering = may_answer(actor, task)
    if not (answering or all_of_it or takes_part(actor, task)):
        raise Refusal(RefusalReason.TASK_NOT_YOURS, code=task.code)
    if owner_id(task) == actor.seat.id:
        await ask(visit, "task_state", task, ends=visit.now + CARD_OPEN)
    return [
        words.card(
            visit.voice,
            task,
            visit.today,
            answering=answering,
            read_only=not (answering or all_of_it),
            cooperating=any(agency.code == actor.seat.agency.code for agency in task.cooperating),
        )
    ]


async def _named(visit: Visit, rest: str) -> list[Outgoing]:
    task = await by_code(visit.work, rest)
    if task is not None:
        return await card(visit, task)
    if may(visit.actor, Act.SEE_ALL_TASKS):
        return await _of_agencies(visit, rest)
    seat = visit.actor.seat
    own = await visit.work.tasks.open_of_seat(seat.id)
    own += await visit.work.tasks.open_cooperated(seat.agency.code)
    found = [task for task in own if same_code(task.code, rest)] or named_in(rest, own)
    if len(found) == 1:
        return await card(visit, found[0])
    if found:
        return [words.owed(visit.voice, found, visit.today)]
    raise Refusal(RefusalReason.TASK_UNKNOWN, code=rest)


async def _of_agencies(visit: Visit, rest: str) -> list[Outgoing]:
    found = find_agencies(rest, await visit.work.seats.agencies())
    if not found:
        return [unclear_answers.not_found(visit.voice, rest)]
    said = []
    for agency in found:
        tasks = await visit.work.tasks.open_of_agency(agency.code)
        name = agency.name
        if tasks:
            said.append(words.owed(visit.voice, tasks, visit.today, agency=name))
        else:
            said.append(words.nothing_owed(visit.voice, agency=name))
    return said
