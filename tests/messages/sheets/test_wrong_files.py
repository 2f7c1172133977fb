"""Files that cannot be read at all get one refusal that says what to do, and never a traceback."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.sheets.records import Reason
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import KNOWN, SAMPLE, TASK, TASK_HEADER, edit, read_csv_text, workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def archive(*names: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as inside:
        for name in names:
            inside.writestr(name, "<x/>")
    return packed.getvalue()


WRONG = {
    "empty": (b"", Reason.EMPTY_FILE),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", Reason.EMPTY_FILE),
    "xls": (OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), Reason.OLD_EXCEL),
    "password": (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), Reason.PASSWORD),
    "docx": (archive("[Content_Types].xml", "word/document.xml"), Reason.WRONG_TYPE),
    "ods": (archive("mimetype", "content.xml"), Reason.WRONG_TYPE),
    "xlsb": (archive("[Content_Types].xml", "xl/workbook.bin"), Reason.OLD_EXCEL),
    "hollow": (archive("[Content_Types].xml", "xl/workbook.xml"), Reason.BROKEN_WORKBOOK),
    "no files": (b"PK\x05\x06" + b"\x00" * 18, Reason.WRONG_TYPE),
    "half": ((SAMPLE / "committee.xlsx").read_bytes()[:9000], Reason.BROKEN_WORKBOOK),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", Reason.WRONG_TYPE),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.WRONG_TYPE),
    "page": (b"<!DOCTYPE html><table><tr><td>x</table>", Reason.NOT_A_TABLE),
    "program": (b"\x7fELF\x02\x01\x01" + b"\x00\x01\x02" * 900, Reason.NOT_A_TABLE),
    "binary": (b"a\xff,b\x01\x02\n", Reason.NOT_A_TABLE),
    "undecodable": (b"\xff\x8a\x8d\x8e,\x90", Reason.ENCODING),
    "half a letter": (b"\xff\xfea", Reason.ENCODING),
    "prose": ("Kính gửi đồng chí,\nĐây là thư.\n".encode(), Reason.NOTHING_KNOWN),
}


@pytest.mark.parametrize("name", ["bang ke.csv", "bang ke.xlsx"])
@pytest.mark.parametrize(("data", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_files(tmp_path: Path, data: bytes, reason: Reason, name: str) -> None:
    reading = read_csv_text(tmp_path, data, name)
    assert [(refusal.reason, refusal.sheet, refusal.is_file) for refusal in reading.refusals] == [
        (reason, name, True)
    ]
    assert reading.tasks == ()


def test_a_workbook_of_the_strict_kind(tmp_path: Path) -> None:
    def strictly(name: str, data: bytes) -> bytes:
        for part, strict in ((b"spreadsheetml/2006/main", b"spreadsheetml/main"), (b"/2006/rel", b"/rel")):
            data = data.replace(part, strict)
        return data.replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")

    def change(name: str, data: bytes) -> bytes:
        return strictly(name, data) if name.startswith("xl/work") else data

    made = edit(workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]}), change)
    assert [refusal.reason for refusal in read_roster(made, KNOWN).refusals] == [Reason.STRICT_WORKBOOK]


def test_a_workbook_called_csv_is_read_all_the_same(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]})
    assert len(read_roster(made.rename(tmp_path / "tasks.csv"), KNOWN).tasks) == 1


def test_what_is_not_there(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.xlsx", Reason.NOT_FOUND), (tmp_path, Reason.EMPTY_FOLDER)):
        assert [refusal.reason for refusal in read_roster(path).refusals] == [reason]


def test_a_link_that_leads_nowhere_and_a_folder_called_csv(tmp_path: Path) -> None:
    (tmp_path / "members.csv").symlink_to(tmp_path / "gone")
    (tmp_path / "tasks.csv").mkdir()
    assert [refusal.reason for refusal in read_roster(tmp_path).refusals] == [Reason.EMPTY_FOLDER]


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_bytes((SAMPLE / "agencies.csv").read_bytes())
    (tmp_path / "tasks.csv").write_bytes(b"")
    reading = read_roster(tmp_path)
    assert len(reading.agencies) == 22
    assert [(refusal.sheet, refusal.reason) for refusal in reading.refusals] == [
        ("tasks.csv", Reason.EMPTY_FILE)
    ]


def test_a_workbook_that_unpacks_to_far_too_much(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER, TASK]})
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as inside, inside.open("xl/bomb.bin", "w") as bomb:
        for _ in range(410):
            bomb.write(b"\x00" * 1_000_000)
    assert [refusal.reason for refusal in read_roster(made).refusals] == [Reason.TOO_BIG]


def test_a_file_that_is_far_too_big(tmp_path: Path) -> None:
    with (tmp_path / "tasks.csv").open("wb") as file:
        file.truncate(100_000_000)
    assert [refusal.reason for refusal in read_roster(tmp_path).refusals] == [Reason.TOO_BIG]


def test_an_empty_workbook(tmp_path: Path) -> None:
    reading = read_roster(workbook(tmp_path / "a.xlsx", {"Sheet1": [], "Nhiệm vụ": []}))
    assert [(refusal.reason, refusal.sheet) for refusal in reading.refusals] == [
        (Reason.NOTHING_KNOWN, "a.xlsx")
    ]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    reading = read_roster(workbook(tmp_path / "a.xlsx", {"Nhiệm vụ": [TASK_HEADER]}))
    assert reading.refusals == reading.tasks == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_reading(tmp_path: Path, data: bytes) -> None:
    for name in ("tasks.csv", "x.xlsx"):
        assert read_csv_text(tmp_path, data, name).refusals


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 18_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_ends_in_a_reading(tmp_path: Path, place: int, data: bytes) -> None:
    whole = (SAMPLE / "committee.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[:place] + data + whole[place + len(data) :])
    read_roster(tmp_path / "a.xlsx")
