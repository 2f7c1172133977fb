"""The client believes the body before the status, tries nothing twice, and never says the token."""

import logging
import traceback
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.channels.zalo.client import (
    NoAnswer,
    NotSent,
    Said,
    ServerTrouble,
    Unreadable,
    ZaloClient,
    ZaloError,
)
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import Oddities, ZaloWorld
from tests.bot.channels.zalo.answering import AnsweringServer
from tests.messages.made_up import ZONE

TOKEN = "2140301985:AbCdEf-secret_0123456789"
MONDAY = datetime(2026, 11, 23, 6, 55, tzinfo=ZONE)


@pytest.fixture
async def server() -> AsyncIterator[AnsweringServer]:
    async with AnsweringServer() as server:
        yield server


@pytest.fixture
async def client(server: AnsweringServer) -> AsyncIterator[ZaloClient]:
    client = ZaloClient(TOKEN, server.url, patience=0.3)
    await client.open()
    yield client
    await client.close()


async def test_a_send_is_what_the_documents_say(client: ZaloClient, server: AnsweringServer) -> None:
    server.says("sendMessage", {"ok": True, "result": {"message_id": "2d75", "date": 1}, "error_code": 0})
    styles = [{"start": 0, "len": 3, "st": ["b"]}]
    assert await client.send_message("6ede", "Dự <b>", styles) == "2d75"
    await client.send_message("6ede", "Vắng")
    server.says("sendPhoto", {"ok": True, "result": {"message_id": "2d76"}})
    assert await client.send_photo("6ede", "https://a.vn/1.png", "Ảnh") == "2d76"
    await client.send_photo("6ede", "https://a.vn/1.png")
    assert server.calls == [
        ("sendMessage", {"chat_id": "6ede", "text": "Dự <b>", "text_styles": styles}),
        ("sendMessage", {"chat_id": "6ede", "text": "Vắng"}),
        ("sendPhoto", {"chat_id": "6ede", "photo": "https://a.vn/1.png", "caption": "Ảnh"}),
        ("sendPhoto", {"chat_id": "6ede", "photo": "https://a.vn/1.png"}),
    ]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({"ok": True, "result": {"message_id": "a"}}, "a"),
        ({"ok": True, "result": [{"message_id": "a"}]}, "a"),
        ({"ok": True, "message_id": "a"}, "a"),
        ({"message_id": "a", "date": 1}, "a"),
        ([{"message_id": "a"}], "a"),
        ({"ok": True, "result": {"message_id": 12}}, "12"),
        ({"ok": True}, ""),
        ({"ok": True, "result": None}, ""),
        ({"ok": True, "result": "sent"}, ""),
        ({"ok": True, "result": []}, ""),
    ],
)
async def test_any_shape_of_success(
    client: ZaloClient, server: AnsweringServer, body: Any, number: str
) -> None:
    for status in (200, 404, 500):  # the body says that it went
        server.says("sendMessage", body, status if "ok" in body else 200)
        assert await client.send_message("6ede", "x") == number


REFUSALS: dict[str, tuple[int, Any, int, str]] = {
    # status, body: code, words
    "by status and body": (401, {"ok": False, "error_code": 401, "description": "No"}, 401, "No"),
    "by body alone": (200, {"ok": False, "error_code": 401, "description": "No"}, 401, "No"),
    "another code than the status": (400, {"ok": False, "error_code": 429}, 429, ""),
    "a code in a string": (200, {"ok": False, "error_code": "429"}, 429, ""),
    "no code": (403, {"ok": False, "description": "Internal server error"}, 403, "Internal server error"),
    "no code at all": (200, {"ok": False}, 200, ""),
    "a code that is none": (200, {"ok": False, "error_code": {"a": 1}}, 200, ""),
    "a code of its own": (200, {"ok": False, "error_code": -216, "description": "x"}, -216, "x"),
    "bare with a code": (200, {"error_code": 400, "description": "Bad request"}, 400, "Bad request"),
    "bare with a status": (404, {"description": "Not Found"}, 404, "Not Found"),
    "408 without body": (408, b"", 408, ""),
    "408 of a gateway": (408, b"<html>", 408, ""),
    "the token in its words": (404, {"ok": False, "description": f"no /bot{TOKEN}/x"}, 404, "no /bot…/x"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
async def test_any_shape_of_a_no(client: ZaloClient, server: AnsweringServer, case: str) -> None:
    status, body, code, words = REFUSALS[case]
    server.says("sendMessage", body, status)
    with pytest.raises(Said) as told:
        await client.send_message("6ede", "x")
    assert (told.value.code, told.value.words, told.value.status) == (code, words, status)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"", Unreadable),
        (200, b'{"ok":tr', Unreadable),
        (200, b"<html>", Unreadable),
        (200, b'"sent"', Unreadable),
        (200, b"null", Unreadable),
        (302, b"", ServerTrouble),
        (403, b"<html>cloudflare", ServerTrouble),
        (404, b"404: Not Found", ServerTrouble),
        (500, b"", ServerTrouble),
        (502, b"<html>", ServerTrouble),
        (504, b'{"message":"upstream"}', ServerTrouble),
        (429, b"slow down", ServerTrouble),
    ],
)
async def test_no_word_of_zalo(
    client: ZaloClient, server: AnsweringServer, status: int, body: bytes, error: type[ZaloError]
) -> None:
    server.says("sendMessage", body, status)
    server.headers["Location"] = "http://127.0.0.1:9/elsewhere"  # never followed: the token would go along
    with pytest.raises(error):
        await client.send_message("6ede", "x")
    assert len(server.calls) == 1


