"""A month in which Zalo's messages run short: warned, asked, and the main things go on all the same."""

from datetime import datetime
from pathlib import Path

from tests.journeys.profiles import only
from tests.journeys.town import ZONE, Town, founded

ABOUT_ZALO = "Telegram has no quota of messages"
TEXT = "Đề nghị các đồng chí xem dự thảo kế hoạch"


async def used(committee: Town, sent: int, *, month: str = "2026-11") -> None:
    """So many messages were sent on Zalo before."""
    async with committee.work() as work:
        await work.traffic.note(month, sent={"zalo": sent})


@only("zalo", because=ABOUT_ZALO)
async def test_at_four_fifths_the_secretariat_is_told_once(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await used(committee, 2400)
    await committee.turns_to("2026-11-23 08:15")
    told = await ha.hears("Zalo (Bot Ban Chỉ đạo) đã dùng 80% hạn mức tin tháng 11")
    assert "hết hạn mức vào thứ Ba, ngày 24/11/2026" in told and not told.buttons
    await khoa.hears_nothing("hạn mức")
    await committee.turns_to("2026-11-23 10:00")
    await ha.hears("hạn mức tin tháng 11", times=1)


@only("zalo", because=ABOUT_ZALO)
async def test_announcements_wait_until_they_are_confirmed(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await used(committee, 2870)
    await committee.turns_to("2026-11-23 08:15")
    asked = await ha.hears("Để dành cho việc chính, thông báo trên kênh này đang chờ")
    assert list(asked.buttons) == ["Gửi tiếp thông báo", "Chờ tháng sau"]

    await ha.says(f"/thongbao {TEXT}")
    await ha.taps("Toàn thể Ban Chỉ đạo")
    await ha.taps("Gửi")
    report = await ha.hears("Thông báo số 1, gửi lúc")
    assert "Chờ hạn mức tháng của Zalo: 1. Gõ /hanmuc" in report
    await committee.turns_to("2026-11-23 08:45")
    await khoa.hears_nothing(TEXT)
    later = await ha.hears("Chờ hạn mức tháng của Zalo: 1")
    assert "Đang gửi" not in later
    await ha.says("/giaonhan 1")
    await ha.hears("Vũ Đăng Khoa (Sở VHTTDL): chờ gửi, chờ hạn mức tháng của Zalo")

    await ha.says("/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A")
    await ha.taps("Gửi")
    await khoa.hears("Kính gửi đồng chí Vũ Đăng Khoa")  # what people have to come to goes on
    await khoa.taps("Dự")

    await ha.says("/hanmuc")
    month = ha.last
    assert "<" not in month.text and "đang chờ Tổ giúp việc quyết định" in month
    await ha.taps("Gửi tiếp thông báo", on=month)
    await ha.hears("Thông báo trên Zalo được gửi tiếp trong tháng này")
    await khoa.hears(TEXT, times=1)
    await ha.says("/hanmuc")
    assert list(ha.last.buttons) == ["Chờ tháng sau"]


async def test_they_wait_for_the_next_month(tmp_path: Path) -> None:
    evening = datetime(2026, 11, 30, 15, 0, tzinfo=ZONE)
    async with founded(tmp_path, at=evening, profile="zalo") as committee:
        ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
        await used(committee, 2950)
        await committee.turns_to("2026-11-30 15:15")
        await ha.taps("Chờ tháng sau")
        await ha.hears("chờ sang tháng sau")
        await ha.says(f"/thongbao {TEXT}")
        await ha.taps("Toàn thể Ban Chỉ đạo")
        await ha.taps("Gửi")
        await committee.turns_to("2026-12-01 07:30")
        await khoa.hears_nothing(TEXT)
        await committee.turns_to("2026-12-01 08:00")
        await khoa.hears(TEXT, times=1)
        await ha.says("/hanmuc")
        assert "Hạn mức tin tháng 12/2026" in ha.last and not ha.last.buttons


async def test_nobody_decides_and_they_end_after_three_days(tmp_path: Path) -> None:
    async with founded(tmp_path, profile="zalo") as committee:
        ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
        await used(committee, 2900)
        await ha.says(f"/thongbao {TEXT}")
        await ha.taps("Toàn thể Ban Chỉ đạo")
        await ha.taps("Gửi")
        await committee.turns_to("2026-11-26 09:00")
        await khoa.hears_nothing(TEXT)
        await ha.says("/giaonhan 1")
        await ha.hears("Vũ Đăng Khoa (Sở VHTTDL): quá hạn, không gửi nữa, chờ hạn mức tháng của Zalo")


@only("both", because="what waits on Zalo goes over Telegram where somebody has both")
async def test_whoever_has_telegram_too_gets_it_there(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    khoa.loses_after = ha.loses_after = None
    async with committee.work() as work:
        for name in ("Vũ Đăng Khoa", "Lưu Thị Thanh Hà"):
            holder = committee.seats[name].holder
            assert holder
            await work.joining.prefer(holder.id, "zalo")
    await used(committee, 2900)
    await committee.turns_to("2026-11-23 08:15")
    await ha.says(f"/thongbao {TEXT}")
    await ha.taps("Toàn thể Ban Chỉ đạo")
    await ha.taps("Gửi")
    got = await khoa.hears(TEXT, times=1)
    assert got.platform == "telegram"
