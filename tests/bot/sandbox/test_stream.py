"""The page is told of everything at once, by server-sent events."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import SandboxServer, World, stream
from tests.bot.sandbox.conftest import KHOA, LAN, STRANGER, Call

Next = Callable[[], Awaitable[dict[str, Any]]]


@pytest.fixture
async def event(server: SandboxServer, http: aiohttp.ClientSession) -> AsyncIterator[Next]:
    async with http.get(f"{server.url}/sandbox/events") as answer:
        assert answer.content_type == "text/event-stream"
        assert answer.headers["Cache-Control"] == "no-store"

        async def following() -> dict[str, Any]:
            while True:
                line = (await answer.content.readline()).decode()
                if line.startswith("data: "):
                    found: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return found

        assert (await answer.content.readline()).startswith(b"retry:")
        yield following


async def test_messages_edits_and_deletions(event: Next, call: Call, world: World) -> None:
    world.say(KHOA, "việc của tôi")
    said = await event()
    assert (said["type"], said["chat"], said["message"]["from_bot"]) == ("message", KHOA, False)
    await call("sendMessage", chat_id=KHOA, text="<b>Một</b>", parse_mode="HTML")
    heard = await event()
    assert (heard["message"]["id"], heard["message"]["text"]) == (2, "Một")
    await call("editMessageText", chat_id=KHOA, message_id=2, text="Hai")
    edited = await event()
    assert (edited["type"], edited["message"]["text"], edited["message"]["edited"]) == ("edited", "Hai", True)
    await call("deleteMessage", chat_id=KHOA, message_id=2)
    gone = await event()
    assert (gone["type"], gone["chat"], gone["message"]["id"]) == ("deleted", KHOA, 2)


async def test_menus_people_and_the_clock(
    event: Next, call: Call, world: World, server: SandboxServer
) -> None:
    menu = [{"command": "viec", "description": "Việc"}]
    await call("setMyCommands", commands=menu, scope={"type": "chat", "chat_id": KHOA})
    assert await event() == {"type": "commands", "chat": KHOA, "commands": menu}
    await call("setMyCommands", commands=menu)
    assert [(await event())["chat"] for _ in range(3)] == [KHOA, LAN, STRANGER]
    server.tell_clock(world.now())
    assert await event() == {"type": "clock", "clock": "2026-11-23T06:55:00+07:00"}
    world.block(LAN)
    assert await event() == {"type": "people"}
    server.tell_people()
    assert await event() == {"type": "people"}


async def test_a_quiet_stream_shows_that_it_lives(
    server: SandboxServer, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.02)
    async with http.get(f"{server.url}/sandbox/events") as answer:
        lines = [await answer.content.readline() for _ in range(5)]
    assert lines[2] == lines[4] == b": still here\n"


async def test_a_page_that_went_is_forgotten(
    server: SandboxServer, http: aiohttp.ClientSession, world: World
) -> None:
    async with http.get(f"{server.url}/sandbox/events") as answer:
        await answer.content.readline()
        assert world.listeners == 1
        answer.close()
    await world.until(lambda: world.listeners == 0)
