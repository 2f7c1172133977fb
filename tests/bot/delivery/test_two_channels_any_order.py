"""Whatever happens on two channels in whatever order: nothing lost, no doubles unless flagged, in order."""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.channels.base import Ending, Later, Progress, Refused, Sent, Unreachable, Unsure
from bot.delivery.book import Book, Found
from bot.delivery.detours import detours
from bot.delivery.pacing import Pace
from bot.delivery.road import HOLDING_TRIES, Road
from bot.delivery.settling import Ended
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.outbox import Promise
from storage.work import Work, working
from tests.bot.delivery.crossing import account_of, seat_on_both
from tests.bot.delivery.station import MONDAY

BOTH, ONLY_ZALO = (1, 2, 3), (4,)
CHANNELS = ("telegram", "zalo")
PACE = Pace(per_second=5, chat_spacing=1.0, chat_burst=2)
FINAL = {"sent", "unsure", "failed", "unreachable", "expired"}
KINDS = st.sampled_from([Kind.ANSWER, Kind.REMINDER, Kind.ANNOUNCEMENT])
PEOPLE = st.sampled_from((*BOTH, *ONLY_ZALO))
WHERE = st.sampled_from(CHANNELS)

# How a send may end, and whether it arrived.
ENDINGS: list[tuple[Ending, bool]] = [
    (Sent("1"), True),
    (Sent("1"), True),
    (Sent("1"), True),
    (Later("too_fast", timedelta(minutes=30)), False),
    (Later("server_trouble"), False),
    (Later("server_trouble", doubtful=True), True),
    (Later("no_connection", everybody=True), False),
    (Unsure("no_answer"), True),
    (Unsure("no_answer"), False),
    (Refused("never"), False),
    (Unreachable("blocked"), False),
    (Unreachable("blocked"), False),
]


