"""Telegram's posts are answered after their commit, each kept once; a stranger's are refused."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.background import Background
from bot.channels import webhook as hooks
from bot.channels.place import WebhookPlace
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.incoming import ALLOWED
from bot.channels.telegram.poll import TokenRefused
from bot.clock import SystemClock
from bot.health import HEADER, LARGEST_UPDATE
from bot.receive import Receiver
from bot.sandbox import SandboxServer, World
from committee.practice import Practice
from messages.envelope import Incoming
from storage import connection
from storage.database import Database, open_database
from tests.bot.channels import doors
from tests.bot.channels.doors import SECRET
from tests.bot.channels.taking import Taker, until
from tests.bot.channels.telegram.conftest import KHOA
from tests.bot.delivery.station import seat_people

PERSON = {"id": KHOA, "is_bot": False, "first_name": "Khoa"}
CHAT = {"id": KHOA, "type": "private", "first_name": "Khoa"}


def said(key: int, text: str = "xong", **more: Any) -> dict[str, Any]:
    """An update as Telegram posts it."""
    message = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "from": PERSON, "text": text}
    return {"update_id": key, "message": message | more}


@pytest.fixture
async def place() -> WebhookPlace:
    return await doors.place_of_our_own()


@pytest.fixture
async def hooked(world: World, server: SandboxServer, place: WebhookPlace) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(world.token, server.url, SystemClock(), webhook=place, patience=0.3)
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


class Office:
    """The real way in, on a real database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._receiver = Receiver(
            database, SystemClock(), Practice, wake=lambda: None, alert=lambda kind, error: None
        )

    async def take(self, batch: Sequence[Incoming]) -> None:
        await self._receiver.take(batch)

    async def kept(self) -> tuple[list[str], int]:
        """The updates that are marked as seen, and how many answers are promised."""
        reader = self.database.reader
        seen = await reader.execute_fetchall("SELECT update_key FROM inbox ORDER BY update_key")
        [(promised,)] = await reader.execute_fetchall("SELECT count(*) FROM outbox")
        return [str(key) for (key,) in seen], promised


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    await seat_people(database, (KHOA,))
    yield Office(database)
    await database.close()


async def post(place: WebhookPlace, body: Any, secret: str | None = SECRET) -> int:
    return await doors.post(f"{place.url}/telegram", body, {} if secret is None else {HEADER: secret})


async def test_telegram_is_told_where_to_post_and_does(
    world: World, hooked: TelegramChannel, place: WebhookPlace, taker: Taker, background: Background
) -> None:
    world.say(KHOA, "trước")
    before = hooked.last_good
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: taker.texts == ["trước"])
    world.say(KHOA, "sau")
    await until(lambda: taker.texts == ["trước", "sau"])
    [call] = world.calls_of("setWebhook")
    assert (call.params["url"], call.params["secret_token"]) == (f"{place.url}/telegram", SECRET)
    assert world.updates.allowed == set(ALLOWED)
    assert world.calls_of("getUpdates") == []
    assert hooked.last_good > before
    await until(lambda: not world.updates.pending)


async def test_it_is_set_at_the_start_and_when_it_has_changed(
    world: World, hooked: TelegramChannel, place: WebhookPlace, taker: Taker, background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    await hooked.bot.set_webhook(f"{place.url}/telegram", secret_token="an-old-one")
    world.calls.clear()
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: len(world.calls_of("getWebhookInfo")) > 3)
    assert len(world.calls_of("setWebhook")) == 1  # the address was right; the secret may not have been
    for elsewhere in ("", "http://127.0.0.1:9/somebody"):
        await hooked.bot.set_webhook(elsewhere)
        await until(lambda: world.webhook and world.webhook.url.startswith(place.url))
    world.say(KHOA, "vẫn nghe")
    await until(lambda: taker.texts == ["vẫn nghe"])


async def test_what_is_posted_with_the_secret_is_kept(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background
) -> None:
    background.start(hooked.receive(office.take), "receiving")
    assert await post(place, said(5)) == 200
    assert await office.kept() == (["5"], 1)


async def test_what_is_posted_twice_is_kept_once(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background
) -> None:
    background.start(hooked.receive(office.take), "receiving")
    together = await asyncio.gather(*(post(place, said(5)) for _ in range(3)))
    assert [*together, await post(place, said(5))] == [200] * 4
    assert await office.kept() == (["5"], 1)
    assert await post(place, said(6)) == 200
    assert await office.kept() == (["5", "6"], 2)


