"""The page can be used by keyboard, on a narrow screen, in both languages, and finds its way back."""

import pytest
from playwright.async_api import expect

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot, keyboard
from tests.bot.sandbox.browser.small_office import CHAIR, MEMBER, SECRETARY, SmallOffice

pytestmark = pytest.mark.browser


async def test_the_clock_is_turned_by_its_buttons(phones: PhonePage) -> None:
    hour, day = await phones.moment()
    assert day == "thứ Hai, 23/11/2026"
    assert hour.startswith("06:5")
    await phones.turn("07:00")
    assert await phones.moment() == ("07:00", "thứ Hai, 23/11/2026")
    await phones.turn("60")
    await phones.turn("5")
    assert await phones.moment() == ("08:05", "thứ Hai, 23/11/2026")
    await phones.turn("next_working_day")
    assert await phones.moment() == ("07:00", "thứ Ba, 24/11/2026")
    await expect(phones.phone(0).locator(".status-hour")).to_have_text("07:00")


async def test_a_clock_turned_elsewhere_shows_here(
    phones: PhonePage, server: SandboxServer, office: SmallOffice
) -> None:
    server.tell_clock(await office.turn(60, None))
    await expect(phones.page.locator(".clock-hour")).to_have_text("07:55")


async def test_everything_by_keyboard(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.close_tour()
    await phones.open()  # anew, so that Tab begins at the beginning
    await script.bot.send_message(MEMBER, "Mời họp", reply_markup=keyboard(("Dự", "Vắng")))
    await phones.hear(0, "Mời họp")
    press = phones.page.keyboard.press
    await press("Tab")  # the first stop of the page
    await expect(phones.page.locator(".skip").first).to_be_focused()
    await press("Enter")
    await press("Tab")
    await expect(phones.phone(0).locator(".plate")).to_be_focused()
    await press("Enter")
    await phones.page.keyboard.type("thanh ha")
    await press("Enter")
    await expect(phones.phone(0).locator(".plate-name")).to_have_text("Lưu Thị Thanh Hà")
    await press("Enter")
    await phones.page.keyboard.type("so tai chinh")
    await press("Enter")
    await expect(phones.phone(0).locator(".plate-name")).to_have_text("Vũ Đăng Khoa")
    await expect(phones.phone(0).locator(".plate")).to_be_focused()
    for _ in range(8):
        await press("Tab")
        if await phones.key(0, "Vắng").evaluate("(node) => node === document.activeElement"):
            break
    await press("Enter")
    query = await script.press()
    assert query.data == "vắng"
    await query.answer()
    await phones.messages(0).last.focus()
    await press("r")
    await expect(phones.field(0)).to_be_focused()
    await phones.page.keyboard.type("đi công tác")
    await press("Enter")
    message = await script.message()
    assert message.text == "đi công tác"
    assert message.reply_to_message is not None


async def test_arrows_move_through_the_messages(phones: PhonePage, script: ScriptedBot) -> None:
    for text in ("một", "hai", "ba"):
        await script.bot.send_message(MEMBER, text, reply_markup=keyboard((f"Nút {text}",)))
    await phones.hear(0, "ba")
    await phones.messages(0).last.focus()
    await phones.page.keyboard.press("ArrowUp")
    await expect(phones.messages(0).nth(1)).to_be_focused()
    await phones.page.keyboard.press("Home")
    await expect(phones.messages(0).nth(0)).to_be_focused()
    assert await phones.key(0, "Nút một").get_attribute("tabindex") == "0"
    assert await phones.key(0, "Nút ba").get_attribute("tabindex") == "-1"


async def test_anyone_can_be_chosen_and_two_phones_change_places(phones: PhonePage) -> None:
    await phones.choose(0, "Đoàn Minh Trí")
    await phones.choose(0, "Lưu Thị Thanh Hà")
    await expect(phones.phone(1).locator(".plate-name")).to_have_text("Đoàn Minh Trí")
    await phones.page.reload()
    await expect(phones.phone(0).locator(".plate-name")).to_have_text("Lưu Thị Thanh Hà")
    await phones.phone(0).locator(".plate").click()
    await phones.phone(0).get_by_role("combobox").fill("không có ai như vậy")
    await expect(phones.phone(0).locator(".picker-none")).to_be_visible()
    await phones.page.keyboard.press("Escape")
    await expect(phones.phone(0).locator(".picker-panel")).to_be_hidden()


@pytest.mark.parametrize("phones", [(360, 740)], indirect=True)
async def test_a_narrow_screen_shows_one_phone_and_never_scrolls_sideways(
    phones: PhonePage, script: ScriptedBot
) -> None:
    assert await phones.too_wide() == []
    await expect(phones.page.locator(".phone:visible")).to_have_count(1)
    await script.bot.send_message(
        SECRETARY,
        "https://example.vn/" + "x" * 300,
        reply_markup=keyboard(("Chuyển cho đầu mối " * 3, "Xem văn bản")),
    )
    tab = phones.page.locator(".tab").nth(1)
    await expect(tab.locator(".dot")).to_be_visible()
    await phones.forward(1)
    await expect(tab.locator(".dot")).to_be_hidden()
    assert await phones.too_wide() == []
    await phones.say(1, "chữ" * 400)
    await phones.said(1, "chữchữ")
    assert await phones.too_wide() == []
    await phones.phone(1).locator(".plate").click()
    assert await phones.too_wide() == []
    await phones.screenshot("narrow")


@pytest.mark.parametrize("phones", [(1024, 768), (1440, 900)], indirect=True)
async def test_wide_screens_show_three_phones(phones: PhonePage) -> None:
    await expect(phones.page.locator(".phone:visible")).to_have_count(3)
    assert await phones.too_wide() == []
    size = phones.page.viewport_size
    await phones.screenshot(f"three-phones-{size['width'] if size else 0}")


async def test_both_languages(phones: PhonePage) -> None:
    await phones.language("en")
    await expect(phones.page.locator(".clock-day")).to_have_text("Monday, 23/11/2026")
    await expect(phones.phone(0).locator(".plate-role")).to_have_text("Member")
    await expect(phones.field(0)).to_have_attribute("placeholder", "Message")
    await phones.screenshot("english")
    await phones.page.reload()
    await expect(phones.page.locator("html")).to_have_attribute("lang", "en")
    await phones.language("vi")
    await expect(phones.phone(0).locator(".plate-role")).to_have_text("Ủy viên")


async def test_the_page_comes_back_after_the_server_was_away(
    phones: PhonePage, server: SandboxServer, world: World, office: SmallOffice
) -> None:
    await server.__aexit__(None, None, None)
    await expect(phones.page.locator("#break")).to_be_visible()
    world.add_message(world.chats[CHAIR], {"text": "Trong lúc vắng"}, from_bot=True)
    async with SandboxServer(world, port=server.port, office=office):
        await phones.hear(2, "Trong lúc vắng")
        await expect(phones.page.locator("#break")).to_be_hidden()
        phones.complaints.clear()  # the browser itself reports the broken connection
        await phones.page.goto("about:blank")
        phones.outside.clear()
