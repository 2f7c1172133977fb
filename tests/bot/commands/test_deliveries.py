"""`deliveries` and `digest`: they look at what happened and print it, for people and for scripts."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.commands.main import main
from messages.envelope import Kind, Outgoing
from storage.work import Work
from tests.bot.commands.at_work import at_work

Captured = pytest.CaptureFixture[str]
SAMPLE = str(Path(__file__).parents[3] / "sample")


@pytest.fixture(autouse=True)
def _sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")
    assert main(["import", SAMPLE, "--yes"]) == 0
    capsys.readouterr()


ENDINGS = {
    "STC-UV": "state = 'sent', message = '7', channel = 'zalo'",
    "SNV-UV": "state = 'unreachable', reason = 'blocked', settled_at = '2026-11-23T01:00:00.000000Z'",
    "SXD-UV": "reason = 'no_answer', tries = 1, maybe_doubled = 1",
    "SCT-UV": "state = 'failed', reason = 'Bad Request: something new'",
}


def ends(tmp_path: Path) -> None:
    """One arrived and was acknowledged, one is blocked, one may come twice, one was refused."""
    with closing(sqlite3.connect(tmp_path / "committee.db")) as connection, connection:
        for seat, ending in ENDINGS.items():
            where = "seat_id = (SELECT id FROM seats WHERE code = ?)"
            connection.execute(f"UPDATE outbox SET {ending} WHERE {where}", (seat,))  # noqa: S608
        connection.execute(
            "UPDATE acknowledgements SET acknowledged_at = '2026-11-23T01:00:00.000000Z' "
            "WHERE seat_id = (SELECT id FROM seats WHERE code = 'STC-UV')"
        )


def test_the_state_of_each_and_why(capsys: Captured, tmp_path: Path) -> None:
    to = "agency:STC,agency:SNV,agency:SXD,agency:SCT"
    assert main(["announce", "--to", to, "--text", "Nội dung", "--ack"]) == 0
    ends(tmp_path)
    capsys.readouterr()
    assert main(["deliveries", "1", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"sent": 1, "unreachable": 1, "waiting": 1, "failed": 1}
    rows = {row["seat"]: row for row in said["rows"]}
    assert rows["STC-UV"]["state"] == "sent" and rows["STC-UV"]["acknowledged_at"]
    assert rows["SNV-UV"]["reason"] == "blocked" and rows["SNV-UV"]["settled_at"]
    assert rows["SXD-UV"]["maybe_doubled"] is True and rows["SXD-UV"]["tries"] == 1
    assert rows["STC-UV"]["channel"] == "zalo" and not rows["SXD-UV"]["channel"]
    assert rows["STC-UV"]["person"] == "Nông Đức Hiếu"
    assert main(["deliveries", "1"]) == 0
    shown = capsys.readouterr().out
    assert "đã gửi 1, chờ gửi 1, không gửi đến được 1, bị từ chối 1; xác nhận 1/4" in shown
    assert "SNV-UV\tBùi Thị Khuyên\tkhông gửi đến được, đã chặn hệ thống trên máy\t0" in shown
    assert "SXD-UV\tLê Thị Quế Chi\tchờ gửi, kênh không trả lời (có thể trùng)\t1" in shown
    assert "bị từ chối, kênh từ chối: Bad Request: something new" in shown


def test_nothing_sent_yet(capsys: Captured) -> None:
    assert main(["deliveries"]) == 0
    assert "Chưa có thông báo nào" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["1", "0", "99999999999999999999"])
def test_a_number_of_nothing(capsys: Captured, number: str) -> None:
    assert main(["deliveries", number]) == 1
    assert f"Không có thông báo số {number}. Xem các thông báo: python run_bot.py" in capsys.readouterr().err


def test_the_digest_of_a_day(capsys: Captured) -> None:
    assert main(["digest", "--date", "23/11/2026"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Kính báo cáo đồng chí Trịnh Quốc Bảo,")
    assert "thứ Hai, ngày 23/11/2026" in text and "Quá hạn (3)\n• NV-29" in text and "<" not in text
    assert main(["digest", "--date", "2026-11-23", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"day": "2026-11-23", "sent": False, "text": text.strip()}


def test_the_digest_that_was_sent(capsys: Captured, tmp_path: Path) -> None:
    async def sent(work: Work) -> None:
        chair = next(seat for seat in await work.seats.secretariat_and_chairs() if seat.role == "chair")
        assert chair.holder
        key = f"digest:2026-11-23:seat:{chair.id}"
        out = Outgoing("Bản <b>đã gửi</b> &amp; lưu", Kind.DIGEST, person=chair.holder.id, key=key)
        await work.outbox.promise(out, SystemClock().now())

    at_work(tmp_path, sent)
    assert main(["digest", "--date", "23/11/2026"]) == 0
    assert capsys.readouterr().out == "Bản đã gửi & lưu\n"


def test_the_digest_now(capsys: Captured) -> None:
    assert main(["digest"]) == 0
    assert capsys.readouterr().out.strip()
    assert main(["digest", "--json"]) == 0
    assert date.fromisoformat(json.loads(capsys.readouterr().out)["day"])


def test_a_date_that_is_none(capsys: Captured) -> None:
    assert main(["digest", "--date", "31/31"]) == 1
    assert "31/31" in capsys.readouterr().err
