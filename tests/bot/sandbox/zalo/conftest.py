"""One Zalo bot in a sandbox with two people who have written to it and one who has not."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from tests.bot.sandbox.conftest import Moment

KHOA, LAN, STRANGER = "0a1b2c3d4e5f60718293", "1a1b2c3d4e5f60718293", "2a1b2c3d4e5f60718293"

Ask = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
def zalo(moment: Moment) -> ZaloWorld:
    zalo = ZaloWorld(moment, name="Bot Giao Ban")
    zalo.add_user("Vũ Đăng Khoa", KHOA, met=True)
    zalo.add_user("Lan", LAN, met=True)
    zalo.add_user("Người lạ", STRANGER)
    return zalo


@pytest.fixture
async def server(world: World, zalo: ZaloWorld) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world, zalo=[zalo]) as server:
        yield server


@pytest.fixture
def ask(server: SandboxServer, zalo: ZaloWorld, http: aiohttp.ClientSession) -> Ask:
    """`await ask("sendMessage", chat_id=KHOA, text="x")` -> the HTTP status and the JSON that is answered."""

    async def ask(method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        address = f"{server.zalo_url}/bot{zalo.token}/{method}"
        async with http.post(address, json=params) as answer:
            body: dict[str, Any] = await answer.json()
            return answer.status, body

    return ask


async def refusal(answer: Awaitable[tuple[int, dict[str, Any]]]) -> tuple[int, int]:
    """The HTTP status and the body's code of a call that must be refused."""
    status, body = await answer
    assert not body["ok"] and body["description"] and "result" not in body
    return status, body["error_code"]
