"""What the command line promises, the bot that runs beside it sends."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.commands.main import main
from tests.journeys.town import founded


async def test_announced_at_the_command_line(
    tmp_path: Path, profile: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")
    async with founded(tmp_path, at=SystemClock().now(), profile=profile) as town:
        khoa, ha = await town.joins("Vũ Đăng Khoa"), await town.joins("Lưu Thị Thanh Hà")
        words = ["announce", "--to", "all", "--text", "Gửi từ dòng lệnh", "--ack"]
        assert await asyncio.to_thread(main, words) == 0
        await khoa.waits_for("Gửi từ dòng lệnh")
        await khoa.hears("Gửi từ dòng lệnh", times=1)
        await khoa.taps("Đã nhận")
        await town.app.tick()
        assert "Đã gửi: 2/28" in await ha.hears("Thông báo số 1, gửi lúc")
        capsys.readouterr()
        assert await asyncio.to_thread(main, ["deliveries", "1", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["counts"] == {"sent": 2, "unreachable": 26}
        assert [row["person"] for row in said["rows"] if row["acknowledged_at"]] == ["Vũ Đăng Khoa"]
