"""/goidien: whom no message reaches, what to tell them, in which order, and striking them off."""

from datetime import date, datetime

import pytest

from handlers.announcements.sending import send
from messages.announced import Announcement
from storage.work import looking, working
from tests.handlers.joining.both import TwoDoors
from tests.handlers.porch import PRACTICE, VOICE, ZONE, text

ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


@pytest.fixture
async def office(doors: TwoDoors) -> TwoDoors:
    """The secretary has joined as "ha", Nông Đức Hiếu as "1"; no task is open."""
    await doors.telegram.joins("BTGDV-TT", "ha")
    await doors.telegram.joins("STC-UV", "1")
    async with working(doors.database) as work:
        for task in await work.tasks.open():
            await work.tasks.set_deadline(task.id, date(2027, 6, 30))
    return doors


async def calls_meeting(doors: TwoDoors, order: str = ORDER) -> None:
    """A meeting of Sở Tài chính and Sở Nội vụ."""
    await doors.telegram.says("ha", f"{order}; mời Sở Tài chính; Sở Nội vụ")
    await doors.telegram.presses("ha", await doors.telegram.key("Gửi"))
    await doors.arrives()


async def listed(doors: TwoDoors) -> str:
    return text(await doors.telegram.says("ha", "/goidien"))


async def test_nobody_to_call(office: TwoDoors) -> None:
    for typed in ("/goidien", "gọi điện", "danh sach goi dien", "/calls"):
        assert "Không có đồng chí nào cần gọi điện" in text(await office.telegram.says("ha", typed))


async def test_whoever_has_not_joined_is_told_of_the_meeting_by_telephone(office: TwoDoors) -> None:
    await calls_meeting(office)
    shown = await listed(office)
    assert "Cần gọi điện</b>: 01 đồng chí" in shown
    assert "1. <b>Bùi Thị Khuyên</b>, Sở NV" in shown and "0900000" in shown and "(chưa tham gia)" in shown
    assert "– Mời họp: góp ý dự thảo kế hoạch 2027; 14h00, thứ Năm, ngày 26/11/2026; phòng họp A" in shown
    assert "Nông Đức Hiếu" not in shown


async def test_a_member_does_not_see_the_numbers(office: TwoDoors) -> None:
    await calls_meeting(office)
    assert "không thuộc phần việc" in text(await office.telegram.says("1", "/goidien"))
    seat = await office.telegram.seat("SNV-UV")
    assert seat.holder is not None
    assert "không thuộc phần việc" in text(await office.telegram.presses("1", f"called:{seat.holder.id}:9"))


async def test_a_call_is_recorded_and_strikes_off_until_something_new_fails(office: TwoDoors) -> None:
    await calls_meeting(office)
    await listed(office)
    office.passes(minutes=5)
    said = await office.telegram.presses("ha", await office.telegram.key("Đã gọi Bùi Thị Khuyên"))
    assert "✅ Đã ghi nhận đã gọi đồng chí Bùi Thị Khuyên" in said[0].text and said[0].replaces
    assert "Không có đồng chí nào" in said[0].text and said[0].toast
    seat = await office.telegram.seat("SNV-UV")
    assert seat.holder is not None
    assert (await office.telegram.audit(f"person:{seat.holder.id}"))[-1] == "called"
    office.passes(hours=1)
    await calls_meeting(office, ORDER.replace("thứ Năm", "thứ Sáu").replace("góp ý", "thông qua"))
    shown = await listed(office)
    assert "thông qua dự thảo" in shown and "góp ý dự thảo" not in shown


async def test_what_failed_after_the_list_was_shown_is_not_struck_off_with_it(office: TwoDoors) -> None:
    await calls_meeting(office)
    await listed(office)
    key = await office.telegram.key("Đã gọi Bùi Thị Khuyên")
    office.passes(minutes=5)
    await calls_meeting(office, ORDER.replace("thứ Năm", "thứ Sáu").replace("góp ý", "thông qua"))
    said = text(await office.telegram.presses("ha", key))
    assert "thông qua dự thảo" in said and "góp ý dự thảo" not in said


async def test_an_old_choice_of_somebody_who_left(office: TwoDoors) -> None:
    for key in (
        "called:9999:1795000000000000",
        "called:9:x",
        "called:",
        "called:9:1795000000",
        "called:9:" + "9" * 20,
    ):
        assert "không còn hiệu lực" in text(await office.telegram.presses("ha", key))


