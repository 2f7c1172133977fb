"""Tells the secretariat when a Zalo bot's messages of the month run short, and lets announcements wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from committee.lateness import useful_until
from committee.moments import in_send_window
from committee.practice import Practice
from committee.quota import Level, month_of
from handlers.quota import bots_of
from messages.envelope import Outgoing
from messages.voice import Voice
from messages.words import quota as words
from storage.allowance import hold_back, uses
from storage.work import Work

TOLD = (
    "quota_told"  # the note that holds what the secretariat was told of: "2026-11 warned:zalo refused:zalo"
)

Say = Callable[[Voice, words.Bot, date], Outgoing]
SAY: dict[str, Say] = {"warned": words.warning, "thrifty": words.thrifty, "refused": words.refused}


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise what the secretariat is to be told, once a bot and month; returns how many messages.

    Announcements wait, or go again, at any hour; the secretariat is told in the next send window.
    """
    await hold_back(work, now, practice)
    if not in_send_window(now, practice):
        return 0
    month = month_of(now, practice)
    noted, *told = (await work.notes.get(TOLD) or "").split() or [""]
    before = set(told) if noted == month else set()
    fresh = [mark for mark in await _marks(work, now, practice) if mark not in before]
    if not fresh:
        return 0
    after = before | set(fresh) | {f"warned:{mark.partition(':')[2]}" for mark in fresh if "thrifty" in mark}
    await work.notes.put(TOLD, " ".join((month, *sorted(after))))
    return await _tell(work, fresh, now, practice, voice)


async def _marks(work: Work, now: datetime, practice: Practice) -> list[str]:
    """What there is to tell of now: "warned:zalo", "thrifty:zalo2", "refused:zalo"."""
    marks = [f"{use.level}:{use.channel}" for use in await uses(work, now, practice)]
    marks = [mark for mark in marks if not mark.startswith(Level.FREE)]
    return marks + [f"refused:{channel}" for channel in await work.traffic.refused()]


async def _tell(work: Work, marks: list[str], now: datetime, practice: Practice, voice: Voice) -> int:
    first = practice.day(now).replace(day=1)
    made = 0
    for seat in await work.seats.secretariat():
        assert seat.holder is not None
        own = voice.to(seat.holder.language)
        bots = {bot.forecast.use.channel: bot for bot in await bots_of(work, now, practice, own)}
        for mark in marks:
            what, _, channel = mark.partition(":")
            if channel not in bots:
                continue
            out = replace(
                SAY[what](own, bots[channel], first),
                person=seat.holder.id,
                seat=seat.id,
                key=f"quota:{what}:{channel}:{first:%Y-%m}:seat:{seat.id}",
                expires_at=useful_until("notice", now, practice),
            )
            made += await work.outbox.promise(out, now) is not None
    return made
