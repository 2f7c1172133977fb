"""Who is called to a meeting, in the words of secretaries and of the roster's sheet."""

import pytest

from committee.people import Role
from messages.reading.called import read_called
from tests.committee.province import CULTURE, FINANCE, OFFICE, SEATS, YOUTH

AGENCIES = [OFFICE, FINANCE, CULTURE, YOUTH]


def called(words: str) -> tuple[list[int], tuple[str, ...]]:
    found = read_called(words, SEATS, AGENCIES)
    return [seat.id for seat in found.seats], found.outside


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Toàn thể Ban Chỉ đạo", [1, 2, 3, 4, 5, 6]),
        ("Tổ giúp việc", [7, 8]),
        ("toan the ban chi dao va to giup viec", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("Trưởng ban, các Phó Trưởng ban; Tổ giúp việc", [1, 2, 3, 7, 8]),
        ("các Ủy viên", [4, 5, 6]),
        ("mời Sở Tài chính", [3, 4]),
        ("STC, Tỉnh đoàn", [3, 4, 6]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính", [2, 3, 4, 5]),
        ("so van hoa, the thao va du lich và tỉnh đoàn", [2, 5, 6]),
        ("Sở Tài chính và Tỉnh đoàn", [3, 4, 6]),
        ("Văn phòng Tỉnh ủy", [1]),  # its place in the secretariat is not meant
    ],
)
def test_named(words: str, ids: list[int]) -> None:
    assert called(words)[0] == ids
    assert not called(words)[1]


def test_what_is_not_of_this_committee_is_kept_apart() -> None:
    assert called("Toàn thể Ban Chỉ đạo; mời: Sở Tư pháp") == ([1, 2, 3, 4, 5, 6], ("Sở Tư pháp",))
    assert called("đại diện các xã, phường; cơ quan báo chí") == ([], ("các xã, phường", "cơ quan báo chí"))
    assert called(" ; , ") == ([], ())


def test_an_agency_with_places_in_the_secretariat_only() -> None:
    only = [seat for seat in SEATS if seat.role is Role.SECRETARIAT_LEAD]
    assert [seat.id for seat in read_called("VPTU", only, AGENCIES).seats] == [7]