async def test_an_empty_poll_is_nothing(client: ZaloClient, server: AnsweringServer) -> None:
    for status, body in ((408, {"ok": False, "error_code": 408}), (200, {"ok": False, "error_code": 408})):
        server.says("getUpdates", body, status)
        assert await client.updates(25) is None
    server.says("getUpdates", b"", 408)
    assert await client.updates(25) is None
    assert server.calls[0] == ("getUpdates", {"timeout": "25"})


@pytest.mark.parametrize(
    ("status", "body", "url"),
    [
        (404, {"ok": False, "error_code": 404, "description": "Not Found"}, ""),
        (200, {"ok": False, "error_code": 404}, ""),
        (200, {"ok": True, "result": {"url": "", "updated_at": 1}}, ""),
        (200, {"ok": True, "result": {"url": None}}, ""),
        (200, {"ok": True, "result": {"url": "https://a.vn/zalo"}}, "https://a.vn/zalo"),
        (200, {"url": "https://a.vn/zalo"}, "https://a.vn/zalo"),
    ],
)
async def test_the_webhooks_address(
    client: ZaloClient, server: AnsweringServer, status: int, body: Any, url: str
) -> None:
    server.says("getWebhookInfo", body, status)
    assert await client.webhook() == url


async def test_against_the_sandbox() -> None:
    zalo = ZaloWorld(lambda: MONDAY, token=TOKEN, oddities=Oddities(unknown_fields=True))
    khoa = zalo.add_user("Khoa", met=True)
    async with SandboxServer(World(now=lambda: MONDAY), zalo=[zalo]) as server:
        client = ZaloClient(TOKEN, server.zalo_url)
        await client.open()
        assert (await client.me())["account_name"] == "bot.sandbox"
        assert await client.webhook() == ""
        await client.set_webhook("https://bot.example.vn/zalo", "webhook-secret")
        assert await client.webhook() == "https://bot.example.vn/zalo"
        await client.delete_webhook()
        number = await client.send_message(khoa, "Dự", [{"start": 0, "len": 2, "st": ["b", "i"]}])
        last = zalo.last_to(khoa)
        assert last is not None and (last.id, last.text) == (number, "Dự")
        assert await client.updates(0) is None
        zalo.say(khoa, "xong")
        assert (await client.updates(0))["message"]["text"] == "xong"
        await client.close()


async def errors(client: ZaloClient, zalo: ZaloWorld, khoa: str) -> list[ZaloError]:
    """One error of each kind that a send can end in."""
    orders: list[Any] = [
        lambda: zalo.faults.refuse("sendMessage", 400),
        lambda: zalo.faults.refuse("sendMessage", 401),
        lambda: zalo.faults.refuse("sendMessage", 502),
        lambda: zalo.faults.drop("sendMessage", taken=True),
        lambda: zalo.faults.silence("sendMessage", taken=True),
        lambda: zalo.faults.garble("sendMessage"),
    ]
    found = []
    for order in orders:
        order()
        with pytest.raises(ZaloError) as told:
            await client.send_message(khoa, "x")
        found.append(told.value)
    return found


async def test_the_token_is_never_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    zalo = ZaloWorld(lambda: MONDAY, token=TOKEN)
    khoa = zalo.add_user("Khoa", met=True)
    async with SandboxServer(World(now=lambda: MONDAY), zalo=[zalo]) as server:
        client = ZaloClient(TOKEN, server.zalo_url, patience=0.3)
        await client.open()
        found = await errors(client, zalo, khoa)
        assert len(zalo.calls_of("sendMessage")) == len(found)  # each was tried once
        await client.close()
        with pytest.raises(NotSent):
            await client.send_message(khoa, "x")
        gone = server.zalo_url
    for address in (gone, "http://[", "http://127.0.0.1:99999"):
        wrong = ZaloClient(TOKEN, address)
        await wrong.open()
        with pytest.raises(NotSent) as said:
            await wrong.me()
        found.append(said.value)
        await wrong.close()
    assert any(isinstance(error, NoAnswer) for error in found)
    for error in found:
        shown = f"{error!r} {error} {error.args} {''.join(traceback.format_exception(error))}"
        assert "secret" not in shown and "127.0.0.1" not in shown
        assert error.__cause__ is None and error.__context__ is None
    assert "secret" not in repr(client) + str(client) and "secret" not in caplog.text
