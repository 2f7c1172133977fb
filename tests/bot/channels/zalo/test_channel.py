"""What goes out over Zalo: parts in order, plain where styles are refused, photos by their address."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.channels.base import Later, Refused, Sent, Unsure
from bot.channels.zalo.channel import NOT_IN_STYLE, ZaloChannel
from bot.channels.zalo.poll import ZaloTokenRefused
from bot.clock import SystemClock, TurnedClock
from bot.delivery.pacing import Pace
from bot.sandbox import SandboxServer
from bot.sandbox.zalo import ZaloWorld
from messages.envelope import Attachment, Came, Choice, Incoming, Kind
from storage.own_bots import OwnBot
from tests.bot.channels.promising import MONDAY, Turns, promise, send

LONG = "\n\n".join(f"Đoạn <b>{number}</b>: " + "chữ " * 200 for number in range(8))
ANSWERS = ((Choice("a", "Dự"), Choice("b", "Vắng")),)
PHOTO = Attachment("photo", "AgAC", name="ảnh.png")
REFUSED = "http://127.0.0.1:9/none.png"  # where nothing is to be fetched
FOUND = "https://files.example.vn/1.png"


def linked(channel: ZaloChannel, address: str) -> None:
    """The operator has a public address for files."""
    channel._public_link = lambda attachment: address


async def test_a_message_with_styles_and_choices(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    ending, progress = await send(channel, promise(khoa, choices=ANSWERS))
    last = zalo.last_to(khoa)
    assert last is not None
    assert ending == Sent(last.id) and progress.parts_sent == 1
    assert last.text == "Kính gửi đồng chí\n\nTrả lời bằng một số:\n1. Dự\n2. Vắng"
    assert [(one["type"], one["offset"], one["length"]) for one in last.entities] == [("bold", 9, 8)]
    assert zalo.choices(last) == {"Dự": 1, "Vắng": 2}


async def test_no_menu_and_no_press_and_a_pace_of_its_own(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel
) -> None:
    assert (await send(channel, promise(khoa, commands=(("viec", "việc"),))))[0] == Sent(
        zalo.sent_to(khoa)[0].id
    )
    pressed = Incoming("zalo", "1", khoa, khoa, Came.PRESS, MONDAY, press_id="x")
    await channel.answer_press(pressed, "Đã ghi")
    assert [call.method for call in zalo.calls] == ["sendMessage"]
    assert channel.pace == Pace(per_second=5, chat_spacing=1.0, chat_burst=1)
    assert (await send(channel, promise(khoa, " ")))[0] == Sent("")


async def test_long_words_go_in_parts_each_in_its_turn(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel
) -> None:
    turns = Turns()
    ending, progress = await send(channel, promise(khoa, LONG, choices=ANSWERS), turns)
    said = zalo.said_to(khoa)
    assert isinstance(ending, Sent)
    assert (len(said), progress.parts_sent, turns.taken) == (4, 4, 3)
    assert [one.split(":")[0] for one in "\n\n".join(said).split("\n\n")[:8]] == [
        f"Đoạn {n}" for n in range(8)
    ]
    assert ["1. Dự" in one for one in said] == [False, False, False, True]


async def test_it_goes_on_where_it_broke_off(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    await send(channel, promise(khoa, LONG))
    whole = zalo.said_to(khoa)
    zalo.faults.refuse("sendMessage", 429)
    ending, progress = await send(channel, promise(khoa, LONG, parts_sent=1))
    assert isinstance(ending, Later) and progress.parts_sent == 1
    turns = Turns()
    ending, progress = await send(channel, promise(khoa, LONG, parts_sent=2), turns)
    assert isinstance(ending, Sent) and progress.parts_sent == 4
    assert zalo.said_to(khoa)[len(whole) :] == whole[2:]
    assert turns.taken == 1


async def test_refused_styles_are_left_out_once(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, caplog: pytest.LogCaptureFixture
) -> None:
    zalo.faults.refuse("sendMessage", 400, "Bad request: unknown text style")
    turns = Turns()
    assert isinstance((await send(channel, promise(khoa), turns))[0], Sent)
    assert zalo.said_to(khoa) == ["Kính gửi đồng chí"]
    assert ["text_styles" in call.params for call in zalo.calls] == [True, False]
    assert turns.taken == 1
    assert "refuses formatting" in caplog.text
    await send(channel, promise(khoa))  # they are tried again
    last = zalo.last_to(khoa)
    assert last is not None and last.entities


async def test_styles_that_are_always_refused_are_given_up(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel
) -> None:
    for _ in range(NOT_IN_STYLE):
        zalo.faults.refuse("sendMessage", 400, "Bad request: text_styles")
        assert isinstance((await send(channel, promise(khoa)))[0], Sent)
    zalo.calls.clear()
    await send(channel, promise(khoa))
    assert ["text_styles" in call.params for call in zalo.calls] == [False]


async def test_a_message_that_is_refused_twice_is_refused(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel
) -> None:
    zalo.faults.refuse("sendMessage", 400, "Bad request: no", times=2)
    assert (await send(channel, promise(khoa)))[0] == Refused("400 Bad request: no")
    zalo.faults.refuse("sendMessage", 400, "Bad request: no")
    assert (await send(channel, promise(khoa, "không kiểu chữ")))[0] == Refused("400 Bad request: no")
    assert len(zalo.calls) == 3


async def test_styles_refused_and_then_silence(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    zalo.faults.refuse("sendMessage", 400, "Bad request: no")
    zalo.faults.silence("sendMessage", taken=True)
    assert (await send(channel, promise(khoa)))[0] == Unsure("no_answer")
    assert zalo.said_to(khoa) == ["Kính gửi đồng chí"]


async def test_a_correction_says_so(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    await send(channel, promise(khoa, "Họp lúc 15h.", kind=Kind.CHANGE, replaces="77"))
    assert zalo.said_to(khoa) == ["ĐÍNH CHÍNH\nHọp lúc 15h."]


async def test_in_the_committees_language(zalo: ZaloWorld, khoa: str, server: SandboxServer) -> None:
    channel = ZaloChannel(zalo.token, server.zalo_url, SystemClock(), name="zalo2", language="en")
    await channel.open()
    await send(channel, promise(khoa, "Attend?", choices=ANSWERS))
    assert zalo.said_to(khoa) == ["Attend?\n\nAnswer with a number:\n1. Dự\n2. Vắng"]
    await channel.close()


async def test_a_file_by_its_name(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    file = Attachment("document", "BQAC", name="ke-hoach.pdf")
    await send(channel, promise(khoa, "Tài liệu", attachment=file))
    linked(channel, "https://files.example.vn/ke-hoach.pdf")
    await send(channel, promise(khoa, "Tài liệu", attachment=file))
    assert zalo.said_to(khoa) == [
        "Tài liệu\n\nTệp kèm theo: ke-hoach.pdf\nNhận tại Tổ giúp việc.",
        "Tài liệu\n\nTệp kèm theo: ke-hoach.pdf\nTải về: https://files.example.vn/ke-hoach.pdf",
    ]


async def test_a_photo_with_its_words(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    linked(channel, FOUND)
    turns = Turns()
    ending, progress = await send(channel, promise(khoa, attachment=PHOTO, choices=ANSWERS), turns)
    (sent,) = zalo.sent_to(khoa)
    assert ending == Sent(sent.id) and (progress.parts_sent, turns.taken) == (1, 0)
    assert sent.kind == "photo" and sent.text.startswith("Kính gửi đồng chí\n\nTrả lời")
    await send(channel, promise(khoa, "", attachment=PHOTO))
    assert zalo.calls[-1].params == {"chat_id": khoa, "photo": FOUND}


async def test_a_photo_without_an_address_is_a_file(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    await send(channel, promise(khoa, "Xem", attachment=PHOTO))
    assert zalo.said_to(khoa) == ["Xem\n\nẢnh kèm theo: ảnh.png\nNhận tại Tổ giúp việc."]


async def test_a_photo_that_came_over_zalo_goes_on(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    await send(channel, promise(khoa, "Xem", attachment=Attachment("photo", FOUND)))
    assert [one.kind for one in zalo.sent_to(khoa)] == ["photo"]


async def test_words_too_long_for_a_photo_follow(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    linked(channel, FOUND)
    turns = Turns()
    zalo.faults.refuse("sendMessage", 502)
    ending, progress = await send(channel, promise(khoa, LONG, attachment=PHOTO), turns)
    assert isinstance(ending, Later) and progress.parts_sent == 1
    ending, progress = await send(channel, promise(khoa, LONG, attachment=PHOTO, parts_sent=1), turns)
    assert isinstance(ending, Sent) and progress.parts_sent == 5
    assert [one.kind for one in zalo.sent_to(khoa)] == ["photo"] + ["text"] * 4
    assert zalo.sent_to(khoa)[0].text == ""


async def test_a_photo_that_zalo_cannot_fetch(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, caplog: pytest.LogCaptureFixture
) -> None:
    linked(channel, REFUSED)
    turns = Turns()
    assert isinstance((await send(channel, promise(khoa, "Xem", attachment=PHOTO), turns))[0], Sent)
    assert zalo.said_to(khoa) == [f"Xem\n\nẢnh kèm theo: ảnh.png\nTải về: {REFUSED}"]
    assert turns.taken == 1 and "cannot fetch" in caplog.text
    zalo.faults.refuse("sendPhoto", 429)
    assert isinstance((await send(channel, promise(khoa, "Xem", attachment=PHOTO)))[0], Later)
    zalo.faults.silence("sendPhoto", taken=False)
    assert (await send(channel, promise(khoa, "Xem", attachment=PHOTO)))[0] == Unsure("no_answer")


async def test_what_is_wrong_with_one_promise_is_not_raised(khoa: str, channel: ZaloChannel) -> None:
    def crash(attachment: Attachment) -> str:
        raise OSError("gone")

    channel._public_link = crash
    assert (await send(channel, promise(khoa, "Xem", attachment=PHOTO)))[0] == Refused("OSError")


async def test_the_bots_own_name(zalo: ZaloWorld, server: SandboxServer, channel: ZaloChannel) -> None:
    assert await channel.own_bot() == OwnBot(zalo.token.partition(":")[0], "Bot Sandbox")
    zalo.faults.refuse("getMe", 502)
    assert await channel.own_bot() is None
    zalo.faults.refuse("getMe", 429)
    assert await channel.own_bot() == OwnBot(
        ""
    )  # for the rest of the month, perhaps: it receives all the same
    wrong = ZaloChannel("1:wrong", server.zalo_url, SystemClock())
    await wrong.open()
    with pytest.raises(ZaloTokenRefused):
        await wrong.own_bot()
    await wrong.close()


async def test_messages_are_dated_by_our_clock(zalo: ZaloWorld, khoa: str, server: SandboxServer) -> None:
    clock = TurnedClock(MONDAY + timedelta(minutes=5))  # fast by so much
    channel = ZaloChannel(zalo.token, server.zalo_url, clock, poll_floor=0.0)
    await channel.open()
    zalo.say(khoa, "1")
    taken: list[Incoming] = []

    async def take(batch: Sequence[Incoming]) -> None:
        taken.extend(batch)
        raise ZaloTokenRefused  # to come back

    with pytest.raises(ZaloTokenRefused):
        await channel.receive(take)
    assert MONDAY + timedelta(minutes=5) <= taken[0].at <= clock.now()
    await channel.close()
