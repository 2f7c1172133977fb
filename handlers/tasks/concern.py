"""Whether a text that the secretariat types is about a task at all, or about something else."""

from handlers.tasks.finding import begins_with_code
from handlers.visit import Visit


async def concerns(visit: Visit) -> bool:
    """Whether a text is an answer about a task: it names one, replies to one, or its sender owes some."""
    incoming = visit.incoming
    if await begins_with_code(visit.work, visit.text):
        return True
    if incoming.reply_to:
        about = await visit.work.outbox.about_message(incoming.channel, incoming.chat, incoming.reply_to)
        if about.partition(":")[0] in ("task", "report", "nudge"):
            return True
    return bool(await visit.work.tasks.open_of_seat(visit.actor.seat.id))
