"""The guided tour points at what to do, does it when asked, notices what is done, and can be put away."""

import pytest
from playwright.async_api import expect

from bot.sandbox import World
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot, keyboard
from tests.bot.sandbox.browser.small_office import MEMBER, SECRETARY, SmallOffice

pytestmark = pytest.mark.browser


async def greet(script: ScriptedBot, office: SmallOffice, user: int) -> None:
    """What the bot does when somebody joins: welcomes, asks to agree, takes the agreement."""
    assert (await script.message()).text == f"/start CODE-{user}"
    office.joined(user)  # the page finds out by itself
    await script.bot.send_message(
        user, "Kính gửi đồng chí", reply_markup=keyboard(("Đồng ý", "Không đồng ý"))
    )


async def test_it_points_notices_and_helps(
    phones: PhonePage, script: ScriptedBot, office: SmallOffice, world: World
) -> None:
    now = phones.page.locator(".tour-step.now")
    await expect(now).to_contain_text("Tổ giúp việc tham gia")
    await expect(phones.phone(1).locator(".foot .primary")).to_have_attribute("data-pointed", "true")
    await phones.screenshot("tour")
    await phones.join(1)  # by hand
    await greet(script, office, SECRETARY)
    await expect(now.locator(".tour-act")).to_contain_text("Đồng ý")
    await expect(phones.key(1, "Đồng ý")).to_have_attribute("data-pointed", "true")
    await phones.tap(1, "Đồng ý")
    await (await script.press()).answer()
    await expect(now).to_contain_text("Ủy viên tham gia")

    await now.locator(".tour-help").click()  # done for me
    await greet(script, office, MEMBER)
    await (await script.press()).answer()
    await expect(now).to_contain_text("Mời họp bằng một câu")
    await now.locator(".tour-help").click()
    assert (await script.message()).text == "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"
    assert world.chats[MEMBER].started


async def test_it_names_the_buttons_in_the_language_of_the_bot(
    phones: PhonePage, script: ScriptedBot, office: SmallOffice
) -> None:
    act = phones.page.locator(".tour-step.now .tour-act")
    await phones.join(1)
    assert (await script.message()).text == f"/start CODE-{SECRETARY}"
    office.joined(SECRETARY)
    office.language = "en"  # of the bot; the page stays as it is
    await script.bot.send_message(SECRETARY, "Good morning", reply_markup=keyboard(("Agree",)))
    await expect(act).to_have_text("Đọc lời chào rồi bấm Agree.")
    office.language = "vi"
    await phones.page.reload()
    await phones.language("en")
    await expect(act).to_have_text("Read the greeting, then press the button to agree (Đồng ý).")


async def test_it_brings_back_whoever_is_needed(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.choose(1, "Đoàn Minh Trí")
    await expect(phones.phone(1).locator(".plate")).to_have_attribute("data-pointed", "true")
    await phones.page.locator(".tour-help").click()
    await expect(phones.phone(1).locator(".plate-name")).to_have_text("Lưu Thị Thanh Hà")
    assert (await script.message()).text == f"/start CODE-{SECRETARY}"


async def test_it_stays_closed_until_it_is_opened(phones: PhonePage) -> None:
    tour = phones.page.locator("#tour")
    await expect(tour).to_be_visible()
    await phones.close_tour()
    await expect(tour).to_be_hidden()
    await expect(phones.page.locator("[data-pointed]")).to_have_count(0)
    await phones.page.reload()
    await expect(phones.page.locator("body[data-ready]")).to_be_attached()
    await expect(tour).to_be_hidden()
    await phones.page.locator("#tour-open").click()
    await expect(tour).to_be_visible()


@pytest.mark.parametrize("phones", [(360, 740)], indirect=True)
async def test_on_a_narrow_screen_it_brings_the_phone_forward(phones: PhonePage, script: ScriptedBot) -> None:
    await expect(phones.phone(0)).to_be_visible()
    await phones.page.locator(".tour-help").click()
    await expect(phones.phone(1)).to_be_visible()
    assert (await script.message()).text == f"/start CODE-{SECRETARY}"
    await phones.screenshot("tour-narrow")
