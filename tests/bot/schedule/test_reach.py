"""The secretariat is told once of whoever was lost, and of invitations that have not arrived in time."""

import pytest

from bot.schedule.plans import reach
from storage.work import looking, working
from tests.handlers.conftest import porch
from tests.handlers.joining.both import TwoDoors
from tests.handlers.joining.conftest import doors
from tests.handlers.porch import PRACTICE, VOICE

__all__ = ["doors", "porch"]
ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A; mời Sở Tài chính; Sở Nội vụ"


@pytest.fixture
async def office(doors: TwoDoors) -> TwoDoors:
    """The secretary has joined as "ha", Nông Đức Hiếu as "1"; it is 9:00."""
    await doors.telegram.joins("BTGDV-TT", "ha")
    await doors.telegram.joins("STC-UV", "1")
    doors.passes(hours=1)
    return doors


async def plan(office: TwoDoors) -> list[str]:
    """What the secretary is newly told."""
    before = await told(office)
    async with working(office.database) as work:
        await reach.plan(work, office.now, PRACTICE, VOICE)
    return (await told(office))[len(before) :]


async def told(office: TwoDoors) -> list[str]:
    rows = await office.database.reader.execute_fetchall(
        "SELECT text FROM outbox WHERE kind = 'notice' AND seat_id = ? ORDER BY id",
        ((await office.telegram.seat("BTGDV-TT")).id,),
    )
    return [row["text"] for row in rows]


async def sends(office: TwoDoors, order: str = ORDER) -> None:
    await office.telegram.says("ha", order)
    await office.telegram.presses("ha", await office.telegram.key("Gửi"))


async def blocks(office: TwoDoors) -> None:
    """What goes to Nông Đức Hiếu comes back: the bot is blocked."""
    async with working(office.database) as work:
        going = [p for p in await work.outbox.due(office.now, 500) if p.chat == "1"]
        await work.outbox.claim(going)
        for promise in going:
            await work.joining.set_unreachable("telegram", "1", "blocked")
            await work.outbox.settle(promise.id, "unreachable", office.now, reason="blocked")
    await office.arrives()


async def test_an_invitation_that_does_not_arrive_is_told_of_after_a_quarter_of_an_hour(
    office: TwoDoors,
) -> None:
    await sends(office)
    await blocks(office)
    said = await plan(office)
    assert len(said) == 1 and "Không gửi tin đến được nữa" in said[0] and "/goidien" in said[0]
    office.passes(minutes=14)
    assert await plan(office) == []
    office.passes(minutes=1)
    (said_now,) = await plan(office)
    assert said_now.startswith("⚠ Đến 09h15 còn đồng chí chưa nhận được tin")
    assert "• Nông Đức Hiếu (Sở TC), 0900000" in said_now and "/goidien" in said_now
    assert "Bùi Thị Khuyên" not in said_now, "whoever has not joined was named when it was sent"
    office.passes(minutes=30)
    assert await plan(office) == []


async def test_whoever_was_called_meanwhile_has_heard(office: TwoDoors) -> None:
    await sends(office)
    await blocks(office)
    await plan(office)
    office.passes(minutes=5)
    await office.telegram.says("ha", "/goidien")
    await office.telegram.presses("ha", await office.telegram.key("Đã gọi Nông Đức Hiếu"))
    office.passes(minutes=10)
    assert await plan(office) == []


async def test_what_waits_for_a_channel_out_of_reach(office: TwoDoors) -> None:
    await sends(office)
    office.passes(minutes=15)
    (said,) = await plan(office)
    assert "Nông Đức Hiếu" in said and "góp ý dự thảo kế hoạch 2027" in said
    await office.arrives()
    assert await plan(office) == []


async def test_whoever_has_not_agreed_was_counted_as_there(office: TwoDoors) -> None:
    await office.telegram.says("2", await office.telegram.code("SNV-UV"))
    await sends(office)
    await office.arrives()
    office.passes(minutes=15)
    (said,) = await plan(office)
    assert "Bùi Thị Khuyên" in said and "Nông Đức Hiếu" not in said


async def test_nothing_is_said_when_all_has_arrived(office: TwoDoors) -> None:
    await sends(office)
    await office.arrives()
    office.passes(minutes=15)
    assert await plan(office) == []
    assert await looking(office.database).notes.get("unreached_told") is None


async def test_a_change_that_fails_is_told_of_anew(office: TwoDoors) -> None:
    await sends(office)
    await blocks(office)
    office.passes(minutes=15)
    await plan(office)
    number = max(one.id for one in await looking(office.database).meetings.all())
    async with working(office.database) as work:
        await work.joining.set_unreachable("telegram", "1", "")
    await sends(office, f"/doihop {number} 15h thứ Sáu")
    await blocks(office)
    office.passes(minutes=15)
    said = await plan(office)
    assert any("15h00, thứ Sáu, ngày 27/11/2026" in one for one in said)


async def test_a_second_channel_keeps_somebody_from_being_lost(office: TwoDoors) -> None:
    await office.telegram.says("1", "/kenh zalo")
    await office.zalo.says("z1", await office.telegram.code_again("STC-UV"))
    await office.loses("telegram", "1")
    assert await plan(office) == []
    await office.loses("zalo", "z1")
    (said,) = await plan(office)
    assert "Nông Đức Hiếu" in said


async def test_quiet_hours_are_kept(office: TwoDoors) -> None:
    await sends(office)
    office.passes(hours=12)
    assert await plan(office) == []
    office.passes(hours=11)
    assert len(await plan(office)) == 1
