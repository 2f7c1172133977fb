"""`announce`: promises beside a running bot, to whom the words say, or says in a sentence why not."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands.main import main

Captured = pytest.CaptureFixture[str]
SAMPLE = str(Path(__file__).parents[3] / "sample")


@pytest.fixture(autouse=True)
def _sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")
    assert main(["import", SAMPLE, "--yes"]) == 0
    capsys.readouterr()


def announced(capsys: Captured, *words: str) -> dict[str, Any]:
    assert main(["announce", *words, "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def delivered(capsys: Captured, *words: str) -> dict[str, Any]:
    assert main(["deliveries", *words, "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


@pytest.mark.parametrize(
    ("to", "number"),
    [
        ("all", 28),
        ("role:member", 19),
        ("agency:STC", 1),
        ("agency:stc,agency:SNV", 2),
        ("group:Đảng", 5),
        ("all,-role:member", 9),
        ("all,-agency:STC", 27),
        ("Ủy viên, trừ Sở Tài chính", 18),
    ],
)
def test_to_whom(capsys: Captured, to: str, number: int) -> None:
    said = announced(capsys, "--to", to, "--text", "Nội dung")
    assert said["recipients"] == number == len(said["not_joined"])
    rows = delivered(capsys, str(said["id"]))
    assert rows["id"] == said["id"] and rows["counts"] == {"waiting": number}
    assert len(rows["rows"]) == number
    assert set(rows["rows"][0]) >= {
        "seat", "person", "state", "reason", "tries", "acknowledged_at", "settled_at", "maybe_doubled",
    }  # fmt: skip


def test_a_dash_may_come_first(capsys: Captured) -> None:
    assert announced(capsys, "--to=-agency:STC", "--text", "x")["recipients"] == 27


def test_in_words(capsys: Captured) -> None:
    assert main(["announce", "--to", "all", "--text", "Xin chào", "--ack", "--urgent"]) == 0
    said = capsys.readouterr().out
    assert "Thông báo số 1: đã chuyển gửi cho 28 người." in said and "và 18 người khác" in said
    assert main(["deliveries", "1"]) == 0
    assert "xác nhận 0/28" in capsys.readouterr().out
    assert main(["deliveries"]) == 0
    assert "chờ gửi 28\tXin chào" in capsys.readouterr().out


def test_a_text_file_with_a_mark_and_windows_lines(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "thông báo.txt"
    file.write_bytes(b"\xef\xbb\xbf" + "Dòng một\r\n\r\nDòng hai\r\n".encode())
    announced(capsys, "--to", "all", "--text-file", str(file))
    assert delivered(capsys)["announcements"][0]["title"] == "Dòng một"


def test_a_text_over_32_kib(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "dài.txt"
    file.write_text("Nội dung rất dài. \n" * 4000, "utf-8")
    assert announced(capsys, "--to", "agency:STC", "--text-file", str(file))["recipients"] == 1


def test_a_file_goes_along(capsys: Captured) -> None:
    announced(capsys, "--to", "agency:STC", "--file", str(Path(SAMPLE) / "committee.xlsx"))
    assert delivered(capsys)["announcements"][0]["title"] == "committee.xlsx"


def test_at_a_time(capsys: Captured) -> None:
    said = announced(capsys, "--to", "agency:STC", "--text", "x", "--at", "2100-01-04T01:00:00Z")
    assert said["state"] == "scheduled" and said["send_at"] == "2100-01-04T01:00:00+00:00"
    rows = delivered(capsys, "1")
    assert rows["scheduled"] and rows["counts"] == {"waiting": 1}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--to", "xyz", "--text", "x"], 1, "Chưa rõ “xyz” là ai"),
        (["--to", "agency:XYZ", "--text", "x"], 1, "Chưa rõ “agency:XYZ” là ai"),
        (["--to", "role:member,-agency:SCTT", "--text", "x"], 1, "Chưa rõ “-agency:SCTT” là ai"),
        (["--to", "all,-all", "--text", "x"], 1, "Không còn ai"),
        (["--to", "", "--text", "x"], 1, "Không còn ai"),
        (["--to", "all", "--text", " \n "], 1, "chưa có nội dung"),
        (["--to", "all"], 1, "chưa có nội dung"),
        (["--to", "all", "--text-file", "nope.txt"], 1, "nope.txt"),
        (["--to", "all", "--text-file", "bad.txt"], 1, "byte thứ 5 không đọc được"),
        (["--to", "all", "--text-file", "empty.txt"], 1, "chưa có nội dung"),
        (["--to", "all", "--text", "x", "--file", "empty.txt"], 1, "rỗng"),
        (["--to", "all", "--text", "Công văn MẬT"], 1, "nội dung mật"),
        (["--to", "all", "--text", "x", "--at", "lúc nào rảnh"], 1, "Chưa rõ thời điểm gửi"),
        (["--to", "all", "--text", "x", "--at", "8h ngày 1/1/2020"], 1, "Thời điểm gửi đã qua"),
        (["--to", "all", "--text", "x", "--at", "2020-01-01T00:00:00Z"], 1, "Thời điểm gửi đã qua"),
        (["--text", "x"], 2, "còn thiếu: --to"),
        (["--to", "all", "--text", "x", "--text-file", "bad.txt"], 2, "không dùng cùng nhau"),
    ],
)
def test_what_is_refused(capsys: Captured, words: list[str], code: int, said: str) -> None:
    Path("bad.txt").write_bytes("ổn".encode() + b"\xff\xfe")
    Path("empty.txt").write_bytes(b"")
    assert main(["announce", *words]) == code
    told = capsys.readouterr()
    assert said in told.err and not told.out
    assert delivered(capsys) == {"announcements": []}
