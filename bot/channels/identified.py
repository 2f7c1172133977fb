"""A channel that says and hears nothing until its platform has said which bot its token belongs to.

Accounts on Zalo are known to one bot only. When tokens change places in the settings, another bot answers to
a channel's name: it would take every member for a stranger, and find nobody by the ids that are kept.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bot.background import CannotGoOn
from bot.channels.base import Channel, Ending, Later, Progress, Take
from bot.channels.trouble import Trouble
from messages.envelope import Incoming, platform_of
from storage.database import Database, DatabaseStuck
from storage.outbox import Promise
from storage.own_bots import OwnBot, keep_bot, known_bot
from storage.work import working

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds between questions while the platform is out of reach
LONGEST_PAUSE = 30.0
PATIENCE = 5.0  # seconds that a message waits for the answer, which mostly comes within a blink
BY_BOT = ("zalo",)  # platforms where a person has another id at each bot

TOKEN_REFUSED, ANOTHER_BOT = "token_refused", "another_bot"


class ChannelLost(CannotGoOn):
    """One channel cannot go on until the operator has done something; the others can."""

    def __init__(self, channel: str, trouble: str) -> None:
        super().__init__(f"{channel}: {trouble}")
        self.channel = channel
        self.trouble = trouble


class Platform(Channel, Protocol):
    """A channel that can ask its platform which bot it is."""

    @property
    def last_good(self) -> float:
        """When something was last received, or surely nothing was there (time.monotonic)."""
        ...

    async def open(self) -> None:
        """Open connections and doors; says nothing to the platform yet."""
        ...

    async def own_bot(self) -> OwnBot | None:
        """Which bot the token belongs to, without an id where the platform does not tell it.

        Nothing while the platform is out of reach.

        Raises:
            CannotGoOn: the platform does not know this token.
        """
        ...


class Identified:
    """A channel behind that question. `link` is for joining; `on_lost` hears at once when it cannot go on."""

    def __init__(
        self,
        channel: Platform,
        database: Database,
        *,
        link: str = "",
        on_lost: Callable[[ChannelLost], None] = lambda lost: None,
    ) -> None:
        self.name = channel.name
        self.pace = channel.pace
        self.trouble = ""  # why the channel is lost
        self._channel = channel
        self._database = database
        self._link = link
        self._on_lost = on_lost
        self._noted = Trouble(channel.name)
        self._known = asyncio.Event()  # which bot it is, or that the channel is lost

    @property
    def last_good(self) -> float:
        """When something was last received, or surely nothing was there (time.monotonic)."""
        return self._channel.last_good

    async def open(self) -> None:
        """Open the channel.

        Raises:
            OSError: the webhook's port is in use.
        """
        await self._channel.open()

    async def close(self) -> None:
        """Close the channel."""
        await self._channel.close()

    async def receive(self, take: Take) -> None:
        """Find out which bot it is, then hand over what comes in, for ever.

        Raises:
            ChannelLost: the token is wrong, or belongs to another bot.
        """
        try:
            await self._identify()
            await self._channel.receive(take)
        except ChannelLost as lost:
            raise self._lose(lost) from None
        except CannotGoOn:
            raise self._lose(ChannelLost(self.name, TOKEN_REFUSED)) from None

    async def send(self, promise: Promise, progress: Progress) -> Ending:
        """Send, once it is known that this is the bot that the chat belongs to."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._known.wait()
        except TimeoutError:
            return Later("no_connection", everybody=True)
        if self.trouble:
            return Later(self.trouble, everybody=True)
        return await self._channel.send(promise, progress)

    async def answer_press(self, incoming: Incoming, toast: str) -> None:
        """Answer a press."""
        await self._channel.answer_press(incoming, toast)

    def _lose(self, lost: ChannelLost) -> ChannelLost:
        self.trouble = lost.trouble
        self._known.set()
        self._on_lost(lost)
        return lost

    async def _identify(self) -> None:
        """Keep which bot it is; asks until there is an answer."""
        pause = FIRST_PAUSE
        while not await self._is_ours():
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._known.set()

    async def _is_ours(self) -> bool:
        """Whether it is known now.

        Raises:
            ChannelLost: it is another bot.
            CannotGoOn: the platform does not know the token.
        """
        bot = await self._channel.own_bot()
        if bot is None:
            self._noted.note("cannot receive: the platform does not say which bot this is; asking again")
            return False
        if not bot.id:
            return True
        try:
            async with working(self._database) as work:
                known = await known_bot(work, self.name)
                if known and known.id != bot.id:
                    if platform_of(self.name) in BY_BOT:
                        raise ChannelLost(self.name, ANOTHER_BOT)
                    log.warning("%s: another bot than before; members have to write to it first", self.name)
                await keep_bot(work, self.name, OwnBot(bot.id, bot.name, self._link))
        except DatabaseStuck as error:
            self._noted.note(f"cannot receive: the database cannot be written now ({error.reason})")
            return False
        return True
