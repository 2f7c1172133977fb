"""A post of Telegram that cannot be read is noted by its number; a word about the webhook likewise."""

import logging
from collections.abc import AsyncIterator

import pytest

from bot.background import Background
from bot.channels import webhook as hooks
from bot.channels.place import WebhookPlace
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.health import HEADER
from tests.bot.channels import doors
from tests.bot.channels.doors import SECRET
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.telegram.poison import POISON, SECRET_WORDS, message
from tests.bot.channels.zalo.answering import AnsweringServer


@pytest.fixture
async def place() -> WebhookPlace:
    return await doors.place_of_our_own()


@pytest.fixture
async def server() -> AsyncIterator[AnsweringServer]:
    async with AnsweringServer() as server:
        yield server


@pytest.fixture
async def hooked(server: AnsweringServer, place: WebhookPlace) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel("1:token", server.url, SystemClock(), webhook=place)
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.stop()


INFO = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


@pytest.mark.parametrize("case", POISON)
async def test_it_is_not_to_be_posted_again_and_noted_without_a_word_of_it(
    server: AnsweringServer, hooked: TelegramChannel, place: WebhookPlace, background: Background, case: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    server.says("getWebhookInfo", {"ok": True, "result": INFO})
    taker, (kind, content) = Taker(), POISON[case]
    background.start(hooked.receive(taker), "receiving")
    posts = [{"update_id": 41, kind: content}] * 2 + [{"update_id": 42, "message": message(text="xong")}]
    for body in posts:
        assert await doors.post(f"{place.url}/telegram", body, {HEADER: SECRET}) == 200
    assert taker.texts == ["xong"]
    assert caplog.text.count(f"update 41 ({kind}) cannot be read") == 1
    assert SECRET_WORDS not in caplog.text


@pytest.mark.parametrize("result", [None, 7, "x", [], {}, INFO | {"last_error_date": 10**15}])
async def test_a_word_about_the_webhook_that_cannot_be_read_is_trouble(
    server: AnsweringServer, hooked: TelegramChannel, place: WebhookPlace, background: Background,
    result: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    server.says("getWebhookInfo", {"ok": True, "result": result})
    taker, before = Taker(), hooked.last_good
    receiving = background.start(hooked.receive(taker), "receiving")
    await until(lambda: len(server.calls) > 3 or receiving.done())
    assert not receiving.done()
    assert hooked.last_good == before
    assert caplog.text.count("cannot be read") == 1
    body = {"update_id": 42, "message": message(text="xong")}
    assert await doors.post(f"{place.url}/telegram", body, {HEADER: SECRET}) == 200
    assert taker.texts == ["xong"]
