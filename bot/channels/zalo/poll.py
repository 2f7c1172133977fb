"""Asks Zalo for updates one by one, and lets each be committed before it asks for the next.

Zalo gives one update at a time and knows no offset: it may give the same one again, and it may never give it
again. So what was given is kept here until it is committed, and what comes twice is known by its key in the
database.
"""

import asyncio
import hashlib
import logging
import tempfile
import time
from pathlib import Path

from bot.background import CannotGoOn
from bot.channels.base import Take
from bot.channels.trouble import Trouble
from bot.channels.zalo.client import TOKEN_REFUSED, Said, ZaloClient, ZaloError
from bot.channels.zalo.endings import TOO_MANY
from bot.channels.zalo.incoming import events_of, incoming_of
from bot.channels.zalo.their_time import TheirTime
from bot.clock import Clock
from bot.leading import Lead
from messages.envelope import Incoming
from storage.database import DatabaseStuck

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0
QUOTA_PAUSE = 60.0  # the quota is used up: asked again rarely, it may be for the rest of the month
SPARE = 20.0  # seconds that an answer may come later than the server promised
STAND_BY = 15.0  # seconds between tries while another process asks


class ZaloTokenRefused(CannotGoOn):
    """Zalo does not know this token."""


class Poll:
    """The poll. `last_good` is when one last succeeded, for the health page (time.monotonic).

    `floor` is seconds from one question to the next at the least: while anything is queued Zalo answers at
    once, also with what it has given before.
    """

    def __init__(
        self,
        client: ZaloClient,
        clock: Clock,
        times: TheirTime,
        name: str,
        *,
        seconds: int,
        floor: float,
        lead: Lead,
    ) -> None:
        self._client = client
        self._clock = clock
        self._times = times
        self._name = name
        self._seconds = seconds
        self._floor = floor
        self._lead = lead
        self._kept: list[Incoming] = []
        self._no_webhook = False
        self._trouble = Trouble(name)
        self.last_good = time.monotonic()

    async def run(self, take: Take) -> None:
        """Poll for ever; trouble is logged once when it begins and once when it ends.

        Raises:
            ZaloTokenRefused: the token is wrong; trying again changes nothing.
        """
        try:
            await self._alone()
            await self._ask_for_ever(take)
        finally:
            self._lead.give_up()

    async def _ask_for_ever(self, take: Take) -> None:
        pause = FIRST_PAUSE
        while True:
            asked = time.monotonic()
            try:
                if not self._kept:
                    await self._ask()
                await self._hand_over(take)
            except (ZaloError, TimeoutError, DatabaseStuck) as error:
                self._no_webhook = False  # somebody may have set one: look before the next question
                await asyncio.sleep(self._begin_again(error, pause))
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            self._trouble.end()
            pause = FIRST_PAUSE
            await asyncio.sleep(max(asked + self._floor - time.monotonic(), 0.0))

    async def _alone(self) -> None:
        """Wait until no other process on this machine asks with this token: they would split the updates."""
        while True:
            try:
                if self._lead.take():
                    self._trouble.note("")
                    return
            except OSError as error:
                log.warning("%s: no lock in the temporary folder (%s)", self._name, error.strerror)
                return
            self._trouble.note("another process asks for this bot's updates; standing by until it is gone")
            await asyncio.sleep(STAND_BY)

    async def _ask(self) -> None:
        """One question; one that stalls in silence raises TimeoutError, and never looks like an empty one."""
        if not self._no_webhook:
            await self._remove_webhook()
        async with asyncio.timeout(self._seconds + SPARE):
            answer = await self._client.updates(self._seconds)
        self.last_good = time.monotonic()
        now = self._clock.now()
        self._kept = [
            incoming
            for event in events_of(answer)
            if (incoming := incoming_of(event, self._name, now, self._times))
        ]

    async def _hand_over(self, take: Take) -> None:
        if self._kept:
            await take(self._kept)
        self._kept = []

    async def _remove_webhook(self) -> None:
        if await self._client.webhook():
            self._trouble.note(
                "a webhook is set for this bot, so it cannot be asked for updates: removing it"
            )
            await self._client.delete_webhook()
        self._no_webhook = True

    def _begin_again(self, error: Exception, pause: float) -> float:
        """Note the trouble; returns the seconds until the next try.

        Raises:
            ZaloTokenRefused: it never ends.
        """
        if isinstance(error, Said):
            if error.code == TOKEN_REFUSED:
                raise ZaloTokenRefused from None
            self._trouble.note(f"cannot receive (Zalo says {error}); trying again")
            return max(pause, QUOTA_PAUSE) if error.code == TOO_MANY else pause
        self._trouble.note(f"cannot receive ({type(error).__name__}); trying again")
        return pause


def lock_of(token: str) -> Lead:
    """The lock that is shared by whoever on this machine polls with this token; its file does not tell it."""
    known = hashlib.sha256(token.encode()).hexdigest()[:16]
    return Lead(Path(tempfile.gettempdir()) / f"giaoban-zalo-{known}")
