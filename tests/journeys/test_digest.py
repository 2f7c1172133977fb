"""The chair's morning: the digest at 7:00, decisions by one digit, silence when there is nothing to say."""

from datetime import datetime
from pathlib import Path

from tests.journeys.town import ZONE, Town, founded


async def test_the_digest_comes_at_seven_on_one_screen(tmp_path: Path, profile: str) -> None:
    async with founded(tmp_path, at=datetime(2026, 11, 23, 6, 55, tzinfo=ZONE), profile=profile) as town:
        bao = await town.joins("Trịnh Quốc Bảo")
        nhan = await town.joins("Nguyễn Thị Hồng Nhạn")
        khoa = await town.joins("Vũ Đăng Khoa")
        await town.turns_to("2026-11-23 07:00")
        message = await bao.hears("Bản tổng hợp BC-23/11-07:00", times=1)
        assert "Kính báo cáo đồng chí Trịnh Quốc Bảo," in message
        assert "Quá hạn (3)\n• NV-29 Báo và PT-TH 10 ngày: Vận động, tập hợp tác phẩm" in message
        assert len(message.text) <= 1000
        await nhan.hears("Bản tổng hợp BC-23/11-07:00", times=1)
        await khoa.hears_nothing("Bản tổng hợp")


async def test_the_digest_comes_once_a_working_day_and_never_on_a_day_off(committee: Town) -> None:
    bao = await committee.joins("Trịnh Quốc Bảo")
    await committee.turns_to("2026-11-30 08:00")
    days = [message.text for message in bao.messages if "Bản tổng hợp BC-" in message.text]
    assert [text.split("BC-")[1][:11] for text in days] == [
        "23/11-08:00",
        "24/11-07:00",
        "25/11-07:00",
        "26/11-07:00",
        "27/11-07:00",
        "30/11-07:00",
    ]


async def test_the_chair_grants_more_time_by_one_digit(committee: Town) -> None:
    ngan = await committee.joins("Trần Lê Khánh Ngân")
    bao = await committee.joins("Trịnh Quốc Bảo")
    await ngan.says("NV-29 xin lùi đến 4/12 vì thiếu hồ sơ")
    await committee.turns_to("2026-11-24 07:00")
    digest = await bao.hears("Bản tổng hợp BC-24/11-07:00")
    assert "NV-29 (Vận động, tập hợp tác phẩm dự Giải thưởng…), Báo và PT-TH xin lùi" in digest
    assert "từ 13/11 đến 4/12: thiếu hồ sơ" in digest
    assert digest.offers("1. Đồng ý lùi NV-29")
    ngan.forgets()
    await bao.says("1")
    await bao.hears("NV-29")
    async with committee.work() as work:
        task = await work.tasks.by_code("NV-29")
        assert task is not None and str(task.deadline) == "2026-12-04"
        assert str(task.original_deadline) == "2026-11-13"
    await committee.turns_to("2026-11-24 08:00")
    assert any("NV-29" in message.text for message in ngan.new)


async def test_the_chair_has_an_obstacle_cleared_by_the_secretariat(committee: Town) -> None:
    ngan = await committee.joins("Trần Lê Khánh Ngân")
    bao = await committee.joins("Trịnh Quốc Bảo")
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ngan.says("NV-29 vướng kinh phí chưa về")
    await bao.says("/tonghop")
    digest = await bao.hears("), Báo và PT-TH vướng")
    assert digest.offers("1. Giao Tổ giúp việc xử lý NV-29")
    await bao.says("1.")
    await bao.hears("Đã giao Tổ giúp việc tháo gỡ vướng mắc của NV-29")
    await ha.hears("của đồng chí Trịnh Quốc Bảo: tháo gỡ vướng mắc của NV-29", times=1)
    await bao.says("1")
    await ha.hears("của đồng chí Trịnh Quốc Bảo: tháo gỡ vướng mắc của NV-29", times=1)


async def test_a_member_may_not_read_the_digest(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("/tonghop")
    await khoa.hears_nothing("Bản tổng hợp BC-")


async def test_what_is_finished_stands_in_the_next_digest(committee: Town) -> None:
    uyen = await committee.joins("Tạ Phương Uyên")
    bao = await committee.joins("Trịnh Quốc Bảo")
    await uyen.says("NV-15 xong rồi ạ")
    await committee.turns_to("2026-11-24 07:00")
    digest = await bao.hears("Bản tổng hợp BC-24/11-07:00")
    assert "Mới hoàn thành (1)\n• NV-15 Tỉnh đoàn: Giao lưu thanh niên" in digest
    assert "hoàn thành quá hạn 1" in digest
    assert "NV-15 Tỉnh đoàn 06 ngày" not in digest


async def test_the_secretariat_names_who_else_reads_it(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    tri = await committee.joins("Đoàn Minh Trí")
    await ha.says("/nguoidoc Đoàn Minh Trí")
    listed = await ha.hears("Nhận bản tổng hợp mỗi sáng làm việc")
    assert "Trịnh Quốc Bảo" in listed and "Đoàn Minh Trí" in listed
    await committee.turns_to("2026-11-24 07:00")
    await tri.hears("Bản tổng hợp BC-24/11-07:00", times=1)
    await ha.says("/nguoidoc Đoàn Minh Trí")
    await committee.turns_to("2026-11-25 07:00")
    await tri.hears_nothing("Bản tổng hợp BC-25/11-07:00")
    await tri.says("/nguoidoc")
    await tri.hears_nothing("Nhận bản tổng hợp mỗi sáng")


async def test_the_chair_is_not_asked_again_what_he_has_settled(committee: Town) -> None:
    bao, khoa = await committee.joins("Trịnh Quốc Bảo"), await committee.joins("Vũ Đăng Khoa")
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await khoa.says("nv26 vướng: chưa có kinh phí")
    await committee.turns_to("2026-11-24 07:05")
    await bao.taps("1. Giao Tổ giúp việc xử lý NV-26")
    await ha.hears_nothing("Ý kiến chỉ đạo")  # the secretariat's day has not begun
    await committee.turns_to("2026-11-25 07:05")
    await ha.hears("Ý kiến chỉ đạo của đồng chí Trịnh Quốc Bảo: tháo gỡ vướng mắc của NV-26")
    digest = await bao.hears("Bản tổng hợp BC-25/11-07:00")
    assert "vướng: chưa có kinh phí; đã giao Tổ giúp việc 24/11" in digest and not digest.buttons
    await khoa.says("nv26 vướng: kinh phí vẫn chưa về")
    await committee.turns_to("2026-11-26 07:05")
    digest = await bao.hears("Bản tổng hợp BC-26/11-07:00")
    assert digest.offers("1. Giao Tổ giúp việc xử lý NV-26")


async def test_a_first_day_that_begins_late_is_no_breakdown(committee: Town) -> None:
    bao = await committee.joins("Trịnh Quốc Bảo")  # at 8:00, an hour after the digest was due
    await bao.says("/viec")
    assert "Chọn mã để xem." in bao.last, "the chair reads, the agencies answer"
    await bao.hears_nothing("hệ thống gián đoạn")
