"""The poll confirms only what is committed, gives way to another, and takes no stall for calm."""

import asyncio

import pytest

from bot.background import Background
from bot.channels.telegram import poll as polling
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from tests.bot.channels.taking import Taker, until


@pytest.fixture
def world() -> World:
    world = World(now=SystemClock().now)
    world.add_user(1, "Khoa", started=True)
    return world


async def test_what_could_not_be_taken_is_not_confirmed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    background, taker = Background(), Taker()
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, SystemClock())
        await channel.open()
        taker.stuck = True
        world.say(1, "một")
        background.start(channel.receive(taker), "receiving")
        await until(lambda: len(world.calls_of("getUpdates")) > 3)
        assert len(world.updates.pending) == 1
        taker.stuck = False
        world.say(1, "hai")
        await until(lambda: not world.updates.pending)
        assert taker.texts == ["một", "hai"]
        await background.stop()
        await channel.close()


async def test_a_stall_in_silence_ends_in_a_new_connection(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(polling, "SPARE", 0.2)
    background, taker = Background(), Taker()
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, SystemClock())
        channel.poll._seconds = 0
        before = channel.last_good
        await channel.open()
        world.faults.silence("getUpdates", taken=False, times=2)
        background.start(channel.receive(taker), "receiving")
        await until(lambda: "cannot receive" in caplog.text)
        assert channel.last_good == before
        world.say(1, "sau")
        await until(lambda: taker.texts == ["sau"])
        await background.stop()
        await channel.close()


async def test_the_newcomer_stands_by_and_the_first_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(polling, "STAND_BY", 0.5)
    monkeypatch.setattr(polling, "ESTABLISHED", 0.2)
    background, first, second = Background(), Taker(), Taker()
    async with SandboxServer(world) as server:
        channels = [TelegramChannel(world.token, server.url, SystemClock()) for _ in range(2)]
        for channel in channels:
            await channel.open()
        background.start(channels[0].receive(first), "first")
        world.say(1, "trước")
        await until(lambda: first.taken)
        await asyncio.sleep(0.3)
        background.start(channels[1].receive(second), "second")
        await until(lambda: "standing by" in caplog.text)
        world.say(1, "vẫn")
        await until(lambda: first.texts == ["trước", "vẫn"])
        assert caplog.text.count("standing by") == 1
        await background.stop_named("first")
        world.say(1, "sau")
        await until(lambda: second.texts == ["sau"])
        await background.stop()
        for channel in channels:
            await channel.close()


async def test_a_webhook_that_is_set_is_removed_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    background, taker = Background(), Taker()
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, SystemClock())
        await channel.open()
        await channel.bot.set_webhook("http://127.0.0.1:1/telegram")
        world.say(1, "một")
        background.start(channel.receive(taker), "receiving")
        await until(lambda: taker.texts == ["một"])
        assert "removing it" in caplog.text
        assert len(world.calls_of("deleteWebhook")) == 1
        await background.stop()
        await channel.close()
