"""Tells words that answer a reminder from words that answer what was asked before it came."""

from handlers.meetings import OWN_WORDS
from handlers.visit import Visit
from messages.reading import read_reply
from storage.questions import Question

FINISHED = 100  # percent


async def for_reminder(visit: Visit, question: Question) -> bool:
    """Whether "đang làm 70%" is about a task we asked after, and no reason for missing a meeting.

    Only what is surely a state is taken so: a share, a later deadline, or "xong" right under a reminder.
    """
    if question.ask not in OWN_WORDS:
        return False
    reading = read_reply(visit.text, now=visit.practice.local(visit.now))
    if not reading.sure or (reading.percent is None and reading.new_deadline is None):
        return False
    if not await visit.work.tasks.asked_of_seat(visit.actor.seat.id):
        return False
    if reading.percent != FINISHED:
        return True
    incoming = visit.incoming
    return (await visit.work.outbox.last_about(incoming.channel, incoming.chat)).startswith("nudge:")
