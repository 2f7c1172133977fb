"""Whatever is written as a workbook is read again exactly, and nothing in it can be run as a formula."""

from datetime import date, time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from committee.calendar import DayKind
from committee.people import Role
from messages.sheets.cells import fold, is_error, tidy, tidy_lines
from messages.sheets.layout import roster_tables
from messages.sheets.phones import read_phone
from messages.sheets.records import AgencyRow, HolidayRow, MeetingRow, MemberRow, Reading, TaskRow
from messages.sheets.roles import SeatCodes
from messages.sheets.roster import read_roster
from messages.sheets.workbook import SheetTable, guarded, write_workbook

LETTERS = st.sampled_from("aAăâđĐêôơưừỗỆyỹ 0123456789.,-–/()'\"’&<>=+@#%;:\t\n😀é漢")


def keeps(text: str) -> bool:
    """Left out is what the reader means to change: error values, and an apostrophe alone."""
    return not is_error(text) and text != "'"


LINE = st.text(LETTERS, max_size=30).map(tidy).filter(keeps)
TEXT = st.text(LETTERS, max_size=60).map(tidy_lines).filter(keeps)
NAME = LINE.filter(lambda text: bool(fold(text)))
CODE = (
    st.text("ABCĐabc0123456789-./ ", min_size=1, max_size=12)
    .map(tidy)
    .filter(lambda text: bool(fold(text)) and text[0] not in "-")
)
PHONE = st.one_of(st.just(""), st.from_regex(r"0[39][0-9]{8}", fullmatch=True))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NUMBERS = ("một", "hai", "ba", "bốn")
MINUTES = st.integers(0, 24 * 60 - 2)


def clean_list(text: str) -> str:
    """As a list on one line is read."""
    parts = (line.rstrip("; ") for line in tidy_lines(text).split("\n"))
    return tidy("; ".join(part for part in parts if part))


LIST = TEXT.map(clean_list).filter(lambda text: keeps(text) and clean_list(text) == text)


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    codes = draw(st.lists(CODE, min_size=1, max_size=4, unique_by=lambda code: fold(code).replace(" ", "")))
    agencies = tuple(
        AgencyRow(
            code,
            f"Sở {number} {draw(LINE)}".strip(),
            draw(st.just("")),
            draw(LINE),
            draw(LIST),
            draw(PHONE),
            "",
            position,
        )
        for position, (number, code) in enumerate(zip(NUMBERS, codes, strict=False), start=1)
    )
    codes = [agency.code for agency in agencies]
    seats, members = SeatCodes(), []
    for number in range(draw(st.integers(0, 4))):
        agency, role = draw(st.sampled_from(codes)), draw(st.sampled_from(list(Role)))
        members.append(
            MemberRow(
                f"Người {number} {draw(LINE)}".strip(),
                agency,
                role,
                seats.next(agency, role),
                draw(LINE),
                draw(LINE),
                draw(PHONE),
                "",
                draw(TEXT),
            )
        )
    tasks = []
    for code in draw(st.lists(CODE, max_size=4, unique_by=str.casefold)):
        lead = draw(st.sampled_from(codes))
        others = draw(st.lists(st.sampled_from(codes), unique=True))
        tasks.append(
            TaskRow(
                code,
                draw(NAME),
                lead,
                tuple(other for other in others if other != lead),
                draw(LINE),
                draw(st.none() | DAYS),
                draw(LINE),
                draw(LIST),
            )
        )
    meetings = []
    for code in draw(st.lists(CODE, max_size=3, unique_by=str.casefold)):
        start = draw(MINUTES)
        end = draw(st.none() | st.integers(start + 1, 24 * 60 - 1))
        meetings.append(
            MeetingRow(
                code,
                draw(NAME),
                draw(DAYS),
                clock(start),
                None if end is None else clock(end),
                draw(LINE),
                draw(LINE),
                draw(LINE),
                draw(LINE),
                draw(LIST),
                draw(st.none() | DAYS),
                draw(LIST),
                draw(TEXT),
            )
        )
    holidays = tuple(
        HolidayRow(day, draw(LINE), draw(st.sampled_from(list(DayKind))))
        for day in draw(st.lists(DAYS, max_size=3, unique=True))
    )
    return Reading(agencies, tuple(members), tuple(tasks), tuple(meetings), holidays)


@settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(readings())
def test_write_then_read(tmp_path: Path, reading: Reading) -> None:
    write_workbook(roster_tables(reading), tmp_path / "a.xlsx")
    again = read_roster(tmp_path / "a.xlsx")
    assert again.refusals == ()
    for name in ("agencies", "members", "tasks", "meetings", "holidays"):
        assert getattr(again, name) == getattr(reading, name)


@given(st.text(max_size=20))
def test_no_cell_can_be_run(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=30))
def test_phones_stay_what_they_became(text: str) -> None:
    number, understood = read_phone(tidy_lines(text))
    assert not understood or read_phone(number) == (number, True)


def test_how_a_written_sheet_looks(tmp_path: Path) -> None:
    rows = (
        ("=1+1", date(2026, 12, 4), time(14), 7, None),
        ("\x00a\ud800" + "x" * 40_000, None, None, None, ""),
    )
    table = SheetTable("a/b:c*[" + "d" * 40, ("Tên", "Ngày", "Giờ", "STT", "Trống"), rows)
    write_workbook([table], tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    assert len(sheet.title) == 31
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet["A2"].value == "'=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["C2"].value == time(14)
    assert sheet["D2"].value == 7
    assert len(str(sheet["A3"].value)) == 32_000
    assert sheet.column_dimensions["A"].width == 60


def test_an_empty_workbook_can_be_written(tmp_path: Path) -> None:
    write_workbook([], tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1
