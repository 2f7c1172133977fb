"""Tells the operator that something is wrong: the log always first, then a chat, once per kind and hour."""

import logging
import time

from bot.clock import Clock
from committee.practice import Practice
from messages.envelope import Kind, Outgoing
from messages.voice import Voice
from messages.words.running import trouble
from storage.database import Database
from storage.work import working

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds until the same kind of trouble is told again


class Alerts:
    """Gathers what went wrong and promises a notice to the operator's chat, if one is named."""

    def __init__(self, database: Database, clock: Clock, practice: Practice, chat: str) -> None:
        self._database = database
        self._clock = clock
        self._practice = practice
        self._chat = chat
        self._told: dict[str, float] = {}
        self._waiting: dict[str, str] = {}

    def raise_alarm(self, kind: str, error: BaseException | str) -> None:
        """Something is wrong; `kind` groups what need not be told twice within the hour.

        A kind is a word, with ":" and the part of the bot that it is about where there are several; the words
        for it stand in templates/<language>/choices/running.toml.
        """
        what = error if isinstance(error, str) else type(error).__name__
        at = time.monotonic()  # an hour of the machine, whatever the committee's clock does meanwhile
        told = self._told.get(kind)
        if told is not None and at - told < EVERY:
            log.debug("alarm (%s) again: %s", kind, what)
            return
        log.error("alarm (%s): %s", kind, what)
        self._told[kind] = at
        self._waiting[kind] = what

    async def tell(self) -> None:
        """Promise the notices that wait. Called with each tick; nothing personal goes into them."""
        if not self._chat or not self._waiting:
            self._waiting.clear()
            return
        now = self._clock.now()
        voice = Voice(self._practice.language, self._practice.zone, self._practice.name)
        channel, _, chat = self._chat.rpartition(":")
        waiting = dict(self._waiting)
        async with working(self._database) as work:
            for kind, what in waiting.items():
                out = Outgoing(
                    trouble(voice, kind, what, now),
                    kind=Kind.NOTICE,
                    key=f"alarm:{kind}:{now:%Y-%m-%dT%H:%M}",
                )
                await work.outbox.promise(out, now, channel=channel or "telegram", chat=chat)
        for kind in waiting:  # only now: while the database cannot be written, the notice waits
            self._waiting.pop(kind, None)
