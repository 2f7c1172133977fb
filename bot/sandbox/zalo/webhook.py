"""Posts events to the webhook of a Zalo bot, wrapped or bare, again until it answers 2xx."""

from collections.abc import Hashable

import orjson

from bot.sandbox.state import Webhook
from bot.sandbox.updates import Update
from bot.sandbox.webhook import WebhookSender
from bot.sandbox.zalo.world import ZaloWorld


class ZaloWebhookSender(WebhookSender):
    """As Telegram's, with Zalo's header and bodies."""

    secret_header = "X-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)

    def __init__(self, world: ZaloWorld) -> None:
        super().__init__(world)
        self._oddities = world.oddities

    def begin(self, hook: Webhook) -> None:
        """See whether somebody is there, as was observed: with an empty body."""
        if self._oddities.probes_webhook:
            self.post_soon(hook, b"")

    def body_of(self, update: Update) -> bytes:
        """The event, bare as it was seen or wrapped as it is documented."""
        event = update["event"]
        return orjson.dumps({"ok": True, "result": event} if self._oddities.wrapped_webhook else event)

    def chat_of(self, update: Update) -> Hashable:
        """The chat in which something happened."""
        chat: str = update["chat"]
        return chat
