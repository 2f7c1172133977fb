"""The plan of nudges: one message a seat and day, only in working hours, stopped by an answer."""

from datetime import datetime

import pytest

from bot.schedule.plans import nudges
from committee.calendar import WorkCalendar
from committee.people import Role
from storage.work import looking, working
from tests.handlers.porch import PRACTICE, VOICE, ZONE
from tests.handlers.tasks.room import Room


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


async def plan(room: Room, moment: str) -> int:
    room.now = at(moment)
    async with working(room.database) as work:
        return await nudges.plan(work, room.now, PRACTICE, VOICE)


async def test_one_message_to_a_seat_on_a_day(room: Room) -> None:
    assert await plan(room, "2026-11-24 08:00") > 0
    assert len(await room.sent_to("uyen", "nudge")) == 1
    assert await plan(room, "2026-11-24 08:01") == 0
    async with working(room.database) as work:  # even when it were planned once more, the key refuses
        await work.notes.put(nudges.PLANNED, "")
    assert await plan(room, "2026-11-24 08:02") == 0
    assert len(await room.sent_to("uyen", "nudge")) == 1


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-24 07:59",
        "2026-11-24 12:00",
        "2026-11-24 17:30",
        "2026-11-28 09:00",
        "2026-11-29 09:00",
    ],
)
async def test_not_before_eight_at_noon_in_the_evening_or_on_a_day_off(room: Room, moment: str) -> None:
    assert await plan(room, moment) == 0


async def test_a_bot_that_comes_back_in_the_afternoon_nudges_then(room: Room) -> None:
    assert await plan(room, "2026-11-24 14:00") > 0


async def test_no_nudge_on_a_holiday(room: Room) -> None:
    holiday = WorkCalendar(days_off=frozenset([at("2026-11-24 00:00").date()]))
    practice = PRACTICE.__class__(name=PRACTICE.name, zone=ZONE, calendar=holiday)
    room.now = at("2026-11-24 08:00")
    async with working(room.database) as work:
        assert await nudges.plan(work, room.now, practice, VOICE) == 0


async def test_an_answer_stops_the_nudges(room: Room) -> None:
    await room.says("uyen", "NV-15 đang làm 50%")
    await plan(room, "2026-11-24 08:00")
    assert await room.sent_to("uyen", "nudge") == []


async def test_an_answer_withdraws_the_nudge_that_has_not_gone_yet(room: Room) -> None:
    await plan(room, "2026-11-24 08:00")
    await room.says("uyen", "xong")
    assert await room.sent_to("uyen", "nudge") == []


async def test_a_nudge_about_two_waits_for_both_answers(room: Room) -> None:
    await plan(room, "2026-12-10 08:00")  # NV-26 and NV-05 are overdue
    (nudge,) = await room.sent_to("khoa", "nudge")
    assert "NV-26" in nudge and "NV-05" in nudge
    await room.says("khoa", "NV-05 xong")
    assert len(await room.sent_to("khoa", "nudge")) == 1
    await room.says("khoa", "NV-26 xong")
    await room.says("khoa", "NV-07 xong")
    assert await room.sent_to("khoa", "nudge") == []


async def test_whoever_has_not_joined_is_not_called_silent(room: Room) -> None:
    for day in ("24", "25", "26", "27"):
        await plan(room, f"2026-11-{day} 08:00")
    asked = await looking(room.database).tasks.nudges(ZONE)
    codes = {(await looking(room.database).tasks.by_id(task_id)).code for task_id in asked}  # type: ignore[union-attr]
    assert "NV-15" in codes and "NV-13" not in codes  # nobody of NV-13's agency has joined


async def test_the_third_in_vain_goes_to_the_secretariat(room: Room) -> None:
    for day in ("2026-11-24", "2026-11-26"):
        await plan(room, f"{day} 08:00")
        assert await room.sent_to("ha", "notice") == []
    await plan(room, "2026-11-30 08:00")
    (call,) = await room.sent_to("ha", "notice")
    assert "NV-15" in call and "Tạ Phương Uyên" in call and "0900000119" in call.replace(" ", "")
    assert "đã gửi 03 lần" in call
    assert not [text for text in await room.sent_to("bao") if "NV-15" in text]  # the chair is not told


async def test_the_last_nudge_tells_which_task_is_meant(room: Room) -> None:
    await plan(room, "2026-11-23 08:00")  # of Khoa's four only NV-26 is near
    said = await room.says("khoa", "đang làm 70%")
    assert "NV-26, đang thực hiện 70%" in said[0].text


async def test_a_nudge_speaks_upward_to_a_leader(room: Room) -> None:
    async with working(room.database) as work:
        seat = next(seat for seat in await work.seats.all() if seat.role is Role.CHAIR)
        task = await room.task("NV-15")
        await work.tasks.put(task, seat.id, room.now)
    await plan(room, "2026-11-24 08:00")
    (nudge,) = await room.sent_to("bao", "nudge")
    assert nudge.startswith("Kính báo cáo đồng chí") and "Tổ giúp việc xin báo cáo" in nudge
    assert "Kính đề nghị đồng chí cho ý kiến" in nudge


async def test_every_nudge_fits_a_screen_and_ends_with_the_day(room: Room) -> None:
    for day in range(24, 31):
        await plan(room, f"2026-11-{day} 08:00")
    rows = list(
        await room.database.reader.execute_fetchall(
            "SELECT text, not_before, expires_at FROM outbox WHERE kind = 'nudge'"
        )
    )
    assert rows
    for row in rows:
        assert len(row["text"]) <= 700  # with its tags; 600 without
        assert row["expires_at"][:10] == row["not_before"][:10]
