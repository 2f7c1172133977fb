"""A server that answers every call as it is told, in whatever shape, for what the sandbox never says."""

from types import TracebackType
from typing import Any, Self

import orjson
from aiohttp import web


class AnsweringServer:
    """`async with AnsweringServer() as server:`; `answers` by method, each (status, body)."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, Any]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.headers: dict[str, str] = {}

    def says(self, method: str, body: Any, status: int = 200) -> None:
        """From now on `method` is answered so; bytes go as they are, anything else as JSON."""
        self.answers[method] = (status, body)

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append((method, orjson.loads(await request.read() or b"{}")))
        status, body = self.answers.get(method, (200, {"ok": True, "result": {}}))
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        return web.Response(body=content, status=status, headers=self.headers)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
