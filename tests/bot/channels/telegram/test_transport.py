"""Our transport beside python-telegram-bot's own, on the same server: what one raises, the other raises.

Where ours knows more (a NotSent, a ServerTrouble), it is a narrower class of the same error.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram.transport import AiohttpRequest, NotSent, ServerTrouble
from tests.bot.channels.telegram.line import TOKEN, Reply, answer, line

TRANSPORTS: dict[str, Callable[[], BaseRequest]] = {
    "ours": lambda: AiohttpRequest(read_timeout=0.3, connections=3),
    "the library's": lambda: HTTPXRequest(read_timeout=0.3, connection_pool_size=3),
}


def refusal(status: int, said: str, **parameters: Any) -> bytes:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": said}
    return answer(status, body | ({"parameters": parameters} if parameters else {}))


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": tr')
    writer.close()


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": tr')
    await asyncio.sleep(3600)


REPLIES: dict[str, Reply] = {
    "400": refusal(400, "Bad Request: chat not found"),
    "400 with words in Vietnamese": refusal(400, "Bad Request: không có"),
    "401": refusal(401, "Unauthorized"),
    "403": refusal(403, "Forbidden: bot was blocked by the user"),
    "404": refusal(404, "Not Found"),
    "405": refusal(405, "Method Not Allowed"),
    "409": refusal(409, "Conflict: terminated by other getUpdates request"),
    "413": refusal(413, "Request Entity Too Large"),
    "429": refusal(429, "Too Many Requests: retry after 7", retry_after=7),
    "429 of a gateway": answer(429, b"<html>slow down</html>"),
    "429 for an hour": refusal(429, "Too Many Requests: retry after 3600", retry_after=3600),
    "migrated": refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009),
    "unknown parameters": refusal(400, "Bad Request: new", something_of_next_year=1),
    "500": refusal(500, "Internal Server Error"),
    "500 that says when": refusal(500, "Internal Server Error: restart", retry_after=5),
    "502": refusal(502, "Bad Gateway"),
    "502 of a gateway": answer(502, b"<html>bad gateway</html>"),
    "503": refusal(503, "Service Unavailable"),
    "504 of a gateway": answer(504, b"<html></html>"),
    "599": answer(599, b""),
    "a redirect, as hotels and offices make": answer(302, b"", "Location: http://127.0.0.1:9/login"),
    "403 of a wall, not of Telegram": answer(403, b"<html>blocked</html>"),
    "nothing at all": answer(200, b""),
    "half a JSON": answer(200, b'{"ok": true, "res'),
    "a page": answer(200, b"<html>log in here</html>"),
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "reset": reset,
    "closed": close,
    "broken off": half,
    "silence": silence,
    "a stall in the middle": stall,
}


class ShortWay(AiohttpRequest):
    """Our transport by the short way for what is called all day, which must be as good."""

    async def post(self, url: str, request_data: RequestData | None = None, **more: Any) -> Any:
        return await self.call(url, {"chat_id": 1, "text": "Được"})


async def asked(make: Callable[[], BaseRequest], url: str, data: RequestData | None = None) -> Any:
    """What a transport gives for one request: the result, or the error it raises."""
    request = make()
    await request.initialize()
    try:
        return await request.post(url, data)
    except TelegramError as error:
        return error
    finally:
        await request.shutdown()


@pytest.mark.parametrize("case", REPLIES)
async def test_the_same_trouble_is_the_same_error(case: str) -> None:
    async with line(REPLIES[case]) as server:
        ours, theirs = [await asked(make, server.url) for make in TRANSPORTS.values()]
        short = await asked(lambda: ShortWay(read_timeout=0.3), server.url)
    assert isinstance(theirs, TelegramError)
    assert isinstance(ours, type(theirs)), f"{ours!r} is no {theirs!r}"
    assert repr(short) == repr(ours)
    assert type(ours) in (type(theirs), NotSent, ServerTrouble)
    if isinstance(theirs, RetryAfter):
        assert ours.retry_after == theirs.retry_after
    if type(theirs) not in (NetworkError, TimedOut) and "Parsing the server" not in theirs.message:
        assert ours.message == theirs.message
    assert TOKEN not in repr(ours) + str(ours.__cause__)


async def test_nobody_there_is_surely_not_sent() -> None:
    async with line(b"") as server:
        pass
    ours, theirs = [await asked(make, server.url) for make in TRANSPORTS.values()]
    assert type(ours) is NotSent
    assert type(theirs) is NetworkError


@pytest.mark.parametrize("case", ["500", "502 of a gateway", "503", "504 of a gateway", "599"])
async def test_the_status_of_server_trouble_is_kept(case: str) -> None:
    async with line(REPLIES[case]) as server:
        error = await asked(TRANSPORTS["ours"], server.url)
    assert type(error) is ServerTrouble
    assert error.status == int(case[:3])


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("result", [{"id": 1, "first_name": "Tổ giúp việc"}, True, [], 2**52])
async def test_an_answer_is_the_same(transport: str, result: Any) -> None:
    async with line(answer(200, {"ok": True, "result": result})) as server:
        assert await asked(TRANSPORTS[transport], server.url) == result


@pytest.mark.parametrize("body", [b'{"ok": true}', b"[]", b"7", b'"x"'])
async def test_json_that_is_no_answer_is_not_taken_for_one(body: bytes) -> None:
    async with line(answer(200, body)) as server:
        error = await asked(lambda: ShortWay(read_timeout=0.3), server.url)
    assert type(error) is TelegramError


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_redirect_is_not_followed(transport: str) -> None:
    """What stands at the gate of a hotel's or an office's network gets no message of ours."""
    async with (
        line(answer(200, {"ok": True, "result": True})) as elsewhere,
        line(answer(307, b"", f"Location: {elsewhere.url}")) as server,
    ):
        assert isinstance(await asked(TRANSPORTS[transport], server.url, data_of(text="x")), NetworkError)
    assert elsewhere.heads == []


async def test_letters_that_are_no_utf8_break_nothing() -> None:
    """The library replaces such letters, ours says that the answer cannot be read."""
    async with line(answer(200, b'{"ok": true, "result": "\xff"}')) as server:
        assert type(await asked(TRANSPORTS["ours"], server.url)) is TelegramError


def data_of(**facts: Any) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in facts.items()])


async def test_parameters_go_as_json_with_nothing_lost() -> None:
    facts = {"chat_id": -1009, "text": "Kính gửi “đồng chí” \U0001f9ff\n", "reply_markup": {"a": [1, True]}}
    async with line(answer(200, {"ok": True, "result": True})) as server:
        await asked(TRANSPORTS["ours"], server.url, data_of(**facts))
    [body] = server.bodies
    assert json.loads(body) == facts
    assert "content-type: application/json" in server.heads[0].lower()


async def test_text_that_is_no_text_never_leaves() -> None:
    async with line(answer(200, {"ok": True, "result": True})) as server:
        error = await asked(TRANSPORTS["ours"], server.url, data_of(text="hỏng \udcff"))
    assert type(error) is BadRequest
    assert server.bodies == []


async def test_a_file_goes_up_with_its_name_and_beside_its_parameters() -> None:
    file = InputFile(b"%PDF-1.7 n\xe1\xbb\x99i dung", filename='Kế "hoạch"\r\nX: y.pdf')
    async with line(answer(200, {"ok": True, "result": True})) as server:
        for make in TRANSPORTS.values():
            await asked(make, server.url, data_of(chat_id=5, document=file, caption="Kế hoạch"))
    ours, theirs = server.bodies
    for body in (ours, theirs):
        assert b"%PDF-1.7 n\xe1\xbb\x99i dung" in body
        assert "Kế hoạch".encode() in body
        assert b'name="chat_id"' in body
        assert b"application/pdf" in body
    assert "filename=\"Kế 'hoạch'  X: y.pdf\"".encode() in ours  # and no header line of its own


async def test_connections_are_kept_and_are_no_more_than_allowed() -> None:
    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.005)
        writer.write(answer(200, {"ok": True, "result": True}))

    async with line(slowly) as server:
        request = AiohttpRequest(connections=3)
        await request.initialize()
        await asyncio.gather(*(request.post(server.url) for _ in range(30)))
        assert server.connections == 3
        assert len(server.heads) == 30
        await request.renew()
        await request.post(server.url)
        assert server.connections == 4
        await request.shutdown()
        await request.shutdown()  # twice does no harm


async def test_a_connection_that_died_while_it_lay_idle_is_noticed() -> None:
    """The server closes after each answer without saying so beforehand: nothing is lost by it."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, {"ok": True, "result": True}))
        writer.close()

    async with line(once) as server:
        request = AiohttpRequest()
        await request.initialize()
        for _ in range(3):
            assert await request.post(server.url) is True
            await asyncio.sleep(0.02)
        await request.shutdown()


