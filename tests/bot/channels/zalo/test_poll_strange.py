"""Whatever Zalo gives in place of an event stops nothing else: what comes before and after it is taken."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.background import Background
from bot.channels.zalo import poll as polling
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import SystemClock
from bot.sandbox.zalo import ZaloWorld
from messages.envelope import Came
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.zalo.answering import AnsweringServer
from tests.bot.channels.zalo.test_incoming import KHOA, event

SECRET_WORDS = "chuyện riêng"


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("FIRST_PAUSE", "LONGEST_PAUSE"):
        monkeypatch.setattr(polling, pause, 0.02)


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.stop()


def named(message: Any, name: Any = "message.text.received") -> dict[str, Any]:
    return {"event_name": name, "message": message}


NOBODYS: dict[str, Any] = {
    "a number": 7,
    "words": SECRET_WORDS,
    "true": True,
    "an empty object": {},
    "lists in lists": [[[[[[[event(text=SECRET_WORDS)]]]]]]],
    "a list of what are no events": [7, None, "x", [], {}],
    "no message": named(None),
    "a message in words": named(SECRET_WORDS),
    "a list of messages": named([event(text=SECRET_WORDS)["message"]]),
    "a name that is a number": event(text=SECRET_WORDS) | {"event_name": 7} | {"message": {}},
    "a name in a list": named({}, ["message.text.received"]),
    "an unknown name": named(event(text=SECRET_WORDS)["message"], "message.reaction.received"),
    "nobody wrote it": event(text=SECRET_WORDS, chat=None, **{"from": None}),
    "ids that are objects": event(text=SECRET_WORDS, chat={"id": {}}, **{"from": {"id": [1]}}),
}


@pytest.mark.parametrize("case", NOBODYS)
async def test_what_is_no_event_is_passed_over(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, taker: Taker, background: Background, case: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    zalo.say(khoa, "trước")
    zalo.updates.add(khoa, NOBODYS[case])
    zalo.say(khoa, "sau")
    receiving = background.start(channel.receive(taker), "receiving")
    await until(lambda: len(taker.taken) == 2 or receiving.done())
    assert taker.texts == ["trước", "sau"]
    assert SECRET_WORDS not in caplog.text and "cannot receive" not in caplog.text


NUMBERS = [10**18, -(10**18), 99_999_999_999_999, 253_402_300_800, -1, 0, 1e300]


@pytest.mark.parametrize("date", [*NUMBERS, "hôm qua", "", None, True, [], {}])
async def test_a_message_of_an_absurd_date_is_taken_as_of_now(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, taker: Taker, background: Background, date: Any
) -> None:
    before = SystemClock().now()
    zalo.send_event(khoa, "message.text.received", text="một", date=date)
    zalo.say(khoa, "hai")
    receiving = background.start(channel.receive(taker), "receiving")
    await until(lambda: len(taker.taken) == 2 or receiving.done())
    assert taker.texts == ["một", "hai"]
    assert before <= taker.taken[0].at <= SystemClock().now()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": 7},
        {"text": [SECRET_WORDS]},
        {"message_id": {"of": 1}},
        {"message_id": None},
        {"reply_to_message": 7},
        {"photo": {}, "text": None},
        {"chat": 7},
        {"from": SECRET_WORDS},
    ],
)
async def test_a_field_of_another_kind_does_not_keep_its_writer_from_being_heard(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, taker: Taker, background: Background,
    fields: dict[str, Any],
) -> None:  # fmt: skip
    zalo.send_event(khoa, "message.text.received", **({"text": "một"} | fields))
    zalo.say(khoa, "hai")
    receiving = background.start(channel.receive(taker), "receiving")
    await until(lambda: len(taker.taken) == 2 or receiving.done())
    first, second = taker.taken
    assert (first.user, second.text) == (khoa, "hai")
    assert (first.came, first.text) == ((Came.OTHER, "") if "text" in fields else (Came.TEXT, "một"))


async def test_a_list_of_events_is_one_commit_without_what_is_none(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, taker: Taker, background: Background
) -> None:
    batch: Any = [event(text="một", message_id="1"), 7, named(7), event(text="hai", message_id="2")]
    zalo.updates.add(khoa, batch)
    background.start(channel.receive(taker), "receiving")
    await until(lambda: taker.texts == ["một", "hai"])


BROKEN: dict[str, tuple[int, Any]] = {
    "words": (200, b'"x"'),
    "null": (200, b"null"),
    "no JSON": (200, b"<html>"),
    "letters in no known writing": (200, b'{"ok":true,"result":"\xff"}'),
    "too deep": (200, b'{"ok":true,"result":' + b"[" * 2000 + b"]" * 2000 + b"}"),
    "a refusal of nothing": (200, {"ok": None}),
    "a refusal with a code in words": (400, {"ok": False, "error_code": "x", "description": [7]}),
    "a list of refusals": (400, [{"ok": False}]),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_an_answer_that_is_none_is_trouble_and_passes(
    taker: Taker, background: Background, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with AnsweringServer() as server:
        server.says("getUpdates", BROKEN[case][1], BROKEN[case][0])
        channel = ZaloChannel("1:token", server.url, SystemClock(), poll_floor=0.0)
        before = channel.last_good
        await channel.open()
        receiving = background.start(channel.receive(taker), "receiving")
        await until(lambda: [name for name, _ in server.calls].count("getUpdates") > 3 or receiving.done())
        assert not receiving.done()
        assert channel.last_good == before
        assert caplog.text.count("zalo: cannot receive (") == 1
        server.says("getUpdates", {"ok": True, "result": event(text="xong")})
        await until(lambda: taker.texts == ["xong"])
        assert taker.taken[0].user == KHOA
        await background.stop()
        await channel.close()
