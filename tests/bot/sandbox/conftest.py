"""The sandbox's own tests: a world with three accounts, its server, and two kinds of bot client."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox import SandboxServer, World

MONDAY = datetime(2026, 11, 23, 6, 55, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
KHOA, LAN, STRANGER = 101, 102, 103  # Khoa and Lan have pressed Start, the stranger has not

Call = Callable[..., Awaitable[dict[str, Any]]]


class Moment:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def world(moment: Moment) -> World:
    world = World(moment, bot_name="Giao Ban")
    world.add_user(KHOA, "Khoa", last_name="Trần Đăng", started=True)
    world.add_user(LAN, "Lan", started=True)
    world.add_user(STRANGER, "Người lạ")
    return world


@pytest.fixture
async def server(world: World) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world) as server:
        yield server


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield session


@pytest.fixture
def call(server: SandboxServer, http: aiohttp.ClientSession) -> Call:
    """`await call("sendMessage", chat_id=1, text="x")` -> the JSON that is answered, `status` added."""

    async def call(method: str, **params: Any) -> dict[str, Any]:
        async with http.post(f"{server.url}/bot{server.world.token}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert body["ok"] or body["error_code"] == answer.status
            return body | {"status": answer.status}

    return call


def bot_of(server: SandboxServer) -> Bot:
    """python-telegram-bot with the transport that it brings itself."""
    return Bot(
        server.world.token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"verify": False}),  # plain HTTP: no certificates to load
        get_updates_request=HTTPXRequest(httpx_kwargs={"verify": False}),
    )


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    async with bot_of(server) as bot:
        yield bot


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000040000000408060000000a9f1b7d0000000049454e44ae426082"
)
