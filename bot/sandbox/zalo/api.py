"""Answers `/zalo/bot<token>/<method>` as bot-api.zaloplatforms.com does."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC
from email.utils import format_datetime
from typing import Any

import orjson
from aiohttp import web

from bot.sandbox.faults import Fault, Trouble
from bot.sandbox.params import Params, read_params
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call
from bot.sandbox.zalo.acts import UNKNOWN
from bot.sandbox.zalo.methods import METHODS, NOTHING
from bot.sandbox.zalo.state import SENTENCES
from bot.sandbox.zalo.world import ZaloWorld

GATEWAY = "<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>"


class ZaloApi:
    """The bots' side of the server; the token says which bot's world is meant."""

    def __init__(self, worlds: Sequence[ZaloWorld]) -> None:
        self._worlds = {world.token: world for world in worlds}
        self._any = worlds[0] if worlds else None
        self.stopping = asyncio.Event()

    async def handle(self, request: web.BaseRequest, token: str, name: str) -> web.StreamResponse:
        """One call; every refusal is an answer, never an exception."""
        world = self._worlds.get(token)
        if world is None:
            codes = self._any.oddities.told_by_body_only if self._any else frozenset()
            return _refusal(Refused(401, SENTENCES[401]), codes)
        call = Call(name, {})
        world.calls.append(call)
        try:
            answer = await self._answer(world, request, call)
        except Refused as refused:
            call.status = refused.code
            answer = _refusal(refused, world.oddities.told_by_body_only)
        answer.headers["Date"] = format_datetime(world.now().astimezone(UTC), usegmt=True)
        return answer

    async def _answer(self, world: ZaloWorld, request: web.BaseRequest, call: Call) -> web.StreamResponse:
        if call.method not in METHODS:  # names are case-sensitive
            raise Refused(404, SENTENCES[404])
        params = await read_params(request)
        call.params, call.chat = params.values, params.text("chat_id") or None
        if world.faults.latency and call.method != "getUpdates":
            await asyncio.sleep(world.faults.latency)
        fault = world.faults.take(call.method, call.chat) if world.faults.orders else None
        if fault:
            return await self._troubled(world, request, call, params, fault)
        return await self._carry_out(world, call, params)

    async def _carry_out(self, world: ZaloWorld, call: Call, params: Params) -> web.Response:
        result = METHODS[call.method](world, params)
        if isinstance(result, Awaitable):
            result = await result
        call.status = 200
        body: dict[str, Any] = {"ok": True}
        if result is not NOTHING:
            body["result"] = result
        if world.oddities.code_in_success:
            body["error_code"] = 0
        if world.oddities.unknown_fields:
            body |= UNKNOWN
        return web.Response(body=orjson.dumps(body), content_type="application/json")

    async def _troubled(
        self, world: ZaloWorld, request: web.BaseRequest, call: Call, params: Params, fault: Fault
    ) -> web.StreamResponse:
        if fault.taken or fault.trouble in (Trouble.DROP_AFTER, Trouble.SILENT_AFTER, Trouble.GARBLE):
            await self._carry_out(world, call, params)
        if fault.trouble is Trouble.REFUSE:
            call.status = fault.status
            if fault.status >= 500 and fault.status not in world.oddities.told_by_body_only:
                page = GATEWAY.format(status=fault.status)  # it is the gateway that answers
                return web.Response(text=page, status=fault.status, content_type="text/html")
            raise Refused(fault.status, fault.description)
        if fault.trouble is Trouble.GARBLE:
            return web.Response(body=b'{"ok":true,"resu', content_type="application/json")
        if fault.trouble in (Trouble.SILENT_BEFORE, Trouble.SILENT_AFTER):
            await self.stopping.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def media(self, file_id: str) -> web.StreamResponse:
        """`/zalo/media/<id>`: a picture or voice note that somebody has sent."""
        for world in self._worlds.values():
            stored = world.files.by_id.get(file_id.partition(".")[0])
            if stored:
                return web.Response(body=stored.data, content_type=stored.mime)
        return _refusal(Refused(404, SENTENCES[404]), frozenset())


def _refusal(refused: Refused, by_body_only: frozenset[int]) -> web.Response:
    status = 200 if refused.code in by_body_only else refused.code
    return web.Response(body=orjson.dumps(refused.body()), status=status, content_type="application/json")
