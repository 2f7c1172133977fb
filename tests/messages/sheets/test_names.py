"""Agencies by any of their names, roles by any of their wordings, phone numbers however mauled."""

import pytest

from committee.people import Role
from messages.sheets.agency_book import AmbiguousAgency, book_of
from messages.sheets.phones import read_phone
from messages.sheets.roles import SUFFIXES, TITLES, SeatCodes, read_role
from messages.sheets.roster import read_roster
from tests.messages.sheets.making import SAMPLE

BOOK = book_of((row.code, row.name, row.short_name) for row in read_roster(SAMPLE).agencies)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("Sở Văn hoá, Thể thao và Du lịch", "SVHTTDL"),
        ("so van hoa the thao va du lich", "SVHTTDL"), ("Sở VH-TT&DL", "SVHTTDL"), ("SVHTTDL", "SVHTTDL"),
        ("svhttdl", "SVHTTDL"), ("SỞ VHTTDL", "SVHTTDL"), ("SNgV", "SNgV"), ("SNV", "SNV"), ("snv", "SNV"),
        ("Sở GD&ĐT", "SGDĐT"), ("SGDDT", "SGDĐT"), ("BĐBP", "BĐBP"), ("TĐ", "TĐ"), ("Tinh doan", "TĐ"),
        ("Ban TG và DV", "BTGDV"), ("VP  UBND", "VPUB"), ("Báo và PT - TH", "BPTTH"),
        ("Sở Y tế", None), ("", None),
    ],
)  # fmt: skip
def test_agencies(words: str, code: str | None) -> None:
    assert BOOK.find(words) == code


@pytest.mark.parametrize(
    ("words", "codes", "unknown"),
    [
        ("Sở Công Thương; Sở Nội vụ", ["SCT", "SNV"], []),
        ("Sở Công Thương\nSở Nội vụ;\n", ["SCT", "SNV"], []),
        ("- Sở Công Thương\n- Sở NV.", ["SCT", "SNV"], []),
        ("SCT, SNV, Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh", ["SCT", "SNV", "SVHTTDL", "CAT"], []),
        ("SCT; SCT; sct", ["SCT"], []),
        ("SCT; Sở Lạ; SNV", ["SCT", "SNV"], ["Sở Lạ"]),
        ("SCT, Sở Lạ", [], ["SCT, Sở Lạ"]),
        (" ; ;\n", [], []),
    ],
)
def test_several_agencies_in_one_cell(words: str, codes: list[str], unknown: list[str]) -> None:
    assert BOOK.find_all(words) == (codes, unknown)


def test_two_agencies_of_one_name() -> None:
    book = book_of([("A", "Sở Một", "S"), ("B", "Sở Hai", "S")])
    with pytest.raises(AmbiguousAgency):
        book.find("s")


def test_the_files_own_agency_comes_before_its_stored_self() -> None:
    book = book_of([("SNG", "Sở Ngoại vụ", ""), ("SNgV", "Sở Ngoại vụ", "")])
    assert book.find("sở ngoại vụ") == "SNG"
    assert len(book) == 1


def test_suggestions() -> None:
    assert BOOK.nearest("Sở Giáo dục & Đào tao") == "Sở Giáo dục và Đào tạo"
    assert BOOK.nearest("zzz") == ""
    assert [BOOK.nearest(f"Sở Công Thươn {number}") for number in range(600)][-1] == ""


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Trưởng ban", Role.CHAIR), ("Trưởng Ban Chỉ đạo", Role.CHAIR), ("TRUONG BAN", Role.CHAIR),
        ("Phó Trưởng ban Thường trực", Role.STANDING_DEPUTY),
        ("Phó Trưởng ban (Thường trực)", Role.STANDING_DEPUTY),
        ("Phó ban TT", Role.STANDING_DEPUTY), ("Phó Trưởng ban", Role.DEPUTY),
        ("Phó Trưởng Ban Chỉ đạo", Role.DEPUTY),
        ("Ủy viên", Role.MEMBER), ("Uỷ viên Ban Chỉ đạo", Role.MEMBER), ("Thành viên", Role.MEMBER),
        ("Thư ký (Tổ trưởng Tổ giúp việc)", Role.SECRETARIAT_LEAD),
        ("Tổ trưởng Tổ giúp việc", Role.SECRETARIAT_LEAD),
        ("Thư ký (Tổ viên Tổ giúp việc)", Role.SECRETARY), ("Thư ký", Role.SECRETARY),
        ("Tổ viên", Role.SECRETARY),
        ("Thư ký (Tổ phó Tổ giúp việc)", Role.SECRETARY), ("Phó Tổ trưởng Tổ giúp việc", Role.SECRETARY),
        ("Thư ký (Phó Tổ trưởng)", Role.SECRETARY), ("Thành viên Tổ giúp việc", Role.SECRETARY),
        ("standing_deputy", Role.STANDING_DEPUTY), ("Secretariat lead", Role.SECRETARIAT_LEAD),
        ("Khách mời", None), ("", None),
    ],
)  # fmt: skip
def test_roles(words: str, role: Role | None) -> None:
    assert read_role(words) is role


def test_what_we_write_for_a_role_is_read_again() -> None:
    assert {role: read_role(title) for role, title in TITLES.items()} == {role: role for role in Role}
    assert set(SUFFIXES) == set(Role)


def test_seat_codes() -> None:
    seats = SeatCodes()
    assert [seats.next("STC", Role.SECRETARY) for _ in range(3)] == ["STC-TV", "STC-TV2", "STC-TV3"]
    assert seats.next("STC", Role.MEMBER) == "STC-UV"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0900 000 101", "0900000101"), ("900000101", "0900000101"), ("900000101.0", "0900000101"),
        ("+84 900 000 101", "0900000101"), ("+84 (0)900000101", "0900000101"), ("84900000101", "0900000101"),
        ("0084900000101", "0900000101"), ("0900.000.101", "0900000101"), ("0900-000-101", "0900000101"),
        ("9.00000101E+08", "0900000101"), ("9,00000101E+08", "0900000101"), ("0200 000 001", "0200000001"),
        ("0203 3825 123", "02033825123"), ("2033825123", "02033825123"),
        ("0900 000 101; 0900000102", "0900000101; 0900000102"),
        ("0900000101 - 0900000102", "0900000101; 0900000102"),
        ("0900000101/900000102", "0900000101; 0900000102"), ("", ""),
    ],
)  # fmt: skip
def test_phones(typed: str, digits: str) -> None:
    assert read_phone(typed) == (digits, True)


@pytest.mark.parametrize(
    "typed", ["9.00E+08", "1900 1234", "069 512", "0900000101 máy lẻ 5", "không", "12", "9E+99"]
)
def test_what_is_no_phone_number_is_kept(typed: str) -> None:
    assert read_phone(typed) == (typed, False)
