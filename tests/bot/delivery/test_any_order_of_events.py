"""Whatever happens in whatever order: nothing lost, nothing settled twice, order, lanes and limits kept."""

import asyncio
import shutil
import tempfile
from collections import Counter
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
from bot.delivery.book import Book
from bot.delivery.pacing import Pace
from bot.delivery.road import HOLDING_TRIES, Road
from bot.delivery.settling import Ended
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.outbox import Promise
from storage.work import working
from tests.bot.delivery.station import MONDAY, seat_people

PEOPLE = (1, 2, 3, 4)
PACE = Pace(per_second=5, chat_spacing=1.0, chat_burst=2)
FINAL = {"sent", "unsure", "failed", "unreachable", "expired"}
KINDS = st.sampled_from([Kind.ANSWER, Kind.REMINDER, Kind.ANNOUNCEMENT])

# How a send may end, and whether it arrived.
ENDINGS: list[tuple[Ending, bool]] = [
    (Sent("1"), True),
    (Sent("1"), True),
    (Sent("1"), True),
    (Later("too_fast", timedelta(seconds=3)), False),
    (Later("server_trouble"), False),
    (Later("server_trouble", doubtful=True), True),
    (Later("no_connection", everybody=True), False),
    (Unsure("no_answer"), True),
    (Unsure("no_answer"), False),
    (Refused("never"), False),
]


