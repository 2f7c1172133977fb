"""Answers `/bot<token>/<method>` as api.telegram.org does."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import orjson
from aiohttp import web

from bot.sandbox import about_bot, editing, receiving, sending
from bot.sandbox.faults import Fault, Trouble
from bot.sandbox.params import Params, read_params
from bot.sandbox.refusal import NOT_FOUND, UNAUTHORIZED, Refused
from bot.sandbox.state import Call
from bot.sandbox.world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": about_bot.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "copyMessage": sending.copy_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMyCommands": about_bot.set_my_commands,
    "getMyCommands": about_bot.get_my_commands,
    "deleteMyCommands": about_bot.delete_my_commands,
    "getChat": about_bot.get_chat,
    "getFile": about_bot.get_file,
    "getMyName": partial(about_bot.get_text, field="name"),
    "setMyName": partial(about_bot.set_text, field="name"),
    "getMyDescription": partial(about_bot.get_text, field="description"),
    "setMyDescription": partial(about_bot.set_text, field="description"),
    "getMyShortDescription": partial(about_bot.get_text, field="short_description"),
    "setMyShortDescription": partial(about_bot.set_text, field="short_description"),
}
_BY_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
_LIMITED = {"sendMessage", "sendPhoto", "sendDocument", "copyMessage"}


class BotApi:
    """The bot's side of the server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stopping = asyncio.Event()

    async def handle(self, request: web.BaseRequest, token: str, name: str) -> web.StreamResponse:
        """One call; every refusal is an answer, never an exception."""
        if token != self.world.token:
            return _refusal(Refused(401, UNAUTHORIZED))
        known = _BY_NAME.get(name.lower())
        call = Call(known[0] if known else name, {})
        self.world.calls.append(call)
        try:
            if known is None:
                raise Refused(404, NOT_FOUND)
            params = await read_params(request)
            call.params, call.chat = params.values, params.chat_id()
            if self.world.faults.latency and call.method != "getUpdates":
                await asyncio.sleep(self.world.faults.latency)
            fault = self.world.faults.take(call.method, call.chat) if self.world.faults.orders else None
            if fault:
                return await self._troubled(request, call, params, known[1], fault)
            return await self._carry_out(call, params, known[1])
        except Refused as refused:
            call.status = refused.code
            return _refusal(refused)

    async def _carry_out(self, call: Call, params: Params, method: Method) -> web.Response:
        chat = params.chat_id()
        if call.method in _LIMITED and chat is not None:
            self.world.limits.check(chat)
        result = method(self.world, params)
        if isinstance(result, Awaitable):
            result = await result
        call.status = 200
        body: dict[str, Any] = {"ok": True, "result": result}
        if isinstance(result, tuple):
            body = {"ok": True, "result": result[0], "description": result[1]}
        return web.Response(body=orjson.dumps(body), content_type="application/json")

    async def _troubled(
        self, request: web.BaseRequest, call: Call, params: Params, method: Method, fault: Fault
    ) -> web.StreamResponse:
        if fault.trouble is Trouble.REFUSE:
            if fault.taken:
                await self._carry_out(call, params, method)
            raise Refused(
                fault.status, fault.description, retry_after=fault.retry_after, migrate_to=fault.migrate_to
            )
        if fault.trouble in (Trouble.DROP_AFTER, Trouble.SILENT_AFTER, Trouble.GARBLE):
            await self._carry_out(call, params, method)
        if fault.trouble is Trouble.GARBLE:
            return web.Response(body=b'{"ok":true,"resu', content_type="application/json")
        if fault.trouble in (Trouble.SILENT_BEFORE, Trouble.SILENT_AFTER):
            await self.stopping.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def file(self, token: str, path: str) -> web.StreamResponse:
        """`/file/bot<token>/<path>`: the bytes of a file that getFile has named."""
        stored = self.world.files.by_path.get(path)
        if token != self.world.token:
            return _refusal(Refused(401, UNAUTHORIZED))
        if stored is None:
            return _refusal(Refused(404, NOT_FOUND))
        return web.Response(body=stored.data, content_type="application/octet-stream")


def _refusal(refused: Refused) -> web.Response:
    return web.Response(
        body=orjson.dumps(refused.body()), status=refused.code, content_type="application/json"
    )
