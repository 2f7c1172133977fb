"""Zalo's posts are answered after their commit, wrapped or bare; a stranger's are refused."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest

from bot.background import Background
from bot.channels import webhook as hooks
from bot.channels.place import WebhookPlace
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.poll import ZaloTokenRefused
from bot.channels.zalo.webhook import HEADER
from bot.clock import SystemClock
from bot.health import Door
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from messages.envelope import Incoming
from tests.bot.channels import doors
from tests.bot.channels.doors import SECRET
from tests.bot.channels.promising import MONDAY
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.zalo.test_incoming import KHOA, event


@pytest.fixture
async def place() -> WebhookPlace:
    return await doors.place_of_our_own()


@pytest.fixture
def door(place: WebhookPlace) -> Door:
    """The door that all channels share."""
    return place.entrance()


@pytest.fixture
async def hooked(zalo: ZaloWorld, server: SandboxServer, place: WebhookPlace) -> AsyncIterator[ZaloChannel]:
    channel = ZaloChannel(zalo.token, server.zalo_url, SystemClock(), webhook=place)
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.stop()


async def post(door: Door, body: Any, secret: str | None = SECRET, path: str = "/zalo") -> int:
    headers = {} if secret is None else {HEADER: secret}
    return await doors.post(f"http://127.0.0.1:{door.port}{path}", body, headers)


@pytest.mark.parametrize("wrapped", [True, False])
async def test_zalo_is_told_where_to_post_and_does(
    zalo: ZaloWorld, khoa: str, hooked: ZaloChannel, taker: Taker, background: Background, wrapped: bool
) -> None:
    zalo.oddities.wrapped_webhook = wrapped
    zalo.oddities.probes_webhook = True
    zalo.say(khoa, "trước")
    before = hooked.last_good
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: taker.texts == ["trước"])
    zalo.say(khoa, "sau")
    await until(lambda: taker.texts == ["trước", "sau"])
    assert zalo.webhook is not None and zalo.webhook.url.endswith("/zalo")
    assert zalo.calls_of("getUpdates") == []
    assert hooked.last_good > before


async def test_it_is_set_at_the_start_and_when_it_has_changed(
    zalo: ZaloWorld,
    hooked: ZaloChannel,
    taker: Taker,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    await hooked.client.set_webhook(hooked.webhook._address if hooked.webhook else "", "an-old-secret")
    zalo.calls.clear()
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: len(zalo.calls_of("getWebhookInfo")) > 3)
    assert len(zalo.calls_of("setWebhook")) == 1  # the address was right; the secret may not have been
    await hooked.client.delete_webhook()
    await until(lambda: zalo.webhook is not None)


async def test_trouble_with_the_webhook_is_noted_once(
    zalo: ZaloWorld, hooked: ZaloChannel, taker: Taker, background: Background,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    zalo.faults.refuse("setWebhook", 400, "Bad request: the webhook must be a public address", times=3)
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: zalo.webhook is not None)
    assert caplog.text.count("does not take the webhook (400") == 1
    zalo.faults.refuse("getWebhookInfo", 502, times=3)
    await until(lambda: "cannot be asked" in caplog.text)
    assert zalo.token not in caplog.text


async def test_a_wrong_token_ends_it(server: SandboxServer, place: WebhookPlace, taker: Taker) -> None:
    channel = ZaloChannel("2140301985:another-token", server.zalo_url, SystemClock(), webhook=place)
    await channel.open()
    with pytest.raises(ZaloTokenRefused):
        await channel.receive(taker)
    await channel.close()


async def test_it_is_answered_after_the_commit(
    door: Door, hooked: ZaloChannel, background: Background
) -> None:
    begun, let_go, order = asyncio.Event(), asyncio.Event(), []

    async def slow(batch: Sequence[Incoming]) -> None:
        begun.set()
        await let_go.wait()
        order.append("committed")

    background.start(hooked.receive(slow), "receiving")
    posting = background.start(post(door, event(text="xong")), "posting")
    posting.add_done_callback(lambda _: order.append("answered"))
    await begun.wait()
    let_go.set()
    assert await posting == 200
    assert order == ["committed", "answered"]


async def test_what_could_not_be_committed_is_to_be_posted_again(
    door: Door, hooked: ZaloChannel, taker: Taker, background: Background
) -> None:
    taker.stuck = True
    background.start(hooked.receive(taker), "receiving")
    assert await post(door, event(text="xong")) == 503
    taker.stuck = False
    assert await post(door, event(text="xong")) == 200
    assert [(one.user, one.text) for one in taker.taken] == [(KHOA, "xong")]


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"{", b"null", b"[]", b'"x"', {"ok": True}, event("reaction"), {"event_name": "user.follow"}],
)
async def test_what_is_nothing_of_ours_is_not_to_be_posted_again(
    door: Door, hooked: ZaloChannel, taker: Taker, background: Background, body: Any
) -> None:
    background.start(hooked.receive(taker), "receiving")
    assert await post(door, body) == 200
    assert taker.taken == []


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "ữ" * 25])
async def test_somebody_else_is_refused_and_noted_once(
    door: Door, hooked: ZaloChannel, taker: Taker, background: Background, secret: str | None,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    background.start(hooked.receive(taker), "receiving")
    for _ in range(3):
        assert await post(door, event(text="giả"), secret) == 403
    assert taker.taken == []
    assert caplog.text.count("without our secret") == 1
    assert await post(door, event(text="thật")) == 200
    assert SECRET not in caplog.text


async def test_a_probe_without_the_secret_finds_somebody(door: Door, hooked: ZaloChannel) -> None:
    assert await post(door, b"", None) == 200
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{door.port}/zalo") as answer,
    ):
        assert (answer.status, await answer.read()) == (200, b"")


async def test_two_channels_and_two_bots_share_a_door(
    place: WebhookPlace, door: Door, taker: Taker, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world, bots = (
        World(now=lambda: MONDAY),
        [ZaloWorld(lambda: MONDAY, token=f"21403019{n}:secret") for n in "12"],
    )
    world.add_user(1, "Khoa", started=True)
    async with SandboxServer(world, zalo=bots) as server:
        channels = [
            TelegramChannel(world.token, server.url, SystemClock(), webhook=place),
            *(
                ZaloChannel(bot.token, server.zalo_url, SystemClock(), name=name, webhook=place)
                for name, bot in zip(("zalo", "zalo2"), bots, strict=True)
            ),
        ]
        for channel in channels:
            await channel.open()
            background.start(channel.receive(taker), f"receiving {channel.name}")
        world.say(1, "qua telegram")
        for bot in bots:
            bot.say(bot.add_user("Khoa"), "qua zalo")
        await until(lambda: len(taker.taken) == 3)
        assert sorted(one.channel for one in taker.taken) == ["telegram", "zalo", "zalo2"]
        await channels[0].close()  # the others go on
        bots[1].say(bots[1].add_user("Hà"), "vẫn nghe")
        await until(lambda: "vẫn nghe" in taker.texts)
        await background.stop()
        for channel in channels[1:]:
            await channel.close()
        with pytest.raises(aiohttp.ClientConnectorError):
            await post(door, b"")


def test_an_address_that_was_set_with_telegrams_path() -> None:
    for url in ("https://bot.example.vn", "https://bot.example.vn/telegram"):
        place = WebhookPlace(url, SECRET, 8443)
        assert place.address_of("/telegram") == "https://bot.example.vn/telegram"
        assert place.address_of("/zalo2") == "https://bot.example.vn/zalo2"
    assert SECRET not in repr(WebhookPlace("https://bot.example.vn", SECRET, 8443))
