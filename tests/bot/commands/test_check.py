"""`check` against a real database and the sandbox's Bot API over HTTP: what it finds, says and ends with."""

import argparse
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.probe import Probed
from bot.commands.check import check
from bot.commands.check_machine import clock_found, folder_found
from bot.commands.check_telegram import updates_found
from bot.commands.finding import Level
from bot.commands.import_ import import_all
from bot.sandbox import SandboxServer, World
from bot.settings import Settings
from messages.envelope import Outgoing
from storage.database import open_database
from storage.work import Work, working

Captured = pytest.CaptureFixture[str]
SAMPLE = Path(__file__).parents[3] / "sample"
NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
NAME = "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Bình Sơn"


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer(World(now=lambda: NOW, bot_username="giaoban_bot")) as server:
        yield server


def settings(tmp_path: Path, server: SandboxServer | None = None, **more: Any) -> Settings:
    database = f"sqlite:///{tmp_path / 'data' / 'committee.db'}"
    given = {"database_url": database, "committee_name": NAME}
    if server:
        given |= {"telegram_bot_token": server.world.token, "telegram_api_url": server.url}
    else:
        given |= {"telegram_api_url": "http://127.0.0.1:9"}
    return Settings.model_validate(given | more)


async def checked(given: Settings, capsys: Captured) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """The exit code, and the findings by name."""
    assert await check(argparse.Namespace(json=False), given.model_copy(update={"language": "en"})) in (0, 1)
    assert len(capsys.readouterr().out.splitlines()) > 4
    code = await check(argparse.Namespace(json=True), given)
    data = json.loads(capsys.readouterr().out)
    assert data["ok"] == (code == 0)
    found: dict[str, list[dict[str, str]]] = {}
    for one in data["findings"]:
        found.setdefault(one["check"], []).append(one)
    return code, found


async def at_work(given: Settings, *acts: Any) -> None:
    """The sample committee, and whatever else is done to it."""
    database = await open_database(given.database_url)
    try:
        await import_all(database, SAMPLE, NOW, given.practice())
        async with working(database) as work:
            for act in acts:
                await act(work)
    finally:
        await database.close()


async def everybody_joins(work: Work) -> None:
    for seat in await work.seats.all():
        if seat.holder:
            account = str(1000 + seat.holder.id)
            await work.joining.bind("telegram", account, account, seat.holder.id, NOW)
            await work.seats.agree(seat.holder.id, "yes", NOW)


async def culture_day(work: Work) -> None:
    for year in range(2026, 2036):
        await work.holidays.put(date(year, 1, 1), "Tết Dương lịch", "day_off")
        await work.holidays.put(date(year, 11, 24), "Ngày Văn hóa Việt Nam", "day_off")


async def test_all_is_well(tmp_path: Path, server: SandboxServer, capsys: Captured) -> None:
    given = settings(tmp_path, server)
    await at_work(given, everybody_joins, culture_day)
    code, found = await checked(given, capsys)
    assert code == 0
    assert {one["level"] for several in found.values() for one in several} == {"well"}, found
    assert "@giaoban_bot" in found["telegram"][0]["text"]
    assert "28/28" in found["people"][0]["text"]
    assert "Trịnh Quốc Bảo (VPTU), Nguyễn Thị Hồng Nhạn" in found["readers"][0]["text"]
    assert "phiên bản" in found["database"][0]["text"]
    await check(argparse.Namespace(json=False), given)
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Mọi thứ đều tốt." and all(line.startswith("✅ ") for line in lines[:-1])


async def test_a_new_checkout_can_run_the_sandbox(tmp_path: Path, capsys: Captured) -> None:
    given = settings(tmp_path)
    code, found = await checked(given, capsys)
    assert code == 0
    assert found["database"][0]["case"] == "missing" and not (tmp_path / "data" / "committee.db").exists()
    assert found["telegram"][0]["case"] == "no_token"


async def test_who_has_not_joined_or_cannot_be_reached(
    tmp_path: Path, server: SandboxServer, capsys: Captured
) -> None:
    async def one_joins_and_is_lost(work: Work) -> None:
        seat = await work.seats.by_code("SVHTTDL-UV")
        assert seat and seat.holder
        await work.joining.bind("telegram", "7", "7", seat.holder.id, NOW)
        await work.seats.agree(seat.holder.id, "yes", NOW)
        await work.joining.set_unreachable("telegram", "7", "blocked")
        other = await work.seats.by_code("STC-UV")
        assert other and other.holder
        for channel in ("telegram", "zalo"):
            await work.joining.bind(channel, "8", "8", other.holder.id, NOW)
        await work.seats.agree(other.holder.id, "yes", NOW)
        await work.joining.set_unreachable("zalo", "8", "not_found")  # the other channel is left

    given = settings(tmp_path, server)
    await at_work(given, one_joins_and_is_lost)
    _, found = await checked(given, capsys)
    cases = {one["case"]: one["text"] for one in found["people"]}
    assert set(cases) == {"away", "unreachable", "no_secretariat"}
    assert "2/28" in cases["away"] and "18 người khác" in cases["away"]
    assert "Vũ Đăng Khoa (Sở VHTTDL)" in cases["unreachable"]
    assert "Nông Đức Hiếu" not in cases["unreachable"]
    assert found["readers"][0]["case"] == "none_joined"