class Delivery(RuleBasedStateMachine):
    """Road and book as the sender uses them, without its waiting; time passes only by rule."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.wall: datetime = MONDAY
        self.at = 1000.0
        self.database: Database = self.run(open_database(f"sqlite:///{self.folder / 'a.db'}"))
        self.run(seat_people(self.database, PEOPLE))
        self.promised: list[str] = []
        self.arrivals: list[tuple[str, int, str]] = []  # chat, lane, key
        self.went: list[tuple[float, str, str]] = []  # when, chat, key
        self.settled: dict[str, str] = {}
        self.disordered: set[tuple[str, int]] = set()  # given up on, or held no longer
        self.begin()

    def run(self, coroutine: Any) -> Any:
        return self.runner.run(coroutine)

    def now(self) -> datetime:
        return self.wall

    def begin(self) -> None:
        """The bot starts: what it had in memory is gone."""
        self.road = Road(PACE)
        self.book = Book(self.database, self, lambda: self.at)
        self.flying: list[Promise] = []
        self.ended: list[Ended] = []
        self.unbegun: list[Promise] = []
        self.run(self.book.begin({"telegram": self.road}))

    @rule(person=st.sampled_from(PEOPLE), kind=KINDS)
    def promise(self, person: int, kind: Kind) -> None:
        key = f"{len(self.promised):04}"

        async def keep() -> None:
            async with working(self.database) as work:
                await work.outbox.promise(Outgoing("x", kind=kind, person=person, key=key), self.wall)
                again = Outgoing("y", kind=kind, person=person, key=key)
                assert await work.outbox.promise(again, self.wall) is None

        self.run(keep())
        self.promised.append(key)

    @rule()
    def look_and_record(self) -> None:
        found = self.run(self.book.look("telegram", self.road, self.wall, expire=True))
        ended, self.ended = self.ended, []
        unbegun, self.unbegun = self.unbegun, []
        again = self.run(self.book.write(ended, unbegun, [found], expire=True))
        for one in ended:
            self.road.release(one.promise)
            moment = again.get(one.promise.id)
            if moment is not None and moment > self.wall:
                self.road.hold(one.promise.lane, one.promise.chat, moment, one.promise.tries + 1)
        for promise in unbegun:
            self.road.release(promise)
        for promise in found.chosen:
            if promise.id in found.claimed:
                self.road.accept(promise)
            else:
                self.road.release(promise)

    @rule()
    def go(self) -> None:
        answers = [p for p in self.road._ready.get(0, ()) if not self.road.pacer.wait(p.chat, self.at)]
        promise = self.road.next(self.at)
        if promise is None:
            return
        assert promise.lane == 0 or not answers, "a crowd went before an answer"
        assert promise.chat not in {other.chat for other in self.flying}
        self.went.append((self.at, promise.chat, promise.outgoing.key))
        self.flying.append(promise)

    @precondition(lambda self: self.flying)
    @rule(ending=st.sampled_from(ENDINGS), which=st.integers(0, 3))
    def end(self, ending: tuple[Ending, bool], which: int) -> None:
        promise = self.flying.pop(which % len(self.flying))
        self.note_end(promise, *ending)

    def note_end(self, promise: Promise, ending: Ending, arrived: bool) -> None:
        if arrived:
            self.arrivals.append((promise.chat, promise.lane, promise.outgoing.key))
        if promise.tries + 1 >= HOLDING_TRIES or isinstance(ending, Unreachable):
            self.disordered.add((promise.chat, promise.lane))
        out = self.road.ended(promise, ending, self.at)
        if out:
            self.unbegun += self.road.give_back()
        self.ended.append(Ended(promise, ending, Progress(), out))

    @rule(arrived=st.lists(st.booleans(), min_size=4, max_size=4))
    def crash(self, arrived: list[bool]) -> None:
        for promise, did in zip(self.flying, arrived, strict=False):
            if did:
                self.arrivals.append((promise.chat, promise.lane, promise.outgoing.key))
        # The rows tell a new process of each message's last attempt, where it arrived or was on its way.
        known = {row["key"] for row in self.rows() if row["state"] in ("sent", "sending")}
        last = {key: (at, chat, key) for at, chat, key in self.went if key in known}
        self.went = sorted(last.values())
        self.begin()

    @rule(seconds=st.sampled_from([0.1, 0.5, 1.0, 3.0, 30.0]))
    def time_passes(self, seconds: float) -> None:
        self.at += seconds
        self.wall += timedelta(seconds=seconds)

    @rule(hours=st.sampled_from([-1, 1]))
    def the_clock_jumps(self, hours: int) -> None:
        was, self.wall = self.wall, self.wall + timedelta(hours=hours)
        if hours < 0:
            self.run(self.book.clock_put_back(was, self.wall))
            self.road.hold_nothing()

    def rows(self) -> list[Any]:
        sql = "SELECT key, state, chat, lane, kind, maybe_doubled FROM outbox ORDER BY id"
        return list(self.run(self.database.reader.execute_fetchall(sql)))

    @invariant()
    def nothing_is_settled_twice(self) -> None:
        for row in self.rows():
            before = self.settled.get(row["key"])
            assert before in (None, row["state"])
            if row["state"] in FINAL:
                self.settled[row["key"]] = row["state"]

    @invariant()
    def limits_are_kept(self) -> None:
        recent = self.went[-20:]
        for moment, chat, _ in recent[-3:]:
            window = [c for at, c, _ in recent if moment - 1.0 < at <= moment]
            assert len(window) <= PACE.per_second
            span = PACE.chat_burst * PACE.chat_spacing
            assert sum(c == chat for at, c, _ in recent if moment - span < at <= moment) <= PACE.chat_burst

    @invariant()
    def order_is_kept_within_a_chat(self) -> None:
        seen: dict[tuple[str, int], str] = {}
        known: set[str] = set()
        for chat, lane, key in self.arrivals:
            if key not in known and (chat, lane) not in self.disordered:
                assert seen.get((chat, lane), "") < key, f"{key} came after {seen[chat, lane]}"
                seen[chat, lane] = key
            known.add(key)

    def teardown(self) -> None:
        """The trouble ends; everything is carried to its end, and then nothing is missing."""
        for promise in list(self.flying):
            self.flying.remove(promise)
            self.note_end(promise, Sent("1"), True)
        for _ in range(400):
            self.look_and_record()
            while self.road.ready and not self.road.pause(self.at):
                before = len(self.flying)
                self.go()
                if len(self.flying) == before:
                    break
                self.note_end(self.flying.pop(), Sent("1"), True)
            if not self.road.busy and all(row["state"] in FINAL for row in self.rows()):
                break
            self.time_passes(15.0)
        self.order_is_kept_within_a_chat()
        heard = Counter(key for _, _, key in self.arrivals)
        rows = self.rows()
        assert [row["key"] for row in rows] == self.promised
        for row in rows:
            assert row["state"] in FINAL, dict(row)
            assert heard[row["key"]] >= 1 or row["state"] != "sent", "said to be sent, but nobody heard it"
            assert heard[row["key"]] <= 1 or row["maybe_doubled"] or row["kind"] == "answer", dict(row)
        self.run(self.database.close())
        self.runner.close()
        shutil.rmtree(self.folder)


COMMON: dict[str, Any] = {
    "deadline": None,
    "stateful_step_count": 50,
    "suppress_health_check": list(HealthCheck),
}
TestAnyOrderOfEvents = Delivery.TestCase
TestAnyOrderOfEvents.settings = settings(max_examples=60, derandomize=True, **COMMON)


@pytest.mark.soak
def test_thousands_of_orders() -> None:
    run_state_machine_as_test(Delivery, settings=settings(max_examples=5000, **COMMON))
