"""Audiences: what an expression means, which seats it reaches, and that a slip never widens it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import announcements
from committee.announcements import BadAudience
from committee.people import Role
from committee.refusals import Refusal, RefusalReason
from tests.committee.province import SEATS

EVERYBODY = [1, 2, 3, 4, 5, 6, 7, 8]


def reached(text: str) -> list[int]:
    return [seat.id for seat in announcements.resolve(announcements.parse(text), SEATS)]


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("all", EVERYBODY),
        (" ALL ", EVERYBODY),
        ("participants", [1, 2, 3, 4, 5, 6]),
        ("role:member", [4, 5, 6]),
        ("role:deputy", [2, 3]),  # the standing deputy is a deputy
        ("role:standing_deputy", [2]),
        ("role:secretary", [7, 8]),
        ("role:secretariat_lead", [7]),
        ("agency:STC", [3, 4, 8]),
        ("agency:stc,role:member", [3, 4, 5, 6, 8]),  # each once, in protocol order
        ("agency:Sở Văn hóa, Thể thao và Du lịch", [2, 5]),
        ("group:Mặt trận, đoàn thể, role:chair", [1, 6]),
        ("group:Chính quyền; seat:TĐ-6", [2, 3, 4, 5, 6, 8]),
        ("all,-agency:STC", [1, 2, 5, 6, 7]),
        ("-agency:STC,all", [1, 2, 5, 6, 7]),
        ("-role:secretary", [1, 2, 3, 4, 5, 6]),
        ("agency: STC , - role:deputy", [4, 8]),
        ("group:Mặt trận, đoàn thể, -seat:SVHTTDL-5, participants", [1, 2, 3, 4, 6]),
    ],
)
def test_who_is_reached(text: str, seats: list[int]) -> None:
    assert reached(text) == seats


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("everyone", "everyone"),
        ("all:x", "all:x"),
        ("role:", "role:"),
        ("role:boss", "role:boss"),
        ("role:member,-rol:chair", "-rol:chair"),
        ("-", "-"),
        ("all everyone", "all everyone"),
    ],
)
def test_a_part_that_means_nothing(text: str, part: str) -> None:
    with pytest.raises(BadAudience) as refused:
        announcements.parse(text)
    assert refused.value.part == part
    assert refused.value.facts == {"part": part}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("agency:XYZ", "agency:XYZ"),
        ("all,-agency:STX", "-agency:STX"),  # a misspelt exclusion must not write to all
        ("seat:STC-99", "seat:STC-99"),
        ("group:Đảng,everyone", "group:Đảng, everyone"),
    ],
)
def test_a_part_that_nobody_answers_to(text: str, part: str) -> None:
    audience = announcements.parse(text)
    with pytest.raises(BadAudience) as refused:
        announcements.resolve(audience, SEATS)
    assert refused.value.part == part
    assert refused.value.reason is RefusalReason.AUDIENCE_BAD


@pytest.mark.parametrize("text", ["", " , ;", "role:member,-role:member", "all,-all"])
def test_nobody_is_left(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        reached(text)
    assert refused.value.reason is RefusalReason.AUDIENCE_EMPTY


def test_names_are_compared_as_asked() -> None:
    def folded(typed: str, stored: str) -> bool:
        return typed == "so tai chinh" and stored == "Sở Tài chính"

    audience = announcements.parse("agency:so tai chinh")
    assert [seat.id for seat in announcements.resolve(audience, SEATS, folded)] == [3, 4, 8]


NAMED = [f"role:{role}" for role in Role] + [f"seat:{seat.code}" for seat in SEATS]
PARTS = [*NAMED, "all", "participants", "agency:STC", "group:Mặt trận, đoàn thể", "group:Đảng"]


@given(st.lists(st.sampled_from(PARTS), min_size=1), st.lists(st.sampled_from(PARTS)))
def test_each_seat_once_and_exclusions_win(wanted: list[str], unwanted: list[str]) -> None:
    text = ",".join([*wanted, *(f"-{part}" for part in unwanted)])
    audience = announcements.parse(text)
    assert announcements.parse(str(audience)) == audience
    out = set(reached(",".join(unwanted))) if unwanted else set()
    expected = set(reached(",".join(wanted))) - out
    if not expected:
        with pytest.raises(Refusal):
            reached(text)
        return
    found = reached(text)
    assert len(found) == len(set(found))
    assert set(found) == expected