class TwoChannels(RuleBasedStateMachine):
    """Roads and book as the sender uses them, without its waiting; time passes only by rule."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.wall: datetime = MONDAY
        self.at = 1000.0
        self.database: Database = self.run(open_database(f"sqlite:///{self.folder / 'a.db'}"))
        self.run(seat_on_both(self.database, BOTH, ONLY_ZALO))
        self.promised: list[str] = []
        self.arrivals: list[tuple[str, str, int, str]] = []  # channel, chat, lane, key
        self.claimed_on: dict[str, set[str]] = defaultdict(set)  # by key
        self.settled: dict[str, str] = {}
        self.disordered: set[int] = set()  # people: something was given up on, moved, or held no longer
        self.begin()

    def run(self, coroutine: Any) -> Any:
        return self.runner.run(coroutine)

    async def change(self, what: str, person: int, *more: str) -> None:
        """What the way in does, in a transaction of its own."""
        async with working(self.database) as work:
            await CHANGES[what](work, person, self.wall, *more)

    def now(self) -> datetime:
        return self.wall

    def begin(self) -> None:
        """The bot starts: what it had in memory is gone."""
        self.roads = {name: Road(PACE) for name in CHANNELS}
        self.book = Book(self.database, self, lambda: self.at)
        self.flying: list[Promise] = []
        self.ended: list[Ended] = []
        self.unbegun: list[Promise] = []
        self.run(self.book.begin(self.roads))

    @rule(person=PEOPLE, kind=KINDS)
    def promise(self, person: int, kind: Kind) -> None:
        key = f"{len(self.promised):04}"
        self.run(self.change("promise", person, key, kind.value))
        self.promised.append(key)

    @rule(meanwhile=st.sampled_from(["", "prefer", "back"]), person=PEOPLE, where=WHERE)
    def look_and_record(self, meanwhile: str = "", person: int = 1, where: str = "zalo") -> None:
        """`meanwhile`: the way in writes between two looks, as it may at any time."""
        looks: dict[str, Found] = {}
        for name, detour in detours(self.roads, self.wall, self.at).items():
            road = self.roads[name]
            looks[name] = self.run(self.book.look(name, road, self.wall, expire=True, detour=detour))
            if meanwhile and len(looks) == 1:
                self.run(self.change(meanwhile, person, where))
        ended, self.ended = self.ended, []
        unbegun, self.unbegun = self.unbegun, []
        again = self.run(self.book.write(ended, unbegun, list(looks.values()), expire=True))
        for one in ended:
            road = self.roads[one.promise.channel]
            road.release(one.promise)
            moment = again.get(one.promise.id)
            if moment is not None and moment > self.wall:
                road.hold(one.promise.lane, one.promise.chat, moment, one.promise.tries + 1)
        for promise in unbegun:
            self.roads[promise.channel].release(promise)
        for name, found in looks.items():
            for promise in found.chosen:
                if promise.id not in found.claimed:
                    self.roads[name].release(promise)
                    continue
                self.roads[name].accept(promise)
                self.claimed_on[promise.outgoing.key].add(name)
                if len(self.claimed_on[promise.outgoing.key]) > 1:
                    self.disordered.add(promise.outgoing.person or 0)

    @rule(where=WHERE)
    def go(self, where: str) -> None:
        promise = self.roads[where].next(self.at)
        if promise is not None:
            assert promise.outgoing.key not in {other.outgoing.key for other in self.flying}
            self.flying.append(promise)

    @precondition(lambda self: self.flying)
    @rule(ending=st.sampled_from(ENDINGS), which=st.integers(0, 3))
    def end(self, ending: tuple[Ending, bool], which: int) -> None:
        self.note_end(self.flying.pop(which % len(self.flying)), *ending)

    def note_end(self, promise: Promise, ending: Ending, arrived: bool) -> None:
        if arrived:
            self.arrives(promise)
        if promise.tries + 1 >= HOLDING_TRIES or isinstance(ending, Unreachable):
            self.disordered.add(promise.outgoing.person or 0)
        out = self.roads[promise.channel].ended(promise, ending, self.at)
        if out:
            self.unbegun += self.roads[promise.channel].give_back()
        self.ended.append(Ended(promise, ending, Progress(), out))

    def arrives(self, promise: Promise) -> None:
        self.arrivals.append((promise.channel, promise.chat, promise.lane, promise.outgoing.key))

    @rule(person=PEOPLE, where=WHERE)
    def comes_back(self, person: int, where: str) -> None:
        self.run(self.change("back", person, where))

    @rule(person=PEOPLE, where=WHERE)
    def prefers(self, person: int, where: str) -> None:
        self.run(self.change("prefer", person, where))

    @rule(arrived=st.lists(st.booleans(), min_size=4, max_size=4))
    def crash(self, arrived: list[bool]) -> None:
        for promise, did in zip(self.flying, arrived, strict=False):
            if did:
                self.arrives(promise)
        self.begin()

    @rule(seconds=st.sampled_from([0.1, 1.0, 3.0, 30.0, 310.0, 960.0]))
    def time_passes(self, seconds: float) -> None:
        self.at += seconds
        self.wall += timedelta(seconds=seconds)

    @rule(hours=st.sampled_from([-1, 1]))
    def the_clock_jumps(self, hours: int) -> None:
        was, self.wall = self.wall, self.wall + timedelta(hours=hours)
        if hours < 0:
            self.run(self.book.clock_put_back(was, self.wall))
            for road in self.roads.values():
                road.hold_nothing()

    def rows(self) -> list[Any]:
        sql = "SELECT key, state, person_id, kind, maybe_doubled FROM outbox ORDER BY id"
        return list(self.run(self.database.reader.execute_fetchall(sql)))

    @invariant()
    def nothing_is_settled_twice(self) -> None:
        for row in self.rows():
            before = self.settled.get(row["key"])
            assert before in (None, row["state"], "unreachable"), f"{before} and then {row['state']}"
            if row["state"] in FINAL:
                self.settled[row["key"]] = row["state"]

    @invariant()
    def nothing_is_on_its_way_twice(self) -> None:
        keys = [one.outgoing.key for road in self.roads.values() for q in road._ready.values() for one in q]
        keys += [one.outgoing.key for one in self.flying]
        assert len(keys) == len(set(keys))

    @invariant()
    def nothing_comes_over_both_unless_flagged(self) -> None:
        where: dict[str, list[str]] = defaultdict(list)
        for channel, _, _, key in self.arrivals:
            where[key].append(channel)
        open_ = {one.outgoing.key for one in self.flying} | {one.promise.outgoing.key for one in self.ended}
        for row in self.rows():
            heard = where[row["key"]]
            if len(heard) > 1 and row["key"] not in open_:
                known = row["maybe_doubled"] or (row["kind"] == "answer" and len(set(heard)) == 1)
                assert known, f"{dict(row)} came over {heard}"

    @invariant()
    def order_is_kept_within_a_chat(self) -> None:
        seen: dict[tuple[str, str, int], str] = {}
        known: set[str] = set()
        person = {row["key"]: row["person_id"] for row in self.rows()}
        for channel, chat, lane, key in self.arrivals:
            if key not in known and person[key] not in self.disordered:
                assert seen.get((channel, chat, lane), "") < key
                seen[channel, chat, lane] = key
            known.add(key)

    def teardown(self) -> None:
        """The trouble ends; everything is carried to its end, and then nothing is missing."""
        for _ in range(200):
            while self.flying:
                self.note_end(self.flying.pop(), Sent("1"), True)
            self.look_and_record()
            for name in CHANNELS:
                self.go(name)
            nothing = not any(road.busy for road in self.roads.values())
            if nothing and all(row["state"] in FINAL for row in self.rows()):
                break
            self.time_passes(30.0)
        self.nothing_comes_over_both_unless_flagged()
        self.order_is_kept_within_a_chat()
        rows = self.rows()
        assert [row["key"] for row in rows] == self.promised
        heard = {key for *_, key in self.arrivals}
        for row in rows:
            assert row["state"] in FINAL, dict(row)
            assert row["key"] in heard or row["state"] != "sent", "said to be sent, but nobody heard it"
            assert row["state"] != "unreachable" or not self.run(self.reachable(row["person_id"])), dict(row)
        self.run(self.database.close())
        self.runner.close()
        shutil.rmtree(self.folder)

    async def reachable(self, person: int) -> bool:
        async with working(self.database) as work:
            return any(not one.unreachable for one in await work.joining.accounts_of(person))


async def _promise(work: Work, person: int, now: datetime, key: str, kind: str) -> None:
    out = Outgoing("x", kind=Kind(kind), person=person, key=key, expires_at=now + timedelta(days=9))
    await work.outbox.promise(out, now)


async def _prefer(work: Work, person: int, now: datetime, where: str) -> None:
    await work.joining.prefer(person, where)


async def _back(work: Work, person: int, now: datetime, where: str) -> None:
    chat = str(person) if where == "telegram" else account_of(person)
    if await work.joining.account(where, chat):
        await work.joining.set_unreachable(where, chat, "")
        await work.outbox.revive(person, now)


CHANGES: dict[str, Any] = {"promise": _promise, "prefer": _prefer, "back": _back}
COMMON: dict[str, Any] = {
    "deadline": None,
    "stateful_step_count": 50,
    "suppress_health_check": list(HealthCheck),
}
TestTwoChannelsInAnyOrder = TwoChannels.TestCase
TestTwoChannelsInAnyOrder.settings = settings(max_examples=30, derandomize=True, **COMMON)


@pytest.mark.soak
def test_thousands_of_orders_on_two_channels() -> None:
    run_state_machine_as_test(TwoChannels, settings=settings(max_examples=3000, **COMMON))
