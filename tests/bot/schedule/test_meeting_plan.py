"""Reminders by the clock: when they are promised, to whom, once, and no longer when they are of no use."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.commands.import_ import import_all
from bot.schedule.plans.meetings import plan
from storage.database import open_database
from storage.work import working
from tests.handlers.meetings.hall import BAO, HA, HIEU, KHOA, called, delivered
from tests.handlers.porch import PRACTICE, VOICE, ZONE, Porch

SAMPLE = Path(__file__).parents[3] / "sample"


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[Porch]:
    database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
    porch = Porch(database)
    await import_all(database, SAMPLE, porch.now, PRACTICE)
    await called(porch)  # Thursday 26/11, 14h00
    yield porch
    await database.close()


async def planned(porch: Porch, moment: str) -> dict[str, str]:
    """What the plan promises at a moment (2026-11-): key to text; it is sent at once."""
    porch.now = datetime.fromisoformat(f"2026-11-{moment}").replace(tzinfo=ZONE)
    async with working(porch.database) as work:
        made = await plan(work, porch.now, PRACTICE, VOICE)
        assert await plan(work, porch.now, PRACTICE, VOICE) == 0  # twice is harmless
    rows = await porch.database.reader.execute_fetchall(
        "SELECT key, text FROM outbox WHERE kind = 'reminder' AND state = 'waiting' ORDER BY id"
    )
    found = {row["key"]: row["text"] for row in rows}
    assert len(found) == made
    await delivered(porch)
    return found


def parts(found: dict[str, str]) -> set[str]:
    return {key.split(":")[3] for key in found}


async def test_those_who_come_are_reminded_and_the_others_asked(porch: Porch) -> None:
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.presses(HIEU, "rsvp:9:1:no")
    porch.passes(minutes=5)
    eve = await planned(porch, "25 14:00")
    number = {code: (await porch.seat(code)).id for code in (KHOA, HIEU, BAO)}
    assert set(eve) == {
        f"reminder:9:1:1d:seat:{number[KHOA]}",
        f"reminder:9:1:answer-day:seat:{number[BAO]}",
    }
    mine = eve[f"reminder:9:1:1d:seat:{number[KHOA]}"]
    assert "Tổ giúp việc xin nhắc lịch họp ngày mai" in mine and "xin lỗi" not in mine
    assert "Đồng chí đã báo dự họp" in mine and len(mine) < 600
    chair = eve[f"reminder:9:1:answer-day:seat:{number[BAO]}"]
    assert chair.startswith("Kính báo cáo") and "xin lỗi vì tin này đến chậm" in chair  # it was due at 8h00
    assert "nhắc" not in chair
    assert not await planned(porch, "25 14:01")
    last = await planned(porch, "26 11:00")
    assert set(last) == {f"reminder:9:1:2h:seat:{number[KHOA]}"}
    assert "lịch họp hôm nay" in next(iter(last.values()))


async def test_nothing_goes_before_its_time_nor_at_night(porch: Porch) -> None:
    assert not await planned(porch, "23 14:00")
    assert not await planned(porch, "25 07:30")
    assert not await planned(porch, "25 12:00")
    assert not await planned(porch, "25 20:30")


async def test_who_has_not_joined_is_not_reminded_until_told(porch: Porch) -> None:
    asked = await planned(porch, "25 08:00")
    assert len(asked) == 3 and parts(asked) == {"answer-day"}
    await porch.joins("SCT-UV", "SCT-UV")
    await delivered(porch)  # the invitation, just now
    assert not await planned(porch, "25 09:00")


async def test_after_a_move_the_reminders_are_those_of_the_new_start(porch: Porch) -> None:
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.says(HA, "/doihop 9 15h ngày 2/12")
    await porch.presses(HA, "mchg:9:1:send")
    await delivered(porch)
    assert not await planned(porch, "25 14:00")
    assert not await planned(porch, "26 11:00")
    assert parts(await planned(porch, "27 08:00")) == {"answer-eve"}


async def test_a_cancelled_meeting_is_not_reminded_of(porch: Porch) -> None:
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.presses(HA, "mcan:9:2:yes")
    assert not await planned(porch, "25 14:00")


async def test_a_reminder_that_comes_late_says_so_and_the_earlier_are_dropped(porch: Porch) -> None:
    await porch.presses(KHOA, "rsvp:9:1:yes")
    porch.passes(minutes=5)
    late = await planned(porch, "26 08:30")  # the bot was away since Tuesday
    mine = next(text for key, text in late.items() if ":1d:" in key)
    assert "Tổ giúp việc xin lỗi vì tin này đến chậm" in mine
    assert parts(late) == {"1d"}
    assert not await planned(porch, "26 14:00")


async def test_whoever_sends_somebody_is_told_to_tell_him(porch: Porch) -> None:
    await porch.presses(HIEU, "rsvp:9:1:sub")
    await porch.says(HIEU, "Trần Thị Hoa, Trưởng phòng")
    porch.passes(minutes=5)
    found = await planned(porch, "26 11:00")
    assert "Đồng chí đã cử Trần Thị Hoa, Trưởng phòng dự thay" in next(iter(found.values()))
