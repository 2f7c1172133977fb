"""The poll takes one event at a time, loses none that it was given, and gives up only for a wrong token."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.background import Background
from bot.channels.zalo import channel as channels
from bot.channels.zalo import poll as polling
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.poll import ZaloTokenRefused, lock_of
from bot.clock import SystemClock
from bot.sandbox import SandboxServer
from bot.sandbox.zalo import ZaloWorld
from messages.envelope import Came
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.zalo.answering import AnsweringServer
from tests.bot.sandbox.zalo.test_methods import PNG


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("FIRST_PAUSE", "LONGEST_PAUSE", "QUOTA_PAUSE", "STAND_BY"):
        monkeypatch.setattr(polling, pause, 0.02)


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.stop()


Start = Callable[[], Awaitable[None]]


@pytest.fixture
def start(background: Background, channel: ZaloChannel, taker: Taker) -> Start:
    async def starts() -> None:
        background.start(channel.receive(taker), "receiving")

    return starts


async def test_what_people_send_is_taken_in_order(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start
) -> None:
    zalo.oddities.unknown_fields = True
    zalo.say(khoa, "một")
    zalo.send_sticker(khoa)
    zalo.send_event(khoa, "message.new.received", text="?")
    zalo.send_photo(khoa, PNG, caption="ảnh")
    zalo.send_voice(khoa)
    zalo.send_link(khoa, "https://a.vn")
    zalo.say(khoa, "hai")
    await start()
    await until(lambda: len(taker.taken) == 6)
    assert [incoming.came for incoming in taker.taken] == [
        Came.TEXT,
        Came.STICKER,
        Came.PHOTO,
        Came.VOICE,
        Came.OTHER,
        Came.TEXT,
    ]
    assert {(incoming.user, incoming.chat, incoming.channel) for incoming in taker.taken} == {
        (khoa, khoa, "zalo")
    }


@pytest.mark.parametrize("field", ["photo_url", "photo"])
async def test_a_photo_has_its_address(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start, field: str
) -> None:
    zalo.oddities.photo_field = field
    zalo.send_photo(khoa, PNG)
    await start()
    await until(lambda: taker.taken)
    attachment = taker.taken[0].attachment
    assert attachment is not None and attachment.ref.startswith("http://127.0.0.1")


async def test_what_comes_again_has_the_same_key(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start
) -> None:
    zalo.oddities.replays = 3
    zalo.say(khoa, "một")
    zalo.say(khoa, "hai")
    await start()
    await until(lambda: taker.came == 8)
    assert taker.texts == ["một", "hai"]


async def test_what_was_given_is_kept_until_it_is_committed(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    taker.stuck = True
    zalo.say(khoa, "một")  # Zalo gives it once, and never again
    zalo.say(khoa, "hai")
    await start()
    await until(lambda: "cannot receive (DatabaseStuck)" in caplog.text)
    await asyncio.sleep(0.1)
    assert len(zalo.calls_of("getUpdates")) == 1  # nothing more is fetched meanwhile
    taker.stuck = False
    await until(lambda: taker.texts == ["một", "hai"])
    assert caplog.text.count("cannot receive") == 1
    assert caplog.text.count("receiving again") == 1


async def test_an_empty_poll_is_no_trouble(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start, channel: ZaloChannel,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    channel.poll._seconds = 0
    before = channel.last_good
    await start()
    await until(lambda: len(zalo.calls_of("getUpdates")) > 3)
    assert channel.last_good > before
    assert caplog.text == ""
    assert zalo.calls_of("deleteWebhook") == []
    zalo.say(khoa, "một")
    await until(lambda: taker.texts == ["một"])


TROUBLES: dict[str, Callable[[ZaloWorld], None]] = {
    "502": lambda zalo: zalo.faults.refuse("getUpdates", 502, times=3),
    "429": lambda zalo: zalo.faults.refuse("getUpdates", 429, times=3),
    "403": lambda zalo: zalo.faults.refuse("getUpdates", 403, times=3),
    "400": lambda zalo: zalo.faults.refuse("getUpdates", 400, times=3),
    "-216": lambda zalo: zalo.faults.refuse("getUpdates", 418, times=3),
    "reset": lambda zalo: zalo.faults.drop("getUpdates", taken=False, times=3),
    "half an answer": lambda zalo: zalo.faults.refuse("getWebhookInfo", 500, times=3),
}


@pytest.mark.parametrize("case", TROUBLES)
async def test_trouble_is_noted_once_and_passes(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start, caplog: pytest.LogCaptureFixture, case: str
) -> None:
    caplog.set_level(logging.INFO)
    TROUBLES[case](zalo)
    zalo.say(khoa, "một")
    await start()
    await until(lambda: taker.texts == ["một"])
    await until(lambda: "receiving again" in caplog.text)
    assert caplog.text.count("cannot receive") == 1
    assert zalo.token not in caplog.text


async def test_half_an_answer_is_lost_and_the_next_comes(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start
) -> None:
    zalo.faults.garble("getUpdates")
    zalo.say(khoa, "một")
    zalo.say(khoa, "hai")
    await start()
    await until(lambda: taker.texts == ["hai"])  # "một" had been given: that is Zalo's way


async def test_a_stall_in_silence_is_trouble(
    zalo: ZaloWorld, khoa: str, taker: Taker, start: Start, channel: ZaloChannel,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(polling, "SPARE", 0.2)
    channel.poll._seconds = 0
    before = channel.last_good
    zalo.faults.silence("getUpdates", taken=False)
    await start()
    await until(lambda: "cannot receive (TimeoutError)" in caplog.text)
    assert channel.last_good == before
    zalo.say(khoa, "sau")
    await until(lambda: taker.texts == ["sau"])


async def test_a_webhook_that_is_set_is_removed(
    zalo: ZaloWorld,
    khoa: str,
    taker: Taker,
    start: Start,
    channel: ZaloChannel,
    caplog: pytest.LogCaptureFixture,
) -> None:
    zalo.webhook_pause = 60.0
    await channel.client.set_webhook("http://127.0.0.1:9/zalo", "webhook-secret")
    zalo.say(khoa, "một")
    await start()
    await until(lambda: taker.texts == ["một"])
    assert "removing it" in caplog.text
    assert len(zalo.calls_of("deleteWebhook")) == 1
    await channel.client.set_webhook("http://127.0.0.1:9/zalo", "webhook-secret")  # somebody does it again
    zalo.say(khoa, "hai")
    await until(lambda: taker.texts == ["một", "hai"])
    assert len(zalo.calls_of("deleteWebhook")) == 2


async def test_a_wrong_token_ends_it(server: SandboxServer, taker: Taker) -> None:
    channel = ZaloChannel("2140301985:another-token", server.zalo_url, SystemClock())
    await channel.open()
    with pytest.raises(ZaloTokenRefused) as told:
        await channel.receive(taker)
    assert "another" not in repr(told.value)
    await channel.close()


async def test_one_process_at_a_time_asks_with_a_token(
    zalo: ZaloWorld, khoa: str, taker: Taker, server: SandboxServer, channel: ZaloChannel,
    background: Background, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    second, other = Taker(), ZaloChannel(zalo.token, server.zalo_url, SystemClock(), poll_floor=0.0)
    await other.open()
    background.start(channel.receive(taker), "first")
    zalo.say(khoa, "một")
    await until(lambda: taker.texts == ["một"])
    background.start(other.receive(second), "second")
    await until(lambda: "standing by" in caplog.text)
    zalo.say(khoa, "hai")
    await until(lambda: taker.texts == ["một", "hai"])
    assert caplog.text.count("standing by") == 1
    asked = len(zalo.calls_of("getUpdates"))
    await background.stop_named("first")
    await until(lambda: len(zalo.calls_of("getUpdates")) > asked)
    zalo.say(khoa, "ba")
    await until(lambda: second.texts == ["ba"])
    await background.stop()
    await other.close()


async def test_without_a_temporary_folder_it_asks_all_the_same(
    zalo: ZaloWorld, khoa: str, taker: Taker, server: SandboxServer,
    monkeypatch: pytest.MonkeyPatch, background: Background, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    channel = ZaloChannel(zalo.token, server.zalo_url, SystemClock(), poll_floor=0.0)
    await channel.open()
    background.start(channel.receive(taker), "receiving")
    zalo.say(khoa, "một")
    await until(lambda: taker.texts == ["một"])
    assert "no lock" in caplog.text
    await background.stop()
    await channel.close()


def test_the_locks_name_does_not_tell_the_token() -> None:
    assert "secret" not in str(lock_of("2140301985:secret")._path)
    assert lock_of("2140301985:secret")._path == lock_of("2140301985:secret")._path
    assert lock_of("2140301985:secret")._path != lock_of("2140301986:secret")._path


async def test_a_server_that_answers_at_once_is_not_asked_in_a_hot_loop(
    taker: Taker, background: Background
) -> None:
    async with AnsweringServer() as server:
        server.says("getUpdates", {"ok": True, "result": []})
        channel = ZaloChannel("1:token", server.url, SystemClock(), poll_floor=30.0)
        await channel.open()
        background.start(channel.receive(taker), "receiving")
        await until(lambda: server.calls[-1:] == [("getUpdates", {"timeout": str(channels.POLL_SECONDS)})])
        await asyncio.sleep(0.2)
        assert [method for method, _ in server.calls] == ["getWebhookInfo", "getUpdates"]
        await background.stop()
        await channel.close()
