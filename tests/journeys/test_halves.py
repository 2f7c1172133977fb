"""Some are on Telegram and some on Zalo: what one half sends reaches the other, each in its channel's way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.test_joining import CODE
from tests.journeys.town import Town, founded


@pytest.fixture
async def committee(tmp_path: Path) -> AsyncIterator[Town]:
    """Both bots run, and everybody has joined one of them."""
    async with founded(tmp_path, profile="both") as town:
        yield town


async def test_a_document_is_announced_by_its_name(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà", on="telegram")
    khoa, may = (
        await committee.joins("Vũ Đăng Khoa", on="zalo"),
        await committee.joins("Hoàng Thị Mây", on="telegram"),
    )
    await ha.sends_document("Chương trình hội nghị.pdf", caption="Gửi các đồng chí chương trình")
    await ha.taps("Tất cả")
    await ha.taps("Kèm lựa chọn Đã nhận")
    await ha.taps("Gửi")
    got = await khoa.hears("Gửi các đồng chí chương trình", times=1)
    assert got.text.endswith("Tệp kèm theo: Chương trình hội nghị.pdf\nNhận tại Tổ giúp việc.")
    assert (
        await may.hears("Gửi các đồng chí chương trình", times=1)
    ).file_name == "Chương trình hội nghị.pdf"
    for phone in (khoa, may):
        await phone.taps("Đã nhận")
    await ha.taps("Cập nhật")
    report = await ha.hears("Thông báo số 1, gửi lúc")
    assert "Đã xác nhận (2/28): Vũ Đăng Khoa (Sở VHTTDL), Hoàng Thị Mây (Sở CT)" in report


async def test_a_correction_reaches_each_in_its_way(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà", on="zalo")
    khoa, may = (
        await committee.joins("Vũ Đăng Khoa", on="zalo"),
        await committee.joins("Hoàng Thị Mây", on="telegram"),
    )
    await ha.says("/thongbao Họp tại phòng A nhé")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")
    await ha.taps("Đính chính")
    await ha.says("Họp tại phòng B")
    await ha.taps("Gửi đính chính")
    for phone in (khoa, may):
        assert (await phone.hears("phòng B", times=1)).text == "ĐÍNH CHÍNH\nHọp tại phòng B"
    await khoa.hears("phòng A", times=1)
    await may.hears_nothing("phòng A")


async def test_a_meeting_over_both(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà", on="zalo")
    khoa, may = (
        await committee.joins("Vũ Đăng Khoa", on="zalo"),
        await committee.joins("Hoàng Thị Mây", on="telegram"),
    )
    await ha.says("/hop 14h thứ Sáu, góp ý dự thảo kế hoạch 2027, phòng họp A")
    await ha.taps("Gửi")
    await khoa.says("2")
    await khoa.says("đi công tác")
    await may.taps("Dự")
    await ha.says("/dshop 9")
    answers = await ha.hears("Mời 23: dự 1, cử dự thay 0, vắng 1, chưa trả lời 21.")
    assert "• Vũ Đăng Khoa (Sở VHTTDL): đi công tác" in answers
    await may.hears_nothing("đi công tác")
    await ha.says("/huyhop 9")
    await ha.taps("Hủy họp")
    for phone in (khoa, may):
        await phone.hears("không tổ chức theo lịch", times=1)


async def test_somebody_moves_to_zalo_and_asks_for_the_code_himself(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa", on="telegram")
    ha = await committee.joins("Lưu Thị Thanh Hà", on="telegram")
    await khoa.says("/kenh zalo")
    assert "https://zalo.me/s/bot-ban-chi-dao" in khoa.last
    code = CODE.search(khoa.last.text)
    assert code
    moved = committee.phone("Vũ Đăng Khoa", on="zalo")
    await moved.opens(code.group())
    await moved.hears("Đồng chí đã đồng ý tham gia từ trước")
    await khoa.hears("Một tài khoản Zalo vừa được gắn thêm", times=1)
    await ha.says("/thongbao Đề nghị các đồng chí xem dự thảo")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")
    await moved.hears("xem dự thảo", times=1)
    await khoa.hears_nothing("xem dự thảo")
    await moved.says("/kenh telegram")
    await ha.says("/thongbao Đề nghị các đồng chí góp ý dự thảo")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")
    await khoa.hears("góp ý dự thảo", times=1)
    await moved.hears_nothing("góp ý dự thảo")
