"""What a person does on a phone reaches the bot as Telegram would bring it, and the answer is seen."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect
from telegram.error import Forbidden

from bot.sandbox import World
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot, keyboard
from tests.bot.sandbox.browser.small_office import MEMBER, SECRETARY, SmallOffice

pytestmark = pytest.mark.browser


async def test_a_tap_is_a_callback_and_its_answer_shows_over_the_chat(
    phones: PhonePage, script: ScriptedBot
) -> None:
    sent = await script.bot.send_message(
        MEMBER, "Mời họp", reply_markup=keyboard(("Dự", "Vắng"), ("Cử người dự thay",))
    )
    await phones.tap(0, "Dự")
    press = await script.press()
    assert (press.data, press.from_user.id) == ("dự", MEMBER)
    await expect(phones.key(0, "Dự")).to_have_attribute("aria-busy", "true")
    await press.answer("Đã ghi nhận: Dự")
    await phones.toast(0, "Đã ghi nhận: Dự")
    await sent.edit_text("Mời họp. Đã ghi nhận: Dự")
    await expect(phones.phone(0).locator(".key")).to_have_count(0)


async def test_an_alert_has_to_be_closed(phones: PhonePage, script: ScriptedBot) -> None:
    await script.bot.send_message(MEMBER, "Mời họp", reply_markup=keyboard(("Dự",)))
    await phones.tap(0, "Dự")
    await (await script.press()).answer("Cuộc họp đã hủy.", show_alert=True)
    alert = phones.phone(0).get_by_role("alertdialog")
    await expect(alert).to_contain_text("Cuộc họp đã hủy.")
    await alert.get_by_role("button").click()
    await expect(alert).to_be_hidden()


async def test_enter_sends_shift_enter_breaks_the_line_and_composing_sends_nothing(
    phones: PhonePage, script: ScriptedBot
) -> None:
    field = phones.field(0)
    await field.press_sequentially("dòng một")
    await field.press("Shift+Enter")
    await field.press_sequentially("dòng hai")
    await field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    assert await field.input_value() == "dòng một\ndòng hai"
    await field.press("Enter")
    assert (await script.message()).text == "dòng một\ndòng hai"
    assert await phones.said(0, "dòng một") == "dòng một\ndòng hai"
    await expect(field).to_have_value("")
    await field.press("Enter")  # nothing to send
    await phones.say(0, "sau đó")
    assert (await script.message()).text == "sau đó"


async def test_a_reply_carries_what_it_replies_to(phones: PhonePage, script: ScriptedBot) -> None:
    asked = await script.bot.send_message(MEMBER, "NV-14 đến đâu rồi?")
    await script.bot.send_message(MEMBER, "Tin khác")
    await phones.hear(0, "Tin khác")
    await phones.reply(0, "NV-14", "dang lam 70%")
    reply = await script.message()
    assert reply.text == "dang lam 70%"
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == asked.message_id
    await expect(phones.messages(0).last.locator(".quote-text")).to_have_text("NV-14 đến đâu rồi?")


async def test_an_own_message_can_be_edited(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.say(0, "được 60%")
    await script.message()
    await phones.edit(0, "được 60%", "được 70%")
    update = await script.update()
    assert update.edited_message is not None
    assert update.edited_message.text == "được 70%"
    await expect(phones.messages(0).last.locator(".edited")).to_be_visible()
    await expect(phones.messages(0)).to_have_count(1)


async def test_blocking_is_told_and_refuses_the_bot(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.toggle_block(0)
    update = await script.update()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    await expect(phones.field(0)).to_have_count(0)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await script.bot.send_message(MEMBER, "Tới được không")
    await phones.phone(0).locator(".foot .wide").click()
    await expect(phones.field(0)).to_be_visible()
    await script.bot.send_message(MEMBER, "Lại tới được")
    await phones.hear(0, "Lại tới được")


async def test_files_and_stickers(phones: PhonePage, script: ScriptedBot, tmp_path: Path) -> None:
    picture = tmp_path / "pa nô.png"
    picture.write_bytes(await phones.page.screenshot())
    await phones.attach(1, picture, "Ảnh pa nô", kind="photo")
    message = await script.message()
    assert message.photo and message.caption == "Ảnh pa nô"
    await expect(phones.phone(1).locator("img.photo")).to_be_visible()
    paper = tmp_path / "Kế hoạch.docx"
    paper.write_bytes(b"PK" + b"0" * 3000)
    await phones.attach(1, paper)
    message = await script.message()
    assert message.document is not None
    assert (message.document.file_name, message.document.file_size) == ("Kế hoạch.docx", 3002)
    await phones.sticker(1)
    assert (await script.message()).sticker is not None
    await expect(phones.phone(1).locator(".sticker")).to_be_visible()


async def test_joining_opens_the_invitation_link(
    phones: PhonePage, script: ScriptedBot, office: SmallOffice
) -> None:
    await phones.join(1)
    assert (await script.message()).text == f"/start CODE-{SECRETARY}"
    office.joined(SECRETARY)
    await phones.page.reload()
    await expect(phones.field(1)).to_be_visible()
    await expect(phones.phone(1).locator(".foot .primary")).to_have_count(0)
    await expect(phones.phone(0).locator(".foot .primary")).to_have_count(1)


async def test_who_has_joined_shows_however_much_is_said(
    phones: PhonePage, world: World, office: SmallOffice
) -> None:
    office.joined(SECRETARY)
    async with asyncio.timeout(15):  # a chat in which something is said without a pause
        while await phones.phone(1).locator(".foot .primary").count():
            world.add_message(world.chats[SECRETARY], {"text": "Giấy mời"}, from_bot=True)
            await asyncio.sleep(0.05)


async def test_two_people_at_two_phones_do_not_mix(phones: PhonePage, script: ScriptedBot) -> None:
    await phones.say(0, "từ Ủy viên")
    await phones.say(1, "từ Thư ký")
    heard = {(one.chat.id, one.text) for one in [await script.message(), await script.message()]}
    assert heard == {(MEMBER, "từ Ủy viên"), (SECRETARY, "từ Thư ký")}
    await expect(phones.messages(0)).to_have_count(1)
    await expect(phones.messages(2)).to_have_count(0)


async def test_what_could_not_be_sent_stands_in_the_field_again(
    phones: PhonePage, script: ScriptedBot
) -> None:
    # The server knows of a block in the moment before the page does; that moment is held here.
    await phones.page.route(
        f"**/sandbox/chat/{MEMBER}/text",
        lambda route: route.fulfill(status=409, json={"error": "blocked"}),
    )
    await phones.say(0, "không mất")
    await expect(phones.page.locator(".notice")).to_contain_text("đã chặn")
    await expect(phones.field(0)).to_have_value("không mất")
    phones.complaints.clear()  # the browser itself reports the 409
