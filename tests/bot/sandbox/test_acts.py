"""What people can do on their phones, and what a test can ask of the world."""

import asyncio

import pytest

from bot.sandbox import NotPossible, Toast, World
from bot.sandbox.entities import units
from tests.bot.sandbox.conftest import KHOA, LAN, Call

KEYBOARD = {
    "inline_keyboard": [[{"text": "Dự", "callback_data": "y"}, {"text": "Trang", "url": "http://a.vn"}]]
}


async def test_a_long_text_goes_as_several_messages_as_from_a_phone(world: World) -> None:
    text = "\n\n".join("đồng chí " * 50 for _ in range(20))
    world.say(KHOA, text)
    parts = [one["text"] for one in world.messages(KHOA)]
    assert len(parts) == 3
    assert all(units(part) <= 4096 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert len(world.updates.pending) == 3


async def test_only_own_messages_can_be_edited(call: Call, world: World) -> None:
    await call("sendMessage", chat_id=KHOA, text="của bot")
    with pytest.raises(NotPossible, match="not_own"):
        world.edit(KHOA, 1, "x")
    own = world.say(KHOA, "một <b>hai</b>", html=True)
    world.edit(KHOA, own["message_id"], "ba")
    edited = world.updates.pending[-1]["edited_message"]
    assert edited["text"] == "ba" and "entities" not in edited and edited["edit_date"]


async def test_who_has_blocked_the_bot_cannot_write(world: World) -> None:
    world.block(KHOA)
    world.block(KHOA)
    assert len(world.updates.pending) == 1
    with pytest.raises(NotPossible, match="blocked"):
        world.say(KHOA, "x")
    with pytest.raises(NotPossible, match="empty"):
        world.say(LAN, "  ")


async def test_a_button_that_is_not_there(call: Call, world: World) -> None:
    await call("sendMessage", chat_id=KHOA, text="Mời họp", reply_markup=KEYBOARD)
    await call("editMessageText", chat_id=KHOA, message_id=1, text="Đã hủy")
    with pytest.raises(NotPossible, match="no_button"):
        world.start_press(KHOA, 1, "y")
    with pytest.raises(NotPossible, match="no_button"):
        await world.tap(KHOA, "Dự")
    world.start_press(KHOA, 1, "y", force=True)
    await call("deleteMessage", chat_id=KHOA, message_id=1)
    world.start_press(KHOA, 1, "y", force=True)
    old, gone = (one["callback_query"]["message"] for one in world.updates.pending)
    assert old["text"] == "Đã hủy"
    assert gone == {
        "chat": world.chat(KHOA).json,
        "message_id": 1,
        "date": 0,
    }


async def test_a_press_that_nobody_answers(call: Call, world: World) -> None:
    await call("sendMessage", chat_id=KHOA, text="Mời họp", reply_markup=KEYBOARD)
    assert await world.press(KHOA, 1, "y", wait=0.02) is None
    query = world.updates.pending[0]["callback_query"]["id"]
    assert (await call("answerCallbackQuery", callback_query_id=query))["ok"]  # late, but not too late


async def test_two_quick_presses_are_two_queries(call: Call, world: World) -> None:
    await call("sendMessage", chat_id=KHOA, text="Mời họp", reply_markup=KEYBOARD)
    presses = [world.start_press(KHOA, 1, "y") for _ in range(2)]
    for press in presses:
        assert (await call("answerCallbackQuery", callback_query_id=press.id, text=press.id))["ok"]
    assert await asyncio.gather(*(press.answer for press in presses)) == [Toast(one.id) for one in presses]


async def test_waiting_for_words(call: Call, world: World) -> None:
    hearing = asyncio.gather(world.heard(KHOA, "họp", after=1))
    await call("sendMessage", chat_id=KHOA, text="Mời họp")
    await call("sendMessage", chat_id=KHOA, text="Nhắc")
    await call("editMessageText", chat_id=KHOA, message_id=2, text="Nhắc họp")
    ((message),) = await hearing
    assert message["message_id"] == 2
    with pytest.raises(AssertionError, match=r"did not hear 'hủy'(.|\n)*Nhắc họp"):
        await world.heard(KHOA, "hủy", seconds=0.02)


async def test_the_menu_of_the_own_language_comes_first(call: Call, world: World) -> None:
    def menu(word: str) -> list[dict[str, str]]:
        return [{"command": word, "description": word}]

    await call("setMyCommands", commands=menu("help"))
    await call("setMyCommands", commands=menu("trogiup"), language_code="vi")
    assert world.commands_for(KHOA) == menu("trogiup")
    await call("setMyCommands", commands=menu("all"), scope={"type": "all_private_chats"})
    assert world.commands_for(KHOA) == menu("all")
    await call("setMyCommands", commands=[], scope={"type": "chat", "chat_id": KHOA})
    assert world.commands_for(KHOA) == []
    assert world.commands_for(LAN) == menu("all")
