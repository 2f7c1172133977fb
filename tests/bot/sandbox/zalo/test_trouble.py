"""Everything that goes wrong with Zalo, or differs from report to report, can be ordered."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox import SandboxServer
from bot.sandbox.zalo import EVERY_CODE, ZaloWorld
from tests.bot.sandbox.conftest import Moment
from tests.bot.sandbox.zalo.conftest import KHOA, LAN, Ask, refusal
from tests.bot.sandbox.zalo.test_events import event


async def test_refusals_that_come_as_200(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.told_by_body_only = EVERY_CODE
    assert await refusal(ask("getUpdates", timeout=0)) == (200, 408)
    assert await refusal(ask("sendMessage", chat_id="nobody", text="x")) == (200, 404)
    zalo.faults.refuse("sendMessage", 500)
    assert await refusal(ask("sendMessage", chat_id=KHOA, text="x")) == (200, 500)
    assert (await ask("sendMessage", chat_id=KHOA, text="x"))[1]["ok"]


async def test_success_without_a_code(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.code_in_success = False
    assert "error_code" not in (await ask("getMe"))[1]


@pytest.mark.parametrize("status", [502, 504])
@pytest.mark.parametrize("taken", [True, False])
async def test_a_gateway_answers_with_a_page(
    server: SandboxServer, zalo: ZaloWorld, http: aiohttp.ClientSession, status: int, taken: bool
) -> None:
    zalo.faults.refuse("sendMessage", status, taken=taken)
    address = f"{server.zalo_url}/bot{zalo.token}/sendMessage"
    async with http.post(address, json={"chat_id": KHOA, "text": "x"}) as answer:
        assert (answer.status, answer.content_type) == (status, "text/html")
    assert zalo.said_to(KHOA) == (["x"] if taken else [])


async def test_a_403_of_the_servers_own(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.faults.refuse("sendMessage", 403, chat=KHOA)
    assert (await ask("sendMessage", chat_id=LAN, text="x"))[1]["ok"]
    status, body = await ask("sendMessage", chat_id=KHOA, text="x")
    assert (status, body["description"]) == (403, "Internal server error")


@pytest.mark.parametrize("taken", [True, False])
async def test_a_connection_that_breaks_and_an_answer_that_never_comes(
    ask: Ask, zalo: ZaloWorld, taken: bool
) -> None:
    zalo.faults.drop("sendMessage", taken=taken)
    with pytest.raises(aiohttp.ClientConnectionError):
        await ask("sendMessage", chat_id=KHOA, text="x")
    zalo.faults.silence("sendMessage", taken=taken)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await ask("sendMessage", chat_id=KHOA, text="x")
    assert zalo.said_to(KHOA) == (["x", "x"] if taken else [])


async def test_broken_json(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.faults.garble("sendMessage")
    with pytest.raises(ValueError):
        await ask("sendMessage", chat_id=KHOA, text="x")
    assert zalo.said_to(KHOA) == ["x"]


async def test_the_month_is_used_up_and_a_new_one_begins(ask: Ask, zalo: ZaloWorld, moment: Moment) -> None:
    zalo.plan.messages = 2
    for _ in range(2):
        assert (await ask("sendMessage", chat_id=KHOA, text="x"))[1]["ok"]
    status, body = await ask("sendMessage", chat_id=KHOA, text="x")
    assert (status, body["error_code"], "parameters" in body) == (429, 429, False)
    assert (await ask("getMe"))[1]["ok"]
    moment.now += timedelta(days=8)  # December
    assert (await ask("sendMessage", chat_id=KHOA, text="x"))[1]["ok"]
    assert (zalo.plan.sent, zalo.plan.month) == (1, "2026-12")


async def test_a_plan_that_counts_both_ways(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.plan.messages, zalo.plan.counts_incoming = 2, True
    zalo.say(KHOA, "một")
    assert (await ask("sendMessage", chat_id=KHOA, text="x"))[1]["ok"]
    assert await refusal(ask("sendMessage", chat_id=KHOA, text="x")) == (429, 429)


async def test_an_update_comes_again(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.replays = 2
    zalo.say(KHOA, "một")
    zalo.say(KHOA, "hai")
    texts = [(await event(ask))["message"]["text"] for _ in range(6)]
    assert texts == ["một", "hai"] * 3
    assert await refusal(ask("getUpdates", timeout=0)) == (408, 408)


async def go_away(ask: Ask, zalo: ZaloWorld) -> None:
    """Break off a poll, as a bot that stops does."""
    poll = asyncio.ensure_future(ask("getUpdates"))
    await zalo.until(lambda: zalo.updates.polled)
    poll.cancel()
    await zalo.until(lambda: zalo.updates.away)


async def test_after_a_stop_what_was_consumed_comes_again(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.replays_after_return = True
    zalo.say(KHOA, "trước")
    await event(ask)
    await go_away(ask, zalo)
    zalo.say(KHOA, "trong lúc nghỉ")
    assert [(await event(ask))["message"]["text"] for _ in range(2)] == ["trước", "trong lúc nghỉ"]
    assert await refusal(ask("getUpdates", timeout=0)) == (408, 408)


async def test_after_a_stop_what_came_meanwhile_is_lost(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.oddities.loses_when_away = True
    await go_away(ask, zalo)
    zalo.say(KHOA, "trong lúc nghỉ")
    assert await refusal(ask("getUpdates", timeout=0)) == (408, 408)
    zalo.say(KHOA, "sau")
    assert (await event(ask))["message"]["text"] == "sau"


async def test_after_a_stop_what_came_meanwhile_waits_otherwise(ask: Ask, zalo: ZaloWorld) -> None:
    await go_away(ask, zalo)
    zalo.say(KHOA, "trong lúc nghỉ")
    assert (await event(ask))["message"]["text"] == "trong lúc nghỉ"


async def test_a_slow_server(ask: Ask, zalo: ZaloWorld) -> None:
    zalo.faults.latency = 60.0
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await ask("getMe")
    zalo.faults.clear()
    assert (await ask("getMe"))[1]["ok"]
