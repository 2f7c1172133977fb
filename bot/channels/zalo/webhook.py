"""Takes updates that Zalo posts, wrapped or bare: each is answered after it is committed."""

import logging
import time
from typing import Any

from bot.channels.base import Take
from bot.channels.letterbox import Letterbox
from bot.channels.place import OUTSIDE, WebhookPlace
from bot.channels.zalo.client import TOKEN_REFUSED, Said, ZaloClient, ZaloError
from bot.channels.zalo.incoming import events_of, incoming_of
from bot.channels.zalo.poll import ZaloTokenRefused
from bot.channels.zalo.their_time import TheirTime
from bot.clock import Clock

log = logging.getLogger(__name__)

HEADER = "X-Bot-Api-Secret-Token"
CHECK_EVERY = 30.0  # seconds between looks at where Zalo posts to


class Webhook:
    """`last_good` is when Zalo last posted, or said that it posts to us (time.monotonic)."""

    def __init__(
        self,
        client: ZaloClient,
        clock: Clock,
        times: TheirTime,
        name: str,
        place: WebhookPlace,
        host: str = OUTSIDE,
    ) -> None:
        self._client = client
        self._clock = clock
        self._times = times
        self._name = name
        self._secret = place.secret
        self._address = place.address_of(f"/{name}")
        self._box = Letterbox()
        self._told = False  # Zalo has heard our secret, which may be a new one at each start
        self._trouble = ""
        self.last_good = time.monotonic()
        self.door = place.door_for(host)
        self.door.take_posts(f"/{name}", place.secret, self.post, header=HEADER, probed=True)

    async def run(self, take: Take) -> None:
        """Let what is posted be committed, for ever; tells Zalo where to post.

        Raises:
            ZaloTokenRefused: the token is wrong.
        """
        checked = -CHECK_EVERY
        while True:
            if time.monotonic() - checked >= CHECK_EVERY:
                checked = time.monotonic()
                await self._check()
            if await self._box.empty(take, CHECK_EVERY):
                self.last_good = time.monotonic()

    async def post(self, data: Any) -> None:
        """Take one post; returns when what is in it is committed, at once when that is nothing of ours."""
        for event in events_of(data):
            incoming = incoming_of(event, self._name, self._clock.now(), self._times)
            if incoming is not None:
                await self._box.put(incoming)

    async def _check(self) -> None:
        """Set the webhook where it is not set to our address."""
        try:
            if await self._client.webhook() != self._address or not self._told:
                await self._client.set_webhook(self._address, self._secret)
                self._told = True
                log.info("Zalo posts to %s from now on", self._address)
            self.last_good = time.monotonic()
            self._note("")
        except Said as said:
            if said.code == TOKEN_REFUSED:
                raise ZaloTokenRefused from None
            self._note(f"Zalo does not take the webhook ({said})")
        except ZaloError as error:
            self._note(f"Zalo cannot be asked about the webhook ({type(error).__name__})")

    def _note(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.warning("%s: %s", self._name, trouble)
        self._trouble = trouble
