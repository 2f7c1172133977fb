"""What goes wrong around meetings, and the clear sentence for each."""

from tests.journeys.profiles import only
from tests.journeys.town import Town

ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


async def test_a_date_that_cannot_be_is_asked_for_again(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/hop 14h thứ Ba 26/11, góp ý dự thảo kế hoạch 2027, phòng họp A")
    asked = await ha.hears("26/11/2026 là thứ Năm, không phải thứ Ba")
    assert "Đã giữ: góp ý dự thảo kế hoạch 2027; phòng họp A" in asked
    await ha.says("8h hôm qua")
    await ha.hears("đã qua")
    await ha.says("8h 31/11")
    await ha.hears("Không có ngày hoặc giờ như đã ghi")
    await ha.sends_sticker()
    await ha.hears("Nhãn dán không đọc được")
    await ha.sends_photo()
    await ha.hears("cần trả lời bằng chữ")
    await ha.says("14h thứ Năm")
    card = await ha.hears("Lịch họp CH-09")
    assert "14h00, thứ Năm, ngày 26/11/2026" in card and "Địa điểm: phòng họp A" in card


async def test_an_order_can_be_dropped_halfway(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/hop góp ý dự thảo")
    await ha.hears("Họp lúc nào?")
    await ha.says("/huy")
    await ha.hears("Đã bỏ câu hỏi đang chờ")
    async with committee.work() as work:
        assert len(await work.meetings.all()) == 8


@only("telegram", because="buttons under cards that have changed; for numbers see test_numbers.py")
async def test_old_buttons_and_buttons_of_others(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says(ORDER)
    await ha.taps("Sửa")
    await ha.says("15h thứ Sáu")
    assert "không còn hiệu lực" in await ha.presses("mcall:9:1:now")
    await khoa.hears_nothing("kính mời")
    await ha.taps("Gửi")
    await khoa.hears("15h00, thứ Sáu, ngày 27/11/2026")
    assert "đơn vị khác" in await ha.presses("rsvp:9:1:yes")
    assert "không thuộc phần việc" in await khoa.presses("mcan:9:3:yes")


async def test_a_member_calls_no_meeting(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says(ORDER)
    await khoa.hears("không thuộc phần việc của đồng chí")
    await khoa.says("/trogiup")
    assert "/lich" in khoa.last and "/hop" not in khoa.last


async def test_names_and_titles_that_look_like_markup(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says('/hop 14h thứ Năm, góp ý <b>"A&B"</b>, phòng họp A')
    await ha.hears('<b>"A&B"</b>')
    await ha.taps("Gửi")
    await khoa.hears('<b>"A&B"</b>')
    await khoa.taps("Vắng")
    await khoa.says("bận <i>họp</i> & \u0111i 'công tác'")
    await khoa.hears("lý do: bận <i>họp</i> & đi 'công tác'")


async def test_two_answers_in_a_row_and_an_edited_one(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await khoa.taps("Vắng")
    first = await khoa.says("đi công tác")
    await khoa.says("tôi dự")
    await khoa.hears("Đã ghi nhận: đồng chí dự họp")
    await khoa.edits(first, "vắng, đi công tác Hà Nội")
    await khoa.hears("lý do: đi công tác Hà Nội")
    async with committee.work() as work:
        kept = await work.meetings.invitation(9, committee.seats["Vũ Đăng Khoa"].id)
    assert kept is not None and kept.reason == "đi công tác Hà Nội"