async def test_what_could_not_be_committed_is_not_acknowledged(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    background.start(hooked.receive(office.take), "receiving")
    other = sqlite3.connect(office.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert await post(place, said(5)) == 503
    other.execute("ROLLBACK")
    other.close()
    assert await office.kept() == ([], 0)
    assert await post(place, said(5)) == 200
    assert await office.kept() == (["5"], 1)


async def test_telegram_posts_again_until_it_is_committed(
    world: World, hooked: TelegramChannel, taker: Taker, background: Background,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    taker.stuck = True
    background.start(hooked.receive(taker), "receiving")
    world.say(KHOA, "một")
    world.say(KHOA, "hai")
    await until(lambda: "2 updates wait at Telegram (Wrong response from the webhook: 503" in caplog.text)
    assert taker.taken == [] and len(world.updates.pending) == 2
    taker.stuck = False
    await until(lambda: taker.texts == ["một", "hai"])
    await until(lambda: not world.updates.pending)


async def test_it_is_answered_after_the_commit(
    hooked: TelegramChannel, place: WebhookPlace, background: Background
) -> None:
    begun, let_go, order = asyncio.Event(), asyncio.Event(), []

    async def slow(batch: Sequence[Incoming]) -> None:
        begun.set()
        await let_go.wait()
        order.append("committed")

    background.start(hooked.receive(slow), "receiving")
    posting = background.start(post(place, said(5)), "posting")
    posting.add_done_callback(lambda _: order.append("answered"))
    await begun.wait()
    let_go.set()
    assert await posting == 200
    assert order == ["committed", "answered"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "ữ" * 25])
async def test_somebody_else_is_refused_and_noted_once(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background,
    secret: str | None, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    background.start(hooked.receive(office.take), "receiving")
    for body in (said(5, "giả"), b"", b"{"):
        assert await post(place, body, secret) == 403
    assert await office.kept() == ([], 0)
    assert caplog.text.count("without our secret") == 1
    assert await post(place, said(5, "thật")) == 200
    assert await office.kept() == (["5"], 1)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"{", b"\xff\xfe", b"null", b"[]", b"7", b'"x"', {}, {"ok": True}, said(5, text=7)]
    + [{"update_id": 5, "message": what} for what in (None, {}, [], "x", {"message_id": 7})]
    + [said(5, chat=7), said(5, photo=7), said(5, date="x"), said(5, date=10**18), said(5, date=-(10**15))]
    + [{"update_id": 5, "callback_query": {}}, {"update_id": 5, "my_chat_member": {}}],
)
async def test_what_cannot_be_read_is_not_to_be_posted_again(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background, body: Any
) -> None:
    background.start(hooked.receive(office.take), "receiving")
    assert await post(place, body) == 200
    assert await office.kept() == ([], 0)
    assert await post(place, said(6)) == 200
    assert await office.kept() == (["6"], 1)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"something_new": {"of": "next year"}},
        {"channel_post": said(5)["message"]},
        {"inline_query": {"id": "1", "from": PERSON, "query": "việc", "offset": ""}},
        {"message": {**said(5)["message"], "from": {**PERSON, "is_bot": True}}},
    ],
)
async def test_what_nobody_acts_on_is_not_to_be_posted_again(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background,
    update: dict[str, Any], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    background.start(hooked.receive(office.take), "receiving")
    assert await post(place, {"update_id": 5} | update) == 200
    assert await office.kept() == ([], 0)
    assert caplog.text == ""


async def test_too_much_is_refused_before_it_is_read(
    hooked: TelegramChannel, place: WebhookPlace, office: Office, background: Background
) -> None:
    background.start(hooked.receive(office.take), "receiving")
    assert await post(place, said(5, "x" * LARGEST_UPDATE)) == 413
    assert await office.kept() == ([], 0)
    assert await post(place, said(5, "x" * 4096)) == 200


async def test_telegram_does_not_probe_and_nobody_is_answered_a_get(
    hooked: TelegramChannel, place: WebhookPlace
) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{place.url}/telegram") as answer:
        assert answer.status == 405


@pytest.mark.parametrize("method", ["getWebhookInfo", "setWebhook"])
async def test_telegram_out_of_reach_is_noted_once(
    world: World, hooked: TelegramChannel, taker: Taker, background: Background, method: str,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    world.faults.refuse(method, 502, times=3)
    before = hooked.last_good
    background.start(hooked.receive(taker), "receiving")
    await until(lambda: len(world.calls_of(method)) == 3)
    assert (hooked.last_good, world.webhook) == (before, None)
    await until(lambda: world.webhook is not None)
    await until(lambda: hooked.last_good > before)
    assert caplog.text.count("telegram: Telegram cannot be asked about the webhook (ServerTrouble)") == 1
    assert world.token not in caplog.text


async def test_a_wrong_token_ends_it(server: SandboxServer, place: WebhookPlace, taker: Taker) -> None:
    channel = TelegramChannel("123456:another-token", server.url, SystemClock(), webhook=place)
    await channel.open()
    with pytest.raises(TokenRefused):
        await channel.receive(taker)
    await channel.close()
