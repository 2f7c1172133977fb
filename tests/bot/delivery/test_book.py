"""What the sender finds, claims and records: each chat at most once, in order, nothing lost between."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Later, Progress, Sent
from bot.delivery.book import Book, why_not
from bot.delivery.pacing import Pace
from bot.delivery.road import GROUP, Road
from bot.delivery.settling import Ended
from messages.envelope import Kind, Outgoing
from storage import connection
from storage.database import Database, DatabaseStuck, open_database
from storage.outbox import Promise
from storage.work import looking, working
from tests.bot.delivery.made import promise
from tests.bot.delivery.station import MONDAY, UNPACED, seat_people

SECOND = timedelta(seconds=1)
DONE = Progress(1)


class Office:
    """A book with its road, at a moment that is set by hand."""

    def __init__(self, database: Database, pace: Pace = UNPACED) -> None:
        self.database = database
        self.wall: datetime = MONDAY
        self.at = 1000.0
        self.road = Road(pace)
        self.book = Book(database, self, lambda: self.at)

    def now(self) -> datetime:
        return self.wall

    async def promise(self, *people: int, kind: Kind = Kind.ANNOUNCEMENT, **more: Any) -> None:
        async with working(self.database) as work:
            for person in people:
                key = f"{kind.value}:{person}:{await self.count()}:{people.index(person)}"
                out = Outgoing("tin", kind=kind, person=person, key=key, **more)
                await work.outbox.promise(out, self.wall)

    async def count(self) -> int:
        return int((await self.database.reader.execute_fetchall("SELECT count(*) FROM outbox"))[0][0])

    async def found(self) -> list[Promise]:
        """A look around, and what was chosen is claimed."""
        found = await self.book.look("telegram", self.road, self.wall, expire=True)
        await self.book.write([], [], [found], expire=True)
        for one in found.chosen:
            if one.id in found.claimed:
                self.road.accept(one)
            else:
                self.road.release(one)
        return [one for one in found.chosen if one.id in found.claimed]

    async def states(self) -> list[str]:
        rows = await self.database.reader.execute_fetchall("SELECT state FROM outbox ORDER BY id")
        return [row[0] for row in rows]

    async def restarts(self) -> int:
        """The bot was ended and begins anew: what it had in memory is gone."""
        self.road = Road(self.road.pacer.pace)
        return await self.book.begin({"telegram": self.road})


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    await seat_people(database, range(1, 301))
    yield Office(database)
    await database.close()


def people(promises: list[Promise]) -> list[int | None]:
    return [one.outgoing.person for one in promises]


async def test_answers_are_found_first_and_then_the_crowd_in_its_order(office: Office) -> None:
    await office.promise(3, 1, 2)
    await office.promise(9, kind=Kind.REMINDER)
    await office.promise(5, kind=Kind.ANSWER)
    assert people(await office.found()) == [5, 9, 3, 1, 2]
    assert set(await office.states()) == {"sending"}


async def test_of_each_chat_one_is_claimed_until_it_is_recorded(office: Office) -> None:
    await office.promise(1)
    await office.promise(1, kind=Kind.ANSWER)
    await office.promise(1, 2)
    first = await office.found()
    assert [(one.outgoing.person, one.outgoing.kind) for one in first] == [
        (1, Kind.ANSWER),
        (2, Kind.ANNOUNCEMENT),
    ]
    assert await office.found() == []
    await office.book.write([Ended(first[0], Sent("1"), DONE)], [], [], expire=True)
    office.road.release(first[0])
    assert [one.id for one in await office.found()] == [1]  # the oldest of those that waited


async def test_a_page_of_busy_chats_is_turned(office: Office) -> None:
    """Three hundred for one person lie before the one for another: it is found all the same."""
    for _ in range(300):
        await office.promise(1)
    await office.promise(2)
    assert people(await office.found()) == [1, 2]


async def test_no_more_is_claimed_than_there_is_room_for(office: Office) -> None:
    await office.promise(*range(1, 301))
    assert len(await office.found()) == GROUP
    assert (await office.states()).count("sending") == GROUP


async def test_what_was_taken_by_another_is_not_claimed(office: Office) -> None:
    await office.promise(1, 2)
    found = await office.book.look("telegram", office.road, MONDAY, expire=True)
    async with working(office.database) as work:
        assert await work.outbox.claim(found.chosen[:1]) == {found.chosen[0].id}
    await office.book.write([], [], [found], expire=True)
    assert found.claimed == {found.chosen[1].id}


async def test_what_is_over_is_ended_in_the_same_breath(office: Office) -> None:
    await office.promise(1, expires_at=MONDAY)
    await office.promise(999 - 700)
    async with working(office.database) as work:
        await work.joining.set_unreachable("telegram", "299", "blocked")
    await office.promise(2)
    assert people(await office.found()) == [2]
    rows = await office.database.reader.execute_fetchall("SELECT state, reason FROM outbox ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("expired", "too_late"),
        ("unreachable", "blocked"),
        ("sending", ""),
    ]


async def test_nothing_is_over_while_the_clock_is_not_trusted(office: Office) -> None:
    await office.promise(1, expires_at=MONDAY)
    found = await office.book.look("telegram", office.road, MONDAY, expire=False)
    assert people(found.chosen) == [1] and found.over == []


async def test_a_chat_that_must_wait_tells_for_how_long(office: Office) -> None:
    await office.promise(1)
    office.road.pacer.park("1", office.at + 7.0)
    found = await office.book.look("telegram", office.road, MONDAY, expire=True)
    assert (found.chosen, found.pause) == ([], 7.0)


async def test_what_was_claimed_and_not_begun_waits_again_as_if_nothing_had_been(office: Office) -> None:
    await office.promise(1, 2)
    found = await office.found()
    await office.book.write([], office.road.give_back(), [], expire=True)
    for one in found:
        office.road.release(one)
    again = await office.found()
    assert [(one.id, one.tries) for one in again] == [(one.id, 0) for one in found]


async def test_endings_and_claims_share_one_commit(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it cannot be written, neither is kept."""
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    await office.promise(1)
    [one] = await office.found()
    await office.promise(2)
    found = await office.book.look("telegram", office.road, MONDAY, expire=True)
    other = sqlite3.connect(office.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseStuck):
        await office.book.write([Ended(one, Sent("1"), DONE)], [], [found], expire=True)
    assert await office.states() == ["sending", "waiting"]
    other.execute("ROLLBACK")
    other.close()
    await office.book.write([Ended(one, Sent("1"), DONE)], [], [found], expire=True)
    assert await office.states() == ["sent", "sending"]


