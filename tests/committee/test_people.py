"""People: short forms of names, who answers for an agency, the protocol order."""

import pytest

from committee.people import Role, lead_seat, protocol, short_form
from tests.committee.province import CHAIR, FINANCE, OFFICE, SEATS, YOUTH, seat


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vũ Đăng Khoa", "Khoa"),
        ("Y Bliêng Niê", "Y Bliêng"),
        ("H'Loan Byă", "H'Loan"),
        ("H’Loan Byă", "H’Loan"),
        ("  Trịnh   Quốc Bảo ", "Bảo"),
        ("Khoa", "Khoa"),
        ("Y", "Y"),
        ("", ""),
    ],
)
def test_short_form(name: str, short: str) -> None:
    assert short_form(name) == short


def test_a_member_answers_for_the_agency_before_its_deputy_and_secretary() -> None:
    lead = lead_seat(SEATS, FINANCE.code)
    assert lead is not None
    assert lead.id == 4
    assert lead_seat(SEATS, "XYZ") is None


def test_the_chair_is_asked_last_and_an_empty_seat_after_all() -> None:
    lead = lead_seat(SEATS, OFFICE.code)
    assert lead is not None
    assert lead.role is Role.SECRETARIAT_LEAD
    vacant = seat(30, Role.MEMBER, OFFICE, empty=True)
    assert lead_seat([vacant, CHAIR], OFFICE.code) is CHAIR
    assert lead_seat([vacant], OFFICE.code) is vacant


def test_protocol_order_is_by_role_then_agency() -> None:
    assert [one.id for one in sorted(SEATS, key=protocol)] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_roles() -> None:
    assert {role for role in Role if role.in_secretariat} == {Role.SECRETARIAT_LEAD, Role.SECRETARY}
    assert {role for role in Role if role.reads_digest} == {Role.CHAIR, Role.STANDING_DEPUTY}


def test_the_title_of_an_empty_seat_is_its_agency() -> None:
    assert seat(30, Role.MEMBER, YOUTH, empty=True).title == "Tỉnh đoàn"
