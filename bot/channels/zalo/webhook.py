"""Takes what Zalo posts, wrapped or bare, and sees to it that it is posted to us."""

from typing import Any

from bot.channels.place import WebhookPlace
from bot.channels.webhook import Webhook
from bot.channels.zalo.client import TOKEN_REFUSED, Said, ZaloClient, ZaloError
from bot.channels.zalo.incoming import events_of, incoming_of
from bot.channels.zalo.poll import ZaloTokenRefused
from bot.channels.zalo.their_time import TheirTime
from bot.clock import Clock
from messages.envelope import Incoming

HEADER = "X-Bot-Api-Secret-Token"


class ZaloWebhook(Webhook):
    """The posts to one Zalo bot. Zalo tells only where it posts to, not whether anything waits."""

    def __init__(
        self, client: ZaloClient, clock: Clock, times: TheirTime, name: str, place: WebhookPlace
    ) -> None:
        self._client = client
        self._clock = clock
        self._times = times
        super().__init__(name, place, HEADER, probed=True)

    def read(self, data: Any) -> list[Incoming]:
        """What came in, if anybody needs to act on it."""
        now = self._clock.now()
        found = (incoming_of(event, self._name, now, self._times) for event in events_of(data))
        return [incoming for incoming in found if incoming]

    async def look(self) -> str:
        """Set the webhook where it is not set to our address; what is wrong.

        Raises:
            ZaloTokenRefused: the token is wrong.
        """
        try:
            if self.is_elsewhere(await self._client.webhook()):
                await self._client.set_webhook(self._address, self._secret)
                self.was_set()
        except Said as said:
            if said.code == TOKEN_REFUSED:
                raise ZaloTokenRefused from None
            return f"Zalo does not take the webhook ({said})"
        except ZaloError as error:
            return f"Zalo cannot be asked about the webhook ({type(error).__name__})"
        return ""
