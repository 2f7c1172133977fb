"""The page's routes: what is in a phone, what can be done with it, and the clock."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Resident, SandboxServer, World
from tests.bot.sandbox.conftest import KHOA, LAN, PNG, STRANGER, Call, Moment


class Page:
    """A page as far as HTTP is concerned."""

    def __init__(self, server: SandboxServer, http: aiohttp.ClientSession) -> None:
        self.url, self.http = server.url, http

    async def get(self, path: str) -> Any:
        async with self.http.get(self.url + path) as answer:
            return await answer.json()

    async def post(self, path: str, status: int = 200, **given: Any) -> Any:
        async with self.http.post(self.url + path, json=given) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()


@pytest.fixture
def page(server: SandboxServer, http: aiohttp.ClientSession) -> Page:
    return Page(server, http)


async def test_the_state_without_a_committee(page: Page) -> None:
    state = await page.get("/sandbox/state")
    assert state["bot"] == {"name": "Giao Ban", "username": "sandbox_bot"}
    assert state["clock"] == "2026-11-23T06:55:00+07:00"
    assert state["phones"] == [KHOA, LAN, STRANGER] and state["language"] == "vi"
    assert state["people"][0] == {
        "user_id": KHOA, "name": "Trần Đăng Khoa", "title": "", "agency": "", "role": "", "seat": "",
        "joined": True, "zalo": "", "joined_zalo": False,
    }  # fmt: skip
    await page.post("/sandbox/clock", status=409, minutes=60)


async def test_a_chat_as_the_page_sees_it(page: Page, call: Call, world: World) -> None:
    keyboard = [[{"text": "Dự", "callback_data": "y"}, {"text": "Văn bản", "url": "https://a.vn/x"}]]
    world.say(KHOA, "/viec")
    await call(
        "sendMessage", chat_id=KHOA, text="<b>Một</b> việc", parse_mode="HTML",
        reply_markup={"inline_keyboard": keyboard}, reply_to_message_id=1,
    )  # fmt: skip
    await call("setMyCommands", commands=[{"command": "viec", "description": "Việc của tôi"}])
    chat = await page.get(f"/sandbox/chat/{KHOA}")
    assert chat["commands"] == [{"command": "viec", "description": "Việc của tôi"}]
    assert (chat["blocked"], chat["started"]) == (False, True)
    assert chat["messages"][1] == {
        "id": 2,
        "from_bot": True,
        "date": "2026-11-23T06:55:00+07:00",
        "text": "Một việc",
        "entities": [{"type": "bold", "offset": 0, "length": 3}],
        "buttons": [[{"text": "Dự", "data": "y"}, {"text": "Văn bản", "url": "https://a.vn/x"}]],
        "reply_to": 1,
        "edited": False,
    }
    assert not chat["messages"][0]["from_bot"]


async def test_writing_and_editing(page: Page, world: World) -> None:
    first = await page.post(f"/sandbox/chat/{KHOA}/text", text="xong")
    await page.post(f"/sandbox/chat/{KHOA}/text", text="rồi", reply_to=first["id"])
    await page.post(f"/sandbox/chat/{KHOA}/edit", message_id=first["id"], text="xong 100%")
    await page.post(f"/sandbox/chat/{KHOA}/sticker")
    kinds = [sorted(set(one) - {"update_id"})[0] for one in world.updates.pending]
    assert kinds == ["message", "message", "edited_message", "message"]
    messages = (await page.get(f"/sandbox/chat/{KHOA}"))["messages"]
    assert messages[0]["text"] == "xong 100%" and messages[0]["edited"]
    assert messages[1]["reply_to"] == first["id"]
    assert messages[2]["sticker"]


async def test_pressing(page: Page, call: Call, world: World) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Dự", "callback_data": "y"}]]}
    await call("sendMessage", chat_id=KHOA, text="Mời họp", reply_markup=keyboard)
    press = f"/sandbox/chat/{KHOA}/press"
    assert await page.post(press, status=409, message_id=1, data="no") == {"error": "no_button"}

    async def answer() -> None:
        (update,) = (await call("getUpdates", timeout=10))["result"]
        query = update["callback_query"]["id"]
        await call("answerCallbackQuery", callback_query_id=query, text="Đã ghi", show_alert=True)

    given, _ = await asyncio.gather(page.post(press, message_id=1, data="y"), answer())
    assert given == {"text": "Đã ghi", "alert": True, "answered": True}


async def test_files(page: Page, world: World) -> None:
    async def send(content: Any, name: str, kind: str, caption: str = "") -> Any:
        form = aiohttp.FormData({"caption": caption, "as": kind}, quote_fields=False)  # as browsers do
        form.add_field("file", content, filename=name, content_type="application/pdf")
        async with page.http.post(f"{page.url}/sandbox/chat/{KHOA}/file", data=form) as answer:
            return answer.status, await answer.json()

    assert (await send(PNG, "a.png", "photo", "ảnh"))[0] == 200
    assert (await send(b"%PDF", "Tờ trình.pdf", "document"))[0] == 200
    assert (await send(BytesIO(bytes(60_000_000)), "lớn.zip", "document"))[0] == 200
    assert (await send(b"text", "a.txt", "photo"))[1] == {"error": "Bad Request: IMAGE_PROCESS_FAILED"}
    photo, paper, huge = (await page.get(f"/sandbox/chat/{KHOA}"))["messages"]
    assert photo["text"] == "ảnh"
    assert (paper["document"]["name"], paper["document"]["size"]) == ("Tờ trình.pdf", 4)
    assert huge["document"]["size"] == 60_000_000
    async with page.http.get(page.url + photo["photo"]) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", PNG)
    async with page.http.get(page.url + paper["document"]["url"]) as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_blocking(page: Page, world: World) -> None:
    assert await page.post(f"/sandbox/chat/{KHOA}/block", blocked=True) == {"blocked": True}
    assert (await page.post(f"/sandbox/chat/{KHOA}/text", status=409, text="x"))["error"] == "blocked"
    assert (await page.get(f"/sandbox/chat/{KHOA}"))["blocked"]
    await page.post(f"/sandbox/chat/{KHOA}/block", blocked=False)
    assert len(world.updates.pending) == 2


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sandbox/chat/9/text", b'{"text":"x"}', 404),
        ("/sandbox/chat/x/text", b'{"text":"x"}', 400),
        (f"/sandbox/chat/{KHOA}/text", b"{}", 400),
        (f"/sandbox/chat/{KHOA}/text", b"[]", 400),
        (f"/sandbox/chat/{KHOA}/text", b"{", 400),
        (f"/sandbox/chat/{KHOA}/text", b'{"text":"  "}', 409),
        (f"/sandbox/chat/{KHOA}/press", b'{"message_id":"x","data":"y"}', 400),
        (f"/sandbox/chat/{KHOA}/edit", b'{"message_id":77,"text":"y"}', 409),
        (f"/sandbox/chat/{KHOA}/file", b"{}", 400),
        ("/sandbox/nothing", b"{}", 404),
    ],
)
async def test_nonsense_is_refused_calmly(page: Page, path: str, body: bytes, status: int) -> None:
    async with page.http.post(page.url + path, data=body) as answer:
        assert answer.status == status


class DeskOffice:
    """A committee of two, whose clock is the world's."""

    language = "en"
    phones = (LAN, 104)

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment.now

    async def people(self) -> Sequence[Resident]:
        return [
            Resident(LAN, "Đỗ Thị Lan", "Phó Giám đốc", "Sở Y tế", "member", "SYT", joined=True),
            Resident(104, "Y Bliêng Niê", "Chủ tịch", "UBND tỉnh", "chair", "CT"),
        ]

    async def code_for(self, account: str) -> str:
        return f"CODE{account}"

    async def turn(self, minutes: int | None, to: str | None) -> datetime:
        if to not in (None, "next_working_day"):
            raise ValueError(to)
        self.moment.now += timedelta(minutes=minutes or 24 * 60 + 5)
        return self.moment.now


