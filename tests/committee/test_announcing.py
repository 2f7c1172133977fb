"""When an announcement goes, how its pieces are joined, how often one may remind."""

from datetime import date, datetime, timedelta

import pytest

from committee import announcing
from committee.calendar import DayKind, WorkCalendar
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason

PRACTICE = Practice(calendar=WorkCalendar.of([(date(2026, 11, 24), DayKind.DAY_OFF)]))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PRACTICE.zone)


@pytest.mark.parametrize(
    ("now", "goes", "urgent_goes"),
    [
        ("2026-11-23T10:00", "2026-11-23T10:00", "2026-11-23T10:00"),
        ("2026-11-23T12:00", "2026-11-23T13:45", "2026-11-23T12:00"),  # the noon rest
        ("2026-11-23T17:30", "2026-11-23T17:30", "2026-11-23T17:30"),  # whoever sends has looked at the clock
        ("2026-11-23T20:00", "2026-11-25T07:45", "2026-11-24T07:00"),  # the 24th is a day off
        ("2026-11-23T06:59", "2026-11-23T07:45", "2026-11-23T07:00"),
        ("2026-11-24T10:00", "2026-11-25T07:45", "2026-11-24T10:00"),
        ("2026-11-28T09:00", "2026-11-30T07:45", "2026-11-28T09:00"),
    ],
)
def test_when_it_leaves(now: str, goes: str, urgent_goes: str) -> None:
    assert announcing.goes_at(at(now), PRACTICE, urgent=False) == at(goes)
    assert announcing.goes_at(at(now), PRACTICE, urgent=True) == at(urgent_goes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (at("2026-11-28T22:00"), "2026-11-28T22:00"),  # who names an hour means it
        (date(2026, 11, 25), "2026-11-25T07:45"),
        (date(2026, 11, 28), "2026-11-28T07:45"),
        (date(2026, 11, 23), "2026-11-23T13:45"),  # today: the next window
    ],
)
def test_an_appointed_moment(typed: datetime | date, meant: str) -> None:
    assert announcing.appointed(typed, at("2026-11-23T12:00"), PRACTICE) == at(meant)


@pytest.mark.parametrize(
    "typed", [at("2026-11-23T11:59"), at("2026-11-23T18:00"), date(2026, 11, 22), date(2026, 11, 23)]
)
def test_a_moment_that_is_over(typed: datetime | date) -> None:
    with pytest.raises(Refusal) as refused:
        announcing.appointed(typed, at("2026-11-23T18:00"), PRACTICE)
    assert refused.value.reason is RefusalReason.SEND_TIME_PAST


@pytest.mark.parametrize(
    ("before", "piece", "whole"),
    [
        ("một hai", "ba", "một hai ba"),
        ("Hạn: 18/12/2026.", "- Tham mưu", "Hạn: 18/12/2026.\n- Tham mưu"),
        ("PHÂN CÔNG", "1. Văn phòng", "PHÂN CÔNG\n1. Văn phòng"),
        ("đồng chí", "Vũ Đăng Khoa", "đồng chí Vũ Đăng Khoa"),
        ("như sau:", "mục", "như sau:\nmục"),
        ("mục", "• ý", "mục\n• ý"),
    ],
)
def test_joining_pieces(before: str, piece: str, whole: str) -> None:
    assert announcing.joined(before, piece, last=4000) == whole


def test_a_word_that_was_cut() -> None:
    assert announcing.joined("x" * 4096, "yz", last=4096) == "x" * 4096 + "yz"


def test_what_may_go_on() -> None:
    assert announcing.may_go_on("x" * 3500)
    assert not announcing.may_go_on("x" * 3400)
    assert announcing.may_go_on("x" * 1700, 2000)
    assert not announcing.may_go_on("x" * 1690, 2000)


def test_reminding() -> None:
    now = at("2026-11-23T10:00")
    assert announcing.may_remind_at(None, now) == now
    assert announcing.may_remind_at(now - timedelta(hours=1), now) == now + timedelta(hours=1)
    assert announcing.may_remind_at(now - timedelta(hours=3), now) == now
