"""The secretariat is told of what was not understood, at most once in half an hour, in working hours."""

from datetime import datetime

from bot.schedule.plans import unread
from storage.work import working
from tests.handlers.porch import PRACTICE, VOICE, ZONE
from tests.handlers.tasks.room import Room


async def plan(room: Room, clock: str) -> int:
    room.now = datetime.fromisoformat(f"2026-11-23 {clock}").replace(tzinfo=ZONE)
    async with working(room.database) as work:
        return await unread.plan(work, room.now, PRACTICE, VOICE)


async def test_nothing_unread_nothing_said(room: Room) -> None:
    assert await plan(room, "09:00") == 0


async def test_a_notice_when_something_settled_unread(room: Room) -> None:
    await room.says("khoa", "haha")  # at 8:00
    assert await plan(room, "08:04") == 0  # the sender may still say what was meant
    assert await plan(room, "08:05") > 0
    assert await room.sent_to("ha", "notice") == [
        "Có 01 nội dung trả lời chưa phân loại. Gõ /chuaro để xem và ghi nhận."
    ]


async def test_at_most_one_in_half_an_hour(room: Room) -> None:
    await room.says("khoa", "haha")
    await plan(room, "08:05")
    room.now = room.now.replace(minute=10)
    await room.says("khoa", "hihi")
    assert await plan(room, "08:20") == 0
    assert await plan(room, "08:36") > 0
    assert "Có 02 nội dung" in (await room.sent_to("ha", "notice"))[-1]
    assert await plan(room, "09:30") == 0  # nothing new since


async def test_what_was_chosen_meanwhile_is_not_announced(room: Room) -> None:
    said = await room.says("khoa", "đang làm 70%")
    await room.press("khoa", "NV-07", said)
    assert await plan(room, "08:30") == 0


async def test_what_came_at_night_is_told_in_the_morning(room: Room) -> None:
    room.now = datetime(2026, 11, 22, 22, 0, tzinfo=ZONE)
    await room.says("khoa", "haha")
    assert await plan(room, "07:00") == 0
    assert await plan(room, "07:45") > 0
