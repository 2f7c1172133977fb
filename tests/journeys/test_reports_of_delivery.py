"""Whatever becomes of a message, its sender reads it in plain words within a quarter of an hour."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.town import Town, founded

# What happens to whom, and how the report says it.
FATES = {
    "Vũ Đăng Khoa": "",
    "Hoàng Thị Mây": "Không gửi đến được, đã chặn hệ thống trên máy (1): Hoàng Thị Mây (Sở CT)",
    "Bùi Thị Khuyên": "Bị từ chối, kênh từ chối: Button_data_invalid (1): Bùi Thị Khuyên (Sở NV)",
    "Lê Thị Quế Chi": "Đã gửi (có thể trùng) (1): Lê Thị Quế Chi (Sở XD)",
}


@pytest.fixture
async def committee(tmp_path: Path) -> AsyncIterator[Town]:
    """On Telegram: its troubles are what this is about, other channels' have words of the same list."""
    async with founded(tmp_path, profile="telegram") as town:
        yield town


async def sent_by(committee: Town, words: str) -> None:
    """The secretariat announces to all members."""
    ha = committee.phones[0]
    await ha.says(f"/thongbao {words}")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")


async def test_every_fate_is_told_by_name_and_why(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    phones = {name: await committee.joins(name) for name in FATES}
    faults, account = committee.world.faults, {name: phone.account for name, phone in phones.items()}
    blocked = "Forbidden: bot was blocked by the user"
    faults.refuse("sendMessage", 403, blocked, chat=account["Hoàng Thị Mây"])
    faults.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID", chat=account["Bùi Thị Khuyên"])
    faults.drop("sendMessage", taken=True, chat=account["Lê Thị Quế Chi"])
    await sent_by(committee, "Đề nghị gửi báo cáo tuần")
    await committee.turns_to(committee.now + timedelta(minutes=15))
    report = ha.last
    assert "Đã gửi: 2/" in report and "Đang gửi" not in report
    for fate in FATES.values():
        assert fate in report, report.text
    assert "chưa tham gia hoặc chưa đồng ý nhận tin (15)" in report


async def test_what_is_held_up_is_told_after_a_quarter_of_an_hour_and_again_when_it_has_ended(
    committee: Town,
) -> None:
    ha, may = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Hoàng Thị Mây")
    committee.world.faults.refuse("sendMessage", 500, chat=may.account, times=1000)
    await sent_by(committee, "Đề nghị gửi báo cáo tuần")
    await committee.turns_to("2026-11-23 08:16")
    report = ha.last
    assert "⏳ Đang gửi: 1" in report
    assert "Chờ gửi, kênh đang gặp sự cố (1): Hoàng Thị Mây (Sở CT)" in report
    said = len(ha.messages)
    await committee.turns_to("2026-11-23 08:40")
    assert len(ha.messages) == said  # nothing has changed: nothing is said
    committee.world.faults.clear()
    await committee.turns_to("2026-11-23 09:30")
    await may.hears("báo cáo tuần", times=1)
    assert "Đã gửi: 1/" in ha.last and "Đang gửi" not in ha.last and "sự cố" not in ha.last
