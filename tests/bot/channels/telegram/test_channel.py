"""What goes out over Telegram: texts in parts, edits in place, menus; and how each trouble ends."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.background import Background
from bot.channels.base import Ending, Later, Moved, Refused, Sent, Unreachable, Unsure
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poll import TokenRefused
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from bot.sandbox.faults import Faults
from messages.envelope import Choice, Incoming
from storage.outbox import Promise
from storage.own_bots import OwnBot
from tests.bot.channels.doors import place_of_our_own
from tests.bot.channels.promising import Turns, promise, send
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.telegram.conftest import KHOA

ANSWERS = ((Choice("rsvp:1:yes", "Dự"), Choice("rsvp:1:no", "Vắng")),)
LONG = "\n\n".join(f"Đoạn <b>{number}</b>: " + "chữ " * 400 for number in range(6))


def to_khoa(text: str = "Kính gửi <b>đồng chí</b>", **more: Any) -> Promise:
    return promise(str(KHOA), text, over="telegram", **more)


async def test_a_message_with_its_formatting_and_buttons(world: World, channel: TelegramChannel) -> None:
    ending, progress = await send(channel, to_khoa(choices=ANSWERS))
    last = world.last_to(KHOA)
    assert last is not None
    assert ending == Sent(str(last["message_id"])) and progress.parts_sent == 1
    assert last["text"] == "Kính gửi đồng chí"
    assert [(one["type"], one["offset"], one["length"]) for one in last["entities"]] == [("bold", 9, 8)]
    assert world.buttons(last) == {"Dự": "rsvp:1:yes", "Vắng": "rsvp:1:no"}


async def test_long_words_go_in_parts_each_in_its_turn(world: World, channel: TelegramChannel) -> None:
    turns = Turns()
    ending, progress = await send(channel, to_khoa(LONG, choices=ANSWERS), turns)
    sent = world.sent_to(KHOA)
    assert (len(sent), progress.parts_sent, turns.taken) == (3, 3, 2)
    assert ending == Sent(str(sent[-1]["message_id"]))
    assert [one.split(":")[0] for one in "\n\n".join(world.said_to(KHOA)).split("\n\n")] == [
        f"Đoạn {n}" for n in range(6)
    ]
    assert [bool(world.buttons(one)) for one in sent] == [False, False, True]


async def test_it_goes_on_where_it_broke_off(world: World, channel: TelegramChannel) -> None:
    await send(channel, to_khoa(LONG))
    whole = world.said_to(KHOA)
    world.faults.refuse("sendMessage", 502)
    ending, progress = await send(channel, to_khoa(LONG, parts_sent=1))
    assert isinstance(ending, Later) and progress.parts_sent == 1
    turns = Turns()
    ending, progress = await send(channel, to_khoa(LONG, parts_sent=1), turns)
    assert isinstance(ending, Sent) and progress.parts_sent == 3
    assert world.said_to(KHOA) == [*whole, *whole[1:]]
    assert turns.taken == 1


async def test_formatting_that_telegram_cannot_read_is_left_out(
    world: World, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    assert isinstance((await send(channel, to_khoa("<b>Họp &lt;gấp&gt;</i>", choices=ANSWERS)))[0], Sent)
    last = world.last_to(KHOA)
    assert last is not None and last["text"] == "Họp <gấp>" and len(world.buttons(last)) == 2
    assert "cannot read" in caplog.text and "gấp" not in caplog.text


async def test_a_menu_goes_before_the_first_part_only(world: World, channel: TelegramChannel) -> None:
    menu = (("viec", "Việc của tôi" * 40), ("hop", "Cuộc họp"))
    await send(channel, to_khoa(commands=menu))
    assert [call.method for call in world.calls] == ["setMyCommands", "sendMessage"]
    assert [one["command"] for one in world.commands_for(KHOA)] == ["viec", "hop"]
    world.calls.clear()
    await send(channel, to_khoa(LONG, commands=menu, parts_sent=2))
    assert [call.method for call in world.calls] == ["sendMessage"]
    await send(channel, to_khoa(commands=()))
    assert world.commands_for(KHOA) == []


async def test_it_is_changed_in_place(world: World, channel: TelegramChannel) -> None:
    ending, _ = await send(channel, to_khoa("Họp lúc 14h.", choices=ANSWERS))
    assert isinstance(ending, Sent)
    turns = Turns()
    for text in ("Họp lúc <b>15h</b>.", "Họp lúc <b>15h</b>."):  # the second time there is nothing to change
        again, _ = await send(channel, to_khoa(text, replaces=ending.message), turns)
        assert again == ending
    [only] = world.sent_to(KHOA)
    assert only["text"] == "Họp lúc 15h." and world.buttons(only) == {}
    assert turns.taken == 0


@pytest.mark.parametrize("replaces", ["999", "a1b2c3", "12345678901", "-5", "²"])
async def test_what_cannot_be_changed_is_said_anew(
    world: World, channel: TelegramChannel, replaces: str
) -> None:
    """It is gone, or it went over another channel."""
    turns = Turns()
    ending, _ = await send(channel, to_khoa("Họp lúc 15h.", replaces=replaces), turns)
    assert isinstance(ending, Sent) and world.said_to(KHOA) == ["Họp lúc 15h."]
    asked = len(world.calls_of("editMessageText"))
    assert (asked, turns.taken) == ((1, 1) if replaces == "999" else (0, 0))


async def test_a_change_that_is_too_long_for_one_message_is_said_anew(
    world: World, channel: TelegramChannel
) -> None:
    ending, _ = await send(channel, to_khoa("Dự thảo"))
    assert isinstance(ending, Sent)
    await send(channel, to_khoa(LONG, replaces=ending.message))
    assert len(world.sent_to(KHOA)) == 4 and world.said_to(KHOA)[0] == "Dự thảo"


ORDERS: dict[str, tuple[Callable[[Faults, str], None], Ending]] = {
    "blocked": (lambda faults, method: faults.refuse(method, 403), Unreachable("blocked")),
    "unknown": (
        lambda faults, method: faults.refuse(method, 400, "Bad Request: chat not found"),
        Unreachable("chat_not_found"),
    ),
    "never": (
        lambda faults, method: faults.refuse(method, 400, "Bad Request: MESSAGE_INVALID"),
        Refused("Message_invalid"),
    ),
    "too fast": (
        lambda faults, method: faults.refuse(method, 429, retry_after=35),
        Later("too_fast", timedelta(seconds=35)),
    ),
    "token": (
        lambda faults, method: faults.refuse(method, 401),
        Later("token_refused", timedelta(minutes=1), everybody=True),
    ),
    "their trouble": (lambda faults, method: faults.refuse(method, 502), Later("server_trouble")),
    "a gateway": (
        lambda faults, method: faults.refuse(method, 504, "Gateway Timeout"),
        Later("server_trouble", doubtful=True),
    ),
    "moved": (
        lambda faults, method: faults.refuse(method, 400, "Bad Request: upgraded", migrate_to=-1001),
        Moved("-1001"),
    ),
    "silence": (lambda faults, method: faults.silence(method, taken=True), Unsure("no_answer")),
    "broken": (lambda faults, method: faults.drop(method, taken=True), Unsure("connection_broken")),
    "nonsense": (lambda faults, method: faults.garble(method), Unsure("answer_unreadable")),
}


@pytest.mark.parametrize("way", ["sendMessage", "editMessageText", "setMyCommands"])
@pytest.mark.parametrize("trouble", ORDERS)
async def test_each_trouble_has_its_ending(
    world: World, channel: TelegramChannel, way: str, trouble: str
) -> None:
    sent, _ = await send(channel, to_khoa("Họp"))
    assert isinstance(sent, Sent)
    world.calls.clear()
    order, ending = ORDERS[trouble]
    order(world.faults, way)
    menu = (("viec", "Việc"),) if way == "setMyCommands" else None
    replaces = sent.message if way == "editMessageText" else ""
    ended, progress = await send(channel, to_khoa("Họp lúc 15h", replaces=replaces, commands=menu))
    assert ended == ending and progress.parts_sent == 0
    assert [call.method for call in world.calls] == [way]  # never a second try of its own


async def test_nobody_there(world: World) -> None:
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, SystemClock())
    await channel.open()
    assert (await send(channel, to_khoa()))[0] == Later("no_connection", everybody=True)
    assert await channel.own_bot() is None and await channel.username() is None
    await channel.close()


async def test_what_is_wrong_with_one_promise_is_not_raised(channel: TelegramChannel) -> None:
    assert (await send(channel, promise("không phải số")))[0] == Refused("ValueError")


async def test_a_press_is_answered_with_its_toast(world: World, channel: TelegramChannel) -> None:
    background, taker = Background(), Taker()
    background.start(channel.receive(taker), "receiving")
    await send(channel, to_khoa(choices=ANSWERS))
    for toast in ("Đã ghi", "", "dài " * 100):
        tapped = background.start(world.tap(KHOA, "Dự"), "tapping")
        await until(lambda: taker.taken)
        pressed = taker.taken.pop()
        assert pressed.press == "rsvp:1:yes"
        await channel.answer_press(pressed, toast)
        shown = await tapped
        assert shown is not None and shown.text.strip() == toast[:200].strip()
    await background.stop()
    await channel.answer_press(replace(pressed, press_id="too-old"), "Đã ghi")
    world.faults.silence("answerCallbackQuery", taken=False)
    await channel.answer_press(pressed, "Đã ghi")  # nor is silence anybody's harm


async def test_the_bots_own_name(world: World, server: SandboxServer, channel: TelegramChannel) -> None:
    assert await channel.own_bot() == OwnBot("7000000001", "sandbox_bot")
    assert await channel.username() == "sandbox_bot"
    world.faults.refuse("getMe", 502, times=2)
    assert await channel.own_bot() is None and await channel.username() is None
    wrong = TelegramChannel("123456:another-token", server.url, SystemClock())
    await wrong.open()
    for ask in (wrong.own_bot, wrong.username):
        with pytest.raises(TokenRefused):
            await ask()
    await wrong.close()


async def test_without_a_webhook_it_asks(world: World, channel: TelegramChannel) -> None:
    world.say(KHOA, "xong")
    before = channel.last_good

    async def take(batch: Sequence[Incoming]) -> None:
        assert [one.text for one in batch] == ["xong"]
        raise TokenRefused  # to come back

    with pytest.raises(TokenRefused):
        await channel.receive(take)
    assert channel.last_good == channel.poll.last_good > before


async def test_the_door_is_open_as_long_as_the_channel(server: SandboxServer, world: World) -> None:
    place = replace(await place_of_our_own(), door=None)  # a door of its own each
    first, second = (TelegramChannel(world.token, server.url, SystemClock(), webhook=place) for _ in "ab")
    await first.open()
    with pytest.raises(OSError):
        await second.open()
    await second.close()
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{place.url}/telegram") as answer:
            assert answer.status == 403
        await first.close()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.post(f"{place.url}/telegram")
