"""A Telegram bot in the sandbox, a person who has pressed Start, and a channel that speaks with it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from tests.bot.channels.promising import MONDAY

KHOA = 700_000_001


@pytest.fixture
def world() -> World:
    world = World(now=lambda: MONDAY)
    world.webhook_pause = 0.02
    world.add_user(KHOA, "Vũ Đăng Khoa", started=True)
    return world


@pytest.fixture
async def server(world: World) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world) as server:
        yield server


@pytest.fixture
async def channel(world: World, server: SandboxServer) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(world.token, server.url, SystemClock(), patience=0.3)
    await channel.open()
    yield channel
    await channel.close()
