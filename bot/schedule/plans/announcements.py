"""Announcements whose appointed moment has come: promised to everybody they are for."""

from datetime import datetime

from committee.practice import Practice
from messages.voice import Voice
from storage.work import Work


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise the announcements that are due; returns how many messages were promised."""
    del work, now, practice, voice
    return 0
