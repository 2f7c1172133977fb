"""A meeting that is moved, then cancelled: one notice each, and nothing old is heard again."""

from tests.journeys.phone import Phone
from tests.journeys.town import Town

ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


async def sent(committee: Town) -> tuple[Phone, Phone, Phone]:
    """The secretary, somebody who has said yes, and somebody who has said nothing."""
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    may = await committee.joins("Hoàng Thị Mây")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await khoa.taps("Dự")
    return ha, khoa, may


async def test_a_move_after_answers(committee: Town) -> None:
    ha, khoa, may = await sent(committee)
    await ha.says("/doihop 9 15h thứ Sáu")
    card = await ha.hears("Thay đổi lịch họp CH-09")
    assert "1 câu trả lời được hỏi lại" in card
    await ha.taps("Sửa")
    await ha.says("phòng họp B")
    await ha.taps("Gửi")
    await ha.hears("Đã gửi thông báo thay đổi CH-09 đến 2 đồng chí. 1 câu trả lời được hỏi lại.")
    for phone in (khoa, may):
        notice = await phone.hears("Thời gian mới: 15h00, thứ Sáu, ngày 27/11/2026", times=1)
        assert "Địa điểm mới: phòng họp B" in notice
    if khoa.has_buttons:
        await khoa.presses("rsvp:9:1:yes", (await khoa.hears("Đã ghi nhận: đồng chí dự họp")).id)
        await khoa.hears("Lịch họp đã thay đổi")
    await ha.says("/dshop 9")
    await ha.hears("Mời 23: dự 0, cử dự thay 0, vắng 0, chưa trả lời 23.")
    await khoa.taps("Dự", on=await khoa.hears("Thời gian mới"))
    await committee.turns_to("2026-11-26 12:00")
    await khoa.hears_nothing("xin nhắc lịch họp hôm nay")  # Thursday is no longer its day
    await committee.turns_to("2026-11-26 15:30")
    reminder = await khoa.hears("xin nhắc lịch họp ngày mai", times=1)
    assert "15h00, thứ Sáu, ngày 27/11/2026" in reminder and "phòng họp B" in reminder


async def test_a_cancelled_meeting_falls_silent(committee: Town) -> None:
    ha, khoa, may = await sent(committee)
    await ha.says("/huyhop 9")
    assert "23 đồng chí nhận một thông báo hủy" in await ha.hears("Hủy cuộc họp CH-09?")
    await ha.taps("Hủy họp")
    await ha.hears("Đã hủy CH-09")
    for phone in (khoa, may):
        await phone.hears("không tổ chức theo lịch", times=1)
    assert "đã hủy" in await may.taps("Vắng")
    await may.hears("đã hủy; không cần trả lời")
    late = await committee.joins("Nông Đức Hiếu")
    await late.hears_nothing("góp ý dự thảo")
    await committee.turns_to("2026-11-26 14:30")
    for phone in (khoa, may):
        await phone.hears_nothing("nhắc lịch họp")
        await phone.hears_nothing("chưa nhận được trả lời")


async def test_only_the_silent_are_asked_again_by_hand(committee: Town) -> None:
    ha, khoa, may = await sent(committee)
    await ha.says("/dshop 9")
    await ha.taps("Nhắc người chưa trả lời")
    await ha.hears("Đã nhắc trả lời CH-09: 1 đồng chí")
    await may.hears("chưa nhận được trả lời của đồng chí", times=1)
    await khoa.hears_nothing("chưa nhận được trả lời")
    await ha.taps("Nhắc người chưa trả lời")
    await ha.hears("nhắc lại được từ")
    await may.hears("chưa nhận được trả lời của đồng chí", times=1)
