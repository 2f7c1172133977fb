"""What people do comes to the bot as Zalo brings it: one event per poll, in the forms that were seen."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import NotPossible, SandboxServer
from bot.sandbox.zalo import Plan, ZaloWorld
from tests.bot.sandbox.zalo.conftest import KHOA, LAN, STRANGER, Ask, refusal
from tests.bot.sandbox.zalo.test_methods import MILLISECONDS, PNG


async def event(ask: Ask, timeout: Any = 5) -> dict[str, Any]:  # noqa: ASYNC109
    """The next event."""
    status, body = await ask("getUpdates", timeout=timeout)
    assert status == 200 and body["ok"]
    found: dict[str, Any] = body["result"]
    return found


async def test_a_text_is_one_object_and_never_a_list(ask: Ask, zalo: ZaloWorld) -> None:
    said = zalo.say(KHOA, "  đang làm 70%  ")
    zalo.say(LAN, "xong")
    assert zalo.waiting == 2
    assert await event(ask) == {
        "event_name": "message.text.received",
        "message": {
            "from": {"id": KHOA, "display_name": "Vũ Đăng Khoa", "is_bot": False},
            "chat": {"id": KHOA, "chat_type": "PRIVATE"},
            "message_id": said.id,
            "date": MILLISECONDS,
            "text": "đang làm 70%",
            "message_type": "CHAT_TEXT",
        },
    }
    assert (await event(ask, "5"))["message"]["text"] == "xong"
    assert zalo.waiting == 1  # handed over, but the poller has not come back
    assert await refusal(ask("getUpdates", timeout=0)) == (408, 408)
    assert zalo.waiting == 0


async def test_a_poll_waits_for_what_comes(ask: Ask, zalo: ZaloWorld) -> None:
    poll = asyncio.ensure_future(ask("getUpdates"))
    await zalo.until(lambda: zalo.updates.polled)
    zalo.say(KHOA, "tới đây")
    assert (await poll)[1]["result"]["message"]["text"] == "tới đây"
    assert await refusal(ask("getUpdates", timeout="soon")) == (400, 400)


async def test_a_long_text_goes_in_parts(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.say(KHOA, "nội dung " * 400)
    assert zalo.waiting == 2
    texts = [(await event(ask))["message"]["text"] for _ in range(2)]
    assert all(len(text) <= 2000 for text in texts)
    assert " ".join(texts) == ("nội dung " * 400).strip()


async def test_two_pollers_share_what_comes_and_nobody_is_told(ask: Ask, zalo: ZaloWorld) -> None:
    polls = [asyncio.ensure_future(ask("getUpdates")) for _ in range(2)]
    await zalo.until(lambda: len(zalo.calls_of("getUpdates")) == 2)
    zalo.say(KHOA, "1")
    zalo.say(KHOA, "2")
    texts = {(await poll)[1]["result"]["message"]["text"] for poll in polls}
    assert texts == {"1", "2"}


async def test_pictures_voice_notes_and_stickers(
    ask: Ask, zalo: ZaloWorld, http: aiohttp.ClientSession
) -> None:
    zalo.send_photo(KHOA, PNG, caption="hiện trường")
    zalo.send_voice(KHOA)
    zalo.send_sticker(KHOA)
    found = await event(ask)
    assert found["event_name"] == "message.image.received"
    assert (found["message"]["caption"], found["message"]["message_type"]) == ("hiện trường", "CHAT_PHOTO")
    async with http.get(found["message"]["photo_url"]) as answer:
        assert await answer.read() == PNG
    found = await event(ask)
    assert (found["event_name"], found["message"]["message_type"]) == ("message.voice.received", "CHAT_VOICE")
    assert found["message"]["voice_url"].endswith(".aac")
    async with http.get(found["message"]["voice_url"]) as answer:
        assert answer.status == 200
    found = await event(ask)
    assert found["event_name"] == "message.sticker.received"
    assert found["message"]["sticker"] and found["message"]["url"]


async def test_the_documented_name_of_a_picture(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.photo_field = "photo"
    zalo.send_photo(KHOA, PNG)
    message = (await event(ask))["message"]
    assert message["photo"] and "photo_url" not in message and "caption" not in message


async def test_links_files_and_cards_are_events_without_content(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.send_link(KHOA, "https://binhson.gov.vn/kh")
    zalo.say(KHOA, "https://binhson.gov.vn/kh")
    zalo.send_file(KHOA, "du-thao.pdf", b"%PDF")
    zalo.send_card(KHOA, "Lan")
    for _ in range(4):
        found = await event(ask)
        assert found["event_name"] == "message.unsupported.received"
        assert found["message"].keys() == {"from", "chat", "message_id", "date"}
    zalo.oddities.links_unsupported = False
    zalo.say(KHOA, "https://binhson.gov.vn/kh")
    assert (await event(ask))["message"]["text"] == "https://binhson.gov.vn/kh"
    assert [one.kind for one in zalo.messages(KHOA)] == ["link", "link", "file", "card", "text"]


async def test_what_nobody_knows_yet(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.unknown_fields = True
    zalo.send_event(KHOA, "message.reaction.received", emoji="👍")
    _, body = await ask("getUpdates")
    assert "future_field" in body
    found = body["result"]
    assert found["event_name"] == "message.reaction.received"
    assert found["message"]["emoji"] == "👍"
    assert "future_field" in found["message"] and "future_field" in found["message"]["from"]


async def test_a_group(ask: Ask, zalo: ZaloWorld) -> None:
    group = zalo.add_group("Tổ giúp việc")
    zalo.say(KHOA, "@Bot họp mấy giờ", group=group)
    found = (await event(ask))["message"]
    assert found["chat"] == {"id": group, "chat_type": "GROUP"}
    assert found["from"]["id"] == KHOA
    assert zalo.messages(KHOA) == []


async def test_what_a_phone_does_not_allow(zalo: ZaloWorld) -> None:
    with pytest.raises(NotPossible, match="empty"):
        zalo.say(KHOA, "  ")
    zalo.block(KHOA)
    with pytest.raises(NotPossible, match="blocked"):
        zalo.say(KHOA, "x")


async def test_choosing_by_the_number_of_a_list(ask: Ask, zalo: ZaloWorld) -> None:
    text = "Mời họp:\n1. Nội dung\n\nTrả lời bằng một số:\n1. Dự\n2. Vắng, có lý do\n10. Cử người dự thay\n"
    await ask("sendMessage", chat_id=KHOA, text=text)
    await ask("sendMessage", chat_id=KHOA, text="Không có gì:\nđể chọn")
    first = await zalo.heard(KHOA, "Mời họp")
    assert zalo.choices(first) == {"Dự": 1, "Vắng, có lý do": 2, "Cử người dự thay": 10}
    assert zalo.choices(zalo.sent_to(KHOA)[1]) == {}
    assert zalo.choose(KHOA, "Vắng").text == "2"
    assert zalo.choose(KHOA, "Cử người", first).text == "10"
    with pytest.raises(NotPossible, match="no_button"):
        zalo.choose(KHOA, "Gửi")


async def test_hearing_waits_and_says_what_was_said_instead(ask: Ask, zalo: ZaloWorld) -> None:
    await ask("sendMessage", chat_id=KHOA, text="Đã ghi nhận")
    first = await zalo.heard(KHOA, "ghi nhận")
    assert zalo.last_to(KHOA) == first and zalo.last_to(LAN) is None
    with pytest.raises(AssertionError, match="Đã ghi nhận"):
        await zalo.heard(KHOA, "ghi nhận", after=first.serial, seconds=0.01)


async def test_the_plan_has_room_for_so_many_people(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.plan = Plan(users=2)
    zalo.say(STRANGER, "xin chào")
    assert zalo.waiting == 0
    assert await refusal(ask("sendMessage", chat_id=STRANGER, text="x")) == (404, 404)
    zalo.say(KHOA, "tôi vẫn nhắn được")
    assert zalo.waiting == 1


async def test_two_bots_know_the_same_person_by_other_ids(
    zalo: ZaloWorld, server: SandboxServer, http: aiohttp.ClientSession
) -> None:
    second = ZaloWorld(zalo.now, token="2140301986:second")
    assert second.add_user("Khoa") != zalo.add_user("Khoa")
    async with SandboxServer(server.world, zalo=[zalo, second]) as both:
        account = second.add_user("Hà", met=True)
        address = f"{both.zalo_url}/bot{second.token}/sendMessage"
        async with http.post(address, json={"chat_id": account, "text": "x"}) as answer:
            assert (await answer.json())["ok"]
    assert second.said_to(account) == ["x"]
