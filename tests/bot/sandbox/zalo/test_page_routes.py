"""The page's routes serve a Zalo phone as they serve one with Telegram, but for what Zalo does not have."""

from typing import Any

import aiohttp
import orjson
import pytest

from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from tests.bot.sandbox.conftest import KHOA as TELEGRAM_KHOA
from tests.bot.sandbox.conftest import PNG
from tests.bot.sandbox.test_control import Page
from tests.bot.sandbox.zalo.conftest import KHOA, Ask


@pytest.fixture
def page(server: SandboxServer, http: aiohttp.ClientSession) -> Page:
    return Page(server, http)


def kinds(zalo: ZaloWorld) -> list[str]:
    return [one["event"]["event_name"].split(".")[1] for one in zalo.updates.pending]


async def test_who_has_which_app(page: Page, world: World, zalo: ZaloWorld) -> None:
    zalo.chats[KHOA].name = "Trần Đăng Khoa"  # as on Telegram
    state = await page.get("/sandbox/state")
    assert state["zalo"] == {"name": "Bot Giao Ban"}
    khoa, lan, _ = state["people"]
    assert (khoa["user_id"], khoa["zalo"], khoa["joined_zalo"]) == (TELEGRAM_KHOA, KHOA, True)
    assert lan["name"] == "Lan" and lan["zalo"]


async def test_a_chat_as_the_page_sees_it(page: Page, ask: Ask, zalo: ZaloWorld) -> None:
    zalo.say(KHOA, "xin chào")
    styles = [{"start": 0, "len": 4, "st": ["b"]}]
    await ask("sendMessage", chat_id=KHOA, text="Xem 😀 https://a.vn/x.", text_styles=styles)
    await ask("sendPhoto", chat_id=KHOA, photo="https://example.vn/a.png", caption="ảnh")
    chat = await page.get(f"/sandbox/chat/{KHOA}")
    assert (chat["commands"], chat["blocked"], chat["started"]) == ([], False, True)
    own, styled, photo = chat["messages"]
    assert not own["from_bot"] and styled["from_bot"]
    assert styled["date"] == "2026-11-23T06:55:00+07:00" and styled["buttons"] == []
    assert styled["entities"] == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "url", "offset": 7, "length": 14},
    ]
    assert (photo["text"], photo["photo"]) == ("ảnh", "")  # on another machine, which is not asked


async def test_what_a_person_can_do_and_what_not(page: Page, zalo: ZaloWorld) -> None:
    chat = f"/sandbox/chat/{KHOA}"
    await page.post(f"{chat}/text", text="xong", reply_to=1)
    await page.post(f"{chat}/sticker")
    await page.post(f"{chat}/link")
    await page.post(f"{chat}/join", status=409)  # without a committee there is no code to write
    assert kinds(zalo) == ["text", "sticker", "unsupported"]


@pytest.mark.parametrize(
    ("act", "given"), [("press", {"message_id": 1, "data": "x"}), ("edit", {"message_id": 1, "text": "x"})]
)
async def test_there_is_nothing_to_press_or_to_edit(page: Page, act: str, given: dict[str, Any]) -> None:
    await page.post(f"/sandbox/chat/{KHOA}/{act}", status=409, **given)


async def test_files(page: Page, zalo: ZaloWorld) -> None:
    for content, name, kind in ((PNG, "a.png", "photo"), (b"%PDF", "Tờ trình.pdf", "document")):
        form = aiohttp.FormData({"caption": "kèm", "as": kind}, quote_fields=False)
        form.add_field("file", content, filename=name)
        async with page.http.post(f"{page.url}/sandbox/chat/{KHOA}/file", data=form) as answer:
            assert answer.status == 200
    assert kinds(zalo) == ["image", "unsupported"]
    photo, paper = (await page.get(f"/sandbox/chat/{KHOA}"))["messages"]
    assert (paper["document"]["name"], paper["document"]["size"]) == ("Tờ trình.pdf", 4)
    for url, content in ((photo["photo"], PNG), (paper["document"]["url"], b"%PDF")):
        async with page.http.get(page.url + url) as answer:
            assert await answer.read() == content


async def test_blocking(page: Page, zalo: ZaloWorld) -> None:
    block = f"/sandbox/chat/{KHOA}/block"
    assert await page.post(block, blocked=True) == {"blocked": True}
    await page.post(f"/sandbox/chat/{KHOA}/text", status=409, text="x")
    assert await page.post(block, blocked=False) == {"blocked": False}
    assert zalo.waiting == 0


async def test_both_apps_speak_in_one_stream(
    page: Page, server: SandboxServer, world: World, zalo: ZaloWorld
) -> None:
    async with page.http.get(f"{page.url}/sandbox/events") as stream:
        assert (await stream.content.readline()).startswith(b"retry:")
        zalo.say(KHOA, "từ Zalo")
        world.say(TELEGRAM_KHOA, "từ Telegram")
        events = []
        async for line in stream.content:
            if line.startswith(b"data: "):
                events.append(orjson.loads(line[6:]))
            if len(events) == 2:
                break
    assert [(one["type"], one["chat"]) for one in events] == [("message", KHOA), ("message", TELEGRAM_KHOA)]
