"""The ten methods do what the documents say, and refuse what they do not allow."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox import SandboxServer
from bot.sandbox.zalo import BLOCKED_404, ZaloWorld
from tests.bot.sandbox.conftest import MONDAY
from tests.bot.sandbox.zalo.conftest import KHOA, LAN, STRANGER, Ask, refusal

MILLISECONDS = int(MONDAY.timestamp() * 1000)


async def test_who_am_i(ask: Ask) -> None:
    status, body = await ask("getMe")
    assert status == 200 and body["ok"] and body["error_code"] == 0
    me = body["result"]
    assert me["account_type"] == "BASIC" and me["can_join_groups"] is False
    assert me["display_name"] == "Bot Giao Ban"


async def test_a_text_arrives(ask: Ask, zalo: ZaloWorld) -> None:
    _, body = await ask("sendMessage", chat_id=KHOA, text="Kính gửi đồng chí")
    assert body["result"] == {"message_id": zalo.sent_to(KHOA)[0].id, "date": MILLISECONDS}
    assert len(body["result"]["message_id"]) == 20
    assert zalo.said_to(KHOA) == ["Kính gửi đồng chí"]
    assert zalo.said_to(LAN) == []
    call = zalo.calls_of("sendMessage", KHOA)[0]
    assert (call.params["text"], call.status) == ("Kính gửi đồng chí", 200)


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(
    server: SandboxServer, zalo: ZaloWorld, http: aiohttp.ClientSession, way: str
) -> None:
    given = {"chat_id": KHOA, "text": "Đã rõ", "text_styles": '[{"start":0,"len":2,"st":["b"]}]'}
    address = f"{server.zalo_url}/bot{zalo.token}/sendMessage"
    sent: dict[str, Any] = {"query": {"params": given}, "form": {"data": given}, "json": {"json": given}}.get(
        way, {"data": aiohttp.FormData(given, default_to_multipart=True)}
    )
    verb = "GET" if way == "query" else "POST"
    async with http.request(verb, address, **sent) as answer:
        assert (await answer.json())["ok"]
    message = zalo.sent_to(KHOA)[0]
    assert (message.text, message.entities) == ("Đã rõ", [{"type": "bold", "offset": 0, "length": 2}])


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x"},
        {"chat_id": KHOA},
        {"chat_id": 12, "text": "x"},
        {"chat_id": KHOA, "text": " \n"},
        {"chat_id": KHOA, "text": "x" * 2001},
        {"chat_id": KHOA, "text": "😀" * 1001},
        {"chat_id": KHOA, "text": "x", "parse_mode": "HTML"},
        {"chat_id": KHOA, "text": "x", "text_styles": "["},
        {"chat_id": KHOA, "text": "x", "text_styles": {}},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": 0, "len": 1}]},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": 0, "len": 2, "st": ["b"]}]},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": -1, "len": 1, "st": ["b"]}]},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": 0, "len": 0, "st": ["b"]}]},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": 0, "len": 1, "st": ["bold"]}]},
        {"chat_id": KHOA, "text": "x", "text_styles": [{"start": 0, "len": 1, "st": []}]},
    ],
)
async def test_a_text_that_is_not_allowed(ask: Ask, zalo: ZaloWorld, params: dict[str, Any]) -> None:
    assert await refusal(ask("sendMessage", **params)) == (400, 400)
    assert zalo.said_to(KHOA) == []


async def test_styles_count_in_utf16_units(ask: Ask, zalo: ZaloWorld) -> None:
    styles = [{"start": 3, "len": 2, "st": ["b", "u", "c_red"]}, {"start": 0, "len": 2, "st": ["f_18"]}]
    _, body = await ask("sendMessage", chat_id=KHOA, text="😀 ổn", text_styles=styles)
    assert body["ok"]
    assert [one["type"] for one in zalo.sent_to(KHOA)[0].entities] == ["bold", "underline"]
    assert (await ask("sendMessage", chat_id=KHOA, text="😀" * 1000))[1]["ok"]


async def test_parse_mode_goes_before_styles(ask: Ask, zalo: ZaloWorld) -> None:
    wrong = [{"start": 0, "len": 99, "st": ["b"]}]
    await ask("sendMessage", chat_id=KHOA, text="<b>Họp</b> 14h", parse_mode="html", text_styles=wrong)
    assert zalo.sent_to(KHOA)[0].text == "Họp 14h"
    assert zalo.sent_to(KHOA)[0].entities == [{"type": "bold", "offset": 0, "length": 3}]


async def test_only_people_who_have_written_can_be_written_to(ask: Ask, zalo: ZaloWorld) -> None:
    assert await refusal(ask("sendMessage", chat_id="f" * 20, text="x")) == (404, 404)
    assert await refusal(ask("sendMessage", chat_id=STRANGER, text="x")) == (404, 404)
    zalo.say(STRANGER, "xin chào")
    assert (await ask("sendMessage", chat_id=STRANGER, text="x"))[1]["ok"]


async def test_somebody_who_blocked_the_bot(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.block(KHOA)
    assert await refusal(ask("sendMessage", chat_id=KHOA, text="x")) == (403, 403)
    zalo.oddities.blocked = BLOCKED_404
    assert await refusal(ask("sendMessage", chat_id=KHOA, text="x")) == (404, 404)
    zalo.unblock(KHOA)
    assert (await ask("sendMessage", chat_id=KHOA, text="x"))[1]["ok"]


async def test_a_picture_is_fetched_from_its_address(
    ask: Ask, zalo: ZaloWorld, server: SandboxServer, http: aiohttp.ClientSession
) -> None:
    address = f"{server.url}/page/mark.svg"  # there, but no picture that Zalo takes
    assert await refusal(ask("sendPhoto", chat_id=KHOA, photo=address)) == (400, 400)
    assert await refusal(ask("sendPhoto", chat_id=KHOA, photo=f"{server.url}/none.png")) == (400, 400)
    picture = zalo.send_photo(LAN, PNG)
    _, body = await ask("sendPhoto", chat_id=KHOA, photo=picture.url, caption="Biểu đồ")
    assert body["ok"]
    shown = zalo.sent_to(KHOA)[0]
    assert (shown.kind, shown.text) == ("photo", "Biểu đồ")
    async with http.get(f"{server.url}/sandbox/file/{shown.file}") as answer:
        assert await answer.read() == PNG
    assert (await ask("sendPhoto", chat_id=KHOA, photo="https://example.vn/a.png"))[1]["ok"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendPhoto", {}),
        ("sendPhoto", {"photo": "a.png"}),
        ("sendPhoto", {"photo": "https://example.vn/a.png", "caption": "x" * 2001}),
        ("sendSticker", {}),
        ("sendVoice", {}),
        ("sendVoice", {"voice_url": "https://example.vn/a.mp3"}),
        ("sendChatAction", {}),
        ("sendChatAction", {"action": "upload_photo"}),
    ],
)
async def test_what_else_is_not_allowed(ask: Ask, method: str, params: dict[str, Any]) -> None:
    assert await refusal(ask(method, chat_id=KHOA, **params)) == (400, 400)


async def test_stickers_voice_and_typing(ask: Ask, zalo: ZaloWorld) -> None:
    assert (await ask("sendSticker", chat_id=KHOA, sticker="bfe458bf64fa8da4d4eb"))[1]["ok"]
    assert (await ask("sendVoice", chat_id=KHOA, voice_url="https://example.vn/a.aac"))[1]["ok"]
    assert [one.kind for one in zalo.sent_to(KHOA)] == ["sticker", "voice"]
    assert await ask("sendChatAction", chat_id=KHOA, action="typing") == (200, {"ok": True, "error_code": 0})


async def test_a_voice_note_in_a_group_only_looks_sent(ask: Ask, zalo: ZaloWorld) -> None:
    group = zalo.add_group("Tổ giúp việc")
    assert (await ask("sendMessage", chat_id=group, text="x"))[1]["ok"]
    assert (await ask("sendVoice", chat_id=group, voice_url="https://example.vn/a.aac"))[1]["ok"]
    assert zalo.said_to(group) == ["x"]


@pytest.mark.parametrize("name", ["sendmessage", "editMessageText", "deleteMessage", "sendDocument", ""])
async def test_nothing_else_exists_and_names_are_case_sensitive(ask: Ask, name: str) -> None:
    assert await refusal(ask(name, chat_id=KHOA, text="x")) == (404, 404)


async def test_a_wrong_token_is_told_by_the_body_only(
    server: SandboxServer, zalo: ZaloWorld, http: aiohttp.ClientSession
) -> None:
    async with http.post(f"{server.zalo_url}/bot1:wrong/getMe") as answer:
        assert answer.status == 200
        assert (await answer.json())["error_code"] == 401
    zalo.oddities.told_by_body_only = frozenset()
    async with http.post(f"{server.zalo_url}/bot1:wrong/getMe") as answer:
        assert answer.status == 401


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000040000000408060000000a9f1b7d0000000049454e44ae426082"
)
