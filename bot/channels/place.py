"""Where platforms reach us by webhook: one public address and one door for all channels."""

from dataclasses import dataclass, field

from bot.health import Door

OUTSIDE = "0.0.0.0"  # posted from outside, so not on loopback only
TELEGRAM = "/telegram"


@dataclass(frozen=True)
class WebhookPlace:
    """A public address, our secret, and the port behind the proxy; `door` when several channels share it."""

    url: str
    secret: str = field(repr=False)
    port: int
    door: Door | None = None

    def address_of(self, path: str) -> str:
        """What a platform is told to post to; the address may have been set with Telegram's path."""
        return self.url if self.url.endswith(path) else f"{self.url.removesuffix(TELEGRAM)}{path}"

    def entrance(self) -> Door:
        """The shared door, or one of its own."""
        return self.door or Door(self.port, OUTSIDE)
