"""Takes the words of a button that were typed instead of pressed, as on a channel without buttons."""

from handlers.tasks import pressing
from handlers.visit import Handler, Visit
from messages.envelope import Outgoing
from messages.reading import fold
from messages.render import label

ABOUT_NEWEST: dict[str, Handler] = {
    "task_right": pressing.right,
    "task_fix": pressing.fix,
    "task_no_percent": pressing.right,
    "task_no_reason": pressing.no_reason,
}


def says(visit: Visit, name: str) -> bool:
    """Whether the text is the label of a button, with its diacritics or without any."""
    typed, words = visit.text.strip(" .").lower(), label(name, visit.voice).lower()
    return typed in (words, fold(words))


async def typed_button(visit: Visit) -> list[Outgoing] | None:
    """Right, Correct and the like, about one's newest answer of today; None for any other words."""
    act = next((act for name, act in ABOUT_NEWEST.items() if says(visit, name)), None)
    report = await visit.work.reports.last_of(visit.actor.person.id) if act else None
    if act is None or report is None or (report.confirmed and act is not pressing.fix):
        return None
    return await act(visit, str(report.id)) if visit.practice.day(report.at) == visit.today else None
