"""Makes the channels that the settings name: Telegram's, and one for each Zalo bot."""

import secrets
from collections.abc import Callable

from bot.channels.identified import ChannelLost, Identified, Platform
from bot.channels.place import OUTSIDE, WebhookPlace
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import Clock
from bot.health import Door
from bot.public_files import PublicFiles
from bot.settings import Settings
from storage.database import Database


class Outside:
    """What reaches the world: the channels by name, and the door to which platforms and members come."""

    def __init__(
        self, settings: Settings, clock: Clock, database: Database, on_lost: Callable[[ChannelLost], None]
    ) -> None:
        # Made up where the operator has not chosen one: platforms are told it at each start.
        self.secret = settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        wanted = settings.webhook_url or settings.public_url
        self.door = Door(settings.webhook_port, OUTSIDE) if wanted else None
        self._telegram: TelegramChannel | None = None
        self._files = PublicFiles(settings.public_url, database, clock, self._fetch)
        place = None
        if settings.webhook_url:
            place = WebhookPlace(settings.webhook_url, self.secret, settings.webhook_port, self.door)
        self.channels: dict[str, Identified] = {}
        for name, token in settings.tokens.items():
            made: Platform
            if name == "telegram":
                made = self._telegram = TelegramChannel(
                    token, settings.telegram_api_url, clock, settings.telegram_proxy, webhook=place
                )
            else:
                made = self._zalo(name, token, settings, clock, place)
            link = settings.links.get(name, "")
            self.channels[name] = Identified(made, database, link=link, on_lost=on_lost)

    def _zalo(
        self, name: str, token: str, settings: Settings, clock: Clock, place: WebhookPlace | None
    ) -> ZaloChannel:
        return ZaloChannel(
            token,
            settings.zalo_api_url,
            clock,
            name=name,
            per_second=settings.zalo_per_second,
            public_link=self._files.link,
            language=settings.language,
            webhook=place,
        )

    async def _fetch(self, ref: str) -> bytes | None:
        return await self._telegram.fetch(ref) if self._telegram else None

    async def open(self) -> None:
        """Open door and channels; nothing is said to any platform yet.

        Raises:
            OSError: the port is in use.
        """
        if self.door:
            await self._files.open(self.door)
            await self.door.open()
        for channel in self.channels.values():
            await channel.open()

    async def close(self) -> None:
        """Close the door; the channels are closed with the bot."""
        if self.door:
            await self.door.close()
