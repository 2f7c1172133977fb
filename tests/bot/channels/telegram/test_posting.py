"""The short way to post: to each request its own answer, connections kept and never too many."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError, TimedOut

from bot.channels.telegram.transport import AiohttpRequest, NotSent
from tests.bot.channels.telegram.line import TOKEN, Line, answer, line

GOOD = answer(200, {"ok": True, "result": {"message_id": 5}})


@pytest.fixture
async def request_(request: pytest.FixtureRequest) -> AsyncIterator[AiohttpRequest]:
    made = AiohttpRequest(connections=3, read_timeout=0.3)
    await made.initialize()
    assert made._posting is not None
    yield made
    await made.shutdown()


async def test_what_is_said_arrives_as_it_was_said(request_: AiohttpRequest) -> None:
    said = {"chat_id": 7, "text": "Kính gửi “đồng chí” \U0001f9ff\r\n\r\n", "reply_markup": {"a": [1, True]}}
    async with line(GOOD) as server:
        assert await request_.call(server.url, said) == {"message_id": 5}
    assert json.loads(server.bodies[0]) == said
    head = server.heads[0]
    assert head.startswith(f"POST /bot{TOKEN}/getMe HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.url.split(':')[2].split('/')[0]}\r\n" in head
    assert f"Content-Length: {len(server.bodies[0])}\r\n" in head


async def test_each_gets_its_own_answer_over_few_connections(request_: AiohttpRequest) -> None:
    served: Line

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = json.loads(served.bodies[-1])["chat_id"]
        await asyncio.sleep(0.002 * (number % 3))
        writer.write(answer(200, {"ok": True, "result": number}))

    async with line(echo) as served:
        results = await asyncio.gather(*(request_.call(served.url, {"chat_id": n}) for n in range(60)))
        assert results == list(range(60))
        assert served.connections == 3


async def test_an_answer_that_comes_after_it_was_given_up_is_nobody_elses(request_: AiohttpRequest) -> None:
    """A request that is given up takes its connection with it."""
    first = asyncio.Event()
    served: Line

    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = json.loads(served.bodies[-1])["chat_id"]
        if number == 1:
            first.set()
            await asyncio.sleep(0.1)
        writer.write(answer(200, {"ok": True, "result": number}))

    async with line(late) as served:
        given_up = asyncio.ensure_future(request_.call(served.url, {"chat_id": 1}))
        await first.wait()
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        assert [await request_.call(served.url, {"chat_id": n}) for n in (2, 3, 4)] == [2, 3, 4]
        assert served.connections == 2


async def test_after_a_timeout_the_next_one_has_a_new_connection(request_: AiohttpRequest) -> None:
    served: Line

    async def once_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(served.heads) == 1:
            await asyncio.sleep(3600)
        writer.write(GOOD)

    async with line(once_silent) as served:
        with pytest.raises(TimedOut):
            await request_.call(served.url, {})
        assert await request_.call(served.url, {}) == {"message_id": 5}
        assert served.connections == 2


CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b'6\r\n{"ok":\r\n14\r\ntrue,"result":"cut"}\r\n0\r\n\r\n'
)


@pytest.mark.parametrize(
    ("said", "result"),
    [
        (CHUNKED, "cut"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD, {"message_id": 5}),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + GOOD, {"message_id": 5}),
        (answer(200, {"ok": True, "result": 1}, "Set-Cookie: a=b; HttpOnly", "X: " + "y" * 5000), 1),
    ],
)
async def test_answers_in_every_dress(request_: AiohttpRequest, said: bytes, result: object) -> None:
    async with line(said) as server:
        for _ in range(2):
            assert await request_.call(server.url, {}) == result
        assert server.connections == 1


async def test_an_answer_in_pieces(request_: AiohttpRequest) -> None:
    async def crumbs(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for place in range(0, len(GOOD), 7):
            writer.write(GOOD[place : place + 7])
            await asyncio.sleep(0)

    async with line(crumbs) as server:
        assert await request_.call(server.url, {}) == {"message_id": 5}


async def test_a_server_that_closes_after_each_answer(request_: AiohttpRequest) -> None:
    async with line(answer(200, {"ok": True, "result": 1}, "Connection: close")) as server:
        assert [await request_.call(server.url, {}) for _ in range(3)] == [1, 1, 1]
        assert server.connections == 3


@pytest.mark.parametrize("answers", [True, False])
async def test_https_means_tls(answers: bool) -> None:
    """A server that speaks no TLS, or says nothing at all, hears nothing of what would be said."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            heard.append(await reader.read(5))
            if answers:
                writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            heard.append(await reader.read())
        finally:
            writer.close()
            gone.release()

    heard: list[bytes] = []
    gone = asyncio.Semaphore(0)
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot{TOKEN}/getMe"
    request = AiohttpRequest(connect_timeout=0.2)
    await request.initialize()
    with pytest.raises(NotSent):
        await request.call(url, {"text": "secret"})
    with pytest.raises(NotSent):
        await request.post(url)
    await request.shutdown()
    for _ in range(2):
        await gone.acquire()
    await asyncio.sleep(0)
    server.close()
    assert heard[0].startswith(b"\x16\x03")  # the beginning of a TLS handshake
    assert b"secret" not in b"".join(heard)


async def test_a_pool_that_was_renewed_or_closed(request_: AiohttpRequest) -> None:
    async with line(GOOD) as server:
        await request_.call(server.url, {})
        await request_.renew()
        await request_.call(server.url, {})
        assert server.connections == 2
        await request_.shutdown()
        with pytest.raises(NetworkError):
            await request_.call(server.url, {})
        await request_.initialize()
        assert await request_.call(server.url, {}) == {"message_id": 5}


async def test_behind_a_proxy_it_goes_the_long_way() -> None:
    async with line(GOOD) as proxy:
        request = AiohttpRequest(proxy=proxy.url.split("/bot")[0])
        await request.initialize()
        assert await request.call(f"http://telegram.invalid/bot{TOKEN}/getMe", {"a": 1}) == {"message_id": 5}
        await request.shutdown()
    assert proxy.heads[0].startswith(f"POST http://telegram.invalid/bot{TOKEN}/getMe ")
