"""Two channels: what happens between two looks, or where nothing answers at all."""

import tempfile
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.base import Later
from bot.delivery import outage, road
from bot.delivery.book import Book, Found
from bot.delivery.detours import detours
from bot.delivery.road import Road
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.outbox import Detour
from storage.work import working
from tests.bot.delivery.crossing import Crossing, account_of, crossing, seat_on_both
from tests.bot.delivery.made import promise
from tests.bot.delivery.station import MONDAY, UNPACED

DOWN = Later("no_connection", everybody=True)
MINUTE = timedelta(minutes=1)


class Desk:
    """A book and two roads at a moment that stands still."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.roads = {"telegram": Road(UNPACED), "zalo": Road(UNPACED)}
        self.book = Book(database, self, lambda: 1000.0)

    def now(self) -> datetime:
        return MONDAY

    async def promise(self, person: int) -> None:
        async with working(self.database) as work:
            out = Outgoing("tin", kind=Kind.NOTICE, person=person, key=f"k{person}")
            await work.outbox.promise(out, MONDAY)

    async def look(self, name: str) -> Found:
        return await self.book.look(name, self.roads[name], MONDAY, expire=True)

    async def states(self) -> list[tuple[str, str]]:
        sql = "SELECT channel, state FROM outbox ORDER BY id"
        return [(row[0], row[1]) for row in await self.database.reader.execute_fetchall(sql)]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    await seat_on_both(database, [1])
    yield Desk(database)
    await database.close()


async def test_chosen_for_both_channels_it_is_claimed_for_one(desk: Desk) -> None:
    """The person chose another channel just between the two looks."""
    await desk.promise(1)
    first = await desk.look("telegram")
    async with working(desk.database) as work:
        await work.joining.prefer(1, "zalo")
    second = await desk.look("zalo")
    assert [one.id for one in first.chosen] == [one.id for one in second.chosen] == [1]
    await desk.book.write([], [], [first, second], expire=True)
    assert (first.claimed, second.claimed) == ({1}, set())
    assert await desk.states() == [("telegram", "sending")]


async def test_who_comes_within_reach_after_the_look_is_not_given_up(desk: Desk) -> None:
    async with working(desk.database) as work:
        await work.joining.set_unreachable("telegram", "1", "blocked")
        await work.joining.set_unreachable("zalo", account_of(1), "not_found")
    await desk.promise(1)
    found = await desk.look("telegram")
    assert [state for _, state, _ in found.over] == ["unreachable"]
    async with working(desk.database) as work:
        await work.joining.set_unreachable("telegram", "1", "")
        await work.outbox.revive(1, MONDAY)
    await desk.book.write([], [], [found], expire=True)
    assert await desk.states() == [("", "waiting")]


async def test_who_is_back_after_the_clock_was_put_back_need_not_wait_for_the_same_hour(desk: Desk) -> None:
    async with working(desk.database) as work:
        await work.joining.set_unreachable("telegram", "1", "blocked")
        await work.joining.set_unreachable("zalo", account_of(1), "not_found")
    await desk.promise(1)
    await desk.book.write([], [], [await desk.look("telegram")], expire=True)
    assert await desk.states() == [("", "unreachable")]
    before = MONDAY - timedelta(hours=1)
    async with working(desk.database) as work:
        await work.joining.set_unreachable("telegram", "1", "")
        await work.outbox.revive(1, before)
        assert [one.channel for one in await work.outbox.due(before, 9)] == ["telegram"]


def test_a_channel_is_gone_round_from_a_quarter_of_an_hour_on() -> None:
    roads = {"telegram": Road(UNPACED), "zalo": Road(UNPACED)}
    assert set(detours(roads, MONDAY, 0.0).values()) == {Detour()}
    roads["telegram"].ended(promise(1), DOWN, 0.0)
    assert set(detours(roads, MONDAY, 0.0).values()) == {Detour(shut=("telegram",))}
    late = MONDAY + 15 * MINUTE
    found = detours(roads, late, 0.0, unserved=("zalo2",), thrifty=("zalo",))
    # Its own road looks as if it were there: nothing has tried yet, and one message may.
    assert found["telegram"] == Detour(("zalo2",), ("telegram",), ("zalo",))
    assert found["zalo"] == Detour(("telegram", "zalo2"), ("telegram",), ("zalo",))
    roads["telegram"].reserve(promise(1), late)
    assert detours(roads, late + 4 * MINUTE, 0.0)["telegram"].away == ("telegram",)
    assert detours(roads, late + road.ASK_AGAIN, 0.0)["telegram"].away == ()


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Crossing]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(outage, "LADDER", (0.05,))
    async with crossing(tmp_path, both=2, only_zalo=1) as made:
        yield made


async def test_twice_unanswered_it_goes_over_the_other_and_is_flagged(town: Crossing) -> None:
    """All that is sent vanishes without a word: perhaps twice is better than perhaps never."""
    town.world.faults.drop("sendMessage", taken=False, times=10_000)
    await town.promise(1, "một")
    await town.promise(2, "biểu đồ", kind=Kind.CHART)
    for _ in range(3):
        await town.tried_out()
    assert town.on_both(1) == ([], ["một"])
    assert town.on_both(2) == ([], [])  # a chart is sent once, wherever
    assert await town.rows("channel, state, maybe_doubled") == [
        ("zalo", "sent", 1),
        ("telegram", "unsure", 0),
    ]


async def test_unanswered_on_both_it_ends_and_says_so(town: Crossing) -> None:
    for world in (town.world, town.zalo):
        world.faults.drop("sendMessage", taken=True, times=10_000)
    await town.promise(1, "một")
    for _ in range(5):
        await town.tried_out()
    assert town.on_both(1) == (["một"] * 2, ["một"])
    assert await town.rows("state, reason, maybe_doubled") == [("unsure", "connection_broken", 1)]


@pytest.mark.parametrize("words", ["/khongco", "một tin MẬT", "/viec"])
async def test_whatever_is_written_says_that_its_writer_can_be_reached(town: Crossing, words: str) -> None:
    """Also what is refused: Zalo has no other sign that somebody has unblocked the bot."""
    town.zalo.block(account_of(3))
    await town.promise(3, "một")
    await town.settles()
    assert await town.unreachable(3) == {"zalo": "not_found"}
    town.zalo.unblock(account_of(3))
    town.zalo.say(account_of(3), words)
    await town.until(lambda: "một" in town.heard_on_zalo(3))
    assert await town.unreachable(3) == {}


async def test_a_sticker_says_it_too(town: Crossing) -> None:
    town.zalo.block(account_of(3))
    await town.promise(3, "một")
    await town.settles()
    town.zalo.unblock(account_of(3))
    town.zalo.send_sticker(account_of(3))
    await town.until(lambda: "một" in town.heard_on_zalo(3))


@pytest.mark.parametrize("number", ["", "1" * 20])
async def test_what_went_over_zalo_is_not_changed_on_telegram_but_said_anew(
    town: Crossing, number: str
) -> None:
    """The report of an announcement is brought up to date, and its reader is elsewhere now."""
    await town.prefers(1, "zalo")
    await town.promise(1, "chờ gửi 3", kind=Kind.NOTICE)
    await town.settles()
    [(message,)] = await town.rows("message")
    await town.prefers(1, "telegram")
    await town.promise(1, "đã gửi 3", kind=Kind.NOTICE, replaces=number or message)
    await town.settles()
    assert town.on_both(1) == (["đã gửi 3"], ["chờ gửi 3"])
    assert await town.states() == {"sent": 2}
