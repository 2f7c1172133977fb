"""Fetching updates: confirmed by offset, waited for, limited to kinds, one poller at a time."""

import asyncio
from typing import Any

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.conftest import KHOA, LAN, Call


def ids(answer: dict[str, Any]) -> list[int]:
    return [one["update_id"] for one in answer["result"]]


async def test_updates_stay_until_they_are_confirmed(call: Call, world: World) -> None:
    for number in range(5):
        world.say(KHOA, f"tin {number}")
    first = ids(await call("getUpdates"))
    assert first == ids(await call("getUpdates"))
    assert len(first) == 5
    assert ids(await call("getUpdates", offset=first[2])) == first[2:]
    assert ids(await call("getUpdates")) == first[2:]
    assert ids(await call("getUpdates", offset=first[-1] + 1)) == []
    assert (await call("getWebhookInfo"))["result"]["pending_update_count"] == 0


async def test_limit_and_negative_offset(call: Call, world: World) -> None:
    for number in range(120):
        world.say(KHOA, f"tin {number}")
    assert len(ids(await call("getUpdates"))) == 100
    assert len(ids(await call("getUpdates", limit=7))) == 7
    last = ids(await call("getUpdates", offset=-2))
    assert len(last) == 2
    assert (await call("getUpdates"))["result"][0]["message"]["text"] == "tin 118"


async def test_a_long_poll_ends_with_the_first_update(call: Call, world: World) -> None:
    polling = asyncio.gather(call("getUpdates", timeout=50))
    await world.until(lambda: world.updates.waiting)
    world.say(KHOA, "xong")
    ((answer),) = await polling
    assert [one["message"]["text"] for one in answer["result"]] == ["xong"]


async def test_a_long_poll_ends_empty_after_its_time(call: Call) -> None:
    assert (await call("getUpdates", timeout=1))["result"] == []


async def test_the_older_poll_is_ended_even_by_a_short_one(call: Call, world: World) -> None:
    polling = asyncio.gather(call("getUpdates", timeout=50))
    await world.until(lambda: world.updates.waiting)
    assert (await call("getUpdates"))["result"] == []
    ((answer),) = await polling
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_a_webhook_ends_the_poll(call: Call, world: World) -> None:
    polling = asyncio.gather(call("getUpdates", timeout=50))
    await world.until(lambda: world.updates.waiting)
    assert (await call("setWebhook", url="https://bot.example.vn/x"))["description"] == "Webhook was set"
    ((answer),) = await polling
    assert answer["description"] == "Conflict: terminated by setWebhook request"
    assert (await call("getUpdates"))["error_code"] == 409
    assert (await call("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await call("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert (await call("getUpdates"))["ok"]


async def test_only_wanted_kinds_are_queued_and_the_wish_is_kept(call: Call, world: World) -> None:
    await call("getUpdates", allowed_updates=["message"])
    world.say(KHOA, "một")
    world.block(LAN)
    assert len((await call("getUpdates"))["result"]) == 1
    await call("getUpdates", allowed_updates=[])
    world.unblock(LAN)
    assert [sorted(one)[0] for one in (await call("getUpdates"))["result"]] == ["message", "my_chat_member"]


async def test_updates_survive_a_server_that_comes_back(world: World, http: Any) -> None:
    async with SandboxServer(world) as server:
        port = server.port
    world.say(KHOA, "trong lúc mất điện")
    async with SandboxServer(world, port=port) as server:
        assert server.port == port
        async with http.get(f"{server.url}/bot{world.token}/getUpdates?timeout=5") as answer:
            (update,) = (await answer.json())["result"]
    assert update["message"]["text"] == "trong lúc mất điện"
