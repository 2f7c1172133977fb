"""What comes in is taken once, in order, in one commit; one that fails spoils nothing for the others."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import TurnedClock
from bot.receive import Receiver
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from handlers import desk
from messages.envelope import Came, Choice, Incoming, Kind, Outgoing
from storage import connection
from storage.database import Database, DatabaseStuck, open_database
from storage.work import Work
from tests.bot.delivery.station import seat_people

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Desk:
    """A receiver on a real database, with what it woke and what it raised."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.woken = 0
        self.alarms: list[tuple[str, str]] = []
        self.receiver = Receiver(
            database,
            TurnedClock(MONDAY),
            Practice,
            wake=self.wake,
            alert=lambda kind, error: self.alarms.append((kind, type(error).__name__)),
        )

    def wake(self) -> None:
        self.woken += 1

    async def rows(self, what: str = "text", table: str = "outbox") -> list[tuple[Any, ...]]:
        sql = f"SELECT {what} FROM {table} ORDER BY rowid"  # noqa: S608
        return [tuple(row) for row in await self.database.reader.execute_fetchall(sql)]


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    await seat_people(database, (1, 2, 3))
    yield Desk(database)
    await database.close()


def said(key: int, text: str, person: int = 1) -> Incoming:
    return Incoming("telegram", str(key), str(person), str(person), Came.TEXT, MONDAY, text=text)


def pressed(key: int, press: str, person: int = 1) -> Incoming:
    return replace(said(key, "", person), came=Came.PRESS, press=press, press_id=f"p{key}", message="40")


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A front desk that does what the text says, and writes down each visit in the audit."""

    async def receive(incoming: Incoming, work: Work, *rest: Any) -> list[Outgoing]:
        word = incoming.text or incoming.press
        await work.audit.add(None, word, "x", MONDAY)
        if word == "crash":
            raise KeyError(word)
        if word == "refuse":
            raise Refusal(RefusalReason.BUTTON_OLD)
        if word == "silence":
            return []
        return [Outgoing(f"{word} 1", toast="ghi nhận" if incoming.press else ""), Outgoing(f"{word} 2")]

    monkeypatch.setattr(desk, "receive", receive)


async def test_answers_go_to_the_chat_they_came_from_with_keys_of_their_update(
    front: Desk, handled: None
) -> None:
    await front.receiver.take([said(5, "a"), said(6, "b", person=2)])
    assert await front.rows("key, chat, text, kind") == [
        ("telegram:5:0", "1", "a 1", "answer"),
        ("telegram:5:1", "1", "a 2", "answer"),
        ("telegram:6:0", "2", "b 1", "answer"),
        ("telegram:6:1", "2", "b 2", "answer"),
    ]
    assert front.woken == 1


async def test_what_was_taken_before_is_passed_over(front: Desk, handled: None) -> None:
    for _ in range(3):
        told = await front.receiver.take([said(5, "a"), pressed(6, "b")])
    assert len(await front.rows()) == 4
    assert told == [(pressed(6, "b"), "")]  # the wheel stops all the same


async def test_a_press_is_told_its_toast(front: Desk, handled: None) -> None:
    told = await front.receiver.take([pressed(1, "yes"), said(2, "a"), pressed(3, "silence")])
    assert [(one.update_key, toast) for one, toast in told] == [("1", "ghi nhận"), ("3", "")]


async def test_a_refusal_takes_back_its_own_visit_only_and_is_answered(front: Desk, handled: None) -> None:
    told = await front.receiver.take([said(1, "a"), pressed(2, "refuse"), said(3, "b")])
    assert [row[0] for row in await front.rows("act", "audit")] == ["a", "b"]
    texts = [row[0] for row in await front.rows()]
    assert texts[:2] == ["a 1", "a 2"] and texts[3:] == ["b 1", "b 2"]
    assert told[0][1] and told[0][1] in texts[2].replace("<b>", "")
    assert front.alarms == []


async def test_a_crash_takes_back_its_own_visit_only_is_answered_calmly_and_told(
    front: Desk, handled: None, caplog: pytest.LogCaptureFixture
) -> None:
    told = await front.receiver.take([said(1, "a"), pressed(2, "crash"), said(3, "b")])
    assert [row[0] for row in await front.rows("act", "audit")] == ["a", "b"]
    texts = [row[0] for row in await front.rows()]
    assert len(texts) == 5
    assert "trục trặc" in texts[2] and "KeyError" not in texts[2]
    assert "trục trặc" in told[0][1]
    assert front.alarms == [("visit", "KeyError")]
    assert "a visit crashed" in caplog.text and "KeyError" in caplog.text
    await front.receiver.take([pressed(2, "crash")])
    assert len(await front.rows()) == 5  # it is taken: it does not come again for ever


async def test_the_words_are_in_the_language_of_whoever_wrote(front: Desk, handled: None) -> None:
    async with front.database.transaction() as writer:
        await writer.execute("UPDATE people SET language = 'en' WHERE id = 2")
    await front.receiver.take([said(1, "crash"), said(2, "crash", person=2)])
    [(one,), (other,)] = await front.rows()
    assert "trục trặc" in one and "went wrong" in other


async def test_nothing_of_a_batch_is_kept_when_the_database_gets_stuck(
    front: Desk, handled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, visits = Work.step, 0

    def step(work: Work, name: str = "step") -> Any:
        nonlocal visits
        visits += 1
        if visits == 2:
            raise DatabaseStuck("full", "no room")
        return real(work, name)

    monkeypatch.setattr(Work, "step", step)
    with pytest.raises(DatabaseStuck):
        await front.receiver.take([said(1, "a"), said(2, "b")])
    assert await front.rows() == [] and await front.rows("*", "inbox") == []
    assert front.woken == 0
    await front.receiver.take([said(1, "a"), said(2, "b")])
    assert len(await front.rows()) == 4


async def test_a_locked_database_takes_nothing_and_a_press_is_put_off_once(
    front: Desk, handled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    batch = [said(1, "a"), pressed(2, "b")]
    other = sqlite3.connect(front.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    shown = []
    for _ in range(3):
        with pytest.raises(DatabaseStuck):
            await front.receiver.take(batch)
        shown += front.receiver.put_off(batch)
    other.execute("ROLLBACK")
    other.close()
    [(incoming, toast)] = shown
    assert incoming.update_key == "2" and "đang bận" in toast
    assert [toast for _, toast in await front.receiver.take(batch)] == ["ghi nhận"]


async def test_a_promise_with_a_key_of_its_own_keeps_it(front: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def receive(*visit: Any) -> list[Outgoing]:
        other = Outgoing("mời", person=2, key="invitation:1:1:seat:2", kind=Kind.INVITATION)
        return [Outgoing("đã gửi", choices=((Choice("x", "Xem"),),)), other]

    monkeypatch.setattr(desk, "receive", receive)
    await front.receiver.take([said(1, "a"), said(2, "a")])
    assert await front.rows("key, chat, person_id") == [
        ("telegram:1:0", "1", None),
        ("invitation:1:1:seat:2", "", 2),
        ("telegram:2:0", "1", None),
    ]


async def test_the_real_desk_knows_a_stranger_from_a_member(front: Desk) -> None:
    await front.receiver.take([said(1, "viec", person=99), said(2, "viec", person=1)])
    texts = [row[0] for row in await front.rows()]
    assert len(texts) == 2 and texts[0] != texts[1]
