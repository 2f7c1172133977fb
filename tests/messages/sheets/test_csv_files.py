"""Csv files in every encoding, delimiter and quoting that Excel and text editors leave behind."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from messages.sheets.records import Reason, TaskRow
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import (
    KNOWN,
    TASK,
    TASK_HEADER,
    cp1258,
    csv_text,
    read_csv_text,
    read_rows,
    reasons,
)

EXPECTED = TaskRow("NV-01", "Báo cáo năm", "STC", ("SNV", "SCT"), deadline=date(2026, 11, 30))
PLAIN = csv_text([TASK_HEADER, TASK])


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        cp1258(PLAIN),
        unicodedata.normalize("NFD", PLAIN).encode(),
        PLAIN.replace("\r\n", "\n").encode(),
        PLAIN.replace("\r\n", "\r").encode(),
    ],
    ids=["utf8", "bom", "utf16le-bom", "utf16be-bom", "utf16le", "utf16be", "cp1258", "nfd", "lf", "cr"],
)
def test_any_encoding(tmp_path: Path, data: bytes) -> None:
    reading = read_csv_text(tmp_path, data)
    assert reading.refusals == reading.warnings == ()
    assert reading.tasks == (EXPECTED,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    assert read_csv_text(tmp_path, csv_text([TASK_HEADER, TASK], delimiter)).tasks == (EXPECTED,)


def test_the_line_that_names_the_delimiter(tmp_path: Path) -> None:
    reading = read_csv_text(tmp_path, "sep=;\r\n" + csv_text([TASK_HEADER, TASK, ("",)], ";"))
    assert reading.tasks == (EXPECTED,)


def test_stray_spaces_of_all_kinds(tmp_path: Path) -> None:
    cooperating = " Sở Nội vụ ;\u00a0Sở Công Thương;"
    task = (" NV-01\u00a0", "\u200bBáo  cáo\u00a0 năm ", "Sở\u00a0Tài  chính", cooperating, " 30/11/2026 ")
    assert read_rows(tmp_path, TASK_HEADER, task).tasks == (EXPECTED,)


def test_quotes_typed_around_values(tmp_path: Path) -> None:
    line = '"NV-01", "Báo cáo năm", """Sở Tài chính""", "Sở Nội vụ; Sở Công Thương", \'30/11/2026'
    assert read_csv_text(tmp_path, f"{','.join(TASK_HEADER)}\r\n{line}\r\n").tasks == (EXPECTED,)


def test_quotes_inside_a_value_stay(tmp_path: Path) -> None:
    text = f'{",".join(TASK_HEADER)}\r\nNV-01,Triển lãm "Bình Sơn" lần 2,STC,,\r\n'
    assert read_csv_text(tmp_path, text).tasks[0].title == 'Triển lãm "Bình Sơn" lần 2'


def test_a_quote_that_never_closes(tmp_path: Path) -> None:
    text = PLAIN + 'NV-02,"Góp ý,STC,,\r\nNV-03,Báo cáo,STC,,\r\n'
    reading = read_csv_text(tmp_path, text)
    assert reading.tasks == (EXPECTED,)
    assert [(refusal.reason, refusal.row) for refusal in reading.refusals] == [(Reason.OPEN_QUOTE, 3)]


def test_rows_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    text = csv_text(
        [
            ("DANH MỤC NHIỆM VỤ",),
            (),
            ("(Kèm theo công văn số 1)",),
            TASK_HEADER,
            (),
            TASK,
            ("", "", ""),
            ("NV-02", "Dòng một\nDòng hai", "Sở Lạ", "", ""),
            ("NV-03", "Tên", "STC", "", "31/11/2026"),
        ]
    )
    reading = read_csv_text(tmp_path, text)
    assert reading.tasks == (EXPECTED,)
    assert [(refusal.row, refusal.column) for refusal in reading.refusals] == [
        (8, "Cơ quan chủ trì"),
        (9, "Hạn hoàn thành"),
    ]


def test_repeated_headers_and_column_numbers_are_passed_over(tmp_path: Path) -> None:
    numbers = ("(1)", "(2)", "(3)", "(4)", "(5)")
    reading = read_rows(tmp_path, TASK_HEADER, numbers, TASK, TASK_HEADER, ("NV-02", *TASK[1:]))
    assert reading.refusals == ()
    assert [task.code for task in reading.tasks] == ["NV-01", "NV-02"]


def test_short_rows_and_long_rows(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, TASK_HEADER, TASK[:3], ("NV-02", *TASK[1:], "thừa", "thừa"))
    assert [task.deadline for task in reading.tasks] == [None, date(2026, 11, 30)]


def test_a_folder_takes_only_its_csv_files(tmp_path: Path) -> None:
    (tmp_path / "tasks.CSV").write_text(PLAIN, "utf-8")
    (tmp_path / "~$tasks.csv").write_bytes(b"\x00\x01lock")
    (tmp_path / "ghi chu.md").write_text("# không phải bảng", "utf-8")
    (tmp_path / "khac.csv").write_text("a,b\n1,2\n", "utf-8")
    reading = read_roster(tmp_path, KNOWN)
    assert reading.tasks == (EXPECTED,)
    assert reading.refusals == ()
    assert [(remark.reason, remark.sheet) for remark in reading.warnings] == [
        (Reason.SHEET_IGNORED, "khac.csv")
    ]


def test_numbers_that_excel_wrote(tmp_path: Path) -> None:
    rows = [(code, "Báo cáo", "STC", "", serial) for code, serial in (("1", "46356"), ("2", "46356.0"))]
    reading = read_rows(tmp_path, TASK_HEADER, *rows)
    assert [(task.code, task.deadline) for task in reading.tasks] == [
        ("1", date(2026, 11, 30)),
        ("2", date(2026, 11, 30)),
    ]
    assert reasons(reading.refusals) == []
