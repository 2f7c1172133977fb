"""What Telegram refuses the sandbox refuses, with the same sentence."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.conftest import KHOA, STRANGER, Call, Moment


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "Dự", **action: Any) -> dict[str, Any]:
    return {"text": text, **(action or {"callback_data": "x"})}


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", {"text": "a" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"text": f"<b>{'a' * 4097}</b>", "parse_mode": "HTML"}, "message is too long"),
    ("sendMessage", {"text": "<b>" * 11000, "parse_mode": "HTML"}, "text is too long"),
    (
        "sendMessage",
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendMessage", {"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": 999}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": "@ai_do"}, "chat not found"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": []}, "object expected as reply markup"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard([button(callback_data="")])},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard([button(callback_data="đ" * 33)])},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard([{"text": "x"}])},
        "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", {"text": "x", "reply_markup": keyboard([button()] * 9)}, "reply markup is too long"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(*[[button()]] * 101)}, "reply markup is too long"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard([button(url="http://localhost/x")])},
        "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", {"text": "x", "reply_to_message_id": 77}, "message to be replied not found"),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendDocument", {"document": "https://a.vn/x.pdf"}, "wrong file identifier/HTTP URL specified"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "message_id": 99}, "message to edit not found"),
    ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
    ("editMessageCaption", {"caption": "x", "message_id": 2}, "there is no caption in the message to edit"),
    (
        "editMessageText",
        {"text": "của bot", "message_id": 2},
        "message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message",
    ),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("copyMessage", {"from_chat_id": KHOA, "message_id": 99}, "message to copy not found"),
    ("copyMessage", {"from_chat_id": 999, "message_id": 1}, "chat not found"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "MESSAGE_TOO_LONG"),
    ("sendChatAction", {"action": "sleeping"}, "wrong parameter action in request"),
    ("getChat", {"chat_id": STRANGER}, "chat not found"),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("setMyCommands", {"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setWebhook", {"url": "http://a.vn/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    (
        "setWebhook",
        {"url": "https://a.vn/x", "secret_token": "đ"},
        "secret token contains unallowed characters",
    ),
]


@pytest.mark.parametrize(("method", "params", "sentence"), REFUSED)
async def test_refused_with_telegrams_sentence(
    call: Call, world: World, method: str, params: dict[str, Any], sentence: str
) -> None:
    world.say(KHOA, "của đồng chí")  # message 1
    await call("sendMessage", chat_id=KHOA, text="của bot")  # message 2
    answer = await call(method, **({"chat_id": KHOA} | params))
    expected = {"ok": False, "error_code": 400, "description": f"Bad Request: {sentence}", "status": 400}
    assert answer == expected
    assert world.said_to(KHOA) == ["của bot"]


async def test_what_just_fits_is_taken(call: Call, world: World) -> None:
    full = keyboard(*[[button(callback_data="a" * 64)] * 8] * 12, [button()] * 4)
    for text in ("a" * 4096, "😀" * 2048, f"<b>{'đ' * 4096}</b>", " " * 100 + "a" * 4096):
        answer = await call("sendMessage", chat_id=KHOA, text=text, parse_mode="HTML", reply_markup=full)
        assert answer["ok"], answer


async def test_captions(call: Call, server: SandboxServer, http: aiohttp.ClientSession) -> None:
    async def send(caption: str) -> Any:
        form = aiohttp.FormData({"chat_id": str(KHOA), "caption": caption, "document": "attach://mine"})
        form.add_field("mine", b"x", filename="a.txt")
        async with http.post(f"{server.url}/bot{server.world.token}/sendDocument", data=form) as answer:
            return await answer.json()

    assert (await send("đ" * 1024))["ok"]
    assert (await send("đ" * 1025))["description"] == "Bad Request: message caption is too long"


async def test_uploads_over_the_limit(server: SandboxServer, http: aiohttp.ClientSession) -> None:
    async def send(kind: str, size: int) -> Any:
        form = aiohttp.FormData({"chat_id": str(KHOA)})
        form.add_field(kind, BytesIO(bytes(size)), filename="a.bin")
        address = f"{server.url}/bot{server.world.token}/send{kind.capitalize()}"
        async with http.post(address, data=form) as answer:
            return await answer.json()

    size = 10 * 1024 * 1024 + 1
    sentence = f"file of size {size} bytes is too big for a photo; the maximum size is 10485760 bytes"
    assert (await send("photo", size))["description"] == f"Bad Request: {sentence}"
    assert (await send("document", size))["ok"]
    assert await send("document", 50 * 1024 * 1024 + 1) == {
        "ok": False,
        "error_code": 413,
        "description": "Request Entity Too Large",
    }


async def test_an_old_message_cannot_be_taken_back(call: Call, moment: Moment) -> None:
    sent = (await call("sendMessage", chat_id=KHOA, text="x"))["result"]
    moment.now += timedelta(hours=48, seconds=1)
    answer = await call("deleteMessage", chat_id=KHOA, message_id=sent["message_id"])
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"
    assert (await call("editMessageText", chat_id=KHOA, message_id=sent["message_id"], text="y"))["ok"]
