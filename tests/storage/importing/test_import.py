"""New, changed, unchanged, refused: and whatever was taken in once is unchanged the second time."""

import sqlite3
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from committee.calendar import DayKind
from committee.meetings import MeetingState
from messages.sheets.records import Reading
from storage.importing.apply import apply
from storage.importing.compare import compare
from storage.importing.difference import Difference, Sort, Why
from storage.work import looking, working
from tests.storage.importing.sheets import (
    ALL,
    CH1,
    HA,
    KHOA,
    NOW,
    NV1,
    PRACTICE,
    STC,
    TET,
    changed,
    committee,
    differs,
    take,
)


def same(difference: Difference, number: int) -> bool:
    return difference.empty and not difference.refused and sum(difference.unchanged.values()) == number


async def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        assert same(await differs(database, ALL), 7)
        await take(database, ALL)
        assert same(await differs(database, ALL), 7)


async def test_everything_is_remembered_as_it_stood(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        work = looking(database)
        seat = await work.seats.by_code("STC-UV")
        assert (
            seat
            and seat.holder
            and seat.holder.title == "Phó Giám đốc"
            and seat.agency.block == "Chính quyền"
        )
        assert seat.holder.short_name == "Khoa"
        task = await work.tasks.by_code("NV-01")
        assert task and task.lead and task.lead.code == "STC-UV" and task.deadline == date(2026, 12, 10)
        full = await work.tasks.by_id(task.id)
        assert full and [agency.code for agency in full.cooperating] == ["TGDV"]
        assert await work.holidays.all() == {date(2027, 1, 1): ("Tết Dương lịch", "day_off")}


async def test_a_meeting_comes_as_a_draft_and_its_guests_into_the_note(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        meeting = await looking(database).meetings.by_code("CH-01")
        assert meeting and meeting.state is MeetingState.DRAFT
        assert meeting.starts_at == PRACTICE.at(date(2026, 11, 27), time(8))
        assert meeting.audience == "participants" and meeting.note == "mời: Sở Tư pháp"


async def test_fields_that_differ_are_named_and_changed(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        reading = Reading(
            (replace(STC, phone="0200000008"),),
            (replace(KHOA, title="Giám đốc"),),
            (replace(NV1, deadline=date(2026, 12, 15), cooperating=("STC", "TGDV"), group=""),),
            (replace(CH1, place="Phòng B"),),
            (replace(TET, kind=DayKind.MADE_UP),),
        )
        assert changed(await differs(database, reading)) == {
            "STC.phone": [("", "0200000008")],
            "STC-UV.title": [("Phó Giám đốc", "Giám đốc")],
            "NV-01.cooperating": [("TGDV", "STC; TGDV")],
            "NV-01.deadline": [(date(2026, 12, 10), date(2026, 12, 15))],
            "CH-01.place": [("Phòng A", "Phòng B")],
            "2027-01-01.kind": [("day_off", "made_up")],
        }
        await take(database, reading)
        assert same(await differs(database, reading), 5)
        task = await looking(database).tasks.by_code("NV-01")
        assert task and task.deadline == task.original_deadline == date(2026, 12, 15)
        assert task.group == "Nhóm 5", "an empty cell takes nothing away"


async def test_an_extension_granted_meanwhile_stands(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        async with working(database) as work:
            task = await work.tasks.by_code("NV-01")
            assert task
            await work.tasks.set_deadline(task.id, date(2026, 12, 20))
        for unmoved in (date(2026, 12, 10), date(2026, 12, 20)):
            assert same(await differs(database, Reading(tasks=(replace(NV1, deadline=unmoved),))), 1)
        third = await differs(
            database, Reading(tasks=(replace(NV1, deadline=date(2026, 12, 31), title="Khác"),))
        )
        assert third.empty and [remark.why for remark in third.refused] == [Why.EXTENDED]
        assert third.refused[0].values == (date(2026, 12, 10), date(2026, 12, 20), date(2026, 12, 31))
        await take(database, Reading(tasks=(replace(NV1, title="Báo cáo tổng kết năm"),)))
        kept = await looking(database).tasks.by_code("NV-01")
        assert kept and kept.deadline == date(2026, 12, 20) and kept.original_deadline == date(2026, 12, 10)
        assert kept.title == "Báo cáo tổng kết năm"


async def test_a_called_meeting_is_not_moved_by_a_sheet(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        async with working(database) as work:
            meeting = await work.meetings.by_code("CH-01")
            assert meeting
            await work.meetings.change(replace(meeting, state=MeetingState.CALLED, audience="all"), NOW)
        assert same(await differs(database, Reading(meetings=(CH1,))), 1), "the chat decides who is called"
        moved = await differs(database, Reading(meetings=(replace(CH1, start=time(9)),)))
        assert moved.empty and moved.refused[0].why is Why.MEETING_CALLED
        assert moved.refused[0].values == ("starts_at",)


async def test_a_past_meeting_is_kept_and_remarked(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        past = replace(CH1, code="CH-00", date=date(2026, 1, 5))
        difference = await differs(database, Reading(meetings=(past,)))
        assert [remark.why for remark in difference.remarks] == [Why.MEETING_PAST, Why.GUESTS]
        assert [item.key for item in difference.new] == ["CH-00"]


@pytest.mark.parametrize(("year", "far"), [(2006, True), (2025, False), (2030, False), (2062, True)])
async def test_a_deadline_far_from_today_is_remarked_until_it_stands(
    tmp_path: Path, year: int, far: bool
) -> None:
    async with committee(tmp_path) as database:
        typed = Reading(tasks=(replace(NV1, deadline=date(year, 12, 4)),))
        assert [remark.why for remark in (await differs(database, typed)).remarks] == [Why.FAR_DAY] * far
        await take(database, typed)
        assert (await differs(database, typed)).remarks == ()


async def test_a_task_follows_its_agencys_seat(tmp_path: Path) -> None:
    async with committee(tmp_path, replace(ALL, members=(HA,))) as database:
        task = await looking(database).tasks.by_code("NV-01")
        assert task and task.lead is None
        difference = await differs(database, replace(ALL, members=(KHOA, HA)))
        assert changed(difference) == {"NV-01.seat_code": [(None, "STC-UV")]}
        await take(database, ALL)
        led = await looking(database).tasks.by_code("NV-01")
        assert led and led.lead and led.lead.code == "STC-UV"


async def test_nobody_to_remind_is_remarked_once_for_an_agency(tmp_path: Path) -> None:
    async with committee(tmp_path, Reading((STC,), (), (NV1, replace(NV1, code="NV-02")))) as database:
        difference = await differs(database, Reading(tasks=(NV1, replace(NV1, code="NV-03"))))
        assert [remark.why for remark in difference.remarks] == [Why.NOBODY_LEADS]


async def test_nothing_is_half_applied(tmp_path: Path) -> None:
    async with committee(tmp_path, Reading((STC,))) as database:
        bad = Reading(tasks=(NV1, replace(NV1, code="NV-02", lead_agency="XX")))
        with pytest.raises(sqlite3.IntegrityError):
            await take(database, bad)
        assert await looking(database).tasks.all() == []


async def test_what_an_import_did_stands_in_the_audit_trail(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        await take(database, Reading(tasks=(replace(NV1, deadline=date(2026, 12, 15)),)))
        task = await looking(database).tasks.by_code("NV-01")
        assert task
        rows = list(
            await database.reader.execute_fetchall(
                "SELECT before, after, person_id FROM audit WHERE object = ? ORDER BY id",
                (f"task:{task.id}",),
            )
        )
        assert len(rows) == 2 and rows[1]["before"] == "deadline: 2026-12-10"
        assert rows[1]["after"] == "deadline: 2026-12-15" and rows[1]["person_id"] is None


async def test_ten_thousand_tasks_are_told_as_they_are_written(tmp_path: Path) -> None:
    tasks = tuple(replace(NV1, code=f"NV-{n:05}") for n in range(10_000))
    told: list[tuple[int, int]] = []
    async with committee(tmp_path) as database:
        async with working(database) as work:
            difference = await compare(work, Reading(tasks=tasks), NOW, PRACTICE)
            assert len(difference.items(Sort.TASK, new=True)) == 10_000
            await apply(work, difference, NOW, PRACTICE, lambda done, total: told.append((done, total)))
        assert told[-1] == (10_000, 10_000) and len(told) >= 10
        assert same(await differs(database, Reading(tasks=tasks)), 10_000)
