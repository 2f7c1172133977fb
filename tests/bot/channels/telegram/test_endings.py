"""One table says how each trouble ends, over our own transport and over python-telegram-bot's."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.base import Ending, Later, Moved, Refused, Unreachable, Unsure
from bot.channels.telegram.endings import ending_of, is_gone_message, is_unmodified
from bot.channels.telegram.transport import AiohttpRequest
from bot.sandbox import SandboxServer, World

MONDAY = datetime(2026, 11, 23, 6, 55, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TRANSPORTS: dict[str, Callable[[], BaseRequest]] = {
    "ours": lambda: AiohttpRequest(read_timeout=0.3),
    "the library's": lambda: HTTPXRequest(read_timeout=0.3, httpx_kwargs={"verify": False}),
}

REFUSALS: dict[str, tuple[int, str, Ending]] = {
    "blocked": (403, "Forbidden: bot was blocked by the user", Unreachable("blocked")),
    "deactivated": (403, "Forbidden: user is deactivated", Unreachable("deactivated")),
    "never started": (
        403,
        "Forbidden: bot can't initiate conversation with a user",
        Unreachable("never_started"),
    ),
    "chat not found": (400, "Bad Request: chat not found", Unreachable("chat_not_found")),
    "kicked": (403, "Forbidden: bot was kicked from the supergroup chat", Unreachable("kicked")),
    "bad button": (400, "Bad Request: BUTTON_DATA_INVALID", Refused("Button_data_invalid")),
    "token": (401, "Unauthorized", Later("token_refused", timedelta(minutes=1), everybody=True)),
    "conflict": (409, "Conflict: terminated by other getUpdates request", Later("conflict")),
    "500": (500, "Internal Server Error", Later("server_trouble")),
    "502": (502, "Bad Gateway", Later("server_trouble")),
    "503": (503, "Service Unavailable", Later("server_trouble")),
    "504": (504, "Gateway Timeout", Later("server_trouble", doubtful=True)),
    "413": (413, "Request Entity Too Large", Refused("file too large")),
}


@pytest.fixture
def world() -> World:
    world = World(now=lambda: MONDAY)
    world.add_user(1, "Khoa", started=True)
    return world


@pytest.fixture
async def server(world: World) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world) as server:
        yield server


async def ended(address: str, token: str, transport: str) -> Ending:
    """How one message ends that goes over a transport."""
    request = TRANSPORTS[transport]()
    bot = Bot(token, base_url=f"{address}/bot", request=request, get_updates_request=AiohttpRequest())
    await request.initialize()
    try:
        await bot.send_message(1, "xin chào")
    except TelegramError as error:
        return ending_of(error)
    finally:
        await request.shutdown()
    raise AssertionError("it was sent")


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("case", REFUSALS)
async def test_refusals(world: World, server: SandboxServer, transport: str, case: str) -> None:
    status, sentence, ending = REFUSALS[case]
    world.faults.refuse("sendMessage", status, sentence)
    result = await ended(server.url, world.token, transport)
    if isinstance(ending, Refused):
        assert isinstance(result, Refused)
    else:
        assert result == ending


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("seconds", [1, 35, 300])
async def test_too_fast_keeps_what_was_asked(
    world: World, server: SandboxServer, transport: str, seconds: int
) -> None:
    world.faults.refuse("sendMessage", 429, retry_after=seconds)
    wanted = Later("too_fast", timedelta(seconds=seconds))
    assert await ended(server.url, world.token, transport) == wanted


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_group_that_moved(world: World, server: SandboxServer, transport: str) -> None:
    sentence = "Bad Request: group chat was upgraded to a supergroup chat"
    world.faults.refuse("sendMessage", 400, sentence, migrate_to=-1001)
    assert await ended(server.url, world.token, transport) == Moved("-1001")


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("taken", [True, False])
async def test_what_nobody_knows(world: World, server: SandboxServer, transport: str, taken: bool) -> None:
    world.faults.drop("sendMessage", taken=taken)
    assert isinstance(await ended(server.url, world.token, transport), Unsure)
    world.faults.silence("sendMessage", taken=taken)
    assert await ended(server.url, world.token, transport) == Unsure("no_answer")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_broken_json(world: World, server: SandboxServer, transport: str) -> None:
    world.faults.garble("sendMessage")
    assert await ended(server.url, world.token, transport) == Unsure("answer_unreadable")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_nobody_there(world: World, transport: str) -> None:
    async with SandboxServer(world) as server:
        address = server.url
    assert await ended(address, world.token, transport) == Later("no_connection", everybody=True)


async def test_our_transport_never_says_the_token(world: World) -> None:
    async with SandboxServer(world) as server:
        address = server.url
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(TelegramError) as told:
        await request.post(f"{address}/bot{world.token}/getMe")
    await request.shutdown()
    assert world.token not in repr(told.value)
    assert told.value.__cause__ is None


async def test_edits_that_are_no_trouble(world: World, server: SandboxServer) -> None:
    async with Bot(world.token, base_url=f"{server.url}/bot", request=AiohttpRequest()) as bot:
        sent = await bot.send_message(1, "như cũ")
        with pytest.raises(TelegramError) as told:
            await bot.edit_message_text("như cũ", chat_id=1, message_id=sent.message_id)
        assert is_unmodified(told.value)
        with pytest.raises(TelegramError) as told:
            await bot.edit_message_text("mới", chat_id=1, message_id=999)
        assert is_gone_message(told.value)
