"""A channel says and hears nothing until it is known which bot its token belongs to."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.background import CannotGoOn
from bot.channels import identified
from bot.channels.base import Ending, Later, Progress, Sent, Take
from bot.channels.identified import ANOTHER_BOT, TOKEN_REFUSED, ChannelLost, Identified
from bot.delivery.pacing import Pace
from messages.envelope import Incoming
from storage.database import Database, open_database
from storage.outbox import Promise
from storage.own_bots import OwnBot, keep_bot, known_bot
from storage.work import looking, working
from tests.bot.channels.promising import promise


class Line:
    """A channel whose platform answers what it is told to."""

    def __init__(self, name: str, *answers: OwnBot | None) -> None:
        self.name = name
        self.pace = Pace()
        self.last_good = 0.0
        self.answers = list(answers)
        self.receiving = asyncio.Event()
        self.sent: list[Promise] = []

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def own_bot(self) -> OwnBot | None:
        if not self.answers:
            raise CannotGoOn
        return self.answers.pop(0)

    async def receive(self, take: Take) -> None:
        self.receiving.set()
        await asyncio.Event().wait()

    async def answer_press(self, incoming: Incoming, toast: str) -> None: ...

    async def send(self, promise: Promise, progress: Progress) -> Ending:
        self.sent.append(promise)
        return Sent("1")


async def take(batch: object) -> None: ...


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    yield database
    await database.close()


async def send(channel: Identified) -> Ending:
    return await channel.send(promise("0a1b", "Xem"), Progress())


async def lost_of(channel: Identified) -> str:
    """Why receiving ends."""
    with pytest.raises(ChannelLost) as caught:
        await channel.receive(take)
    return caught.value.trouble


async def test_asks_again_until_there_is_an_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identified, "FIRST_PAUSE", 0.0)
    line = Line("zalo", None, None, OwnBot("7", "Bot Ban Chỉ đạo"))
    channel = Identified(line, database, link="https://zalo.me/s/a")
    receiving = asyncio.create_task(channel.receive(take))
    sending = asyncio.create_task(send(channel))  # waits with it
    async with asyncio.timeout(5):
        await line.receiving.wait()
        assert await sending == Sent("1")
    receiving.cancel()
    known = await known_bot(looking(database), "zalo")
    assert known == OwnBot("7", "Bot Ban Chỉ đạo", "https://zalo.me/s/a")


async def test_a_message_does_not_wait_for_ever(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identified, "PATIENCE", 0.01)
    line = Line("zalo")
    assert await send(Identified(line, database)) == Later("no_connection", everybody=True)
    assert not line.sent


async def test_another_bot_of_zalo_is_not_let_in(database: Database) -> None:
    async with working(database) as work:
        await keep_bot(work, "zalo2", OwnBot("7"))
    line = Line("zalo2", OwnBot("8"))
    told: list[ChannelLost] = []
    channel = Identified(line, database, on_lost=told.append)
    assert await lost_of(channel) == ANOTHER_BOT
    assert [(lost.channel, lost.trouble) for lost in told] == [("zalo2", ANOTHER_BOT)]
    assert await send(channel) == Later(ANOTHER_BOT, everybody=True)
    assert not line.receiving.is_set() and not line.sent
    assert await known_bot(looking(database), "zalo2") == OwnBot("7")


async def test_another_bot_of_telegram_knows_the_same_accounts(database: Database) -> None:
    async with working(database) as work:
        await keep_bot(work, "telegram", OwnBot("7", "old_bot"))
    line = Line("telegram", OwnBot("8", "new_bot"))
    receiving = asyncio.create_task(Identified(line, database).receive(take))
    async with asyncio.timeout(5):
        await line.receiving.wait()
    receiving.cancel()
    assert await known_bot(looking(database), "telegram") == OwnBot("8", "new_bot")


async def test_a_token_that_is_not_known(database: Database) -> None:
    channel = Identified(Line("zalo"), database)
    assert await lost_of(channel) == TOKEN_REFUSED
    assert await send(channel) == Later(TOKEN_REFUSED, everybody=True)


async def test_a_platform_that_does_not_tell_the_id(database: Database) -> None:
    async with working(database) as work:
        await keep_bot(work, "zalo", OwnBot("7", "Bot"))
    line = Line("zalo", OwnBot(""))
    receiving = asyncio.create_task(Identified(line, database).receive(take))
    async with asyncio.timeout(5):
        await line.receiving.wait()
    receiving.cancel()
    assert await known_bot(looking(database), "zalo") == OwnBot("7", "Bot")
