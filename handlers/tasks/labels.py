"""Takes the words of a button that were typed instead of pressed, as on a channel without buttons."""

from committee.tasks import Status
from handlers.tasks import pressing
from handlers.visit import Handler, Visit
from messages.envelope import Came, Outgoing
from messages.reading import fold, read_reply
from messages.render import label

ABOUT_NEWEST: dict[str, Handler] = {
    "task_right": pressing.right,
    "task_fix": pressing.fix,
    "task_no_percent": pressing.right,
    "task_no_reason": pressing.no_reason,
}

ECHOED = frozenset({Status.DONE, Status.IN_PROGRESS, Status.BLOCKED, Status.EXTENSION})


def says(visit: Visit, name: str) -> bool:
    """Whether the text is the label of a button, with its diacritics or without any."""
    typed, words = visit.text.strip(" .").lower(), label(name, visit.voice).lower()
    return typed in (words, fold(words))


async def _agrees(visit: Visit) -> bool:
    """Whether the words are a bare "ok" or "vâng": right under an echo they mean that it is right."""
    if visit.incoming.came is not Came.TEXT or visit.incoming.reply_to:
        return False
    reading = read_reply(visit.text, now=visit.practice.local(visit.now))
    return reading.status is Status.ACK and reading.sure


async def typed_button(visit: Visit) -> list[Outgoing] | None:
    """Right, Correct and the like, about one's newest answer of today; None for any other words."""
    act = next((act for name, act in ABOUT_NEWEST.items() if says(visit, name)), None)
    agrees = act is None and await _agrees(visit)
    report = await visit.work.reports.last_of(visit.actor.person.id) if act or agrees else None
    if report is None or (report.confirmed and act is not pressing.fix):
        return None
    if act is None:
        if not (report.status in ECHOED and await visit.newest_about() == f"task:{report.task_id}"):
            return None
        act = pressing.right
    return await act(visit, str(report.id)) if visit.practice.day(report.at) == visit.today else None
