"""What is refused in a single line, with row and column, while the good lines around it stay."""

from datetime import date
from pathlib import Path

import pytest

from committee.calendar import DayKind
from messages.sheets.records import HolidayRow, Reason, Refusal
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import (
    KNOWN,
    MEETING,
    MEETING_HEADER,
    MEMBER,
    MEMBER_HEADER,
    TASK,
    TASK_HEADER,
    csv_text,
    read_csv_text,
    read_rows,
    reasons,
    workbook,
)


def changed(row: tuple[str, ...], **cells: str) -> list[str]:
    """The row with some cells replaced: c3="x" is the third column."""
    return [cells.get(f"c{number}", cell) for number, cell in enumerate(row, start=1)]


@pytest.mark.parametrize(
    ("cells", "reason", "column", "value"),
    [
        ({"c1": ""}, Reason.MISSING, 1, ""),
        ({"c1": "A;B"}, Reason.BAD_CODE, 1, "A;B"),
        ({"c1": "-1"}, Reason.BAD_CODE, 1, "-1"),
        ({"c1": "N" * 41}, Reason.BAD_CODE, 1, "N" * 41),
        ({"c1": "nv-01"}, Reason.DUPLICATE, 1, "nv-01"),
        ({"c2": ""}, Reason.MISSING, 2, ""),
        ({"c2": "x" * 1001}, Reason.TOO_LONG, 2, "x" * 1001),
        ({"c3": ""}, Reason.MISSING, 3, ""),
        ({"c3": "Sở Tài chính, Sở Nội vụ"}, Reason.SEVERAL_LEADS, 3, "Sở Tài chính, Sở Nội vụ"),
        ({"c3": "Sở Ngoại Giao"}, Reason.UNKNOWN_AGENCY, 3, "Sở Ngoại Giao"),
        ({"c4": "Sở Nội vụ; Sở Lạ"}, Reason.UNKNOWN_AGENCY, 4, "Sở Lạ"),
        ({"c5": "31/11/2026"}, Reason.NO_SUCH_DAY, 5, "31/11/2026"),
        ({"c5": "sớm nhất"}, Reason.BAD_DATE, 5, "sớm nhất"),
        ({"c5": "30/11"}, Reason.DATE_WITHOUT_YEAR, 5, "30/11"),
        ({"c5": "30/11/3026"}, Reason.ODD_YEAR, 5, "30/11/3026"),
        ({"c5": "thứ Ba, 30/11/2026"}, Reason.WEEKDAY_DIFFERS, 5, "thứ Ba, 30/11/2026"),
        ({"c5": "#N/A"}, Reason.CELL_ERROR, 5, "#N/A"),
        ({"c5": "########"}, Reason.CELL_ERROR, 5, "########"),
    ],
)
def test_tasks(tmp_path: Path, cells: dict[str, str], reason: Reason, column: int, value: str) -> None:
    second = changed(("NV-02", *TASK[1:]), **cells)
    reading = read_rows(tmp_path, TASK_HEADER, TASK, second, ("NV-03", *TASK[1:]))
    assert [task.code for task in reading.tasks] == ["NV-01", "NV-03"]
    assert [(refusal.reason, refusal.value) for refusal in reading.refusals] == [(reason, value)]
    refusal = reading.refusals[0]
    assert (refusal.sheet, refusal.row, refusal.column) == ("tasks.csv", 3, TASK_HEADER[column - 1])


@pytest.mark.parametrize(
    "words", ["Tháng 12/2026", "quý IV/2026", "Quý 4 năm 2026", "trong tháng 12 năm 2026"]
)
def test_the_end_of_a_period_is_suggested_and_not_guessed(tmp_path: Path, words: str) -> None:
    reading = read_rows(tmp_path, TASK_HEADER, changed(TASK, c5=words))
    assert [(refusal.reason, refusal.suggestion) for refusal in reading.refusals] == [
        (Reason.BAD_DATE, "31/12/2026")
    ]


