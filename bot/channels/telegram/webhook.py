"""Takes updates that Telegram posts, and sees to it that they are posted to us."""

from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.place import WebhookPlace
from bot.channels.telegram.incoming import ALLOWED
from bot.channels.telegram.poll import TokenRefused
from bot.channels.telegram.updates import Reader
from bot.channels.webhook import Webhook
from bot.clock import Clock
from bot.health import HEADER
from messages.envelope import Incoming


class TelegramWebhook(Webhook):
    """Telegram's posts: one update each. It tells how many wait, and why."""

    def __init__(self, bot: Bot, clock: Clock, place: WebhookPlace) -> None:
        self._bot = bot
        self._reader = Reader(bot, clock)
        super().__init__("telegram", place, HEADER)

    def read(self, data: Any) -> list[Incoming]:
        """What came in, if anybody needs to act on it.

        Raises:
            ValueError: this is no update.
        """
        incoming = self._reader.read(data)
        return [incoming] if incoming else []

    async def look(self) -> str:
        """Set the webhook where it is not set to our address; what is wrong, also when updates wait.

        Raises:
            TokenRefused: the token is wrong.
        """
        try:
            info = await self._bot.get_webhook_info()
            if self.is_elsewhere(info.url):
                await self._bot.set_webhook(self._address, secret_token=self._secret, allowed_updates=ALLOWED)
                self.was_set()
            elif info.pending_update_count:
                why = info.last_error_message or "no reason given"
                return f"{info.pending_update_count} updates wait at Telegram ({why})"
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            return f"Telegram cannot be asked about the webhook ({type(error).__name__})"
        except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
            return f"Telegram's word about the webhook cannot be read ({type(error).__name__})"
        return ""
