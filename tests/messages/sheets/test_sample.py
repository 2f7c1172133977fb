"""The committed sample reads without a refusal, the same from its csv files and from its workbook."""

from dataclasses import fields
from datetime import date, time
from pathlib import Path

import holidays as public_calendar

from committee.calendar import DayKind
from committee.people import Role
from messages.sheets.layout import copy_as_workbook, roster_tables
from messages.sheets.records import Reading, Reason
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import SAMPLE

RECORDS = ("agencies", "members", "tasks", "meetings", "holidays")


def records(reading: Reading) -> dict[str, object]:
    return {name: getattr(reading, name) for name in RECORDS}


def test_the_csv_files_hold_the_whole_committee() -> None:
    reading = read_roster(SAMPLE)
    assert [len(getattr(reading, name)) for name in RECORDS[:4]] == [22, 28, 30, 8]
    assert reading.refusals == ()
    assert {(remark.sheet, remark.row, remark.reason) for remark in reading.warnings} == {
        ("tasks.csv", 8, Reason.ON_DAY_OFF),
        ("tasks.csv", 21, Reason.ON_DAY_OFF),
    }


def test_the_workbook_says_the_same() -> None:
    folder, book = read_roster(SAMPLE), read_roster(SAMPLE / "committee.xlsx")
    assert book.refusals == ()
    assert records(book) == records(folder)
    assert {field.name for field in fields(Reading)} == {*RECORDS, "refusals", "warnings"}


def test_the_workbook_can_be_made_again(tmp_path: Path) -> None:
    reading = copy_as_workbook(SAMPLE, tmp_path / "again.xlsx")
    assert records(read_roster(tmp_path / "again.xlsx")) == records(reading)
    assert [table.title for table in roster_tables(reading)] == [
        "Cơ quan",
        "Thành viên",
        "Nhiệm vụ",
        "Cuộc họp",
        "Ngày nghỉ",
    ]


def test_people_have_their_seats() -> None:
    members = {member.seat_code: member for member in read_roster(SAMPLE).members}
    assert len(members) == 28
    assert members["VPTU-TB"].role is Role.CHAIR
    assert members["BTGDV-PTBTT"].role is Role.STANDING_DEPUTY
    assert members["VPUB-PTB"].role is members["SNgV-PTB"].role is Role.DEPUTY
    assert members["BTGDV-TT"].role is Role.SECRETARIAT_LEAD
    assert members["VPUB-TV"].name == "H'Loan Byă"
    assert sum(member.role is Role.MEMBER for member in members.values()) == 19
    assert members["SNNMT-UV"].name == "Y Bliêng Niê"
    assert members["SNNMT-UV"].phone == "0900000112"


def test_tasks_and_meetings_are_typed() -> None:
    reading = read_roster(SAMPLE)
    task = next(task for task in reading.tasks if task.code == "NV-11")
    assert task.lead_agency == "LHHN"
    assert task.cooperating == ("SVHTTDL", "BĐBP")
    assert task.deadline == date(2027, 1, 12)
    meeting = reading.meetings[3]
    assert (meeting.code, meeting.start, meeting.end) == ("CH-04", time(8, 30), time(10))
    assert meeting.answer_by == date(2026, 12, 7)
    assert meeting.audience.startswith("Sở Ngoại vụ; Sở Văn hóa, Thể thao và Du lịch; Công an")


def test_the_days_off_agree_with_the_public_calendar() -> None:
    days = read_roster(SAMPLE).holidays
    off = {day.date for day in days if day.kind is DayKind.DAY_OFF}
    made_up = {day.date for day in days if day.kind is DayKind.MADE_UP}
    public = set(public_calendar.country_holidays("VN", years=(2026, 2027)))
    undecided = {date(2026, 11, 24), date(2027, 11, 24)}  # the customer says whether it is a day off
    assert not off & undecided
    # Of Tết 2027 only the days around mùng 1 are certain; the others are marked as expected.
    certain = {day for day in public - undecided if not date(2027, 2, 1) <= day <= date(2027, 2, 28)}
    assert certain <= off
    assert {date(2027, 2, day) for day in range(6, 10)} <= off
    assert all(day.weekday() >= 5 for day in made_up)
    assert not any(day.date.weekday() >= 5 for day in days if "Nghỉ bù" in day.name)