@pytest.fixture
async def staffed(world: World, moment: Moment, http: aiohttp.ClientSession) -> AsyncIterator[Page]:
    async with SandboxServer(world, office=DeskOffice(moment)) as server:
        yield Page(server, http)


async def test_the_committee_lives_in_the_page(staffed: Page, world: World) -> None:
    state = await staffed.get("/sandbox/state")
    assert (state["phones"], state["language"]) == ([LAN, 104], "en")
    assert [one["name"] for one in state["people"]] == ["Đỗ Thị Lan", "Y Bliêng Niê"]
    await staffed.post("/sandbox/chat/104/join")
    assert world.updates.pending[0]["message"]["text"] == "/start CODE104"
    assert world.updates.pending[0]["message"]["from"]["first_name"] == "Y Bliêng Niê"


async def test_the_clock_is_turned(staffed: Page, world: World) -> None:
    assert await staffed.post("/sandbox/clock", minutes=60) == {"clock": "2026-11-23T07:55:00+07:00"}
    turned = await staffed.post("/sandbox/clock", to="next_working_day")
    assert turned == {"clock": "2026-11-24T08:00:00+07:00"}
    await staffed.post("/sandbox/clock", status=400, to="yesterday")
    await staffed.post("/sandbox/clock", status=400, minutes="soon")
