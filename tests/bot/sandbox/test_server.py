"""The server itself: it starts, stops at once whoever waits, and lets nobody in from elsewhere."""

import asyncio
import logging

import aiohttp
import pytest

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.conftest import KHOA, Call


async def test_a_port_in_use_is_left_to_the_caller(server: SandboxServer, world: World) -> None:
    with pytest.raises(OSError, match="address already in use"):
        async with SandboxServer(world, port=server.port):
            pass
    assert server.url == f"http://127.0.0.1:{server.port}"


async def test_it_stops_while_everybody_waits(world: World, http: aiohttp.ClientSession) -> None:
    server = SandboxServer(world)
    async with server, asyncio.timeout(20):
        address = f"{server.url}/bot{world.token}"
        world.faults.silence("getMe", taken=False)
        polling = asyncio.gather(
            http.get(f"{address}/getUpdates?timeout=50&allowed_updates=%5B%22message%22%5D"),
            http.get(f"{address}/getMe"),
            return_exceptions=True,
        )
        page = await http.get(f"{server.url}/sandbox/events")
        await world.until(lambda: world.updates.waiting and world.calls_of("getMe"))
        pressing = asyncio.gather(world.press(KHOA, 1, "x", force=True))
    async with asyncio.timeout(5):
        poll, silent = await polling
        assert isinstance(poll, aiohttp.ClientResponse)
        assert (await poll.json())["result"] == []
        assert isinstance(silent, aiohttp.ClientError)
        assert await pressing == [None]
        assert (await page.content.read()).startswith(b"retry")


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/sandbox/state", "/sandbox/events", "/bot1:x/getMe"])
async def test_a_foreign_name_for_this_machine_is_refused(
    server: SandboxServer, http: aiohttp.ClientSession, path: str
) -> None:
    for host in ("evil.example", "evil.example:80", f"127.0.0.1.evil.example:{server.port}", ""):
        async with http.get(server.url + path, headers={"Host": host}) as answer:
            assert answer.status == 403
            assert await answer.json() == {"error": "not_from_here"}


@pytest.mark.parametrize("path", ["/sandbox/clock", f"/sandbox/chat/{KHOA}/text", "/bot1:x/sendMessage"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"])
async def test_another_page_cannot_post(
    server: SandboxServer, http: aiohttp.ClientSession, world: World, path: str, origin: str
) -> None:
    async with http.post(server.url + path, headers={"Origin": origin}, data=b"{}") as answer:
        assert answer.status == 403
    assert not world.calls


async def test_our_own_page_can_post(
    server: SandboxServer, http: aiohttp.ClientSession, world: World
) -> None:
    for host in (f"127.0.0.1:{server.port}", f"localhost:{server.port}"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        address = f"{server.url}/sandbox/chat/{KHOA}/text"
        async with http.post(address, headers=headers, json={"text": host}) as answer:
            assert answer.status == 200
    assert len(world.messages(KHOA)) == 2


async def test_the_page_is_given_out_with_closed_doors(
    server: SandboxServer, http: aiohttp.ClientSession
) -> None:
    async with http.get(server.url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    async with http.get(f"{server.url}/page/main.js") as answer:
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "name", ["none.js", "../server.py", "%2e%2e/server.py", "..%2fserver.py", "/etc/hosts", "%00.js", "%00"]
)
async def test_nothing_but_the_page_is_given_out(
    server: SandboxServer, http: aiohttp.ClientSession, name: str
) -> None:
    address = aiohttp.client.URL(f"{server.url}/page/{name}", encoded=True)
    async with http.get(address) as answer:
        assert answer.status == 404


async def test_no_token_in_the_logs(call: Call, world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await call("getMe")
        await call("sendMessage", chat_id=KHOA, text="x" * 5000)
        world.faults.drop("getMe", taken=True)
        with pytest.raises(aiohttp.ClientError):
            await call("getMe")
    ours = [one for one in caplog.records if one.name.startswith(("bot", "aiohttp"))]
    assert world.token not in "".join(one.getMessage() for one in ours)
