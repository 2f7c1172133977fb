"""Addresses, names of methods, and the ways in which parameters may come."""

from typing import Any

import aiohttp
import orjson
import pytest

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.conftest import KHOA, Call


async def test_a_method_is_found_in_any_letter_case(call: Call) -> None:
    for name in ("getMe", "getme", "GETME"):
        assert (await call(name))["result"]["username"] == "sandbox_bot"


async def test_an_unknown_method_is_not_found(call: Call) -> None:
    expected = {"ok": False, "error_code": 404, "description": "Not Found", "status": 404}
    assert await call("sendMesage") == expected
    assert await call("") == expected
    assert await call("getMe/x") == expected


@pytest.mark.parametrize("token", ["1:x", "x", ""])
async def test_a_wrong_token(server: SandboxServer, http: aiohttp.ClientSession, token: str) -> None:
    async with http.get(f"{server.url}/bot{token}/getMe") as answer:
        if token:
            assert answer.status == 401
            assert (await answer.json())["description"] == "Unauthorized"
        else:
            assert answer.status == 404


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart", "query and form"])
async def test_parameters_in_every_form(
    server: SandboxServer, world: World, http: aiohttp.ClientSession, way: str
) -> None:
    markup = {"inline_keyboard": [[{"text": "Dự", "callback_data": "x"}]]}
    params = {"chat_id": str(KHOA), "text": "đồng chí & <b>", "reply_markup": orjson.dumps(markup).decode()}
    address = f"{server.url}/bot{world.token}/sendMessage"
    given: dict[str, Any] = {}
    if way == "query":
        given = {"params": params}
    elif way == "form":
        given = {"data": params}
    elif way == "json":
        given = {"json": {**params, "chat_id": KHOA, "reply_markup": markup, "parse_mode": None}}
    elif way == "multipart":
        form = aiohttp.MultipartWriter("form-data")
        for name, value in params.items():
            form.append(value).set_content_disposition("form-data", name=name)
        given = {"data": form}
    else:
        given = {"params": {"chat_id": "1", "text": params["text"]}, "data": {"chat_id": KHOA}}
    async with http.post(address, **given) as answer:
        assert (await answer.json())["ok"]
    assert world.said_to(KHOA) == ["đồng chí & <b>"]
    if way != "query and form":
        assert world.buttons(world.sent_to(KHOA)[0]) == {"Dự": "x"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b'"x"'),
        ("application/x-www-form-urlencoded", b"text=\xff"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--y\r\n"),
    ],
)
async def test_a_body_that_cannot_be_read(
    server: SandboxServer, world: World, http: aiohttp.ClientSession, kind: str, body: bytes
) -> None:
    headers = {"Content-Type": kind}
    async with http.post(f"{server.url}/bot{world.token}/getMe", data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["ok"] is False


async def test_calls_are_noted_without_the_token(call: Call, world: World) -> None:
    await call("sendmessage", chat_id=KHOA, text="một")
    await call("sendMessage", chat_id=999, text="hai")
    await call("whatIsThis")
    assert [(one.method, one.chat, one.status) for one in world.calls] == [
        ("sendMessage", KHOA, 200),
        ("sendMessage", 999, 400),
        ("whatIsThis", None, 404),
    ]
    assert world.calls_of("SENDMESSAGE", chat=KHOA)[0].params == {"chat_id": KHOA, "text": "một"}
    assert world.token not in str(list(world.calls))


async def test_entities_may_be_given_instead_of_tags(call: Call, world: World) -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    found = {"type": "url", "offset": 0, "length": 2}  # what Telegram finds by itself is not taken
    answer = await call("sendMessage", chat_id=KHOA, text="xin chào", entities=[bold, found])
    assert answer["result"]["entities"] == [bold]
    answer = await call("sendMessage", chat_id=KHOA, text="x", entities=[{"type": "bold"}])
    assert answer["description"].startswith("Bad Request: can't parse MessageEntity")


async def test_a_description_in_two_languages(call: Call) -> None:
    await call("setMyDescription", description="Secretary")
    await call("setMyDescription", description="Thư ký", language_code="vi")
    assert (await call("getMyDescription", language_code="vi"))["result"] == {"description": "Thư ký"}
    assert (await call("getMyDescription", language_code="fr"))["result"] == {"description": "Secretary"}


async def test_what_may_be_known_of_a_chat(call: Call) -> None:
    chat = (await call("getChat", chat_id=KHOA))["result"]
    assert (chat["id"], chat["type"], chat["first_name"]) == (KHOA, "private", "Khoa")
    assert (await call("sendChatAction", chat_id=KHOA, action="typing"))["result"] is True
