"""Trouble that tests can order: refusals, broken connections, silence, nonsense."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import SandboxServer, World
from bot.sandbox.limits import Limits
from bot.sandbox.refusal import Refused
from tests.bot.sandbox.conftest import KHOA, LAN, Call


async def test_the_next_calls_are_refused_then_all_is_well(call: Call, world: World) -> None:
    world.faults.refuse("sendMessage", 500, times=2)
    world.faults.refuse("sendMessage", 429, chat=LAN, retry_after=9)
    assert (await call("getMe"))["ok"]
    for _ in range(2):
        assert (await call("sendMessage", chat_id=KHOA, text="x"))["description"] == "Internal Server Error"
    assert (await call("sendMessage", chat_id=KHOA, text="x"))["ok"]
    wait = await call("sendMessage", chat_id=LAN, text="x")
    assert wait["parameters"] == {"retry_after": 9}
    assert wait["description"] == "Too Many Requests: retry after 9"
    assert (await call("sendMessage", chat_id=LAN, text="x"))["ok"]


async def test_a_gateway_that_gave_up_waiting(call: Call, world: World) -> None:
    world.faults.refuse("sendMessage", 502, taken=True)
    assert (await call("sendMessage", chat_id=KHOA, text="x"))["status"] == 502
    assert world.said_to(KHOA) == ["x"]


@pytest.mark.parametrize("taken", [True, False])
async def test_a_connection_that_breaks_before_or_after(call: Call, world: World, taken: bool) -> None:
    world.faults.drop("sendMessage", taken=taken)
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=KHOA, text="x")
    assert world.said_to(KHOA) == (["x"] if taken else [])
    assert (await call("sendMessage", chat_id=KHOA, text="y"))["ok"]


@pytest.mark.parametrize("taken", [True, False])
async def test_no_answer_at_all(
    server: SandboxServer, world: World, http: aiohttp.ClientSession, taken: bool
) -> None:
    world.faults.silence("*", taken=taken)
    timeout = aiohttp.ClientTimeout(total=0.2)
    address = f"{server.url}/bot{world.token}/sendMessage"
    with pytest.raises(TimeoutError):
        await http.post(address, json={"chat_id": KHOA, "text": "x"}, timeout=timeout)
    assert world.said_to(KHOA) == (["x"] if taken else [])


async def test_a_broken_answer(call: Call, world: World) -> None:
    world.faults.garble("sendMessage")
    with pytest.raises(ValueError):
        await call("sendMessage", chat_id=KHOA, text="x")
    assert world.said_to(KHOA) == ["x"]


async def test_a_slow_server_and_a_clean_slate(call: Call, world: World) -> None:
    world.faults.latency = 60.0
    world.faults.refuse("getMe", 502)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await call("getMe")
    world.faults.refuse("getMe", 502)
    world.faults.clear()
    assert (await call("getMe"))["ok"]


class Seconds:
    """A stop watch that is turned by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def refused(limits: Limits, chat: int) -> int:
    """The pause that is asked for, in seconds; 0 when the message may go."""
    try:
        limits.check(chat)
    except Refused as error:
        assert error.code == 429 and error.retry_after
        return error.retry_after
    return 0


def test_one_message_a_second_to_one_chat_after_a_small_burst() -> None:
    seconds = Seconds()
    limits = Limits(seconds)
    assert [refused(limits, KHOA) for _ in range(50)] == [0] * 50
    limits.on = True
    assert [refused(limits, KHOA) for _ in range(5)] == [0, 0, 0, 1, 1]
    assert refused(limits, LAN) == 0
    seconds.at = 1.0
    assert [refused(limits, KHOA) for _ in range(2)] == [0, 1]
    seconds.at = 10.0
    assert [refused(limits, KHOA) for _ in range(4)] == [0, 0, 0, 1]
    assert limits.refused == 4


def test_thirty_a_second_overall_and_no_more_in_the_first_second() -> None:
    seconds = Seconds()
    limits = Limits(seconds)
    limits.on = True
    passed = 0
    for tenth in range(10):
        seconds.at = tenth / 10
        passed += sum(refused(limits, 1000 * tenth + chat) == 0 for chat in range(20))
    assert passed == 30
    seconds.at = 1.05
    assert refused(limits, 1) == 0


async def test_the_limits_speak_over_http(call: Call, world: World) -> None:
    world.limits.on = True
    answers = [await call("sendMessage", chat_id=KHOA, text="x") for _ in range(4)]
    assert [one["status"] for one in answers] == [200, 200, 200, 429]
    assert answers[3]["parameters"] == {"retry_after": 1}
    assert (await call("editMessageText", chat_id=KHOA, message_id=1, text="y"))["ok"]


async def test_a_trouble_for_all_methods_spares_the_polling(call: Call, world: World) -> None:
    world.faults.refuse("*", 502)
    assert (await call("getUpdates"))["ok"]
    assert (await call("getMe"))["description"] == "Bad Gateway"
    world.faults.refuse("getUpdates", 502)
    assert (await call("getUpdates"))["status"] == 502