async def test_a_start_settles_what_was_on_its_way(office: Office) -> None:
    await office.promise(1, 2)
    await office.found()
    assert await office.restarts() == 2
    assert await office.states() == ["waiting", "waiting"]


async def test_a_start_does_not_begin_the_limits_anew(office: Office) -> None:
    """Two went just before, one was on its way: of three a second none is left."""
    await office.promise(1, 2, 3)
    found = await office.found()
    for one in found[:2]:
        await office.book.write([Ended(one, Sent("1"), DONE)], [], [], expire=True)
    office.wall += 0.25 * SECOND
    office.road = Road(Pace(per_second=3))
    await office.restarts()
    assert office.road.pacer.wait_all(office.at) > 0.7


async def test_a_start_holds_back_what_is_behind_a_message_that_waits(office: Office) -> None:
    await office.promise(1)
    [one] = await office.found()
    await office.book.write([Ended(one, Later("too_fast", 60 * SECOND), Progress())], [], [], expire=True)
    await office.promise(1)
    await office.restarts()
    assert await office.found() == []
    assert office.road.pacer.wait_chat("1", office.at) > 59.0
    office.wall, office.at = office.wall + 61 * SECOND, office.at + 61.0
    assert [found.id for found in await office.found()] == [one.id]


async def test_how_long_until_the_next(office: Office) -> None:
    assert await office.book.next_moment() is None
    await office.promise(1, not_before=MONDAY + 90 * SECOND)
    assert await office.book.next_moment() == 90 * SECOND
    assert await office.book.unsettled() == 0
    office.wall += 90 * SECOND
    assert await office.book.unsettled() == 1


async def test_a_clock_put_back_makes_nothing_wait_twice(office: Office) -> None:
    await office.promise(1)
    was, office.wall = office.wall, office.wall - timedelta(hours=1)
    assert await office.book.clock_put_back(was, office.wall) == 1
    assert people(await office.found()) == [1]


async def test_what_is_due_much_later_stays_where_it_is(office: Office) -> None:
    await office.promise(1, not_before=MONDAY + timedelta(hours=5))
    was, office.wall = office.wall, office.wall - timedelta(hours=1)
    assert await office.book.clock_put_back(was, office.wall) == 0
    assert len(await looking(office.database).outbox.due(MONDAY + timedelta(hours=5), 5)) == 1


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        ({}, None),
        ({"expires_at": MONDAY}, ("expired", "too_late")),
        ({"chat": " "}, None),
        ({"unreachable": "blocked"}, ("unreachable", "blocked")),
    ],
)
def test_why_a_promise_is_not_sent(more: dict[str, Any], ends: tuple[str, str] | None) -> None:
    assert why_not(promise(1, **more), MONDAY) == ends


async def test_who_has_not_joined_is_not_waited_for(office: Office) -> None:
    async with working(office.database) as work:
        connection_: Any = work.notes._c
        await connection_.execute("INSERT INTO people (id, name) VALUES (900, 'x')")
    await office.promise(900)
    await office.found()
    rows = await office.database.reader.execute_fetchall("SELECT state, reason FROM outbox")
    assert tuple(rows[0]) == ("unreachable", "not_joined")