async def test_lost_on_one_channel_is_not_lost(office: TwoDoors) -> None:
    await office.telegram.says("1", "/kenh zalo")
    await office.zalo.says("z1", await office.telegram.code_again("STC-UV"))
    await office.loses("zalo", "z1")
    await calls_meeting(office)
    assert "Nông Đức Hiếu" not in await listed(office)


async def test_lost_on_all_channels(office: TwoDoors) -> None:
    await office.loses("telegram", "1")
    await calls_meeting(office)
    shown = await listed(office)
    assert "Nông Đức Hiếu</b>, Sở TC, 0900000" in shown and "(không liên lạc được)" in shown
    await office.telegram.says("ha", "/moi STC")
    await office.zalo.says("z1", await office.telegram.code_again("STC-UV"))
    assert "Nông Đức Hiếu" not in await listed(office), "it has come by the new channel"


async def test_what_is_stuck_for_a_quarter_of_an_hour(office: TwoDoors) -> None:
    await office.telegram.says("ha", f"{ORDER}; mời Sở Tài chính")
    await office.telegram.presses("ha", await office.telegram.key("Gửi"))
    assert "Không có đồng chí nào" in await listed(office)
    office.passes(minutes=15)
    assert "(tin chưa đến)\n– Mời họp" in await listed(office)


async def test_a_moved_and_a_cancelled_meeting(office: TwoDoors) -> None:
    await calls_meeting(office)
    await office.loses("telegram", "1")
    number = max(one.id for one in await looking(office.database).meetings.all())
    await office.telegram.says("ha", f"/doihop {number} 15h thứ Sáu")
    await office.telegram.presses("ha", await office.telegram.key("Gửi"))
    await office.arrives()
    shown = await listed(office)
    assert "– Lịch họp đã đổi: góp ý dự thảo kế hoạch 2027; 15h00, thứ Sáu" in shown
    assert shown.count("– Mời họp") == 1, "who was never told is invited to the meeting as it is"
    await office.telegram.says("ha", f"/huyhop {number}")
    await office.telegram.presses("ha", await office.telegram.key("Hủy họp"))
    await office.arrives()
    shown = await listed(office)
    assert "– Hủy họp: góp ý dự thảo kế hoạch 2027" in shown and "Mời họp" not in shown


async def test_tasks_of_whoever_gets_no_nudges(office: TwoDoors) -> None:
    async with working(office.database) as work:
        own = await work.tasks.by_code("NV-07")
        owed = [task for task in await work.tasks.open() if task.lead and task.lead.code == "SNV-UV"]
        assert own is not None and owed
        await work.tasks.set_deadline(own.id, date(2026, 11, 23))  # of somebody who has joined or not
        await work.tasks.set_deadline(owed[0].id, date(2026, 11, 20))
    office.now = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
    shown = await listed(office)
    assert f"– Hỏi tiến độ {owed[0].code} " in shown and "hạn 20/11/2026 (đã quá hạn)" in shown
    await office.telegram.presses("ha", await office.telegram.key("Đã gọi Bùi Thị Khuyên"))
    assert "Bùi Thị Khuyên" not in await listed(office)
    office.passes(days=2)
    assert "Bùi Thị Khuyên" in await listed(office), "the ladder asks again"


@pytest.mark.parametrize("acknowledge", [True, False])
async def test_only_an_announcement_to_be_acknowledged(office: TwoDoors, acknowledge: bool) -> None:
    words = "Kính gửi các đồng chí,\nĐề nghị gửi báo cáo quý IV"
    draft = Announcement(0, words, audience="agency:SNV", acknowledge=acknowledge)
    async with working(office.database) as work:
        draft = await work.announcements.add(draft, office.now)
        await send(work, draft, office.now, PRACTICE, VOICE, at=office.now)
    await office.arrives()
    shown = await listed(office)
    assert ("– Thông báo cần xác nhận: Đề nghị gửi báo cáo quý IV" in shown) is acknowledge


async def test_the_most_urgent_first_and_the_rest_counted(office: TwoDoors) -> None:
    await calls_meeting(office)
    await office.telegram.says("ha", ORDER.replace("thứ Năm", "thứ Tư").replace("góp ý", "duyệt"))
    await office.telegram.presses("ha", await office.telegram.key("Gửi"))
    await office.arrives()
    said = await office.telegram.says("ha", "/goidien")
    shown = said[0].text
    assert "Và 19 đồng chí nữa." in shown or "đồng chí nữa." in shown
    assert len(said[0].choices) == 6 and shown.index("duyệt dự thảo") < shown.index("phòng họp A")
    for row in said[0].choices:
        assert row[0].label.startswith("Đã gọi ")