async def test_what_waits_and_what_did_not_arrive(
    tmp_path: Path, server: SandboxServer, capsys: Captured
) -> None:
    moment = datetime.now(UTC)

    async def promises(work: Work) -> None:
        for number, ago in enumerate((timedelta(hours=2), timedelta(minutes=1))):
            await work.outbox.promise(
                Outgoing("x", key=f"k{number}"), moment - ago, channel="telegram", chat="1"
            )
        lost = await work.outbox.promise(Outgoing("x", key="k9"), moment, channel="telegram", chat="1")
        assert lost
        await work.outbox.end(lost, "expired", moment, reason="too_late")

    given = settings(tmp_path, server)
    await at_work(given, promises)
    code, found = await checked(given, capsys)
    assert code == 0
    assert found["promises"][0]["case"] == "late" and found["promises"][0]["text"].startswith("1 tin chờ gửi")
    assert "1 quá hạn, không gửi nữa (đã quá thời gian còn hữu ích)." in found["undelivered"][0]["text"]


async def test_a_refused_token_and_no_network_stop_the_bot(
    tmp_path: Path, server: SandboxServer, capsys: Captured
) -> None:
    given = settings(tmp_path, server, telegram_bot_token="999:wrong-token-wrong-token")
    code, found = await checked(given, capsys)
    assert (code, found["telegram"][0]["case"]) == (1, "refused")
    code, found = await checked(settings(tmp_path, telegram_bot_token="999:nobody-there"), capsys)
    assert (code, found["telegram"][0]["case"]) == (1, "out_of_reach")
    assert "999:nobody-there" not in str(found)
    await check(argparse.Namespace(json=False), given)
    assert "⚠ PHẢI SỬA: Telegram không nhận" in capsys.readouterr().out


async def test_a_damaged_file_and_one_of_a_newer_version(tmp_path: Path, capsys: Captured) -> None:
    given = settings(tmp_path)
    file = tmp_path / "data" / "committee.db"
    file.parent.mkdir()
    file.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    code, found = await checked(given, capsys)
    assert (code, found["database"][0]["case"]) == (1, "unusable")
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    code, found = await checked(given, capsys)
    assert code == 1 and "phiên bản mới hơn" in found["database"][0]["text"]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights on Windows")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert folder_found(tmp_path / "file" / "data").level is Level.STOP


async def test_an_empty_committee_and_its_days(tmp_path: Path, capsys: Captured) -> None:
    given = settings(tmp_path)
    database = await open_database(given.database_url)
    await database.close()
    code, found = await checked(given, capsys)
    assert code == 0
    assert [one["case"] for one in found["people"]] == ["nobody"]
    assert [one["case"] for one in found["days"]] == ["none", "none", "undecided"]
    assert found["readers"][0]["case"] == "nobody"


async def test_whether_the_bot_is_running(tmp_path: Path, server: SandboxServer, capsys: Captured) -> None:
    _, found = await checked(settings(tmp_path, health_port=9), capsys)
    assert found["running"][0]["case"] == "silent"
    port = int(server.url.rsplit(":", 1)[1])
    _, found = await checked(settings(tmp_path, health_port=port), capsys)  # something else answers there
    assert found["running"][0]["case"] == "unwell"


@pytest.mark.parametrize(
    ("probed", "wanted", "case", "level"),
    [
        (Probed("b", "", 3, ""), "", "polling", Level.WELL),
        (Probed("b", "", 300, ""), "", "pending", Level.LOOK),
        (Probed("b", "https://other.example/x", 0, ""), "", "foreign", Level.LOOK),
        (Probed("b", "https://bot.example/telegram", 0, ""), "https://bot.example", "webhook", Level.WELL),
        (Probed("b", "", 0, ""), "https://bot.example", "not_set", Level.LOOK),
        (Probed("b", "https://bot.example/telegram", 9, "404"), "https://bot.example", "errs", Level.LOOK),
    ],
)
def test_where_updates_go(probed: Probed, wanted: str, case: str, level: Level) -> None:
    found = updates_found(probed, wanted)
    assert (found.case, found.level) == (case, level)


@pytest.mark.parametrize(
    ("seconds", "case"), [(0, "agrees"), (-59, "agrees"), (61, "apart"), (-3600, "apart")]
)
def test_clocks(seconds: int, case: str) -> None:
    found = clock_found(NOW + timedelta(seconds=seconds), NOW, "Asia/Ho_Chi_Minh")
    assert found.case == case
    if case == "apart":
        assert found.facts["fast"] == (seconds > 0)
    assert clock_found(NOW, None, "Asia/Ho_Chi_Minh").case == "alone"
