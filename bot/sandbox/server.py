"""Starts and stops the sandbox's HTTP server: the Bot API, the page, and the page's routes."""

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.control import Control, guarded
from bot.sandbox.guard import is_ours, refuse
from bot.sandbox.office import Office
from bot.sandbox.static import page_file
from bot.sandbox.stream import stream_events
from bot.sandbox.webhook import WebhookSender
from bot.sandbox.world import World
from bot.sandbox.zalo.api import ZaloApi
from bot.sandbox.zalo.webhook import ZaloWebhookSender
from bot.sandbox.zalo.world import ZaloWorld


class SandboxServer:
    """`async with SandboxServer(world) as server:` listens on loopback; `port` 0 takes a free one.

    `zalo` are the worlds of Zalo bots that are spoken for too. Raises OSError when the port is in use.
    """

    def __init__(
        self,
        world: World,
        host: str = "127.0.0.1",
        port: int = 0,
        office: Office | None = None,
        zalo: Sequence[ZaloWorld] = (),
    ) -> None:
        self.world = world
        self.zalo = tuple(zalo)
        self.host = host
        self.port = port
        self.office = office
        self._api = BotApi(world)
        self._zalo_api = ZaloApi(self.zalo)
        self._webhooks = [WebhookSender(world), *(ZaloWebhookSender(one) for one in self.zalo)]
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address of the page, and the TELEGRAM_API_URL of a bot."""
        return f"http://{self.host}:{self.port}"

    @property
    def zalo_url(self) -> str:
        """The ZALO_API_URL of a bot."""
        return f"{self.url}/zalo"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        control = Control(self.world, self.office, self.zalo)
        app.router.add_route("*", "/bot{token}/{method}", self._bot)
        app.router.add_route("*", "/bot{token}", self._no_method)
        app.router.add_route("*", "/bot{token}/{tail:.*}", self._no_method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/zalo/bot{token}/{tail:.*}", self._zalo_bot)
        app.router.add_get("/zalo/media/{id}", self._zalo_media)
        app.router.add_routes(control.routes())
        app.router.add_get("/sandbox/events", guarded(self._events))
        app.router.add_get("/", guarded(self._page))
        app.router.add_get("/page/{name:.+}", guarded(self._page))
        app.on_shutdown.append(self._stop)
        # access_log=None: the address of a call contains the token
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5, handler_cancellation=True)
        await self._runner.setup()
        self.world.open()
        for bot in self.zalo:
            bot.open()
        self._api.stopping.clear()
        self._zalo_api.stopping.clear()
        try:
            await web.TCPSite(self._runner, self.host, self.port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]
        for bot in self.zalo:
            bot.address, bot.tell, bot.files = self.url, self.world.publish, self.world.files
        for sender in self._webhooks:
            sender.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def tell_clock(self, moment: datetime) -> None:
        """Show the pages a clock that was turned by something else than the page."""
        self.world.publish({"type": "clock", "clock": moment.isoformat()})

    def tell_people(self) -> None:
        """Let the pages ask again who is there."""
        self.world.publish({"type": "people"})

    async def _stop(self, app: web.Application) -> None:
        self._api.stopping.set()
        self._zalo_api.stopping.set()
        self.world.close()
        for bot in self.zalo:
            bot.close()
        for sender in self._webhooks:
            await sender.stop()

    async def _bot(self, request: web.Request) -> web.StreamResponse:
        if not is_ours(request):
            return refuse()
        return await self._api.handle(request, request.match_info["token"], request.match_info["method"])

    async def _no_method(self, request: web.Request) -> web.StreamResponse:
        return await self._api.handle(request, request.match_info["token"], "")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if not is_ours(request):
            return refuse()
        return await self._api.file(request.match_info["token"], request.match_info["path"])

    async def _zalo_bot(self, request: web.Request) -> web.StreamResponse:
        if not is_ours(request):
            return refuse()
        return await self._zalo_api.handle(request, request.match_info["token"], request.match_info["tail"])

    async def _zalo_media(self, request: web.Request) -> web.StreamResponse:
        return self._zalo_api.media(request.match_info["id"]) if is_ours(request) else refuse()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await stream_events(self.world, request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return page_file(request.match_info.get("name", "index.html"))
