"""Agencies and people are found however they are called: short, without diacritics, by a former name."""

import pytest

from committee.people import Agency, Person
from messages.reading import find_agencies, find_people

AGENCIES = [
    Agency("BTGDV", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban TG&DV", position=1),
    Agency("VPTU", "Văn phòng Tỉnh ủy", "VPTU", position=2),
    Agency("VPUB", "Văn phòng UBND tỉnh", "VP UBND", position=3),
    Agency("SNgV", "Sở Ngoại vụ", "Sở NgV", position=4),
    Agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", position=5),
    Agency("SKHCN", "Sở Khoa học và Công nghệ", "Sở KHCN", position=6),
    Agency("STC", "Sở Tài chính", "Sở TC", position=8),
    Agency("SNV", "Sở Nội vụ", "Sở NV", position=9),
    Agency("SNNMT", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", position=11),
    Agency("SXD", "Sở Xây dựng", "Sở XD", position=12),
    Agency("CAT", "Công an tỉnh", "CA tỉnh", position=13),
    Agency("TĐ", "Tỉnh đoàn", "Tỉnh đoàn", position=18),
    Agency("HPN", "Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN", position=19),
]
PEOPLE = [
    Person(1, "Vũ Đăng Khoa"),
    Person(2, "Phạm Thị Bích Liễu"),
    Person(3, "Lưu Thị Thanh Hà"),
    Person(4, "Hà Văn Tuyến"),
    Person(5, "Y Bliêng Niê"),
    Person(6, "H'Loan Byă"),
    Person(7, "Trần Thu Hà"),
]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("so nong nghiep", ["SNNMT"]),
        ("SNNMT", ["SNNMT"]),
        ("sở NN", ["SNNMT"]),
        ("so ngoai vu", ["SNgV"]),
        ("Sở Văn hoá", ["SVHTTDL"]),
        ("bên Sở TTTT cũ", ["SVHTTDL", "SKHCN"]),
        ("sở kế hoạch đầu tư", ["STC"]),
        ("so giao thong", ["SXD"]),
        ("sở lao động", ["SNV"]),
        ("VP UBND", ["VPUB"]),
        ("công an", ["CAT"]),
        ("hoi phu nu", ["HPN"]),
        ("Tỉnh đoàn", ["TĐ"]),
        ("tđ", ["TĐ"]),
        ("sở y tế", []),
        ("sở", []),
        ("", []),
    ],
)
def test_an_agency_is_found(text, codes):
    assert [agency.code for agency in find_agencies(text, AGENCIES)] == codes


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("anh Khoa", [1]),
        ("chi lieu", [2]),
        ("Vũ Đăng Khoa", [1]),
        ("chị Hà", [3, 7]),
        ("Thanh Hà", [3]),
        ("Hà Văn Tuyến", [4]),
        ("y blieng", [5]),
        ("H’Loan", [6]),
        ("Nguyễn", []),
    ],
)
def test_a_person_is_found(text, ids):
    assert [person.id for person in find_people(text, PEOPLE)] == ids
