"""One small web server on the way in: the health page, and Telegram's webhook where one is set."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)

LARGEST_UPDATE = 1024 * 1024  # bytes; an update is a few kilobytes
HEADER = "X-Telegram-Bot-Api-Secret-Token"

TakeUpdate = Callable[[Any], Awaitable[None]]
"""Takes one update as JSON; when it returns, it is committed. ValueError for what is no update."""


class Door:
    """`/health` tells whether the bot receives and sends; `/telegram` takes what Telegram posts."""

    def __init__(self, port: int, health: Callable[[], dict[str, Any]], host: str = "0.0.0.0") -> None:  # noqa: S104
        self.port = port
        self._host = host  # a webhook is posted from outside, so it cannot listen on loopback only
        self._health = health
        self._app = web.Application(client_max_size=LARGEST_UPDATE)
        self._app.router.add_get("/health", self._tell_health)
        self._runner: web.AppRunner | None = None

    def take_webhook(self, secret: str, take: TakeUpdate) -> None:
        """Accept updates that carry the secret; answered 200 only after the commit."""

        async def posted(request: web.Request) -> web.Response:
            given = request.headers.get(HEADER, "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                return web.Response(status=403)
            try:
                await take(await request.json())
            except ValueError:
                log.warning("a post to the webhook was no update")
            except Exception:
                log.exception("an update could not be taken; Telegram will post it again")
                return web.Response(status=503)
            return web.Response()

        self._app.router.add_post("/telegram", posted)

    async def open(self) -> None:
        """Listen.

        Raises:
            OSError: the port is in use, or may not be used.
        """
        self._runner = web.AppRunner(self._app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _tell_health(self, request: web.Request) -> web.Response:
        facts = self._health()
        return web.json_response(facts, status=200 if facts.get("ok") else 503)
