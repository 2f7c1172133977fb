"""Forms of address: comrades with a seat, courtesy for guests, and who is reported to."""

import pytest

from committee.people import Person, Role
from committee.register import AddressKind, address

KHOA = Person(6, "Vũ Đăng Khoa", courtesy="ông")


@pytest.mark.parametrize("role", list(Role))
def test_whoever_has_a_seat_is_a_comrade(role: Role) -> None:
    form = address(KHOA, role)
    assert (form.kind, form.name, form.short) == (AddressKind.COMRADE, "Vũ Đăng Khoa", "Khoa")
    assert form.upward == (role in (Role.CHAIR, Role.STANDING_DEPUTY))


def test_a_guest_is_addressed_by_courtesy_where_it_is_known() -> None:
    assert address(KHOA, None).kind is AddressKind.COURTESY
    assert address(KHOA, None).courtesy == "ông"
    assert address(Person(7, "Thạch Sô Phol"), None).kind is AddressKind.COMRADE


def test_a_stored_short_form_goes_before_a_guess() -> None:
    assert address(Person(8, "Thạch Sô Phol", short_name="Sô Phol"), Role.MEMBER).short == "Sô Phol"
