"""A Zalo bot in the sandbox, a person who has written to it, and a channel that speaks with it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.zalo.channel import ZaloChannel
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from tests.bot.channels.promising import MONDAY


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of a token is a file there; two tests at a time must not share it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def zalo() -> ZaloWorld:
    return ZaloWorld(lambda: MONDAY)


@pytest.fixture
def khoa(zalo: ZaloWorld) -> str:
    return zalo.add_user("Khoa", met=True)


@pytest.fixture
async def server(zalo: ZaloWorld) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(World(now=lambda: MONDAY), zalo=[zalo]) as server:
        yield server


@pytest.fixture
async def channel(zalo: ZaloWorld, server: SandboxServer) -> AsyncIterator[ZaloChannel]:
    channel = ZaloChannel(zalo.token, server.zalo_url, SystemClock(), poll_floor=0.0, patience=0.3)
    await channel.open()
    yield channel
    await channel.close()