def test_headings_and_totals_between_the_lines_are_one_refusal_each(tmp_path: Path) -> None:
    header = ("TT", *TASK_HEADER)
    rows = [("I", "", "Nhóm một"), ("1", *TASK), ("", "", "Tổng cộng: 1"), ("2", "NV-02"), ("3",)]
    reading = read_rows(tmp_path, header, *rows)
    assert len(reading.tasks) == 1
    assert [(refusal.row, refusal.reason) for refusal in reading.refusals] == [
        (2, Reason.LONE_CELL),
        (4, Reason.LONE_CELL),
        (5, Reason.MISSING),
        (5, Reason.MISSING),
    ]


def test_all_mistakes_of_a_line_are_named_at_once(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, TASK_HEADER, ("", "", "Sở Lạ", "Sở Xa", "31/2/2026"))
    assert [refusal.column for refusal in reading.refusals] == list(TASK_HEADER)


def test_the_nearest_agency_is_suggested(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, TASK_HEADER, changed(TASK, c3="Sở Tài chánh"))
    assert reading.refusals == (
        Refusal(
            "tasks.csv", Reason.UNKNOWN_AGENCY, 2, "Cơ quan chủ trì", "Sở Tài chánh", "Sở Tài chính", 0, True
        ),
    )


def test_a_duplicate_tells_where_the_first_one_is(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("Danh mục",), TASK_HEADER, TASK, ("NV-02", *TASK[1:]), TASK)
    assert [(refusal.row, refusal.other_row) for refusal in reading.refusals] == [(5, 3)]


@pytest.mark.parametrize(("words", "remarks"), [("", []), ("-", []), ("Thường xuyên", [Reason.ONGOING])])
def test_a_task_without_deadline_is_accepted(tmp_path: Path, words: str, remarks: list[Reason]) -> None:
    reading = read_rows(tmp_path, TASK_HEADER, changed(TASK, c5=words))
    assert reading.tasks[0].deadline is None
    assert reading.refusals == ()
    assert reasons(reading.warnings) == remarks


def test_tasks_without_any_agency_are_one_refusal(tmp_path: Path) -> None:
    reading = read_csv_text(tmp_path, csv_text([TASK_HEADER, *[TASK] * 50]), known=())
    assert reasons(reading.refusals) == [Reason.NO_AGENCIES]


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"c1": ""}, Reason.MISSING, 1),
        ({"c2": ""}, Reason.MISSING, 2),
        ({"c3": ""}, Reason.MISSING, 3),
        ({"c3": "29/2/2027"}, Reason.NO_SUCH_DAY, 3),
        ({"c4": ""}, Reason.MISSING, 4),
        ({"c4": "sáng"}, Reason.BAD_TIME, 4),
        ({"c5": "7h30"}, Reason.END_BEFORE_START, 5),
        ({"c5": "25h"}, Reason.BAD_TIME, 5),
        ({"c6": "32/1/2026"}, Reason.NO_SUCH_DAY, 6),
    ],
)
def test_meetings(tmp_path: Path, cells: dict[str, str], reason: Reason, column: int) -> None:
    reading = read_rows(
        tmp_path, MEETING_HEADER, changed(MEETING, **cells), ("CH-2", *MEETING[1:]), name="h.csv"
    )
    assert [meeting.code for meeting in reading.meetings] == ["CH-2"]
    assert [(refusal.reason, refusal.row, refusal.column) for refusal in reading.refusals] == [
        (reason, 2, MEETING_HEADER[column - 1])
    ]


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"c2": ""}, Reason.MISSING, 2),
        ({"c4": "Sở Lạ"}, Reason.UNKNOWN_AGENCY, 4),
        ({"c5": "Khách mời"}, Reason.UNKNOWN_ROLE, 5),
        ({"c5": ""}, Reason.MISSING, 5),
    ],
)
def test_members(tmp_path: Path, cells: dict[str, str], reason: Reason, column: int) -> None:
    reading = read_rows(tmp_path, MEMBER_HEADER, MEMBER, changed(MEMBER, **cells), name="members.csv")
    assert len(reading.members) == 1
    assert [(refusal.reason, refusal.row, refusal.column) for refusal in reading.refusals] == [
        (reason, 3, MEMBER_HEADER[column - 1])
    ]


def test_seats_are_numbered_in_file_order_also_past_a_refused_line(tmp_path: Path) -> None:
    rows = [changed(MEMBER, c2=name) for name in ("A", "B", "C", "B")]
    rows[1][3 - 1] = "x" * 2000
    reading = read_rows(tmp_path, MEMBER_HEADER, *rows, name="members.csv")
    assert [(member.name, member.seat_code) for member in reading.members] == [
        ("A", "SNgV-UV"),
        ("C", "SNgV-UV3"),
    ]
    assert reasons(reading.refusals) == [Reason.TOO_LONG, Reason.DUPLICATE]


