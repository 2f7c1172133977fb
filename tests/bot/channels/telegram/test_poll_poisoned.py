"""What cannot be read in an answer to the poll stops nothing else, and does not come again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from bot.background import Background
from bot.channels.telegram import poll as polling
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.sandbox import World
from messages.envelope import Incoming
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.telegram.conftest import KHOA
from tests.bot.channels.telegram.poison import POISON, SECRET_WORDS, message
from tests.bot.channels.zalo.answering import AnsweringServer


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


@pytest.mark.parametrize("case", POISON)
async def test_the_others_of_its_batch_and_those_after_it_are_taken(
    world: World, channel: TelegramChannel, taker: Taker, background: Background, case: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    world.say(KHOA, "trước")
    number = world.updates.add(*POISON[case])
    world.say(KHOA, "sau")
    receiving = background.start(channel.receive(taker), "receiving")
    await until(lambda: not world.updates.pending or receiving.done())
    assert taker.texts == ["trước", "sau"]
    world.say(KHOA, "sau nữa")
    await until(lambda: taker.texts == ["trước", "sau", "sau nữa"])
    assert caplog.text.count(f"update {number} ({POISON[case][0]}) cannot be read") == 1
    assert SECRET_WORDS not in caplog.text


async def test_alone_it_does_not_come_again(
    world: World, channel: TelegramChannel, taker: Taker, background: Background
) -> None:
    number = world.updates.add("message", message(date=10**15))
    assert number is not None
    background.start(channel.receive(taker), "receiving")
    await until(lambda: not world.updates.pending)
    assert taker.came == 0
    [_, second] = world.calls_of("getUpdates")
    assert int(second.params["offset"]) == number + 1


@pytest.mark.parametrize("last", [True, False])
async def test_it_is_confirmed_only_when_the_others_are_committed(
    world: World, channel: TelegramChannel, taker: Taker, background: Background, last: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    if last:
        world.say(KHOA, "một")
    world.updates.add("message", message(date=10**15))
    if not last:
        world.say(KHOA, "một")
    taker.stuck = True
    background.start(channel.receive(taker), "receiving")
    await until(lambda: len(world.calls_of("getUpdates")) > 3)
    assert all("offset" not in call.params for call in world.calls_of("getUpdates"))
    assert len(world.updates.pending) == 2
    assert caplog.text.count("cannot be read") == 1
    taker.stuck = False
    await until(lambda: not world.updates.pending)
    assert taker.texts == ["một"]


async def test_it_is_not_confirmed_during_the_commit(
    world: World, channel: TelegramChannel, background: Background
) -> None:
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def slow(batch: Sequence[Incoming]) -> None:
        begun.set()
        await let_go.wait()

    world.say(KHOA, "một")
    world.updates.add("message", message(date=10**15))
    background.start(channel.receive(slow), "receiving")
    await begun.wait()
    assert len(world.calls_of("getUpdates")) == 1 and len(world.updates.pending) == 2
    let_go.set()
    await until(lambda: not world.updates.pending)


GOOD = {"update_id": 8, "message": message(text="xong")}
BROKEN: dict[str, tuple[int, Any]] = {
    "no result": (200, {"ok": True}),
    "nothing": (200, {"ok": True, "result": None}),
    "true": (200, {"ok": True, "result": True}),
    "a number": (200, {"ok": True, "result": 7}),
    "words": (200, {"ok": True, "result": SECRET_WORDS}),
    "one update": (200, {"ok": True, "result": GOOD}),
    "an object": (200, {"ok": True, "result": {}}),
    "a list of what are no updates": (200, {"ok": True, "result": [7, None, [], {}, {"update_id": "8"}]}),
    "no envelope": (200, [GOOD]),
    "null": (200, b"null"),
    "no JSON": (200, b"<html>"),
    "no refusal": (400, []),
    "a refusal in words": (400, b'"no"'),
    "a wait of unknown length": (429, {"ok": False, "parameters": {"retry_after": "soon"}}),
    "parameters in words": (403, {"ok": False, "parameters": "none"}),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_an_answer_that_is_none_is_trouble_and_passes(
    taker: Taker, background: Background, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with AnsweringServer() as server:
        server.says("getUpdates", BROKEN[case][1], BROKEN[case][0])
        channel = TelegramChannel("1:token", server.url, SystemClock())
        before = channel.last_good
        await channel.open()
        receiving = background.start(channel.receive(taker), "receiving")
        await until(lambda: len(server.calls) > 3 or receiving.done())
        assert not receiving.done()
        assert channel.last_good == before
        assert [record.name for record in caplog.records] == ["bot.channels.trouble"]  # said once
        server.says("getUpdates", {"ok": True, "result": [GOOD]})
        await until(lambda: taker.texts == ["xong"])
        assert SECRET_WORDS not in caplog.text
        await background.stop()
        await channel.close()


async def test_what_is_no_update_goes_with_those_around_it(taker: Taker, background: Background) -> None:
    async with AnsweringServer() as server:
        unsorted = [{}, GOOD, {"update_id": 3, "message": 7}, None]
        server.says("getUpdates", {"ok": True, "result": unsorted})
        channel = TelegramChannel("1:token", server.url, SystemClock())
        await channel.open()
        background.start(channel.receive(taker), "receiving")
        await until(lambda: len(server.calls) > 1)
        assert taker.texts == ["xong"]
        assert [said.get("offset") for _, said in server.calls[:2]] == [None, 9]
        await background.stop()
        await channel.close()
