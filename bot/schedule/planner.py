"""Asks every plan what falls due at a moment and promises it; asking twice changes nothing."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.schedule.plans import announcements, digest, meetings, nudges, quota, reach, uncalled, unread
from committee.practice import Practice
from messages.voice import Voice
from storage.database import Database, DatabaseStuck
from storage.work import Work, working

log = logging.getLogger(__name__)

Plan = Callable[[Work, datetime, Practice, Voice], Awaitable[int]]

PLANS: dict[str, Plan] = {
    "digest": digest.plan,
    "meetings": meetings.plan,
    "nudges": nudges.plan,
    "unread": unread.plan,
    "reach": reach.plan,
    "uncalled": uncalled.plan,
    "quota": quota.plan,
    "announcements": announcements.plan,
}


async def plan(
    database: Database, now: datetime, practice: Practice, alert: Callable[[str, BaseException], None]
) -> int:
    """Promise all that is due now; returns how many promises were made.

    Each plan has a transaction of its own: one that fails stops no other, and is tried at the next tick.

    Raises:
        DatabaseStuck: the database cannot be written now.
    """
    voice = Voice(practice.language, practice.zone, practice.name)
    made = 0
    for name, due in PLANS.items():
        try:
            async with working(database) as work:
                made += await due(work, now, practice, voice)
        except DatabaseStuck:
            raise  # so would the others; it is one trouble, and all are tried at the next tick
        except Exception as error:  # whatever it is, the other plans must go on
            log.exception("the plan %s failed", name)
            alert(f"plan:{name}", error)
    return made