def test_phones_and_addresses_are_only_remarked(tmp_path: Path) -> None:
    row = changed(MEMBER, c6="máy lẻ 12", c7="lo.van.thuan")
    reading = read_rows(tmp_path, MEMBER_HEADER, row, name="members.csv")
    assert (reading.members[0].phone, reading.members[0].email) == ("máy lẻ 12", "lo.van.thuan")
    assert reasons(reading.warnings) == [Reason.PHONE_UNCLEAR, Reason.EMAIL_UNCLEAR]


def test_agencies(tmp_path: Path) -> None:
    header = ("Mã cơ quan", "Tên cơ quan", "Tên viết tắt")
    rows = [
        ("STC", "Sở Tài chính", ""),
        ("stc", "Sở Khác", ""),
        ("STC2", "SỞ TÀI CHÍNH", ""),
        ("", "Sở X", "SX"),
    ]
    reading = read_rows(tmp_path, header, *rows, name="agencies.csv")
    assert [(row.code, row.position) for row in reading.agencies] == [("STC", 1)]
    assert [(refusal.reason, refusal.row, refusal.column) for refusal in reading.refusals] == [
        (Reason.DUPLICATE, 3, "Mã cơ quan"),
        (Reason.DUPLICATE, 4, "Tên cơ quan"),
        (Reason.MISSING, 5, "Mã cơ quan"),
    ]


def test_holidays(tmp_path: Path) -> None:
    header = ("Ngày", "Tên", "Loại")
    rows = [
        ("1/1/2027", "Tết", "nghỉ lễ"),
        ("9/1/2027", "", "Làm bù"),
        ("1/1/2027", "", "nghỉ bù"),
        ("2/1/2027", "", "?x"),
    ]
    reading = read_rows(tmp_path, header, *rows, name="holidays.csv")
    assert reading.holidays == (
        HolidayRow(date(2027, 1, 1), "Tết", DayKind.DAY_OFF),
        HolidayRow(date(2027, 1, 9), "", DayKind.MADE_UP),
    )
    assert reasons(reading.refusals) == [Reason.DUPLICATE, Reason.UNKNOWN_HOLIDAY_KIND]


def test_days_off_are_only_remarked_by_the_files_own_calendar(tmp_path: Path) -> None:
    sheets = {
        "Nhiệm vụ": [TASK_HEADER, *[(f"NV-{n}", *TASK[1:4], date(2027, 1, n)) for n in (1, 2, 4, 9)]],
        "Cuộc họp": [MEETING_HEADER, changed(MEETING, c3="3/1/2027", c6="4/1/2027")],
        "Ngày nghỉ": [("Ngày", "Tên", "Loại"), ("1/1/2027", "Tết", "nghỉ lễ"), ("9/1/2027", "", "làm bù")],
    }
    reading = read_roster(workbook(tmp_path / "a.xlsx", sheets), KNOWN)
    assert reading.refusals == ()
    assert [(remark.sheet, remark.row, remark.reason) for remark in reading.warnings] == [
        ("Nhiệm vụ", 2, Reason.ON_DAY_OFF),
        ("Nhiệm vụ", 3, Reason.ON_DAY_OFF),
        ("Cuộc họp", 2, Reason.ON_DAY_OFF),
        ("Cuộc họp", 2, Reason.ANSWER_AFTER_MEETING),
    ]


def test_dates_that_excel_turned_round_are_remarked(tmp_path: Path) -> None:
    days = [date(2026, 4, 12), date(2026, 5, 11), "30/11/2026", "15/12/2026"]
    rows = [(f"NV-{n}", *TASK[1:4], day) for n, day in enumerate(days)]
    reading = read_roster(workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, *rows]}), KNOWN)
    assert Reason.MIXED_DATES in reasons(reading.warnings)
    rows[0] = ("NV-0", *TASK[1:4], date(2026, 4, 13))
    reading = read_roster(workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, *rows]}), KNOWN)
    assert Reason.MIXED_DATES not in reasons(reading.warnings)
