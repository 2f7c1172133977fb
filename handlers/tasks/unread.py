"""What the secretariat does with answers that were not understood, and the answers it records for others."""

from dataclasses import replace

from committee.people import Agency
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Task
from committee.unread import Unread
from handlers.tasks.finding import is_number, owned
from handlers.tasks.meant import Meant, coded
from handlers.tasks.owed import card
from handlers.tasks.pieces import pieces_of
from handlers.tasks.typed import about_one_of
from handlers.tasks.understanding import answer
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.reading import find_agencies
from messages.words import tasks as task_words
from messages.words import unclear_answers as words

LISTED = 5
LONGEST_NAME = 8  # words


async def unread(visit: Visit, rest: str) -> list[Outgoing]:
    """`/chuaro`: what waits to be read, the oldest first."""
    del rest
    items = await visit.work.reports.unread(LISTED)
    return [words.unread(visit.voice, items, await visit.work.reports.unread_count())]


async def open_item(visit: Visit, rest: str) -> list[Outgoing]:
    """One of them: by its id, `next` for the oldest, or `list`."""
    require(visit.actor, Act.SEE_UNREAD)
    if rest == "list":
        return await unread(visit, "")
    if rest == "next":
        items = await visit.work.reports.unread(1)
        if not items:
            return [replace(words.unread(visit.voice, [], 0), replaces=visit.incoming.message)]
        return [replace(await _item(visit, items[0]), replaces=visit.incoming.message)]
    return [await _item(visit, await _waiting(visit, rest))]


async def choose_task(visit: Visit, rest: str) -> list[Outgoing]:
    """What was typed belongs to this task: `7:12`."""
    require(visit.actor, Act.SEE_UNREAD)
    report_id, _, task_id = rest.partition(":")
    item = await _waiting(visit, report_id)
    task = await owned(visit, task_id)
    if task.lead is None or task.lead.id != item.seat.id:
        raise Refusal(RefusalReason.BUTTON_OLD)
    item = replace(item, task_id=task.id, task_code=task.code, task_title=task.title)
    return [replace(words.unread_item(visit.voice, item), replaces=visit.incoming.message)]


async def seen(visit: Visit, report_id: str) -> list[Outgoing]:
    """It was read, and nothing is recorded."""
    require(visit.actor, Act.SEE_UNREAD)
    item = await _waiting(visit, report_id)
    await visit.work.reports.mark_seen(item.id, visit.now)
    await visit.work.audit.add(visit.actor, "read", f"report:{item.id}", visit.now)
    left = await visit.work.reports.unread_count()
    return [replace(words.unread_seen(visit.voice, item, left), replaces=visit.incoming.message)]


async def behalf(visit: Visit, rest: str) -> list[Outgoing]:
    """`/ghiho SCT: xong`, `/ghiho NV-03 đang làm 50%`: an answer that came by telephone."""
    pieces = await pieces_of(visit, rest)
    if pieces[0].code:
        said: list[Outgoing] = []
        for piece in pieces:
            task = await coded(visit, piece.code)
            said += await answer(visit, task, piece.text) if piece.text else await card(visit, task)
        return said
    everybody = await visit.work.seats.agencies()
    head, parted, text = rest.partition(":")
    found = find_agencies(head, everybody) if parted else _named_first(rest, everybody)
    text = text.strip() if parted else rest
    if not text:
        return [words.behalf_how(visit.voice)]
    if not found:
        return [words.not_found(visit.voice, head)]
    return await _for_agencies(visit, found, text)


def _named_first(text: str, everybody: list[Agency]) -> list[Agency]:
    """The agency that the first words name, where no colon tells how many of them belong to its name."""
    typed = text.split()
    for count in range(1, min(len(typed), LONGEST_NAME) + 1):
        found = find_agencies(" ".join(typed[:count]), everybody)
        if len(found) == 1:
            return found
    return []


async def _for_agencies(visit: Visit, agencies: list[Agency], text: str) -> list[Outgoing]:
    tasks: list[Task] = []
    for agency in agencies:
        tasks += await visit.work.tasks.open_of_agency(agency.code)
    if not tasks:
        return [task_words.nothing_owed(visit.voice, agency=agency.name) for agency in agencies]
    return await about_one_of(visit, Meant(tuple(tasks)), text)


async def _item(visit: Visit, item: Unread) -> Outgoing:
    tasks = [] if item.task_id else await visit.work.tasks.open_of_seat(item.seat.id)
    return words.unread_item(visit.voice, item, tasks)


async def _waiting(visit: Visit, report_id: str) -> Unread:
    item = await visit.work.reports.unread_one(int(report_id)) if is_number(report_id) else None
    if item is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return item
