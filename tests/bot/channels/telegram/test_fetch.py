"""A file that came over Telegram is brought for the link under which others fetch it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World

KHOA = 700_000_001


@pytest.fixture
async def channel_and_world() -> AsyncIterator[tuple[TelegramChannel, World]]:
    clock = SystemClock()
    world = World(clock.now)
    world.add_user(KHOA, "Vũ Đăng Khoa")
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, clock)
        await channel.open()
        yield channel, world
        await channel.close()


async def test_a_file_is_fetched_by_its_name(channel_and_world: tuple[TelegramChannel, World]) -> None:
    channel, world = channel_and_world
    message = world.send_document(KHOA, "Giấy mời.pdf", b"%PDF-1.4 content")
    assert await channel.fetch(message["document"]["file_id"]) == b"%PDF-1.4 content"


async def test_a_file_that_is_gone_is_no_error_of_ours(
    channel_and_world: tuple[TelegramChannel, World],
) -> None:
    channel, _ = channel_and_world
    assert await channel.fetch("BQAC-unknown") is None
