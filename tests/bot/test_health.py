"""The small web servers: the health page tells the truth, the door takes only what carries the secret."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.health import HEADER, LARGEST_UPDATE, Door

SECRET = "webhook-secret-0123456789"


class Taker:
    """Keeps what is posted; fails as it is told."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.fails: BaseException | None = None

    async def __call__(self, data: Any) -> None:
        if self.fails is not None:
            raise self.fails
        self.taken.append(data)


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def door(taker: Taker) -> AsyncIterator[Door]:
    door = Door(0)
    door.take_posts("/telegram", SECRET, taker)
    await door.open()
    yield door
    await door.close()


async def post(
    door: Door, body: bytes | BytesIO, secret: str | None = SECRET, path: str = "/telegram"
) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{door.port}{path}", data=body, headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("well", [True, False])
async def test_the_health_page_says_503_when_something_is_wrong(well: bool) -> None:
    door = Door(0)
    facts = {"ok": well, "seconds_since_receiving": 1.5}
    door.tell_health(lambda: facts)
    await door.open()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{door.port}/health") as answer,
    ):
        assert answer.status == (200 if well else 503)
        assert await answer.json() == facts
    await door.close()


async def test_the_health_page_is_asked_anew_each_time() -> None:
    door, facts = Door(0), {"ok": True}
    door.tell_health(lambda: facts)
    await door.open()
    seen = []
    async with aiohttp.ClientSession() as session:
        for facts["ok"] in (True, False, True):
            async with session.get(f"http://127.0.0.1:{door.port}/health") as answer:
                seen.append(answer.status)
    assert seen == [200, 503, 200]
    await door.close()


async def test_a_post_with_the_secret_is_taken(door: Door, taker: Taker) -> None:
    assert await post(door, json.dumps({"update_id": 1, "text": "Được"}).encode()) == 200
    assert taker.taken == [{"update_id": 1, "text": "Được"}]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "ữ" * 25])
async def test_a_post_without_the_secret_is_not(door: Door, taker: Taker, secret: str | None) -> None:
    assert await post(door, b"{}", secret) == 403
    assert taker.taken == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"{'a': 1}"])
async def test_what_cannot_be_read_is_not_to_be_posted_again(door: Door, taker: Taker, body: bytes) -> None:
    assert await post(door, body) == 200
    assert taker.taken == []


@pytest.mark.parametrize("error", [ConnectionError("not taken"), RuntimeError("crash"), OSError("disk")])
async def test_what_could_not_be_taken_is_to_be_posted_again(
    door: Door, taker: Taker, error: Exception
) -> None:
    taker.fails = error
    assert await post(door, b"{}") == 503
    taker.fails = None
    assert await post(door, b"{}") == 200
    assert taker.taken == [{}]


async def test_what_cannot_be_taken_is_noted_once_until_something_is(
    door: Door, taker: Taker, caplog: pytest.LogCaptureFixture
) -> None:
    for taker.fails in (ConnectionError("a"), ConnectionError("b"), ValueError(), ConnectionError("c")):
        await post(door, b"{}")
    taker.fails = None
    assert await post(door, b"{}") == 200
    taker.fails = ConnectionError("d")
    await post(door, b"{}")
    assert caplog.messages == [
        "telegram: a post could not be taken (ConnectionError)",
        "a post could not be read",
        "telegram: a post could not be taken (ConnectionError)",
    ]


async def test_it_is_answered_only_after_it_is_taken(taker: Taker) -> None:
    begun, let_go, order = asyncio.Event(), asyncio.Event(), []

    async def slow(data: Any) -> None:
        begun.set()
        await let_go.wait()
        order.append("taken")

    door = Door(0)
    door.take_posts("/telegram", SECRET, slow)
    await door.open()
    posting = asyncio.get_running_loop().create_task(post(door, b"{}"))
    posting.add_done_callback(lambda _: order.append("answered"))
    await begun.wait()
    let_go.set()
    assert await posting == 200
    assert order == ["taken", "answered"]
    await door.close()


async def test_too_much_is_refused(door: Door, taker: Taker) -> None:
    status = await post(door, BytesIO(b'"' + b"x" * LARGEST_UPDATE + b'"'))
    assert status == 413
    assert taker.taken == []


async def test_nothing_else_is_served(door: Door) -> None:
    assert await post(door, b"{}", path="/") == 404
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{door.port}/telegram") as answer,
    ):
        assert answer.status == 405


async def test_a_port_in_use_is_an_error_and_leaves_nothing_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        door = Door(taken.getsockname()[1])
        with pytest.raises(OSError):
            await door.open()
    await door.open()  # free now
    await door.close()
    await door.close()  # twice does no harm
