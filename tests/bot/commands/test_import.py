"""`import`: shows the difference first, asks, writes at one stroke, and tells what is refused."""

import asyncio
import io
import json
import shutil
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.commands.main import main
from storage.database import open_database
from storage.work import looking, working

Captured = pytest.CaptureFixture[str]
SAMPLE = Path(__file__).parents[3] / "sample"


@pytest.fixture(autouse=True)
def _database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")


def number_of_tasks(tmp_path: Path) -> int:
    async def count() -> int:
        database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
        try:
            return len(await looking(database).tasks.all())
        finally:
            await database.close()

    return asyncio.run(count())


@pytest.mark.parametrize(
    ("typed", "written"),
    [("c\n", True), ("có\n", True), ("y\n", True), ("\n", False), ("", False), ("k\n", False)],
)
def test_it_asks_before_it_writes(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, written: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["import", str(SAMPLE)]) == (0 if written else 1)
    captured = capsys.readouterr()
    assert "  Nhiệm vụ          30         0           0" in captured.out
    assert "Gõ c rồi Enter" in captured.err
    assert ("Đã ghi xong" in captured.out) == written and ("Chưa ghi gì" in captured.err) != written
    assert number_of_tasks(tmp_path) == (30 if written else 0)


def test_folder_and_workbook_say_the_same_and_twice_changes_nothing(capsys: Captured) -> None:
    assert main(["import", str(SAMPLE), "--yes"]) == 0
    capsys.readouterr()
    assert main(["import", str(SAMPLE / "committee.xlsx"), "--yes"]) == 0
    shown = capsys.readouterr().out
    assert "Không có gì mới hay thay đổi" in shown and "Cuộc họp           0         0           8" in shown


def test_each_change_is_shown_with_old_and_new(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert main(["import", str(SAMPLE), "--yes"]) == 0
    folder = shutil.copytree(SAMPLE, tmp_path / "again")
    tasks = folder / "tasks.csv"
    tasks.write_text(tasks.read_text("utf-8").replace("04/12/2026", "11/12/2026"), "utf-8")
    capsys.readouterr()
    assert main(["import", str(folder), "--yes"]) == 0
    shown = capsys.readouterr().out
    assert "~ Nhiệm vụ NV-03 – Góp ý bằng văn bản vào dự thảo Kế hoạch năm 2027" in shown
    assert "hạn: «4/12/2026» → «11/12/2026»" in shown and "Đã ghi xong" in shown


def test_bad_lines_are_named_and_good_ones_go_in(capsys: Captured, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    shutil.copy(SAMPLE / "agencies.csv", folder)
    lines = (SAMPLE / "tasks.csv").read_text("utf-8").splitlines()
    lines[3] = lines[3].replace("Sở Tài chính", "Sở Tài chánh và Kho bạc")
    lines[4] = lines[4].replace("15/12/2026", "31/11/2026")
    (folder / "tasks.csv").write_text("\n".join(lines), "utf-8")
    assert main(["import", str(folder), "--yes"]) == 0
    shown = capsys.readouterr().out
    assert "Từ chối: 2 dòng" in shown and "dòng 4, cột «Cơ quan chủ trì»" in shown
    assert "dòng 5, cột «Hạn hoàn thành»" in shown
    assert number_of_tasks(tmp_path) == 28


def test_json_alone_only_compares(capsys: Captured, tmp_path: Path) -> None:
    assert main(["import", str(SAMPLE), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["applied"] is False and data["counts"]["task"] == {"new": 30, "changed": 0, "unchanged": 0}
    assert number_of_tasks(tmp_path) == 0
    assert main(["import", str(SAMPLE), "--json", "--yes"]) == 0
    assert json.loads(capsys.readouterr().out)["applied"] is True
    assert main(["import", str(SAMPLE), "--json", "--yes"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["applied"] is False and again["counts"]["member"]["unchanged"] == 28


@pytest.mark.parametrize("path", ["none.xlsx", "."])
def test_nothing_that_can_be_read(capsys: Captured, path: str) -> None:
    assert main(["import", path, "--yes"]) == 1
    captured = capsys.readouterr()
    assert "Từ chối: 1 dòng" in captured.out and "Không đọc được dòng nào" in captured.err


def test_whoever_is_replaced_is_told(tmp_path: Path) -> None:
    assert main(["import", str(SAMPLE), "--yes"]) == 0

    async def joins() -> None:
        database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
        async with working(database) as work:
            seat = await work.seats.by_code("STC-UV")
            assert seat and seat.holder
            await work.joining.bind("telegram", "7", "7", seat.holder.id, SystemClock().now())
        await database.close()

    asyncio.run(joins())
    folder = shutil.copytree(SAMPLE, tmp_path / "again")
    members = folder / "members.csv"
    members.write_text(members.read_text("utf-8").replace("Nông Đức Hiếu", "Lý Thị Hoa"), "utf-8")
    assert main(["import", str(folder), "--yes"]) == 0

    async def told() -> list[str]:
        database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
        due = await looking(database).outbox.due(SystemClock().now(), 50)
        await database.close()
        return [promise.outgoing.text for promise in due if promise.chat == "7"]

    assert ["gỡ khỏi danh sách" in text for text in asyncio.run(told())] == [True]
