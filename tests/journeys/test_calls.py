"""Whoever can be reached nowhere is telephoned: who is listed, what to say, when a name goes and returns."""

from tests.journeys.phone import Phone
from tests.journeys.town import Town

TOMORROW = "/hop 14h ngày mai, góp ý dự thảo, phòng họp A; mời Sở Tài chính; Sở Nội vụ"
KHUYEN = "Bùi Thị Khuyên, Sở NV, 0900000110"


async def office(committee: Town) -> Phone:
    """The secretary, whose tasks and those of the two agencies lie far ahead."""
    ha = await committee.joins("Lưu Thị Thanh Hà")
    async with committee.work() as work:
        for task in await work.tasks.open():
            await work.tasks.set_deadline(task.id, committee.now.date().replace(year=2027))
    return ha


async def listed(ha: Phone) -> str:
    """The call list as it is now."""
    await ha.says("/goidien")
    return ha.last.text


async def calls_meeting(ha: Phone) -> str:
    """Tomorrow's meeting; returns its number."""
    await ha.says(TOMORROW)
    await ha.taps("Gửi")
    return (await ha.hears("Đã gửi giấy mời CH-")).text.partition("CH-")[2].split()[0]


async def test_whoever_never_joined_is_invited_by_telephone_until_he_joins(committee: Town) -> None:
    ha = await office(committee)
    await committee.joins("Nông Đức Hiếu")
    await calls_meeting(ha)
    shown = await listed(ha)
    assert (
        "Cần gọi điện" in shown and f"1. {KHUYEN} (chưa tham gia)" in shown and "Nông Đức Hiếu" not in shown
    )
    assert "– Mời họp: góp ý dự thảo; 14h00, thứ Ba, ngày 24/11/2026; phòng họp A" in shown
    khuyen = await committee.joins("Bùi Thị Khuyên")
    await khuyen.hears("trân trọng kính mời", times=1)
    assert "Bùi Thị Khuyên" not in await listed(ha)


async def test_a_call_stands_until_the_meeting_changes_and_again_until_it_is_cancelled(
    committee: Town,
) -> None:
    ha = await office(committee)
    number = await calls_meeting(ha)
    await listed(ha)
    await ha.taps("Đã gọi Bùi Thị Khuyên")
    assert "Bùi Thị Khuyên" not in await listed(ha)
    await committee.turns_to("2026-11-24 08:30")
    assert "Bùi Thị Khuyên" not in await listed(ha), "not for each reminder anew"
    await ha.says(f"/doihop {number} 15h30 hôm nay")
    await ha.taps("Gửi")
    shown = await listed(ha)
    assert shown.count(KHUYEN) == 1
    assert "– Lịch họp đã đổi: góp ý dự thảo; 15h30, thứ Ba, ngày 24/11/2026; phòng họp A" in shown
    await ha.taps("Đã gọi Bùi Thị Khuyên")
    assert "Bùi Thị Khuyên" not in await listed(ha)
    await ha.says(f"/huyhop {number}")
    await ha.taps("Hủy họp")
    shown = await listed(ha)
    assert KHUYEN in shown and "– Hủy họp: góp ý dự thảo; 15h30, thứ Ba" in shown
    assert "Nông Đức Hiếu" not in shown, "whoever was told of nothing needs no cancellation"
    await committee.turns_to("2026-11-24 18:00")
    assert "Không có đồng chí nào cần gọi điện" in await listed(ha), "it is past"


async def test_whoever_said_yes_and_blocked_the_bot_is_reminded_by_telephone(committee: Town) -> None:
    ha = await office(committee)
    hieu = await committee.joins("Nông Đức Hiếu")
    await ha.says(TOMORROW.replace("ngày mai", "thứ Sáu").replace("; Sở Nội vụ", ""))
    await ha.taps("Gửi")
    await hieu.taps("Dự")
    await hieu.blocks()
    async with committee.work() as work:  # Zalo tells nobody: it is found out by the next message
        for line in hieu.lines:
            await work.joining.set_unreachable(line.platform, str(line.account), "blocked")
    assert "Nông Đức Hiếu" not in await listed(ha)
    await committee.turns_to("2026-11-26 08:00")
    shown = await listed(ha)
    assert "Nông Đức Hiếu, Sở TC" in shown and "(không liên lạc được)" in shown
    assert "– Nhắc họp: góp ý dự thảo; 14h00, thứ Sáu, ngày 27/11/2026; phòng họp A" in shown
    await ha.taps("Đã gọi Nông Đức Hiếu")
    await committee.turns_to("2026-11-27 13:00")
    assert "Nông Đức Hiếu" not in await listed(ha)


async def test_tasks_of_whoever_never_joined_are_asked_about_in_one_place(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    async with committee.work() as work:
        for task in await work.tasks.open():
            own = task.lead is not None and task.lead.code == "SNV-UV"
            year = 2026 if own else 2027
            await work.tasks.set_deadline(task.id, committee.now.date().replace(year=year))
    await calls_meeting(ha)
    shown = await listed(ha)
    assert shown.count(KHUYEN) == 1 and "– Mời họp: góp ý dự thảo" in shown
    assert "– Hỏi tiến độ NV-04" in shown and "hạn 23/11/2026" in shown
    await ha.says("/ghiho NV-04: đang làm 50%")
    assert "Hỏi tiến độ NV-04" not in await listed(ha), "it was recorded"
