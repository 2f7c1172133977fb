"""`invite`: one line per seat, in three forms, beside a running bot."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.clock import SystemClock
from bot.commands.main import main
from committee.joining import BOT_HOLDS
from storage.work import Work
from tests.bot.commands.at_work import at_work

T = TypeVar("T")
Captured = pytest.CaptureFixture[str]
SAMPLE = str(Path(__file__).parents[3] / "sample")
CODE = re.compile(r"[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}")


@pytest.fixture(autouse=True)
def _sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")
    assert main(["import", SAMPLE, "--yes"]) == 0
    capsys.readouterr()


async def named(work: Work) -> None:
    await work.notes.put("telegram_username", "giaoban_bot")


async def khoa_joins(work: Work) -> None:
    seat = await work.seats.by_code("SVHTTDL-UV")
    assert seat and seat.holder
    await work.joining.bind("telegram", "1", "1", seat.holder.id, SystemClock().now())


def rows(capsys: Captured) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_one_line_per_seat_with_code_and_link(capsys: Captured, tmp_path: Path) -> None:
    at_work(tmp_path, named)
    assert main(["invite", "--all"]) == 0
    found = rows(capsys)
    assert len(found) == 28 and found[0][:2] == ["VPTU-TB", "Trịnh Quốc Bảo"]
    for _, _, code, link in found:
        assert CODE.fullmatch(code) and link == f"https://t.me/giaoban_bot?start={code}"
    assert len({code for _, _, code, _ in found}) == 28


def test_a_valid_code_is_printed_again_and_a_new_one_on_request(capsys: Captured) -> None:
    codes = []
    for words in (["STC"], ["STC"], ["STC", "--new"], ["STC-UV"]):
        assert main(["invite", *words]) == 0
        codes.append(rows(capsys)[0][2])
    assert codes[0] == codes[1] != codes[2] == codes[3]


def test_csv_has_a_header_and_json_says_all(capsys: Captured, tmp_path: Path) -> None:
    at_work(tmp_path, named)
    at_work(tmp_path, khoa_joins)
    assert main(["invite", "--all", "--csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(table[0]) == ["seat", "person", "code", "link", "zalo_bot", "zalo_link"]
    assert len(table) == 28
    joined = next(line for line in table if line["seat"] == "SVHTTDL-UV")
    assert joined["code"] == joined["link"] == ""
    assert main(["invite", "--all", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [seat["person"] for seat in data if seat["joined"]] == ["Vũ Đăng Khoa"]
    assert datetime.fromisoformat(data[0]["expires_at"]) > SystemClock().now()


def test_a_cell_that_excel_would_run_is_made_text(capsys: Captured, tmp_path: Path) -> None:
    async def rename(work: Work) -> None:
        seat = await work.seats.by_code("STC-UV")
        assert seat and seat.holder
        await work.seats.change_person(type(seat.holder)(seat.holder.id, "=1+1"))

    at_work(tmp_path, rename)
    assert main(["invite", "STC", "--csv"]) == 0
    assert ",'=1+1," in capsys.readouterr().out


def test_whoever_has_joined_is_listed_with_that_fact(capsys: Captured, tmp_path: Path) -> None:
    at_work(tmp_path, khoa_joins)
    assert main(["invite", "--all"]) == 0
    assert ["SVHTTDL-UV", "Vũ Đăng Khoa", "", "đã tham gia"] in rows(capsys)
    assert main(["invite", "khoa", "STC"]) == 1
    captured = capsys.readouterr()
    assert "/giaiphong SVHTTDL-UV" in captured.err and "STC-UV" in captured.out


def test_an_unknown_seat_makes_no_code(capsys: Captured, tmp_path: Path) -> None:
    assert main(["invite", "STC", "Sở X"]) == 1
    captured = capsys.readouterr()
    assert "Không tìm thấy: Sở X" in captured.err and captured.out == ""

    async def code(work: Work) -> object:
        seat = await work.seats.by_code("STC-UV")
        assert seat and seat.holder
        return await work.joining.open_code(seat.id, seat.holder.id, SystemClock().now())

    assert at_work(tmp_path, code) is None


def test_without_a_token_the_codes_come_without_links(capsys: Captured) -> None:
    assert main(["invite", "STC"]) == 0
    captured = capsys.readouterr()
    assert "chưa đặt TELEGRAM_BOT_TOKEN" in captured.err and CODE.search(captured.out)


def test_when_telegram_is_out_of_reach(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:AAE-x")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    assert main(["invite", "STC"]) == 0
    captured = capsys.readouterr()
    assert "không kết nối được Telegram" in captured.err and CODE.search(captured.out)


def test_nobody_is_there_yet(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")
    assert main(["invite", "--all"]) == 1
    assert "Chưa có danh sách thành viên" in capsys.readouterr().err


async def zalo_too(work: Work) -> None:
    await named(work)
    for channel, name in (("zalo", "Bot Bình Sơn"), ("zalo2", "Bot Hai")):
        await work.notes.put(f"zalo_name:{channel}", name)
        await work.notes.put(f"zalo_link:{channel}", f"https://zalo.me/s/{channel}")


def test_a_bot_on_zalo_is_named_beside_telegrams_link(capsys: Captured, tmp_path: Path) -> None:
    at_work(tmp_path, zalo_too)
    assert main(["invite", "STC"]) == 0
    ((seat, _, code, link, bot, zalo_link),) = rows(capsys)
    assert seat == "STC-UV" and link == f"https://t.me/giaoban_bot?start={code}"
    assert (bot, zalo_link) == ("Bot Bình Sơn", "https://zalo.me/s/zalo")
    assert main(["invite", "STC", "--csv"]) == 0
    (line,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert line["zalo_bot"] == "Bot Bình Sơn" and line["link"] == link
    assert main(["invite", "STC", "--json"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["zalo"] == {"bot": "Bot Bình Sơn", "link": "https://zalo.me/s/zalo"}


def test_one_channel_alone_also_for_whoever_has_joined(capsys: Captured, tmp_path: Path) -> None:
    at_work(tmp_path, zalo_too)
    at_work(tmp_path, khoa_joins)
    assert main(["invite", "--all", "--channel", "zalo"]) == 0
    found = rows(capsys)
    assert len(found) == 28 and {link for _, _, _, link, _, _ in found} == {""}
    assert main(["invite", "khoa"]) == 0, "on Telegram already, so the code is for Zalo"
    ((_, _, code, link, bot, _),) = rows(capsys)
    assert CODE.fullmatch(code) and link == "" and bot == "Bot Bình Sơn"
    assert main(["invite", "khoa", "--channel", "telegram"]) == 1
    assert "/giaiphong SVHTTDL-UV" in capsys.readouterr().err


def test_bots_that_have_not_run_yet_are_known_from_the_settings(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZALO_BOT_TOKEN", "123456:secret")
    monkeypatch.setenv("ZALO_BOT_LINKS", "https://zalo.me/s/first")
    assert main(["invite", "STC"]) == 0
    captured = capsys.readouterr()
    assert captured.out.rstrip("\n").endswith("\t\t\thttps://zalo.me/s/first") and captured.err == ""


def test_when_no_bot_on_zalo_has_room(capsys: Captured, tmp_path: Path) -> None:
    async def fill(work: Work) -> None:
        await work.notes.put("zalo_name:zalo", "Bot Bình Sơn")
        holder = (await work.seats.all())[0].holder
        assert holder
        for number in range(BOT_HOLDS):
            person = await work.seats.seat_person(1, holder, SystemClock().now().date())
            await work.joining.bind("zalo", f"f{number}", f"f{number}", person, SystemClock().now())

    at_work(tmp_path, named)
    at_work(tmp_path, fill)
    assert main(["invite", "STC"]) == 0
    captured = capsys.readouterr()
    assert "đã đủ 50 người mỗi bot" in captured.err and "t.me/giaoban_bot" in captured.out
