"""What the webhooks of all platforms share: posts come in at the door and are answered after their commit."""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from typing import Any

from bot.background import Background
from bot.channels.base import Take
from bot.channels.letterbox import Letterbox
from bot.channels.place import WebhookPlace
from bot.channels.trouble import Trouble
from messages.envelope import Incoming

log = logging.getLogger(__name__)

CHECK_EVERY = 30.0  # seconds between looks at where the platform posts to


class Webhook(ABC):
    """The webhook of one bot; an implementer says how its platform's posts are read and how it is asked.

    `last_good` is when the platform last posted, or said that all is well (time.monotonic).
    """

    def __init__(self, name: str, place: WebhookPlace, header: str, *, probed: bool = False) -> None:
        path = f"/{name}"
        self._name = name
        self._secret = place.secret
        self._address = place.address_of(path)
        self._box = Letterbox(name)
        self._told = False  # the platform has heard our secret, which may be a new one at each start
        self._trouble = Trouble(name)
        self.last_good = time.monotonic()
        self.door = place.entrance()
        self.door.take_posts(path, place.secret, self._post, header=header, probed=probed)

    async def run(self, take: Take) -> None:
        """Let what is posted be committed, for ever; tells the platform where to post.

        Raises:
            CannotGoOn: the token is wrong.
        """
        beside = Background()  # nobody who posts waits until the platform has answered our question
        try:
            works = (
                beside.start(self._check_for_ever(), f"checking {self._name}"),
                beside.start(self._take_for_ever(take), f"taking {self._name}"),
            )
            await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
            for work in works:
                if work.done():
                    work.result()
        finally:
            await beside.stop()

    @abstractmethod
    def read(self, data: Any) -> list[Incoming]:
        """What of one post, as JSON, is to be acted on.

        Raises:
            ValueError: this is nothing that the platform posts.
        """

    @abstractmethod
    async def look(self) -> str:
        """Ask the platform where it posts to, set that where it `is_elsewhere`; returns what is wrong, or "".

        Raises:
            CannotGoOn: the token is wrong.
        """

    def is_elsewhere(self, address: str) -> bool:
        """Whether the platform, which posts to `address` ("" for nowhere), has to be told ours."""
        return address != self._address or not self._told

    def was_set(self) -> None:
        """The platform has taken our address and our secret."""
        self._told = True
        log.info("%s: is posted to %s from now on", self._name, self._address)

    async def _post(self, data: Any) -> None:
        """Take one post; returns when what is in it is committed, at once when nothing of it is ours."""
        for incoming in self.read(data):
            await self._box.put(incoming)

    async def _take_for_ever(self, take: Take) -> None:
        while True:
            if await self._box.empty(take, CHECK_EVERY):
                self.last_good = time.monotonic()

    async def _check_for_ever(self) -> None:
        while True:
            trouble = await self.look()
            self._trouble.note(trouble)
            if not trouble:
                self.last_good = time.monotonic()
            await asyncio.sleep(CHECK_EVERY)
