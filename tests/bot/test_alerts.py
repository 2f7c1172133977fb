"""The operator hears of trouble: in the log at once, in his chat once per kind and hour, in plain words."""

import ast
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import alerts as module
from bot.alerts import Alerts
from bot.clock import TurnedClock
from bot.schedule.planner import PLANS
from committee.practice import Practice
from messages.render import labels
from messages.voice import LANGUAGES, Voice
from messages.words.running import trouble_words
from storage import connection
from storage.database import Database, DatabaseStuck, open_database
from tests.house.source import files, tree

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CHAT = "-100"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    yield database
    await database.close()


def voice_in(language: str) -> Voice:
    return Voice(language, Practice().zone, "Ban Chỉ đạo")


def alerts_of(database: Database, chat: str = CHAT) -> Alerts:
    return Alerts(database, TurnedClock(MONDAY), Practice(), chat)


async def told(database: Database) -> list[tuple[str, str, str]]:
    """Channel, chat and text of each notice that is promised."""
    rows = await database.reader.execute_fetchall("SELECT channel, chat, text FROM outbox ORDER BY id")
    return [tuple(row) for row in rows]


async def test_it_is_in_the_log_at_once_and_in_the_chat_with_the_tick(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    alerts = alerts_of(database)
    alerts.raise_alarm("database", "full")
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.ERROR, "alarm (database): full")
    ]
    assert await told(database) == []
    await alerts.tell()
    [(channel, chat, text)] = await told(database)
    assert (channel, chat) == ("telegram", CHAT)
    assert "đĩa đầy" in text


@pytest.mark.parametrize(
    ("named", "channel"), [("telegram:5", "telegram"), ("zalo:5", "zalo"), ("5", "telegram")]
)
async def test_the_chat_may_be_on_any_channel(database: Database, named: str, channel: str) -> None:
    alerts = alerts_of(database, named)
    alerts.raise_alarm("overdue", "3")
    await alerts.tell()
    assert [row[:2] for row in await told(database)] == [(channel, "5")]


async def test_the_same_kind_is_told_once_within_the_hour(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at = 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: at)
    alerts = alerts_of(database)
    for at in (1000.0, 1001.0, 1000.0 + module.EVERY - 1):  # noqa: B007  (the clock reads it)
        alerts.raise_alarm("visit", KeyError("x"))
        await alerts.tell()
    assert len(await told(database)) == 1
    alerts.raise_alarm("clock", "+61")  # another kind does not wait
    await alerts.tell()
    assert len(await told(database)) == 2
    at = 1000.0 + module.EVERY
    alerts._clock.turn_to(MONDAY.replace(hour=2))  # type: ignore[attr-defined]
    alerts.raise_alarm("visit", KeyError("x"))
    await alerts.tell()
    assert len(await told(database)) == 3
    assert sum(record.levelno == logging.ERROR for record in caplog.records) == 3


async def test_no_words_of_an_error_reach_the_chat(database: Database) -> None:
    """They may hold what somebody wrote."""
    alerts = alerts_of(database)
    alerts.raise_alarm("visit", ValueError("báo cáo mật của đồng chí Khoa"))
    await alerts.tell()
    [(_, _, text)] = await told(database)
    assert "ValueError" in text and "Khoa" not in text


async def test_without_a_chat_nothing_is_promised_and_nothing_gathers(database: Database) -> None:
    alerts = alerts_of(database, "")
    alerts.raise_alarm("database", "full")
    await alerts.tell()
    assert await told(database) == []
    assert alerts._waiting == {}


async def test_the_notice_waits_while_the_database_cannot_be_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    alerts = alerts_of(database)
    alerts.raise_alarm("database", "locked")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseStuck):
        await alerts.tell()
    other.execute("ROLLBACK")
    other.close()
    await alerts.tell()
    await alerts.tell()
    assert len(await told(database)) == 1


def kinds_raised() -> Iterator[tuple[str, str]]:
    """(the word of the kind, where) for every alarm that any code of the bot raises."""
    for path in files(".py", folders=("bot",)):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("raise_alarm", "alert", "_alert") and (said := _begins(node.args[0])):
                yield said.split(":")[0], path.name


def _begins(node: ast.expr) -> str:
    """What a string, or an f-string, begins with."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return str(node.value) if isinstance(node, ast.Constant) else ""


def work_names() -> set[str]:
    """The first word of the name of everything that goes on by itself in the bot."""
    found = set()
    for path in files(".py", folders=("bot",)):
        if "sandbox" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "start"
            ):
                found |= {_begins(word).split(" ")[0] for word in node.args[1:2]}
    return found - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_is_raised_has_words(language: str) -> None:
    raised = {word for word, _ in kinds_raised()} | {"overdue", "failed", "unsure", "expired"}
    assert {"database", "out_of_reach", "visit", "plan", "clock", "not_receiving", "stopped"} <= raised
    assert {word for word in raised if f"trouble_{word}" not in labels(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_words(language: str) -> None:
    parts = {f"plan_{name}" for name in PLANS} | {f"work_{name}" for name in work_names()}
    parts |= {f"stuck_{reason}" for reason in connection.STUCK.values()}
    parts |= {"channel_telegram", "channel_zalo"}
    assert {"work_sending", "work_receiving", "work_send"} <= parts
    assert parts - labels(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("database", "locked"),
        ("out_of_reach:telegram", "no_connection"),
        ("not_receiving:telegram", "95"),
        ("visit", "KeyError"),
        ("plan:nudges", "KeyError"),
        ("stopped:receiving telegram", "TokenRefused"),
        ("overdue", "12"),
        ("failed", "2 attachment: No such file\n1 too_late"),
        ("unsure", "3 no_answer"),
        ("expired", "4 server_trouble"),
        ("clock", "+61"),
    ],
)
def test_no_word_of_the_machine_is_left(language: str, kind: str, what: str) -> None:
    said = trouble_words(voice_in(language), kind, what)
    raw = {"out_of_reach", "no_connection", "not_receiving", "nudges" if language == "vi" else "_"}
    raw |= {"no_answer", "server_trouble", "too_late", "attachment:", "locked" if language == "vi" else "_"}
    assert not [word for word in raw if word in said], said
    number = "".join(letter for letter in what.split(" ", maxsplit=1)[0] if letter.isdigit())
    assert number in said


def test_an_unknown_kind_is_told_as_it_is() -> None:
    assert trouble_words(voice_in("en"), "never heard of", "x") == "never heard of (x)"
