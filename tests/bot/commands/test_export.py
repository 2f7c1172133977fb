"""`export`: what it writes is read by `import` without a difference, also after the committee has worked."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.main import main
from committee.practice import Practice
from messages.sheets.records import Reading
from messages.sheets.roster import read_roster
from storage.database import open_database
from storage.importing.compare import compare
from storage.importing.difference import Difference
from storage.importing.snapshot import snapshot
from storage.work import Work, looking
from tests.bot.commands.at_work import at_work
from tests.messages.made_up import ZONE

Captured = pytest.CaptureFixture[str]
SAMPLE = Path(__file__).parents[3] / "sample"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PRACTICE = Practice(name="Ban Chỉ đạo", zone=ZONE)


@pytest.fixture(autouse=True)
def _database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")


@pytest.fixture
def sample(capsys: Captured) -> None:
    assert main(["import", str(SAMPLE), "--yes"]) == 0
    capsys.readouterr()


def compared(file: Path, tmp_path: Path) -> tuple[Reading, Difference]:
    """What the file says, and what taking it in would change."""

    async def run() -> tuple[Reading, Difference]:
        database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
        try:
            work = looking(database)
            reading = read_roster(file, await work.seats.agencies())
            return reading, await compare(work, reading, NOW, PRACTICE)
        finally:
            await database.close()

    return asyncio.run(run())


@pytest.mark.usefixtures("sample")
def test_what_is_exported_imports_without_a_difference(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "danh-sach.xlsx"
    assert main(["export", str(file)]) == 0
    assert "22 cơ quan, 28 thành viên, 30 nhiệm vụ, 8 cuộc họp" in capsys.readouterr().out
    reading, difference = compared(file, tmp_path)
    assert (reading.refusals, difference.refused) == ((), ())
    assert difference.empty, difference
    assert sum(difference.unchanged.values()) == 22 + 28 + 30 + 8 + len(reading.holidays)


@pytest.mark.usefixtures("sample")
def test_an_empty_committee_takes_in_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert main(["export", str(first)]) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert main(["import", str(first), "--yes"]) == 0
    assert main(["export", str(second)]) == 0
    assert read_roster(first) == read_roster(second)


@pytest.mark.usefixtures("sample")
def test_after_work_was_done(tmp_path: Path) -> None:
    async def work_goes_on(work: Work) -> None:
        task = await work.tasks.by_code("NV-02")
        meeting = await work.meetings.by_code("CH-02")
        assert task and meeting
        await work.tasks.set_deadline(task.id, date(2026, 12, 15))
        for audience in ("all,-agency:CAT", "role:deputy,agency:STC", "seat:STC-UV", "group:Đảng"):
            made = await work.meetings.add(
                replace(meeting, id=0, code="", title=f"Họp: {audience}", audience=audience), NOW
            )
            assert made.code != meeting.code

    at_work(tmp_path, work_goes_on)
    file = tmp_path / "a.xlsx"
    assert main(["export", str(file)]) == 0
    reading, difference = compared(file, tmp_path)
    assert (reading.refusals, difference.refused) == ((), ())
    assert difference.empty, difference
    assert {row.code: row.deadline for row in reading.tasks}["NV-02"] == date(2026, 12, 15)


@pytest.mark.usefixtures("sample")
def test_an_older_workbook_is_replaced_and_nothing_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "to" / "a.xlsx"
    file.parent.mkdir()
    file.write_text("an older one")
    assert main(["export", str(file)]) == 0
    assert [path.name for path in file.parent.iterdir()] == ["a.xlsx"]
    sheets = load_workbook(file).sheetnames
    assert sheets == ["Cơ quan", "Thành viên", "Nhiệm vụ", "Cuộc họp", "Ngày nghỉ"]


def test_what_cannot_be_done_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", str(tmp_path / "a.csv")]) == 1
    assert ".xlsx" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "a.xlsx")]) == 1
    assert "import" in capsys.readouterr().err
    assert main(["export"]) == 2
    assert "FILE.xlsx" in capsys.readouterr().err


@pytest.mark.usefixtures("sample")
def test_a_folder_that_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", str(tmp_path / "no" / "a.xlsx")]) == 1
    assert "a.xlsx" in capsys.readouterr().err


def test_the_snapshot_of_nothing_is_empty(tmp_path: Path) -> None:
    async def look(work: Work) -> None:
        assert await snapshot(work, PRACTICE) == Reading()

    at_work(tmp_path, look)
