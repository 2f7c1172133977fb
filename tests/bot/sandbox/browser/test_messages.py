"""What the bot sends is shown as Telegram would show it, and text stays text."""

import pytest
from playwright.async_api import expect
from telegram import BotCommand, BotCommandScopeChat

from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot, keyboard
from tests.bot.sandbox.browser.small_office import MEMBER, SECRETARY

pytestmark = pytest.mark.browser

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> <b>&\"' H’Loan 🙂"


async def test_formatting_is_shown_and_hostile_text_stays_text(
    phones: PhonePage, script: ScriptedBot
) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    await script.bot.send_message(
        MEMBER,
        f"🙂 <b>đậm <i>nghiêng</i></b>\n<blockquote>trích</blockquote>\n{escaped} "
        '<a href="https://example.vn/a">mẫu</a> /trogiup',
        parse_mode="HTML",
    )
    shown = await phones.hear(0, "đậm")
    assert HOSTILE in shown
    message = phones.messages(0).last
    await expect(message.locator("strong")).to_have_text("đậm nghiêng")
    await expect(message.locator("strong em")).to_have_text("nghiêng")
    await expect(message.locator("blockquote")).to_have_text("trích")
    await expect(message.locator("a:not(.command)")).to_have_attribute("href", "https://example.vn/a")
    assert await phones.page.locator(".log script, .log img").count() == 0
    await message.locator(".command").click()
    assert (await script.message()).text == "/trogiup"


async def test_what_a_person_types_stays_text(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.say(0, HOSTILE)
    assert (await script.message()).text == HOSTILE
    assert await phones.said(0, "onerror") == HOSTILE


async def test_entities_may_be_nested_cut_short_or_unsafe(phones: PhonePage) -> None:
    html = await phones.page.evaluate(
        """async () => {
          const { rich } = await import("/page/entities.js");
          const box = document.createElement("div");
          const entities = [
            { type: "bold", offset: 0, length: 6 }, { type: "italic", offset: 3, length: 9 },
            { type: "text_link", offset: 7, length: 4, url: "javascript:alert(1)" },
            { type: "unheard_of", offset: 12, length: 99 }, { type: "bold", offset: 80, length: 2 },
          ];
          box.append(rich("🙂 abc def ghi <b>", entities, { onCommand() {}, onLink: () => false }));
          return box.innerHTML;
        }"""
    )
    assert html == "<strong>🙂 <em>abc</em></strong> <span>def </span>g<span>hi &lt;b&gt;</span>"


async def test_pictures_documents_and_long_texts(
    phones: PhonePage, script: ScriptedBot, world: object
) -> None:
    drawing = await phones.page.screenshot()
    await script.bot.send_photo(SECRETARY, drawing, caption="Pa nô tại cửa khẩu")
    picture = phones.phone(1).locator("img.photo")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("(image) => image.naturalWidth") == 1440

    await script.bot.send_document(SECRETARY, b"x" * 4096, filename="Bảng tổng hợp tháng 11.xlsx")
    card = phones.phone(1).locator(".document")
    await expect(card.locator(".document-name")).to_have_text("Bảng tổng hợp tháng 11.xlsx")
    await expect(card.locator(".document-size")).to_have_text("4,0 KB")
    async with phones.page.expect_download() as download:
        await card.click()
    assert (await download.value).suggested_filename == "Bảng tổng hợp tháng 11.xlsx"

    long = "Kính gửi các đồng chí. " * 170
    await script.bot.send_message(SECRETARY, long, reply_markup=keyboard(("Đã nhận",)))
    assert (await phones.hear(1, "Kính gửi")).strip() == long.strip()
    top = phones.messages(1).last
    await expect(top).to_be_in_viewport()
    await expect(phones.phone(1).locator(".to-end")).to_be_visible()
    await phones.phone(1).locator(".to-end").click()
    await expect(phones.key(1, "Đã nhận")).to_be_in_viewport()
    await phones.screenshot("long-announcement")


async def test_edits_deletions_and_days(phones: PhonePage, script: ScriptedBot) -> None:
    first = await script.bot.send_message(MEMBER, "Thứ nhất")
    await phones.hear(0, "Thứ nhất")
    await expect(phones.phone(0).locator(".day")).to_have_text("thứ Hai, 23/11/2026")
    await first.edit_text("Đã thay")
    await phones.hear(0, "Đã thay")
    await expect(phones.messages(0).last.locator(".edited")).to_have_text("đã sửa")
    await phones.turn("next_working_day")
    await script.bot.send_message(MEMBER, "Hôm sau")
    await phones.hear(0, "Hôm sau")
    await expect(phones.phone(0).locator(".day")).to_have_text(["thứ Hai, 23/11/2026", "thứ Ba, 24/11/2026"])
    await first.delete()
    await expect(phones.messages(0)).to_have_count(1)
    await expect(phones.phone(0).locator(".day")).to_have_text(["thứ Ba, 24/11/2026"])


async def test_the_menu_lists_this_chats_commands(phones: PhonePage, script: ScriptedBot) -> None:
    await expect(phones.phone(0).locator(".menu-button")).to_be_hidden()
    await script.bot.set_my_commands(
        [BotCommand("viec", "Việc của tôi"), BotCommand("trogiup", "Trợ giúp")],
        scope=BotCommandScopeChat(MEMBER),
    )
    await phones.command(0, "viec")
    assert (await script.message()).text == "/viec"
    await expect(phones.phone(1).locator(".menu-button")).to_be_hidden()


async def test_a_link_to_the_bot_itself_says_start(phones: PhonePage, script: ScriptedBot) -> None:
    await script.bot.send_message(MEMBER, "https://t.me/giaoban_bot?start=AB12")
    await phones.phone(0).locator(".text a").click()
    assert (await script.message()).text == "/start AB12"
