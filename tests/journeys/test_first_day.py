"""The whole first day of the sample's committee: on Telegram, on Zalo, half and half, and with both in hand.

What the chair and the secretariat read at the end is word for word the same.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.heard import Heard
from tests.journeys.phone import Phone
from tests.journeys.town import ZONE, Town, founded

MORNING = datetime(2026, 11, 23, 6, 50, tzinfo=ZONE)
CHAIR, SECRETARY = "Trịnh Quốc Bảo", "Lưu Thị Thanh Hà"
MEETING = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"
TEXT = "Đề nghị các đồng chí gửi báo cáo tuần trước 16h00 thứ Sáu."

Place = Callable[[int], str]  # which channel the person with this number in the list is on

ARRANGEMENTS: dict[str, tuple[str, Place]] = {
    "telegram": ("telegram", lambda number: "telegram"),
    "zalo": ("zalo", lambda number: "zalo"),
    "half and half": ("both", lambda number: ("zalo", "telegram")[number % 2]),
    "both": ("both", lambda number: ""),
}


def read(message: Heard) -> list[str]:
    """A message as it is read: its words, and the choices with their numbers."""
    lines = [
        label if label[:1].isdigit() else f"{place}. {label}"
        for place, label in enumerate(message.buttons, 1)
    ]
    return [message.text, *lines]


async def everybody(town: Town, place: Place) -> dict[str, Phone]:
    """All 28 join."""
    return {name: await town.joins(name, on=place(number)) for number, name in enumerate(town.seats)}


async def meeting(town: Town, people: dict[str, Phone]) -> None:
    """Called, and answered in three ways."""
    ha = people[SECRETARY]
    await ha.says(MEETING)
    await ha.taps("Gửi")
    for name in ("Vũ Đăng Khoa", "Hoàng Thị Mây", "Nguyễn Thị Hồng Nhạn", CHAIR):
        await people[name].taps("Dự")
    await people["Nông Đức Hiếu"].taps("Vắng")
    await people["Nông Đức Hiếu"].says("đi công tác Hà Nội")
    await people["Thạch Sô Phol"].taps("Cử người dự thay")
    await people["Thạch Sô Phol"].says("Thiếu tá Lê Văn Nam, Phó Trưởng phòng")
    await people["Y Bliêng Niê"].says("toi du")


async def tasks(town: Town, people: dict[str, Phone]) -> None:
    """Nudged, and answered by words and by choices."""
    await town.turns_to("2026-11-23 08:30")
    for name in ("Vũ Đăng Khoa", "Y Bliêng Niê", "Trần Lê Khánh Ngân"):
        await people[name].hears("Tổ giúp việc đề nghị đồng chí cho biết tình hình nhiệm vụ", times=1)
    await people["Y Bliêng Niê"].taps("Đang làm")
    await people["Y Bliêng Niê"].taps("75%")
    await people["Y Bliêng Niê"].hears("NV-13, đang thực hiện 75%")
    await people["Trần Lê Khánh Ngân"].says("xin lui den 4/12 vi thieu ho so")
    await people["Trần Lê Khánh Ngân"].hears("xin lùi thời hạn đến thứ Sáu, ngày 4/12/2026")
    await people["Vũ Đăng Khoa"].says("vướng: chưa có kinh phí")
    await people["Vũ Đăng Khoa"].hears("NV-26, đang vướng: chưa có kinh phí")
    await people["Tạ Phương Uyên"].says("NV-15 xong rồi ạ")  # before she is asked
    await people["Tạ Phương Uyên"].hears("NV-15, đã hoàn thành")


async def announcement(town: Town, people: dict[str, Phone]) -> None:
    """Sent to all with a receipt, and acknowledged by some."""
    ha = people[SECRETARY]
    await ha.says(f"/thongbao {TEXT}")
    await ha.taps("Toàn thể Ban Chỉ đạo")
    await ha.taps("Kèm lựa chọn Đã nhận: không")
    await ha.taps("Gửi")
    for name in ("Vũ Đăng Khoa", "Nông Đức Hiếu", "Quách Mỹ Lan"):
        await people[name].hears(TEXT, times=1)
        await people[name].taps("Đã nhận")


async def first_day(folder: Path, profile: str, place: Place) -> list[list[str]]:
    """From the import to the chair's second morning; returns what chair and secretariat have read."""
    async with founded(folder, at=MORNING, profile=profile) as town:
        people = await everybody(town, place)
        chair, ha = people[CHAIR], people[SECRETARY]
        await town.turns_to("2026-11-23 07:00")
        seen = [read(await chair.hears("Bản tổng hợp BC-23/11-07:00", times=1))]
        await meeting(town, people)
        await tasks(town, people)
        await announcement(town, people)
        await town.turns_to("2026-11-23 16:00")
        for command in ("/dshop 9", "/dsthongbao 1", "/chuaro"):
            await ha.says(command)
            seen.append(read(ha.last))
        await town.turns_to("2026-11-24 07:00")
        seen.append(read(await chair.hears("Bản tổng hợp BC-24/11-07:00", times=1)))
        await chair.says("1")
        await chair.says("3")
        await town.turns_to("2026-11-24 09:00")
        for name, words in ((SECRETARY, "tháo gỡ vướng mắc của NV-26"), ("Trần Lê Khánh Ngân", "hạn mới")):
            seen.append([(await people[name].hears(words, times=1)).text])
        await town.turns_to("2026-11-25 07:00")
        seen.append(read(await chair.hears("Bản tổng hợp BC-25/11-07:00", times=1)))
        await town.nothing_missed_or_doubled()
        return seen


@pytest.mark.timeout(200)
async def test_the_day_is_the_same_on_every_channel(tmp_path: Path) -> None:
    days = {}
    for name, (profile, place) in ARRANGEMENTS.items():
        folder = tmp_path / name
        folder.mkdir()
        days[name] = await first_day(folder, profile, place)
    assert "1. Đồng ý lùi NV-29" in days["telegram"][4]
    for name, day in days.items():
        assert day == days["telegram"], name
