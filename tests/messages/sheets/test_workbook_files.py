"""Workbooks as Excel saves them: merged cells, real dates, serials, formulas, formatting without end."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from messages.sheets.records import Reading, Reason, TaskRow
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import (
    KNOWN,
    MEETING_HEADER,
    SAMPLE,
    TASK,
    TASK_HEADER,
    edit,
    reasons,
    workbook,
)

EXPECTED = TaskRow("NV-01", "Báo cáo năm", "STC", ("SNV", "SCT"), deadline=date(2026, 11, 30))


def read_tasks(folder: Path, *rows: Any, adorn: Any = None, title: str = "Nhiệm vụ") -> Reading:
    return read_roster(workbook(folder / "a.xlsx", {title: [TASK_HEADER, *rows]}, adorn), KNOWN)


@pytest.mark.parametrize(
    "deadline",
    ["30/11/2026", date(2026, 11, 30), datetime(2026, 11, 30, 17), 46356, 46356.5, "46356", "30.11.26"],
)
def test_deadlines(tmp_path: Path, deadline: object) -> None:
    assert read_tasks(tmp_path, [*TASK[:4], deadline]).tasks == (EXPECTED,)


def test_a_1904_workbook(tmp_path: Path) -> None:
    def macintosh(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    rows = [[*TASK[:4], date(2026, 11, 30)], ["NV-02", *TASK[1:4], 46356 - 1462]]
    assert [task.deadline for task in read_tasks(tmp_path, *rows, adorn=macintosh).tasks] == [
        EXPECTED.deadline
    ] * 2


def test_meeting_times(tmp_path: Path) -> None:
    day = date(2026, 11, 27)
    rows: list[list[object]] = [
        ["CH-1", "Họp", day, time(8), time(10, 30), day],
        ["CH-2", "Họp", day, 8 / 24, 10.5 / 24, None],
        ["CH-3", "Họp", day, "8h", "10h30", ""],
        ["CH-4", "Họp", day, "8h00 – 10h30", None, None],
    ]
    reading = read_roster(workbook(tmp_path / "a.xlsx", {"Cuộc họp": [MEETING_HEADER, *rows]}))
    assert reading.refusals == ()
    assert {(meeting.date, meeting.start, meeting.end) for meeting in reading.meetings} == {
        (day, time(8), time(10, 30))
    }


def test_merged_cells_repeat_their_value_downwards(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.insert_rows(1)
        sheet["A1"] = "DANH MỤC NHIỆM VỤ"
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("C3:C5")
        sheet.merge_cells("E3:E4")

    rows = [["NV-1", "Một", "STC", None, date(2026, 12, 4)], ["NV-2", "Hai"], ["NV-3", "Ba"]]
    reading = read_tasks(tmp_path, *rows, adorn=merge)
    assert reading.refusals == ()
    assert [(task.code, task.lead_agency, task.deadline) for task in reading.tasks] == [
        ("NV-1", "STC", date(2026, 12, 4)),
        ("NV-2", "STC", date(2026, 12, 4)),
        ("NV-3", "STC", None),
    ]


def test_a_merged_range_does_not_make_lines_of_empty_rows(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("C2:C9")
        book.worksheets[0]["A9"] = "NV-9"
        book.worksheets[0]["B9"] = "Chín"

    reading = read_tasks(tmp_path, ["NV-1", "Một", "STC"], adorn=merge)
    assert reading.refusals == ()
    assert [(task.code, task.lead_agency) for task in reading.tasks] == [("NV-1", "STC"), ("NV-9", "STC")]


def test_a_header_of_two_merged_rows(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for column in "ABE":
            sheet.merge_cells(f"{column}1:{column}2")
        sheet["C1"], sheet["D1"] = "Cơ quan thực hiện nhiệm vụ", None
        sheet.merge_cells("C1:D1")

    reading = read_tasks(tmp_path, [None, None, "Chủ trì", "Phối hợp"], TASK, adorn=merge)
    assert reading.tasks == (EXPECTED,)
    assert reading.refusals == ()


def test_formatting_without_end_is_no_content(tmp_path: Path) -> None:
    def paint(book: Workbook) -> None:
        for row in range(3, 3000):
            book.worksheets[0].cell(row, 2).font = Font(bold=True)
        book.worksheets[0].cell(1_048_576, 1).font = Font(bold=True)

    told: list[tuple[int, int]] = []
    file = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]}, paint)
    reading = read_roster(file, KNOWN, lambda done, total: told.append((done, total)))
    assert reading.tasks == (EXPECTED,)
    assert told == [(2, 2)]


def with_result(name: str, data: bytes) -> bytes:
    """Give the formula the stored result that Excel writes beside it."""
    return data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>46356</v>").replace(
        b"<f>1+1</f><v />", b"<f>1+1</f><v>46356</v>"
    )


def test_a_formula_counts_with_its_stored_result(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, [*TASK[:4], "=1+1"]]})
    assert read_roster(edit(file, with_result), KNOWN).tasks == (EXPECTED,)


def test_a_formula_without_result_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    reading = read_tasks(tmp_path, [*TASK[:4], "=DATE(2026,11,30)"], ["NV-02", *TASK[1:]])
    assert [task.code for task in reading.tasks] == ["NV-02"]
    assert [(refusal.reason, refusal.row, refusal.column) for refusal in reading.refusals] == [
        (Reason.FORMULA_WITHOUT_VALUE, 2, "Hạn hoàn thành")
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    def as_text(book: Workbook) -> None:
        book.worksheets[0]["B2"].data_type = "s"

    reading = read_tasks(tmp_path, ["NV-01", "=cmd|' /C calc'!A0", "STC"], adorn=as_text)
    assert reading.tasks[0].title == "=cmd|' /C calc'!A0"


def test_an_error_value_is_refused(tmp_path: Path) -> None:
    reading = read_tasks(tmp_path, ["NV-01", "Tên", "#REF!"], ["NV-02", "Tên", "STC", None, "#N/A"])
    assert reading.tasks == ()
    assert reasons(reading.refusals) == [Reason.CELL_ERROR, Reason.CELL_ERROR]


@pytest.mark.parametrize(
    "title",
    [
        "Nhiệm vụ",
        "NHIEM VU",
        "nhiệm  vụ 2026",
        "Danh mục nhiệm vụ",
        "tasks",
        "Tasks",
        "Sheet1",
        "Bảng 1",
        "Thành viên",
    ],
)
def test_sheet_names(tmp_path: Path, title: str) -> None:
    assert read_tasks(tmp_path, TASK, title=title).tasks == (EXPECTED,)


def test_two_sheets_of_one_kind_and_sheets_that_are_not_ours(tmp_path: Path) -> None:
    sheets = {
        "Nhiệm vụ quý III": [TASK_HEADER, TASK],
        "Nhiệm vụ quý IV": [TASK_HEADER, ("NV-02", *TASK[1:]), TASK],
        "Hướng dẫn": [["Đọc kỹ trước khi điền"]],
        "Sheet3": [],
    }
    reading = read_roster(workbook(tmp_path / "a.xlsx", sheets), KNOWN)
    assert [task.code for task in reading.tasks] == ["NV-01", "NV-02"]
    assert [(refusal.sheet, refusal.row, refusal.reason) for refusal in reading.refusals] == [
        ("Nhiệm vụ quý IV", 3, Reason.DUPLICATE)
    ]
    assert [(remark.sheet, remark.reason) for remark in reading.warnings] == [
        ("Hướng dẫn", Reason.SHEET_IGNORED)
    ]


def test_a_hidden_sheet_is_passed_over_and_hidden_rows_are_not(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    sheets = {"Nhiệm vụ": [TASK_HEADER, TASK], "Nhiệm vụ cũ": [TASK_HEADER, ("NV-02", *TASK[1:])]}
    reading = read_roster(workbook(tmp_path / "a.xlsx", sheets, hide), KNOWN)
    assert reading.tasks == (EXPECTED,)
    assert [(remark.sheet, remark.reason) for remark in reading.warnings] == [
        ("Nhiệm vụ cũ", Reason.HIDDEN_SHEET)
    ]


def test_what_else_a_workbook_may_hold_does_no_harm(tmp_path: Path) -> None:
    def adorn(book: Workbook) -> None:
        rule = DataValidation(type="list", formula1='"Sở Tài chính,Sở Nội vụ"')
        rule.add("C2:C100")
        book.worksheets[0].add_data_validation(rule)
        book.worksheets[0].auto_filter.ref = "A1:E2"
        chart = BarChart()
        chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=2))
        book.create_chartsheet("Biểu đồ").add_chart(chart)

    assert read_tasks(tmp_path, TASK, adorn=adorn).tasks == (EXPECTED,)


def test_a_workbook_whose_dimension_lies(tmp_path: Path) -> None:
    def lie(name: str, data: bytes) -> bytes:
        return data.replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1"')

    file = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]})
    assert read_roster(edit(file, lie), KNOWN).tasks == (EXPECTED,)


def test_a_workbook_without_cell_numbers(tmp_path: Path) -> None:

    def strip(name: str, data: bytes) -> bytes:
        if "worksheets/" not in name:
            return data
        data = re.sub(rb"<dimension[^>]*/>", b"", data)
        return re.sub(rb'<(c|row) r="[A-Z]*\d+"', rb"<\1", data)

    file = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]})
    assert read_roster(edit(file, strip), KNOWN).tasks == (EXPECTED,)


def test_a_workbook_whose_tags_have_a_prefix(tmp_path: Path) -> None:
    def prefix(name: str, data: bytes) -> bytes:
        if "worksheets/" not in name:
            return data
        data = data.replace(b"<worksheet xmlns=", b"<worksheet xmlns:x=")
        return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", data)

    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("C2:C3")

    sheets = {"Nhiệm vụ": [TASK_HEADER, TASK, ["NV-02", "Hai"]]}
    reading = read_roster(edit(workbook(tmp_path / "a.xlsx", sheets, merge), prefix), KNOWN)
    assert [task.lead_agency for task in reading.tasks] == ["STC", "STC"]


def test_ten_thousand_tasks_with_progress(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = [(f"NV-{number:05}", *TASK[1:]) for number in range(10_000)]
    file = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, *rows]})
    reading = read_roster(file, KNOWN, lambda done, total: told.append((done, total)))
    assert len(reading.tasks) == 10_000
    assert told == sorted(told)
    assert len(told) > 20
    assert told[-1] == (10_001, 10_001)


def test_the_progress_of_a_folder_ends_at_its_end() -> None:
    told: list[tuple[int, int]] = []
    read_roster(SAMPLE, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 90
