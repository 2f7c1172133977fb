"""When an announcement goes: at once, in the morning, at an appointed time; what its sender hears later."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.town import ZONE, Town, founded


async def test_in_the_evening_it_waits_for_the_morning(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-27 20:30")  # Friday
    await ha.says("/thongbao Nội dung buổi tối")
    await ha.taps("Ủy viên")
    assert "ngoài giờ làm việc, chọn Gửi thì tin đi lúc 07h45, thứ Hai, ngày 30/11/2026" in ha.last
    await ha.taps("Gửi lúc 07h45")
    await ha.hears("⏳ Thông báo số 1, hẹn gửi lúc 07h45, thứ Hai, ngày 30/11/2026")
    await committee.turns_to("2026-11-30 07:30")
    await khoa.hears_nothing("Nội dung buổi tối")
    await committee.turns_to("2026-11-30 07:46")
    await khoa.hears("Nội dung buổi tối", times=1)


async def test_urgent_goes_on_a_day_off_and_is_marked(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-28 09:00")  # Saturday
    await ha.says("/thongbao Chuyển sang phòng họp B")
    await ha.taps("Ủy viên")
    await ha.taps("Khẩn: không")
    assert "ngay khi chọn Gửi" in ha.last and "Khẩn: có" in ha.last
    await ha.taps("Gửi")
    assert (await khoa.hears("phòng họp B")).text == "KHẨN\nChuyển sang phòng họp B"


async def test_what_is_already_marked_urgent_is_not_marked_twice(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao KHẨN: chuyển phòng họp")
    await ha.taps("Ủy viên")
    await ha.taps("Khẩn")
    await ha.taps("Gửi")
    assert (await khoa.hears("chuyển phòng họp")).text == "KHẨN: chuyển phòng họp"


async def test_sending_at_once_all_the_same(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-23 21:00")
    await ha.says("/thongbao Tin không chờ được")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi ngay")
    await khoa.hears("Tin không chờ được")


async def test_an_appointed_time(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Hẹn giờ gửi")
    await ha.taps("Ủy viên")
    await ha.taps("Hẹn giờ")
    await ha.says("hôm nào rảnh")
    await ha.hears("Chưa rõ thời điểm gửi")
    await ha.says("7h ngày 20/11/2026")
    await ha.hears("Thời điểm gửi đã qua")
    await ha.says("thứ Ba 25/11")
    await ha.hears("Ngày đã ghi là thứ Tư, ngày 25/11/2026, không khớp")
    await ha.says("15h30 chiều nay")
    await ha.hears("⏳ Thông báo số 1, hẹn gửi lúc 15h30, thứ Hai, ngày 23/11/2026")
    await ha.says("/dsthongbao")
    await ha.taps("Hẹn giờ gửi")
    assert "hẹn gửi lúc 15h30" in ha.last
    await committee.turns_to("2026-11-23 15:29")
    await khoa.hears_nothing("Hẹn giờ gửi")
    await committee.turns_to("2026-11-23 15:31")
    await khoa.hears("Hẹn giờ gửi", times=1)
    await committee.turns_to("2026-11-23 15:46")
    report = await ha.hears("Thông báo số 1, gửi lúc 15h30")
    assert "Đã gửi: 1/19" in report
    await khoa.hears("Hẹn giờ gửi", times=1)


async def test_taking_an_appointment_back(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Không gửi nữa")
    await ha.taps("Ủy viên")
    await ha.taps("Hẹn giờ")
    await ha.says("10h")
    await ha.taps("Bỏ hẹn")
    assert "chưa gửi" in ha.last
    await committee.turns_to("2026-11-23 10:30")
    await khoa.hears_nothing("Không gửi nữa")


async def test_the_last_word_comes_by_itself(committee: Town) -> None:
    """Trouble is a new message within a quarter of an hour; that all is well stands in the first report."""
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    for words, choice, heard in (("Tin thứ nhất", "Ủy viên", 2), ("Riêng cho Sở", "Chọn cơ quan", 1)):
        await ha.says(f"/thongbao {words} xin gửi")
        await ha.taps(choice)
        if choice == "Chọn cơ quan":
            await ha.says("SVHTTDL, trừ tổ giúp việc")
        await ha.taps("Gửi")
        await committee.turns_to(committee.now.replace(minute=committee.now.minute + 2))
        await ha.hears(f"“{words}", times=heard if ha.has_buttons else 2)
        await khoa.hears(words)
    assert "Đã gửi: 1/1" in await ha.hears("Riêng cho Sở")


async def test_those_who_blocked_are_named(committee: Town) -> None:
    ha, may = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Hoàng Thị Mây")
    await may.blocks(quietly=True)  # the bot learns it when it sends
    await ha.says("/thongbao Thử gửi thông báo")
    await ha.taps("Ủy viên")
    assert "18 người chưa nhận được" in ha.last
    await ha.taps("Gửi")
    await ha.taps("Cập nhật")
    why = (
        "đã chặn hệ thống trên máy"
        if may.tells_when_blocked
        else "không tìm thấy tài khoản, hoặc đã chặn hệ thống"
    )
    assert f"Không gửi đến được, {why} (1): Hoàng Thị Mây (Sở CT)" in ha.last
    await ha.says("/giaonhan")
    assert f"⚠ Hoàng Thị Mây (Sở CT): không gửi đến được, {why}" in ha.last


async def test_reminding_again_only_after_two_hours(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Xin xác nhận giúp")
    await ha.taps("Ủy viên")
    await ha.taps("Kèm lựa chọn")
    await ha.taps("Gửi")
    await ha.taps("Cập nhật")
    await ha.taps("Nhắc người chưa xác nhận")
    await khoa.hears("Kính gửi đồng chí Vũ Đăng Khoa", times=1)
    assert "Vừa nhắc lúc 08h00" in await ha.taps("Nhắc người chưa xác nhận")
    await khoa.hears("Kính gửi đồng chí Vũ Đăng Khoa", times=1)
    await committee.turns_to("2026-11-23 10:05")
    await ha.taps("Nhắc người chưa xác nhận")
    await khoa.hears("đề nghị đồng chí xác nhận", times=2)


async def test_a_correction_in_place(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Họp tại phòng A nhé")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")
    await ha.taps("Đính chính")
    await ha.says("Họp tại phòng B")
    assert ha.messages[-2].text == "ĐÍNH CHÍNH\nHọp tại phòng B"
    assert "Số người đã nhận: 1" in ha.last
    await khoa.hears_nothing("phòng B")
    await ha.taps("Gửi đính chính")
    assert (await khoa.hears("Họp tại phòng")).text == "ĐÍNH CHÍNH\nHọp tại phòng B"
    if khoa.has_buttons:  # on Telegram in the place of the wrong one, so a notice says so
        await khoa.hears_nothing("phòng A")
        await khoa.hears("Tổ giúp việc đính chính thông báo", times=1)
    else:
        await khoa.hears("ĐÍNH CHÍNH", times=1)
    await ha.hears("Thông báo số 1 (đã đính chính)")


async def test_what_waits_for_the_morning_can_be_changed(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-23 21:00")
    await ha.says("/thongbao Họp tại phòng A")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi lúc")
    await ha.taps("Bỏ hẹn")
    await ha.taps("Sửa")
    await ha.says("Họp tại phòng B")
    await ha.taps("Gửi lúc")
    await committee.turns_to("2026-11-24 08:00")
    assert (await khoa.hears("Họp tại phòng", times=1)).text == "Họp tại phòng B"


@pytest.mark.parametrize(("clock", "goes"), [("06:55", "07h45"), ("12:00", "13h45"), ("17:15", "")])
async def test_early_and_at_noon(tmp_path: Path, profile: str, clock: str, goes: str) -> None:
    """Quiet hours end at 7:00, but ordinary messages wait for the send window, as in the noon rest; an hour
    after work is no hindrance."""
    moment = datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=ZONE)
    async with founded(tmp_path, at=moment, profile=profile) as town:
        ha = await town.joins("Lưu Thị Thanh Hà")
        await ha.says("/thongbao Một thông báo ngắn")
        await ha.taps("Tất cả")
        assert (f"tin đi lúc {goes}" if goes else "ngay khi chọn Gửi") in ha.last
