"""A seat gets another holder: the old account is out, the new one is asked and owes what was owed."""

import shutil
from pathlib import Path

from bot.commands.import_ import import_all
from tests.journeys.town import SAMPLE, Town


async def replaced(committee: Town, folder: Path) -> None:
    """The roster names Trần Thị Mai where Vũ Đăng Khoa stood, and is imported."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("*.xlsx"))
    members = folder / "members.csv"
    text = members.read_text(encoding="utf-8-sig")
    text = text.replace("ông,Vũ Đăng Khoa", "bà,Trần Thị Mai").replace("0900 000 106", "0900 000 999")
    members.write_text(text.replace("khoavd@", "maitt@"), encoding="utf-8")
    await import_all(committee.database, folder, committee.now, committee.app.practice)


async def test_a_successor_is_asked_what_the_predecessor_answered(committee: Town, tmp_path: Path) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says("/hop 14h thứ Sáu, góp ý dự thảo, phòng họp A")
    await ha.taps("Gửi")
    await khoa.taps("Dự")
    await replaced(committee, tmp_path / "roster")
    khoa.forgets()
    await khoa.says("NV-26 xong")
    assert "gỡ khỏi danh sách" in khoa.last
    mai = committee.stranger(77, "Mai")
    await ha.says("/moi Trần Thị Mai")
    await mai.says(ha.messages[-2].text.split("\n")[1].split(",")[0])
    await mai.taps("Đồng ý")
    await mai.hears("trân trọng kính mời đồng chí dự họp")
    await committee.turns_to("2026-11-26 15:00")
    await mai.hears("Đơn vị đã báo dự họp (đồng chí Vũ Đăng Khoa trả lời)")
    await mai.hears("NV-26 Cập nhật danh sách")
    await mai.says("dự")
    await committee.turns_to("2026-11-27 12:30")
    assert "Đồng chí đã báo dự họp." in await mai.hears("xin nhắc lịch họp hôm nay")
