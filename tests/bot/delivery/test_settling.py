"""How each ending is recorded, by the rule of the message's kind; a table for all of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Ending, Later, Moved, Progress, Refused, Sent, Unreachable, Unsure
from bot.delivery.settling import STOPPED, Ended, counted, settle_all, settle_leftovers
from committee.lateness import ANSWER_REPEATS, CRASH_REPEATS, RETRY_DELAYS
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.outbox import Promise
from storage.work import looking, working
from tests.bot.delivery.made import promise
from tests.bot.delivery.station import MONDAY, seat_people

SECOND = timedelta(seconds=1)
ANSWER, ANNOUNCEMENT, CHART = Kind.ANSWER, Kind.ANNOUNCEMENT, Kind.CHART


@dataclass
class Ledger:
    """A database with promises, and what was done to them."""

    database: Database
    number: int = 0
    flying: list[Promise] = field(default_factory=list)

    async def sending(self, kind: Kind = ANNOUNCEMENT, person: int = 1, **more: Any) -> Promise:
        """A promise that is on its way."""
        self.number += 1
        async with working(self.database) as work:
            out = Outgoing("tin", kind=kind, person=person, key=f"k{self.number}", **more)
            number = await work.outbox.promise(out, MONDAY)
        assert number is not None
        return await self.again(number, MONDAY)

    async def again(self, number: int, now: datetime) -> Promise:
        """Claim a promise that waits."""
        due = await looking(self.database).outbox.due(now, 1000)
        [one] = [one for one in due if one.id == number]
        async with working(self.database) as work:
            assert await work.outbox.claim([one]) == {one.id}
        return one

    async def ends(self, *ended: Ended, now: datetime = MONDAY, expire: bool = True) -> dict[int, datetime]:
        async with working(self.database) as work:
            return await settle_all(work, ended, now, expire=expire)

    async def row(self, number: int) -> Any:
        sql = "SELECT * FROM outbox WHERE id = ?"
        return (await self.database.reader.execute_fetchall(sql, (number,)))[0]


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    await seat_people(database, (1, 2))
    yield Ledger(database)
    await database.close()


def ended(one: Promise, ending: Ending, parts: int = 0, *, outage: bool = False) -> Ended:
    return Ended(one, ending, Progress(parts), outage)


# kind, ending -> state, reason, seconds until the next try, flagged as possibly doubled, counted as unsure
TABLE: list[tuple[Kind, Ending, str, str, float | None, int, int]] = [
    (ANNOUNCEMENT, Sent("77"), "sent", "", None, 0, 0),
    (ANSWER, Refused("Button_data_invalid"), "failed", "Button_data_invalid", None, 0, 0),
    (ANNOUNCEMENT, Unreachable("blocked"), "unreachable", "blocked", None, 0, 0),
    (ANNOUNCEMENT, Moved("-1009"), "waiting", "chat_moved", 0, 0, 0),
    (ANSWER, Later("server_trouble"), "waiting", "server_trouble", 2, 0, 0),
    (ANSWER, Later("server_trouble", doubtful=True), "waiting", "server_trouble", 2, 1, 0),
    (ANNOUNCEMENT, Later("too_fast", 35 * SECOND), "waiting", "too_fast", 35, 0, 0),
    (ANNOUNCEMENT, Later("too_fast", SECOND), "waiting", "too_fast", 2, 0, 0),
    (ANSWER, Unsure("no_answer"), "waiting", "no_answer", 2, 0, 1),
    (ANNOUNCEMENT, Unsure("no_answer"), "waiting", "no_answer", 2, 1, 1),
    (CHART, Unsure("no_answer"), "unsure", "no_answer", None, 0, 0),
]


@pytest.mark.parametrize(("kind", "ending", "state", "reason", "seconds", "doubled", "unsure"), TABLE)
async def test_each_ending_has_its_record(
    ledger: Ledger,
    kind: Kind,
    ending: Ending,
    state: str,
    reason: str,
    seconds: float | None,
    doubled: int,
    unsure: int,
) -> None:
    one = await ledger.sending(kind)
    again = await ledger.ends(ended(one, ending))
    row = await ledger.row(one.id)
    assert (row["state"], row["reason"], row["maybe_doubled"], row["unsure"]) == (
        state,
        reason,
        doubled,
        unsure,
    )
    assert row["message"] == ("77" if state == "sent" else "")
    assert (row["settled_at"] is None) == (state == "waiting")
    moment = None if seconds is None else MONDAY + seconds * SECOND
    assert again.get(one.id) == (moment if seconds else None)
    if state == "waiting":
        due = await looking(ledger.database).outbox.due(MONDAY + (seconds or 0) * SECOND, 10)
        assert [found.id for found in due] == [one.id]
        assert due[0].tries == 1


async def test_tries_become_rarer_up_to_a_quarter_of_an_hour(ledger: Ledger) -> None:
    one, now, waits = await ledger.sending(), MONDAY, []
    for _ in range(len(RETRY_DELAYS) + 2):
        again = await ledger.ends(ended(one, Later("server_trouble")), now=now)
        waits.append(again[one.id] - now)
        now = again[one.id]
        one = await ledger.again(one.id, now)
    assert waits == [*RETRY_DELAYS, RETRY_DELAYS[-1], RETRY_DELAYS[-1]]


async def test_what_would_come_too_late_is_ended(ledger: Ledger) -> None:
    one = await ledger.sending(expires_at=MONDAY + SECOND)
    assert await ledger.ends(ended(one, Later("server_trouble"))) == {}
    row = await ledger.row(one.id)
    assert (row["state"], row["reason"]) == ("expired", "server_trouble")


async def test_nothing_is_too_late_while_the_clock_is_not_trusted(ledger: Ledger) -> None:
    one = await ledger.sending(expires_at=MONDAY + SECOND)
    assert await ledger.ends(ended(one, Later("server_trouble")), expire=False) != {}
    assert (await ledger.row(one.id))["state"] == "waiting"


async def test_in_an_outage_the_channel_waits_and_not_the_message(ledger: Ledger) -> None:
    one = await ledger.sending(expires_at=MONDAY + SECOND)
    again = await ledger.ends(ended(one, Later("no_connection", everybody=True), outage=True))
    assert again == {one.id: MONDAY}
    assert (await ledger.row(one.id))["state"] == "waiting"


async def test_an_answer_is_repeated_three_times_and_then_left(ledger: Ledger) -> None:
    one, now = await ledger.sending(ANSWER), MONDAY
    for _ in range(ANSWER_REPEATS):
        again = await ledger.ends(ended(one, Unsure("no_answer")), now=now)
        now = again[one.id]
        one = await ledger.again(one.id, now)
    assert await ledger.ends(ended(one, Unsure("no_answer")), now=now) == {}
    row = await ledger.row(one.id)
    assert (row["state"], row["reason"], row["unsure"]) == ("unsure", "no_answer", ANSWER_REPEATS)


async def test_an_announcement_is_repeated_once(ledger: Ledger) -> None:
    one = await ledger.sending()
    again = await ledger.ends(ended(one, Unsure("no_answer")))
    one = await ledger.again(one.id, again[one.id])
    assert await ledger.ends(ended(one, Unsure("no_answer")), now=again[one.id]) == {}
    row = await ledger.row(one.id)
    assert (row["state"], row["maybe_doubled"]) == ("unsure", 1)


async def test_parts_that_went_are_kept_though_a_later_one_failed(ledger: Ledger) -> None:
    one = await ledger.sending()
    again = await ledger.ends(ended(one, Later("server_trouble"), parts=2))
    assert (await ledger.again(one.id, again[one.id])).parts_sent == 2


async def test_who_is_unreachable_is_marked_for_all_that_follows(ledger: Ledger) -> None:
    one, other = await ledger.sending(), await ledger.sending(person=2)
    await ledger.ends(ended(one, Unreachable("blocked")), ended(other, Sent("1")))
    async with working(ledger.database) as work:
        await work.outbox.promise(Outgoing("sau", person=1, key="later"), MONDAY)
        await work.outbox.promise(Outgoing("sau", person=2, key="other"), MONDAY)
    due = await looking(ledger.database).outbox.due(MONDAY, 10)
    assert {promise.outgoing.key: promise.unreachable for promise in due} == {
        "later": "blocked",
        "other": "",
    }


async def test_a_group_that_moved_is_written_to_where_it_is_now(ledger: Ledger) -> None:
    one = await ledger.sending()
    await ledger.ends(ended(one, Moved("-1009")))
    assert (await ledger.again(one.id, MONDAY)).chat == "-1009"


async def test_many_that_arrived_are_recorded_with_their_own_numbers(ledger: Ledger) -> None:
    flying = [await ledger.sending() for _ in range(30)]
    await ledger.ends(*(ended(one, Sent(str(one.id * 7)), parts=1) for one in flying))
    for one in flying:
        row = await ledger.row(one.id)
        assert (row["state"], row["message"], row["parts_sent"]) == ("sent", str(one.id * 7), 1)


async def test_what_is_settled_is_not_settled_again(ledger: Ledger) -> None:
    """A result that comes after the row was settled otherwise changes nothing."""
    one = await ledger.sending()
    await ledger.ends(ended(one, Sent("1")))
    for ending in (Refused("x"), Later("server_trouble"), Unsure("no_answer"), Sent("2")):
        await ledger.ends(ended(one, ending))
    row = await ledger.row(one.id)
    assert (row["state"], row["message"], row["reason"]) == ("sent", "1", "")


@pytest.mark.parametrize(
    ("kind", "state", "doubled"), [(ANSWER, "waiting", 0), (ANNOUNCEMENT, "waiting", 1), (CHART, "unsure", 0)]
)
async def test_what_a_crash_left_on_its_way(ledger: Ledger, kind: Kind, state: str, doubled: int) -> None:
    one = await ledger.sending(kind)
    waiting = await ledger.sending()
    await ledger.ends(ended(waiting, Later("server_trouble")))
    async with working(ledger.database) as work:
        assert await settle_leftovers(work, MONDAY) == 1
    row = await ledger.row(one.id)
    assert (row["state"], row["maybe_doubled"], row["reason"]) == (state, doubled, STOPPED)
    assert (await ledger.row(waiting.id))["reason"] == "server_trouble"


async def test_a_message_that_ends_the_bot_each_time_is_given_up(ledger: Ledger) -> None:
    one = await ledger.sending(ANSWER)
    for _ in range(CRASH_REPEATS - 1):
        async with working(ledger.database) as work:
            await settle_leftovers(work, MONDAY)
        await ledger.again(one.id, MONDAY)
    async with working(ledger.database) as work:
        await settle_leftovers(work, MONDAY)
    assert (await ledger.row(one.id))["state"] == "unsure"


def test_the_platforms_are_counted_by_what_they_took() -> None:
    made = [promise(number) for number in range(6)]
    group = [
        ended(made[0], Sent("1")),
        ended(made[1], Sent("1"), parts=3),
        ended(made[2], Unsure("no_answer")),
        ended(made[3], Later("too_fast")),
        ended(made[4], Later("server_trouble"), parts=1),
        ended(made[5], Refused("x")),
    ]
    assert counted(group) == {"telegram": 1 + 3 + 1 + 1}
    assert counted(group[-1:]) == {}
