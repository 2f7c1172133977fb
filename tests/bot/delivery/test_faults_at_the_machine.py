"""Trouble on our own side: no way out, a disk that is full or locked, a clock that jumps, being stopped."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.background import Background
from bot.delivery import outage, sender
from bot.delivery.sender import Sender
from bot.sandbox import SandboxServer
from messages.envelope import Choice, Kind, Outgoing
from storage import connection
from storage.work import working
from tests.bot.delivery.station import UNPACED, Station, station


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Station]:
    monkeypatch.setattr(outage, "LADDER", (0.05,))
    monkeypatch.setattr(sender, "STUCK_PAUSE", 0.05)
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 50)
    async with station(tmp_path, people=6, watch_clock=True) as made:
        yield made


async def test_connection_refused_until_the_server_is_back(town: Station) -> None:
    port = town.server.port
    await town.server.__aexit__(None, None, None)
    await town.announce(range(1, 7))
    await town.until(lambda: town.app.sender._roads["telegram"].outage.lasting)
    await town.promise(1, "trả lời", kind=Kind.ANSWER)
    async with SandboxServer(town.world, port=port):
        town.world.updates.closed = False
        await town.settles()
    assert await town.states() == {"sent": 7}
    assert await town.rows("max(maybe_doubled)") == [(0,)]  # nothing had left: nothing can be doubled


async def test_the_database_locked_by_another_process(town: Station) -> None:
    other = sqlite3.connect(town.database.path, isolation_level=None)
    await town.announce(range(1, 4))
    await town.settles()
    await town.promise(1, "trả lời", kind=Kind.ANSWER)
    other.execute("BEGIN IMMEDIATE")
    town.world.say(1, "/trogiup")
    await asyncio.sleep(0.4)
    other.execute("ROLLBACK")
    other.close()
    await town.settles()
    assert "trả lời" in town.heard(1)
    await town.until(lambda: not town.world.updates.pending)
    await town.settles()
    assert len(town.heard(1)) >= 3  # what was said meanwhile was taken, and answered


async def test_a_press_is_answered_although_the_database_is_stuck(town: Station) -> None:
    """The wheel on the button stops with a word of it, and the press is taken when it can be, once."""
    await town.promise(1, "Đã nhận?", kind=Kind.ANSWER, choices=((Choice("nothing:1", "Đã nhận"),),))
    await town.settles()
    other = sqlite3.connect(town.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        toast = await town.world.tap(1, "Đã nhận")
        assert toast is not None and "đang bận" in toast.text
    await town.until(lambda: len(town.world.updates.pending) == 2)
    other.execute("ROLLBACK")
    other.close()
    await town.until(lambda: not town.world.updates.pending)
    await town.settles()
    taken = await town.database.reader.execute_fetchall("SELECT count(*) FROM inbox")
    assert taken[0][0] == 2
    assert len(town.world.calls_of("answerCallbackQuery")) == 4  # each once then, and once when it was taken


async def test_a_full_disk_is_waited_for(town: Station, caplog: pytest.LogCaptureFixture) -> None:
    await town.announce(range(1, 4))
    await town.settles()
    writer: Any = town.database._writer
    pages = (await writer.execute_fetchall("PRAGMA page_count"))[0][0]
    await town.promise(4, "trước khi đầy")
    await town.settles()
    await writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(connection.DatabaseStuck):
        await town.announce(range(1, 7), "x" * 4000)
    for number in range(30):
        town.world.say(1, f"/trogiup {number}")
    await town.until(lambda: "cannot receive" in caplog.text)
    assert town.world.updates.pending  # not taken, and so not acknowledged
    await writer.execute("PRAGMA max_page_count=1000000")
    await town.until(lambda: not town.world.updates.pending)
    await town.settles()
    assert len(town.heard(1)) >= 2


async def test_results_outlive_a_database_that_is_stuck(town: Station) -> None:
    """The messages have gone; only the record waits until the database is free."""
    town.world.faults.latency = 0.1
    await town.announce(range(1, 7))
    await town.until(lambda: len(town.world.calls_of("sendMessage")) == 6)
    other = sqlite3.connect(town.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await town.until(lambda: all(town.heard(one) for one in range(1, 7)))
    await asyncio.sleep(0.3)
    assert await town.states() == {"sending": 6}
    other.execute("ROLLBACK")
    other.close()
    await town.settles()
    assert await town.states() == {"sent": 6}
    assert [len(town.heard(one)) for one in range(1, 7)] == [1] * 6


async def test_the_clock_jumps_a_day_ahead_and_back_again(town: Station) -> None:
    town.world.faults.refuse("sendMessage", 500, chat=1, times=3)
    await town.promise(1, "trả lời", kind=Kind.ANSWER)
    await town.recorded()
    before = town.clock.now()
    town.clock.turn_to(before + timedelta(days=1, minutes=1))
    town.app.sender.wake()
    await town.until(lambda: town.app.sender._expire_from > 0)
    town.clock.turn_to(before + timedelta(seconds=5))
    town.app.sender.wake()
    for _ in range(3):
        await town.later(minutes=1)
        await town.settles()
    assert town.heard(1) == ["trả lời"]


async def test_the_clock_is_put_back_an_hour(town: Station) -> None:
    """What was due stays due, and what waits for another try does not wait an hour longer."""
    town.world.faults.refuse("sendMessage", 500, chat=1)
    await town.promise(1, "thử lại", kind=Kind.ANSWER)
    await town.recorded()
    town.clock.turn_to(town.clock.now() - timedelta(hours=1))
    town.app.sender.wake()
    await town.until(lambda: town.heard(1))
    await town.promise(2, "tiếp")
    await town.settles()
    assert town.heard(2) == ["tiếp"]


async def test_being_stopped_gives_back_what_has_not_begun(tmp_path: Path) -> None:
    async with station(tmp_path, people=80) as town:
        town.world.faults.latency = 0.2
        await town.announce(range(1, 81))
        await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 40)
        await town.app.sender.finish(2.0)
        states = await town.states()
        assert set(states) == {"sent", "waiting"}
        assert states["sent"] == sum(len(town.heard(one)) for one in range(1, 81))
        assert await town.rows("max(maybe_doubled), max(unsure)") == [(0, 0)]


async def test_being_stopped_while_the_platform_is_silent(tmp_path: Path) -> None:
    """What is on its way even then is settled at the next start, by the rule of its kind."""
    async with station(tmp_path, people=2, patience=60.0) as town:
        town.world.faults.silence("sendMessage", taken=True, chat=1)
        await town.announce([1, 2])
        await town.until(lambda: town.heard(1) and town.heard(2))
        await town.app.sender.finish(0.2)
        assert await town.states() == {"sending": 1, "sent": 1}
        again = Sender(
            town.database, {"telegram": town.channel}, town.clock, background := Background(), pace=UNPACED
        )
        background.start(again.run(), "sending")
        assert await again.idle()
        assert await town.rows("state, maybe_doubled") == [("sent", 1), ("sent", 0)]
        assert town.heard(1) == ["Thông báo"] * 2
        await again.finish(0.2)
        await background.stop()


async def test_a_channel_that_breaks_does_not_stop_the_others(
    town: Station, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = town.channel.send

    async def breaks(promise: Any, progress: Any) -> Any:
        if promise.chat == "1":
            raise RuntimeError("a fault of ours")
        return await real(promise, progress)

    monkeypatch.setattr(town.channel, "send", breaks)
    with caplog.at_level(logging.CRITICAL, "bot.delivery.sender"):
        await town.announce([1, 2, 3])
        await town.until(lambda: town.heard(2) and town.heard(3))
        await town.recorded()
    assert (await town.rows("state, reason", "person_id = 1")) == [("waiting", "crashed")]


async def test_promised_to_a_command_line_beside_us(town: Station) -> None:
    """Nobody wakes the sender: it looks by itself."""
    async with working(town.database) as work:
        await work.outbox.promise(Outgoing("từ dòng lệnh", person=1, key="cli"), town.clock.now())
    await town.until(lambda: town.heard(1), 5)
