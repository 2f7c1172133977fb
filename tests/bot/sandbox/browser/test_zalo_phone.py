"""A phone with Zalo: chosen in the list of people, it writes numbers, and the bot is told what Zalo tells."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import expect

from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot
from tests.bot.sandbox.browser.small_office import MEMBER, SmallOffice

pytestmark = pytest.mark.browser

INVITATION = (
    "MỜI HỌP\nKính gửi đồng chí Vũ Đăng Khoa,\n\nNội dung: góp ý dự thảo kế hoạch 2027\n"
    "Thời gian: 14h00, thứ Năm, ngày 26/11/2026\nĐịa điểm: phòng họp A\n"
    "Tài liệu: https://binhson.example/du-thao\n\n"
    "Trả lời bằng một số:\n1. Dự\n2. Vắng, có lý do\n3. Cử người dự thay"
)


@pytest.fixture
def zalo(office: SmallOffice) -> ZaloWorld:
    zalo = ZaloWorld(office.now, name="Bot Giao Ban")
    for number, one in office.residents.items():
        account = zalo.add_user(one.name)
        office.residents[number] = replace(one, zalo=account)
    return zalo


@pytest.fixture
async def server(world: World, office: SmallOffice, zalo: ZaloWorld) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world, office=office, zalo=[zalo]) as server:
        yield server


@pytest.fixture
async def bot_says(server: SandboxServer, zalo: ZaloWorld, office: SmallOffice) -> AsyncIterator[Any]:
    """`await bot_says(text, styles)` to the member."""
    async with aiohttp.ClientSession() as session:

        async def say(text: str, *styles: dict[str, Any]) -> None:
            body = {"chat_id": member(office), "text": text, "text_styles": list(styles)}
            async with session.post(f"{server.zalo_url}/bot{zalo.token}/sendMessage", json=body) as answer:
                assert (await answer.json())["ok"]

        yield say


def member(office: SmallOffice) -> str:
    return office.residents[MEMBER].zalo


def event(zalo: ZaloWorld) -> dict[str, Any]:
    """The oldest event that waits."""
    found: dict[str, Any] = zalo.updates.pending.popleft()["event"]
    return found


async def test_a_person_joins_by_a_code_and_answers_by_a_number(
    phones: PhonePage, zalo: ZaloWorld, office: SmallOffice, bot_says: Any
) -> None:
    await phones.close_tour()
    await phones.use(0, "Zalo")
    await expect(phones.phone(0).locator(".plate-app")).to_be_visible()
    await expect(phones.phone(0).locator(".head-name")).to_have_text("Bot Giao Ban")
    await expect(phones.phone(1).locator(".plate-app")).to_be_hidden()
    await phones.join(0)
    await phones.said(0, "CODE-")
    assert event(zalo)["message"]["text"] == f"CODE-{member(office)}"
    office.joined_zalo(MEMBER)
    await bot_says(INVITATION, {"start": 0, "len": 7, "st": ["b"]}, {"start": 17, "len": 9, "st": ["i", "u"]})
    text = await phones.hear(0, "MỜI HỌP")
    assert text.endswith("3. Cử người dự thay")
    message = phones.messages(0).last
    await expect(message.locator("strong")).to_have_text("MỜI HỌP")
    await expect(message.locator("em")).to_have_text("đồng chí")
    await expect(message.locator("a")).to_have_text("https://binhson.example/du-thao")
    await expect(phones.phone(0).locator(".key, .tool, .foot .primary")).to_have_count(0)
    await phones.say(0, "1")
    await phones.said(0, "1")
    assert event(zalo)["message"]["text"] == "1"
    await phones.screenshot("zalo")


async def test_what_zalo_does_not_bring_is_shown_all_the_same(
    phones: PhonePage, zalo: ZaloWorld, office: SmallOffice, bot_says: Any, tmp_path: Path
) -> None:
    await phones.use(0, "Zalo")
    paper = tmp_path / "du-thao.pdf"
    paper.write_bytes(b"%PDF-1.4")
    await phones.attach(0, paper)
    await expect(phones.phone(0).locator(".document-name")).to_have_text("du-thao.pdf")
    await phones.attachment(0, "Gửi liên kết")
    await phones.said(0, "https://")
    await phones.attachment(0, "Gửi nhãn dán")
    await expect(phones.phone(0).locator(".message .sticker")).to_be_visible()
    names = [event(zalo)["event_name"] for _ in range(3)]
    unsupported = "message.unsupported.received"
    assert names == [unsupported, unsupported, "message.sticker.received"]
    await phones.messages(0).last.focus()
    await phones.page.keyboard.press("r")  # nothing to reply with
    await expect(phones.phone(0).locator(".bar")).to_be_hidden()


async def test_a_blocked_bot_cannot_write_and_is_not_told(phones: PhonePage, zalo: ZaloWorld) -> None:
    await phones.use(0, "Zalo")
    await phones.toggle_block(0)
    await expect(phones.field(0)).to_have_count(0)
    assert zalo.waiting == 0
    await phones.phone(0).locator(".foot .wide").click()
    await expect(phones.field(0)).to_be_visible()


async def test_one_person_on_both_apps_side_by_side(
    phones: PhonePage, script: ScriptedBot, zalo: ZaloWorld
) -> None:
    await phones.use(0, "Zalo")
    await phones.choose(1, "Vũ Đăng Khoa")
    await phones.say(0, "từ Zalo")
    await phones.say(1, "từ Telegram")
    await phones.said(0, "từ Zalo")
    assert event(zalo)["message"]["text"] == "từ Zalo"
    assert (await script.message()).text == "từ Telegram"
    await expect(phones.messages(0)).to_have_count(1)
    await phones.use(0, "Telegram")  # where phone 1 is already: they change places
    await expect(phones.phone(1).locator(".plate-app")).to_be_visible()
    await phones.said(0, "từ Telegram")
    await phones.said(1, "từ Zalo")
    await phones.page.reload()
    await expect(phones.phone(1).locator(".plate-app")).to_be_visible()
    await phones.said(1, "từ Zalo")
    await phones.screenshot("both-apps")


async def test_what_is_said_after_a_long_answer_comes_into_view(
    phones: PhonePage, zalo: ZaloWorld, office: SmallOffice, bot_says: Any
) -> None:
    await phones.use(0, "Zalo")
    await phones.say(0, "/thongbao")
    await phones.said(0, "/thongbao")
    await bot_says("Kính gửi các đồng chí,\n" + "Nội dung dài.\n" * 60)
    await phones.hear(0, "Kính gửi các đồng chí")
    await bot_says("Thông báo số 1, chưa gửi\n\nTrả lời bằng một số:\n1. Gửi\n2. Bỏ")
    await phones.hear(0, "Thông báo số 1")
    await expect(phones.messages(0).last.locator(".text")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("phones", [(360, 740)], indirect=True)
async def test_on_a_narrow_screen(
    phones: PhonePage, zalo: ZaloWorld, office: SmallOffice, bot_says: Any
) -> None:
    await phones.close_tour()
    await phones.phone(0).locator(".plate").click()
    await phones.screenshot("zalo-choice")
    await phones.page.keyboard.press("Escape")
    await phones.use(0, "Zalo")
    await phones.say(0, "xin chào")
    await bot_says(INVITATION, {"start": 0, "len": 7, "st": ["b"]})
    await phones.hear(0, "MỜI HỌP")
    await phones.say(0, "2")
    await phones.said(0, "2")
    assert await phones.too_wide() == []
    await phones.screenshot("zalo-narrow")
