"""/goidien and meetings: reminders nobody is sent, what came after a call, seats that changed hands."""

from dataclasses import replace
from datetime import date

import pytest

from storage.work import looking, working
from tests.handlers.joining.both import TwoDoors
from tests.handlers.joining.test_calling import ORDER, calls_meeting, listed, office
from tests.handlers.porch import text

__all__ = ["office"]
KHUYEN = "Đã gọi Bùi Thị Khuyên"


async def number(doors: TwoDoors) -> int:
    """The newest meeting."""
    return max(one.id for one in await looking(doors.database).meetings.all())


async def taps(doors: TwoDoors, typed: str, label: str) -> str:
    await doors.telegram.says("ha", typed)
    said = text(await doors.telegram.presses("ha", await doors.telegram.key(label)))
    await doors.arrives()
    return said


async def called(doors: TwoDoors, label: str) -> str:
    """The secretary looks, telephones, and says so."""
    await listed(doors)
    doors.passes(minutes=5)
    said = text(await doors.telegram.presses("ha", await doors.telegram.key(label)))
    doors.passes(minutes=5)
    return said


@pytest.mark.parametrize("answers", [True, False])
async def test_whoever_was_lost_after_the_invitation_is_reminded_once(
    office: TwoDoors, answers: bool
) -> None:
    await calls_meeting(office)
    if answers:
        await office.telegram.presses("1", f"rsvp:{await number(office)}:1:yes")
    await office.loses("telegram", "1")
    assert "Nông Đức Hiếu" not in await listed(office), "the invitation has arrived"
    office.passes(days=1, hours=1)
    said = "Nhắc họp" if answers else "Nhắc họp, hỏi dự hay vắng"
    assert f"– {said}: góp ý dự thảo kế hoạch 2027; 14h00, thứ Năm" in await listed(office)
    await called(office, "Đã gọi Nông Đức Hiếu")
    office.passes(days=1)
    assert "Nông Đức Hiếu" not in await listed(office), "not for every reminder anew"


async def test_a_change_after_the_call_is_told_as_one(office: TwoDoors) -> None:
    await calls_meeting(office)
    await called(office, KHUYEN)
    await taps(office, f"/doihop {await number(office)} 15h thứ Sáu", "Gửi")
    shown = await listed(office)
    assert "– Lịch họp đã đổi: góp ý dự thảo kế hoạch 2027; 15h00, thứ Sáu" in shown
    assert shown.count("góp ý dự thảo") == 1
    assert "Bùi Thị Khuyên</b>" not in await called(office, KHUYEN)


async def test_a_cancellation_is_told_to_whoever_was_called_and_to_nobody_else(office: TwoDoors) -> None:
    await calls_meeting(office, f"{ORDER}; mời Sở Công Thương")
    await called(office, KHUYEN)
    await taps(office, f"/huyhop {await number(office)}", "Hủy họp")
    shown = await listed(office)
    assert "– Hủy họp: góp ý dự thảo kế hoạch 2027; 14h00, thứ Năm" in shown
    assert "01 đồng chí" in shown and "Bùi Thị Khuyên" in shown
    assert "Không có đồng chí nào" in await called(office, KHUYEN)


async def test_whoever_was_called_and_is_no_longer_invited(office: TwoDoors) -> None:
    await calls_meeting(office)
    await called(office, KHUYEN)
    await taps(office, f"/doihop {await number(office)} mời Sở Tài chính", "Gửi")
    assert "– Không phải dự họp: góp ý dự thảo" in await listed(office)
    await taps(office, f"/doihop {await number(office)} mời Sở Tài chính; Sở Nội vụ", "Gửi")
    shown = await listed(office)
    assert "Không phải dự họp" not in shown and shown.count("góp ý dự thảo") == 1


async def test_whoever_took_a_seat_over_is_invited_by_telephone(office: TwoDoors) -> None:
    await calls_meeting(office)
    await office.telegram.presses("1", f"rsvp:{await number(office)}:1:yes")
    seat = await office.telegram.seat("STC-UV")
    assert seat.holder is not None
    mai = replace(seat.holder, id=0, name="Trần Thị Mai", phone="")
    async with working(office.database) as work:
        await work.seats.seat_person(seat.id, mai, date(2026, 11, 23))
    shown = await listed(office)
    assert "Trần Thị Mai</b>, Sở TC, văn phòng 02000000" in shown and "Nông Đức Hiếu" not in shown
    assert shown.count("– Mời họp: góp ý dự thảo kế hoạch 2027") == 2
    await called(office, "Đã gọi Trần Thị Mai")
    assert "Trần Thị Mai" not in await listed(office)


async def test_without_any_number_it_is_said_what_to_do(office: TwoDoors) -> None:
    await calls_meeting(office)
    assert "Chưa có số điện thoại" not in await listed(office)
    await office.database._writer.execute("UPDATE people SET phone = ''")
    await office.database._writer.execute("UPDATE agencies SET phone = ''")
    shown = await listed(office)
    assert "Sở NV, chưa có số điện thoại (chưa tham gia)" in shown
    assert "Chưa có số điện thoại: đề nghị hỏi văn phòng cơ quan" in shown


async def test_as_many_people_as_one_message_holds(office: TwoDoors) -> None:
    async with working(office.database) as work:
        for task in await work.tasks.open():
            await work.tasks.set_deadline(task.id, date(2026, 11, 20))
    await office.telegram.says("ha", ORDER)
    await office.telegram.presses("ha", await office.telegram.key("Gửi"))
    await office.arrives()
    office.passes(days=1, hours=1)
    (said,) = await office.telegram.says("ha", "/goidien")
    assert 1 < len(said.choices) <= 6 and len(said.text) <= 1600
    assert len(said.choices) == said.text.count("(chưa tham gia)")
