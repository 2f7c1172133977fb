"""python-telegram-bot talks to the sandbox over HTTP and notices no difference."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.sandbox import SandboxServer, Toast, World
from tests.bot.sandbox.conftest import KHOA, LAN, PNG, STRANGER, bot_of

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Dự", callback_data="rsvp:17:yes")]])


async def only_update(bot: Bot) -> Update:
    updates = await bot.get_updates(timeout=10)
    assert len(updates) == 1
    await bot.get_updates(offset=updates[0].update_id + 1)
    return updates[0]


async def test_who_the_bot_is(bot: Bot, world: World) -> None:
    me = await bot.get_me()
    assert (me.id, me.first_name, me.username) == (world.bot["id"], "Giao Ban", "sandbox_bot")
    assert (await bot.get_my_name()).name == "Giao Ban"


async def test_a_message_arrives_as_it_was_meant(bot: Bot, world: World) -> None:
    sent = await bot.send_message(KHOA, "<b>Kính gửi</b> đồng chí", parse_mode="HTML", reply_markup=KEYBOARD)
    assert sent.text == "Kính gửi đồng chí"
    assert sent.parse_entity(sent.entities[0]) == "Kính gửi"
    assert sent.chat.id == KHOA and sent.from_user and sent.from_user.is_bot
    assert sent.date == world.now()
    assert world.said_to(KHOA) == ["Kính gửi đồng chí"]
    assert world.buttons(world.sent_to(KHOA)[0]) == {"Dự": "rsvp:17:yes"}
    assert world.said_to(LAN) == []


async def test_start_with_a_code(bot: Bot, world: World) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(STRANGER, "x")
    world.start(STRANGER, "ABC123")
    message = (await only_update(bot)).message
    assert message and message.text == "/start ABC123"
    assert message.parse_entities(["bot_command"]) == {message.entities[0]: "/start"}
    await bot.send_message(STRANGER, "x")


async def test_a_reply_carries_what_it_replies_to(bot: Bot, world: World) -> None:
    first = await bot.send_message(KHOA, "Nhiệm vụ 12")
    world.say(KHOA, "đang làm 70%", first.message_id)
    message = (await only_update(bot)).message
    assert message and message.reply_to_message
    assert message.reply_to_message.text == "Nhiệm vụ 12"
    answer = await bot.send_message(KHOA, "Đã ghi", reply_to_message_id=message.message_id)
    assert answer.reply_to_message and answer.reply_to_message.text == "đang làm 70%"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(KHOA, "x", reply_to_message_id=999)
    alone = await bot.send_message(KHOA, "x", reply_to_message_id=999, allow_sending_without_reply=True)
    assert alone.reply_to_message is None


async def test_a_press_is_answered(bot: Bot, world: World) -> None:
    sent = await bot.send_message(KHOA, "Mời họp", reply_markup=KEYBOARD)
    pressing = asyncio.gather(world.tap(KHOA, "Dự"))
    query = (await only_update(bot)).callback_query
    assert query and query.data == "rsvp:17:yes" and query.from_user.id == KHOA
    assert query.message and query.message.message_id == sent.message_id
    await query.answer("Đã ghi: dự", show_alert=True)
    assert await pressing == [Toast("Đã ghi: dự", alert=True)]
    await query.edit_message_text("Mời họp. Đồng chí đã báo: dự")
    assert world.sent_to(KHOA)[0]["text"] == "Mời họp. Đồng chí đã báo: dự"
    assert "reply_markup" not in world.sent_to(KHOA)[0]
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("123")


async def test_edits(bot: Bot, world: World) -> None:
    sent = await bot.send_message(KHOA, "a", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("a", reply_markup=KEYBOARD)
    await sent.edit_reply_markup(None)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(None)
    edited = await sent.edit_text("<i>b</i>", parse_mode="HTML")
    assert not isinstance(edited, bool) and edited.edit_date and edited.text == "b"
    photo = await bot.send_photo(KHOA, PNG, caption="cũ")
    await photo.edit_caption("mới")
    assert world.said_to(KHOA) == ["b", "mới"]
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("x")
    await photo.delete()
    assert world.said_to(KHOA) == ["b"]


async def test_a_document_is_sent_fetched_and_sent_again(bot: Bot, world: World) -> None:
    sent = await bot.send_document(
        KHOA, b"%PDF-1.7 x", filename="Tờ trình.pdf", caption="<b>Gửi</b>", parse_mode="HTML"
    )
    assert sent.document and sent.document.file_name == "Tờ trình.pdf" and sent.document.file_size == 10
    assert sent.caption == "Gửi" and sent.caption_entities[0].type == "bold"
    again = await bot.send_document(LAN, sent.document.file_id)
    assert again.document == sent.document
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7 x"
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(LAN, sent.document.file_id)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(LAN, "BQAC-unknown")


async def test_a_photo_must_be_a_picture(bot: Bot) -> None:
    sent = await bot.send_photo(KHOA, PNG)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (4, 4)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(KHOA, b"no picture")


async def test_any_message_can_be_copied(bot: Bot, world: World) -> None:
    world.send_document(KHOA, "a.docx", b"x", caption="Thông báo")
    world.say(KHOA, "<b>đậm</b> 😀", html=True)
    for message in world.messages(KHOA):
        await bot.copy_message(LAN, KHOA, message["message_id"])
    assert world.said_to(LAN) == ["Thông báo", "đậm 😀"]
    assert world.sent_to(LAN)[1]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(LAN, KHOA, 999)


async def test_block_and_unblock(bot: Bot, world: World) -> None:
    world.block(KHOA)
    change = (await only_update(bot)).my_chat_member
    assert change and change.new_chat_member.status == ChatMemberStatus.BANNED
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(KHOA, "x")
    world.unblock(KHOA)
    change = (await only_update(bot)).my_chat_member
    assert change and change.new_chat_member.status == ChatMemberStatus.MEMBER
    await bot.send_message(KHOA, "x")
    world.deactivate(KHOA)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(KHOA, "x")


async def test_everything_a_person_can_send_is_parsed(bot: Bot, world: World) -> None:
    first = world.say(KHOA, "xong")
    world.edit(KHOA, first["message_id"], "xong rồi")
    world.send_photo(KHOA, PNG, caption="ảnh")
    world.send_document(KHOA, "lớn.zip", b"x", size=100_000_000)
    world.send_sticker(KHOA)
    world.send_voice(KHOA)
    world.send_album(KHOA, [PNG, PNG], caption="hai ảnh")
    updates = await bot.get_updates()
    messages = [one.effective_message for one in updates]
    assert all(messages) and updates[1].edited_message
    assert [one.text or one.caption for one in messages if one] == [
        "xong", "xong rồi", "ảnh", None, None, None, "hai ảnh", None,
    ]  # fmt: skip
    huge = messages[3]
    assert huge and huge.document and huge.document.file_size == 100_000_000
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(huge.document.file_id)
    assert messages[4] and messages[4].sticker and messages[5] and messages[5].voice
    assert messages[6] and messages[7] and messages[6].media_group_id == messages[7].media_group_id


async def test_menus_by_scope(bot: Bot, world: World) -> None:
    await bot.set_my_commands([BotCommand("trogiup", "Trợ giúp")])
    await bot.set_my_commands([("viec", "Việc của tôi")], scope=BotCommandScopeChat(KHOA))
    assert world.commands_for(KHOA) == [{"command": "viec", "description": "Việc của tôi"}]
    assert world.commands_for(LAN) == [{"command": "trogiup", "description": "Trợ giúp"}]
    assert [one.command for one in await bot.get_my_commands(scope=BotCommandScopeChat(KHOA))] == ["viec"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(KHOA))
    assert [one["command"] for one in world.commands_for(KHOA)] == ["trogiup"]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Việc", "x")])


async def test_refusals_become_the_right_errors(
    bot: Bot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    world.faults.refuse("sendMessage", 429, retry_after=7)
    with pytest.raises(RetryAfter) as wait:
        await bot.send_message(KHOA, "x")
    assert wait.value.retry_after == timedelta(seconds=7)
    migrated = "Bad Request: group chat was upgraded to a supergroup chat"
    world.faults.refuse("sendMessage", 400, migrated, migrate_to=-100123)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(KHOA, "x")
    assert moved.value.new_chat_id == -100123
    await bot.set_webhook("https://bot.example.vn/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    world.token = "1:other"
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_the_older_of_two_pollers_is_ended(bot: Bot, server: SandboxServer, world: World) -> None:
    async with bot_of(server) as other:
        older = asyncio.gather(bot.get_updates(timeout=30), return_exceptions=True)
        await world.until(lambda: world.updates.waiting)
        newer = asyncio.gather(other.get_updates(timeout=30))
        (error,) = await older
        assert isinstance(error, Conflict) and "terminated by other getUpdates request" in error.message
        world.say(KHOA, "xong")
        ((update,),) = await newer
        assert update.message and update.message.text == "xong"
