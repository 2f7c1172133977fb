"""Small web servers of the bot: the health page on this machine, and the door that platforms post to."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from bot.channels.trouble import Trouble

log = logging.getLogger(__name__)

LARGEST_UPDATE = 1024 * 1024  # bytes; an update is a few kilobytes
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 0.5  # seconds that an open request is given when the door is closed

TakePost = Callable[[Any], Awaitable[None]]
"""Takes one post as JSON; when it returns, it is committed. ValueError for what cannot be read."""


class Door:
    """One port with what is served there; 0 takes a free one, which `port` tells once it is open."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self._host = host
        self._app = web.Application(client_max_size=LARGEST_UPDATE)
        self._runner: web.AppRunner | None = None
        self._users = 0  # channels may share the door: it is closed when the last one has closed it

    def tell_health(self, health: Callable[[], dict[str, Any]]) -> None:
        """Serve `/health`: 200 while all is well, else 503, with the facts as JSON."""

        async def tell(request: web.Request) -> web.Response:
            facts = health()
            status = 200 if facts.get("ok") else 503
            return web.json_response(facts, status=status, dumps=lambda one: orjson.dumps(one).decode())

        self._app.router.add_get("/health", tell)

    def take_posts(
        self, path: str, secret: str, take: TakePost, *, header: str = HEADER, probed: bool = False
    ) -> None:
        """Accept posts that carry the secret in `header`; answered 200 only after the commit.

        Where the platform probes whether anybody is there (`probed`), an empty body is answered 200.
        """
        strangers = False
        trouble = Trouble(path.strip("/"))  # as long as the database is stuck, all is posted again and again

        async def posted(request: web.Request) -> web.Response:
            nonlocal strangers
            body = await request.read()
            if probed and not body.strip():
                return web.Response()
            given = request.headers.get(header, "")
            if not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode()):
                if not strangers:
                    log.warning("somebody posts to %s without our secret: refused", path)
                strangers = True  # said once: whoever does it may do it all day
                return web.Response(status=403)
            try:
                await take(orjson.loads(body))
            except ValueError:
                log.warning("a post could not be read")
                return web.Response()  # it never will be: not to be posted again
            except Exception as error:  # noqa: BLE001  (whatever it was, it is to be posted again)
                trouble.note(f"a post could not be taken ({type(error).__name__})")
                return web.Response(status=503)
            trouble.note("")
            return web.Response()

        async def there(request: web.Request) -> web.Response:
            return web.Response()

        self._app.router.add_post(path, posted)
        if probed:
            self._app.router.add_get(path, there)

    def give(self, path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
        """Serve what `handler` answers to whoever asks for `path`."""
        self._app.router.add_get(path, handler)

    async def open(self) -> None:
        """Listen; the first of several users opens it.

        Raises:
            OSError: the port is in use, or may not be used.
        """
        if self._runner is not None:
            self._users += 1
            return
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=PATIENCE)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self.port).start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        self._users = 1
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening; the last of several users closes it."""
        self._users = max(self._users - 1, 0)
        if self._runner is not None and not self._users:
            await self._runner.cleanup()
            self._runner = None
