"""Header rows as people spell them, columns nobody asked for, and columns that are missing."""

import unicodedata
from datetime import date, time
from pathlib import Path

import pytest

from committee.people import Role
from messages.sheets.columns import SHAPES, Kind
from messages.sheets.records import Reason
from messages.sheets.tables import recognised
from tests.messages.sheets.making import (
    MEETING,
    MEETING_HEADER,
    MEMBER,
    MEMBER_HEADER,
    TASK,
    TASK_HEADER,
    read_rows,
    reasons,
)


@pytest.mark.parametrize(
    "header",
    [
        [title.upper() for title in TASK_HEADER],
        [title.lower() for title in TASK_HEADER],
        [unicodedata.normalize("NFD", title) for title in TASK_HEADER],
        ["Ma nhiem vu", "Ten nhiem vu", "Co quan chu tri", "Co quan phoi hop", "Han hoan thanh"],
        [
            "  Mã  nhiệm vụ ",
            "Tên\nnhiệm vụ",
            "Cơ\u00a0quan chủ trì*",
            "Cơ quan phối hợp:",
            "Hạn hoàn thành (ngày)",
        ],
        ["Mã NV", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"],
        ["Code", "Title", "Lead agency", "Cooperating agencies", "Deadline"],
        ["Mã", "Công việc", "Chủ trì", "Phối hợp", "Hạn (dd/mm/yyyy)"],
    ],
)
def test_spellings_of_the_task_header(tmp_path: Path, header: list[str]) -> None:
    reading = read_rows(tmp_path, header, TASK)
    assert reading.refusals == reading.warnings == ()
    assert reading.tasks[0].cooperating == ("SNV", "SCT")
    assert reading.tasks[0].deadline == date(2026, 11, 30)


def test_spellings_of_the_member_header(tmp_path: Path) -> None:
    header = ("Ông/Bà", "Họ tên", "Chức danh", "Đơn vị", "Vai trò trong BCĐ", "SĐT", "E-mail")
    member = read_rows(tmp_path, header, MEMBER[:7], name="members.csv").members[0]
    assert (member.seat_code, member.phone, member.courtesy) == ("SNgV-UV", "0900000104", "ông")


@pytest.mark.parametrize("role", ["Ủy viên", "Uỷ viên", "UỶ VIÊN", "uy vien"])
def test_both_tone_placements_are_one(tmp_path: Path, role: str) -> None:
    row = (*MEMBER[:4], role)
    assert read_rows(tmp_path, MEMBER_HEADER, row, name="members.csv").members[0].role is Role.MEMBER


def test_a_better_title_wins_over_a_looser_one(tmp_path: Path) -> None:
    header = ("Tên", "Họ và tên", "Cơ quan", "Vai trò")
    reading = read_rows(tmp_path, header, ("Khoa", "Vũ Đăng Khoa", "STC", "Ủy viên"), name="members.csv")
    assert reading.members[0].name == "Vũ Đăng Khoa"
    assert [(remark.reason, remark.column) for remark in reading.warnings] == [(Reason.UNKNOWN_COLUMN, "Tên")]


def test_unknown_columns_are_named_once_each(tmp_path: Path) -> None:
    header = ("STT", *TASK_HEADER[:4], "Hạn hoàn thàng", "Tình trạng", "")
    reading = read_rows(tmp_path, header, ("1", *TASK, "", "x"), ("2", "NV-02", *TASK[1:], "", "y"))
    assert [task.deadline for task in reading.tasks] == [None, None]
    assert [(remark.reason, remark.column, remark.suggestion) for remark in reading.warnings] == [
        (Reason.UNKNOWN_COLUMN, "Hạn hoàn thàng", "Hạn hoàn thành"),
        (Reason.UNKNOWN_COLUMN, "Tình trạng", ""),
    ]


@pytest.mark.parametrize("absent", [0, 1, 2])
def test_a_missing_column_is_one_refusal(tmp_path: Path, absent: int) -> None:
    def cut(row: tuple[str, ...]) -> list[str]:
        return [cell for index, cell in enumerate(row) if index != absent]

    reading = read_rows(tmp_path, ["Phụ lục"], cut(TASK_HEADER), *[cut(TASK)] * 5)
    assert [(refusal.reason, refusal.row, refusal.value) for refusal in reading.refusals] == [
        (Reason.MISSING_COLUMN, 2, TASK_HEADER[absent])
    ]


def test_a_column_that_is_known_is_not_suggested_for_another(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("Mã nhiệm vụ", "Nội dung khác", "Cơ quan chủ trì", "Hạn"), TASK)
    assert [(refusal.value, refusal.suggestion) for refusal in reading.refusals] == [("Tên nhiệm vụ", "")]


def test_a_misspelt_required_column_is_suggested(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("Mã nhiệm vụ", "Tên nhiệm vụ", "Cơ quan chủ chì", "Hạn"), TASK)
    assert [(refusal.value, refusal.suggestion) for refusal in reading.refusals] == [
        ("Cơ quan chủ trì", "Cơ quan chủ chì")
    ]


def test_a_known_file_without_a_header(tmp_path: Path) -> None:
    assert reasons(read_rows(tmp_path, TASK, TASK).refusals) == [Reason.NO_HEADER]


def test_a_file_with_a_misleading_name_is_known_by_its_header(tmp_path: Path) -> None:
    assert len(read_rows(tmp_path, MEETING_HEADER, MEETING, name="tasks.csv").meetings) == 1
    assert len(read_rows(tmp_path, MEMBER_HEADER, MEMBER, name="bang.csv").members) == 1


@pytest.mark.parametrize("name", ["Cuộc họp.csv", "lich hop thang 12.csv", "meetings-2026.csv", "x.csv"])
def test_names_of_csv_files(tmp_path: Path, name: str) -> None:
    meeting = read_rows(tmp_path, MEETING_HEADER, MEETING, name=name).meetings[0]
    assert (meeting.start, meeting.end, meeting.answer_by) == (time(8), time(10, 30), date(2026, 11, 25))


def test_every_table_is_known_by_the_titles_we_write() -> None:
    for shape in SHAPES:
        titles = [column.title for column in shape.columns]
        assert recognised([["x"], titles]) == len(titles), shape.kind
    assert {shape.kind for shape in SHAPES} == set(Kind)