async def test_it_goes_through_a_proxy_that_is_named() -> None:
    async with line(answer(200, {"ok": True, "result": True})) as proxy:
        request = AiohttpRequest(proxy=proxy.url.split("/bot")[0])
        await request.initialize()
        assert await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe") is True
        await request.shutdown()
    assert proxy.heads[0].startswith(f"POST http://telegram.invalid/bot{TOKEN}/getMe ")


async def test_a_proxy_that_is_not_there_is_surely_not_sent() -> None:
    async with line(b"") as proxy:
        pass
    request = AiohttpRequest(proxy=proxy.url.split("/bot")[0])
    await request.initialize()
    with pytest.raises(NotSent):
        await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe")
    await request.shutdown()


async def test_a_call_may_wait_longer_than_others() -> None:
    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(answer(200, {"ok": True, "result": True}))

    async with line(late) as server:
        request = AiohttpRequest(read_timeout=0.05)
        await request.initialize()
        with pytest.raises(TimedOut):
            await request.post(server.url)
        assert await request.post(server.url, read_timeout=5) is True
        await request.shutdown()


async def test_it_says_so_when_it_was_not_opened() -> None:
    with pytest.raises(NetworkError, match="not initialised"):
        await AiohttpRequest().post("http://127.0.0.1:9/")
