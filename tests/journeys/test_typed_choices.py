"""What a person who types choices meets: no stale ones, an own language, and what cannot be sent here."""

import pytest

from tests.journeys.phone import Phone
from tests.journeys.profiles import only
from tests.journeys.town import Town

TYPED = only("zalo", because="on Telegram choices are pressed and files arrive")


async def absent(committee: Town) -> Phone:
    """A member is away from a meeting and has not said why when a reminder of two tasks comes."""
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-25 07:50")
    await ha.says("/hop 14h thứ Sáu, góp ý dự thảo, phòng họp A")
    await ha.taps("Gửi")
    await khoa.taps("Vắng")
    await khoa.hears("lý do vắng trong một dòng")
    await committee.turns_to("2026-11-25 08:05")
    await khoa.hears("NV-26")
    return khoa


@pytest.mark.parametrize("said", ["dang lam 70%", "xong"])
async def test_how_far_a_task_is_is_no_reason_for_being_absent(committee: Town, said: str) -> None:
    khoa = await absent(committee)
    await khoa.says(said)
    assert f"“{said}”. Nội dung này về nhiệm vụ nào?" in khoa.last
    await khoa.taps("NV-26")
    await khoa.hears("Đã ghi nhận: NV-26")
    await khoa.hears_nothing(f"lý do: {said}")


async def test_what_is_no_state_is_the_reason_still(committee: Town) -> None:
    khoa = await absent(committee)
    await khoa.says("đang đi công tác")
    await khoa.hears("vắng, lý do: đang đi công tác")


@TYPED
async def test_choices_beside_a_question_that_words_have_answered_are_gone(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("NV-26 xin lùi đến 20/12")
    assert "Không nêu lý do" in khoa.last.buttons
    await khoa.says("chờ ý kiến các sở")
    await khoa.taps("Đúng")
    await khoa.says("1")
    assert "Không nêu lý do" not in khoa.last, "that was answered; it is not asked again"
    assert "Hiện không có câu hỏi nào chờ trả lời bằng số" in khoa.last


@TYPED
async def test_the_heading_over_choices_is_in_the_readers_language(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says("/ngonngu")
    await ha.taps("English")
    await ha.says("/hop 14h thứ Năm, góp ý dự thảo, phòng họp A")
    assert "\n\nAnswer with a number:\n1. Send" in committee.zalo.said_to(str(ha.account))[-1]
    await ha.taps("Send")
    await ha.says("/thongbao Đề nghị các đồng chí gửi báo cáo tuần.")
    await ha.taps("Everyone")
    await ha.taps("Ask for receipt")
    await ha.taps("Send")
    await khoa.hears("gửi báo cáo tuần")
    assert committee.zalo.said_to(str(ha.account))[-1].endswith("Answer with the number 1:\n1. Received")
    assert committee.zalo.said_to(str(khoa.account))[-1].endswith("Trả lời bằng số 1:\n1. Đã nhận")


@TYPED
async def test_who_announces_is_told_how_a_file_goes_out(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao")
    assert "tệp thì gửi từ Telegram" in ha.last
    for phone, told in ((ha, "Thông báo kèm tệp: gửi bot trên Telegram"), (khoa, "gõ bằng chữ")):
        await phone.sends_document("a.pdf", b"%PDF-1.4")
        await phone.hears(told)


@TYPED
async def test_words_with_which_several_choices_begin_are_asked_back(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await committee.turns_to("2026-11-23 21:00")
    await ha.says("/thongbao Đề nghị các đồng chí gửi báo cáo tuần.")
    await ha.taps("Tất cả")
    await ha.says("gui")
    assert "Có nhiều lựa chọn như vậy: 4. Gửi lúc" in ha.last and "5. Gửi ngay" in ha.last
    await ha.says("5")
    await ha.hears("Thông báo số 1, gửi lúc 21h00")
