"""Makes the files that these tests read: csv as text or bytes, workbooks cell by cell, edited XML."""

import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from committee.people import Agency
from messages.sheets.records import Reading, Reason, Refusal
from messages.sheets.roster import read_roster

SAMPLE = Path(__file__).resolve().parents[3] / "sample"

KNOWN = (
    Agency("SNgV", "Sở Ngoại vụ", "Sở NgV"),
    Agency("SNV", "Sở Nội vụ", "Sở NV"),
    Agency("STC", "Sở Tài chính", "Sở TC"),
    Agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL"),
    Agency("SCT", "Sở Công Thương", "Sở CT"),
)

TASK_HEADER = ("Mã nhiệm vụ", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Hạn hoàn thành")
TASK = ("NV-01", "Báo cáo năm", "Sở Tài chính", "Sở Nội vụ; Sở Công Thương", "30/11/2026")
MEETING_HEADER = ("Mã cuộc họp", "Tên cuộc họp", "Ngày", "Giờ bắt đầu", "Giờ kết thúc", "Hạn xác nhận")
MEETING = ("CH-01", "Giao ban", "27/11/2026", "08:00", "10:30", "25/11/2026")
MEMBER_HEADER = ("Danh xưng", "Họ và tên", "Chức vụ", "Cơ quan", "Vai trò", "Điện thoại", "Email", "Ghi chú")
MEMBER = ("ông", "Lò Văn Thuận", "Giám đốc", "Sở Ngoại vụ", "Ủy viên", "0900 000 104", "a@example.vn", "")


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Lines as a person would type them, quoted only where needed."""

    def cell(text: str) -> str:
        special = any(sign in text for sign in f'{delimiter}"\n')
        return '"' + text.replace('"', '""') + '"' if special else text

    return "".join(delimiter.join(cell(text) for text in row) + "\r\n" for row in rows)


def read_csv_text(folder: Path, text: str | bytes, name: str = "tasks.csv", **more: Any) -> Reading:
    """What is read from a csv file with this content, when KNOWN agencies are stored."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_roster(file, more.pop("known", KNOWN), **more)


def read_rows(folder: Path, *rows: Sequence[str], name: str = "tasks.csv") -> Reading:
    """The same for rows of cells."""
    return read_csv_text(folder, csv_text(rows), name)


def workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[Any]]], adorn: Callable[[Workbook], None] | None = None
) -> Path:
    """A workbook with these cells, changed by `adorn` before it is saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if adorn:
        adorn(book)
    book.save(path)
    return path


def edit(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same archive with its members changed: what Excel writes and openpyxl cannot."""
    with zipfile.ZipFile(path) as archive:
        members = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def cp1258(text: str) -> bytes:
    """Vietnamese as Windows' own code page has it: vowels whole, tone marks after them."""

    def loosen(letter: str) -> str:
        tones = "\u0300\u0301\u0303\u0309\u0323"
        parts = unicodedata.normalize("NFD", letter)
        base = "".join(part for part in parts if part not in tones)
        return unicodedata.normalize("NFC", base) + "".join(part for part in parts if part in tones)

    return "".join(loosen(letter) for letter in unicodedata.normalize("NFC", text)).encode("cp1258")


def reasons(remarks: Sequence[Refusal]) -> list[Reason]:
    """Only the reasons."""
    return [remark.reason for remark in remarks]
