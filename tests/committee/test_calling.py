"""Whom to telephone: what comes first, each thing once, and the ladder for whoever gets no nudges."""

from dataclasses import replace
from datetime import date, timedelta

from committee.calling import (
    Because,
    Call,
    News,
    Unheard,
    in_order,
    not_asked,
    of_each_once,
    task_matters_by,
)
from committee.meetings import Meeting
from committee.people import Agency, Person, Role, Seat
from committee.tasks import Task
from tests.committee.province import PLAIN, at

NOW = at(24, "09:00")  # a Tuesday
HOUR = timedelta(hours=1)
STC = Seat(4, "STC-UV", Role.MEMBER, Agency("STC", "Sở Tài chính", position=5), Person(4, "Nông Đức Hiếu"))
CHAIR = Seat(1, "VPTU-TB", Role.CHAIR, Agency("VPTU", "Văn phòng", position=1), Person(1, "Trịnh Quốc Bảo"))
MEETING = Meeting(3, "CH-03", "giao ban", at(26, "14:00"))


def task(deadline: date, number: int = 7) -> Task:
    return Task(number, f"NV-{number:02}", "Báo cáo", STC.agency, STC, deadline=deadline)


def of_meeting(news: News = News.INVITED, meeting: Meeting = MEETING, since: int = 0) -> Unheard:
    return Unheard(NOW - (since or 1) * HOUR, meeting.starts_at, meeting, news)


def of_task(deadline: date) -> Unheard:
    return Unheard(NOW, task_matters_by(deadline, NOW, PLAIN), task=task(deadline))


def test_a_meeting_this_week_comes_before_an_overdue_task_and_one_next_month_after_it() -> None:
    overdue, soon = of_task(NOW.date() - timedelta(days=30)), of_meeting()
    later = of_meeting(meeting=replace(MEETING, id=4, starts_at=NOW + timedelta(days=30)))
    assert of_each_once([later, overdue, soon], NOW) == (soon, overdue, later)
    calls = [Call(STC, Because.NEVER, (overdue,)), Call(CHAIR, Because.LOST, (soon,))]
    assert [call.seat for call in in_order(calls, NOW)] == [CHAIR, STC]


def test_equally_urgent_people_come_in_protocol_order() -> None:
    item = of_meeting()
    calls = [Call(STC, Because.NEVER, (item,)), Call(CHAIR, Because.NEVER, (item,))]
    assert [call.seat for call in in_order(calls, NOW)] == [CHAIR, STC]


def test_a_meeting_is_told_once_and_as_an_invitation_to_whoever_was_never_told() -> None:
    invited, changed = of_meeting(since=5), of_meeting(News.CHANGED, since=2)
    (told,) = of_each_once([changed, invited], NOW)
    assert told.news is News.INVITED and told.since == changed.since
    (told,) = of_each_once([of_meeting(News.REMINDED), changed], NOW)
    assert told.news is News.CHANGED


def test_a_task_matters_until_its_day_ends_or_today_when_it_is_overdue() -> None:
    assert task_matters_by(date(2026, 11, 27), NOW, PLAIN) == at(27, "17:00")
    for day in (date(2026, 11, 3), NOW.date(), None):
        assert task_matters_by(day, NOW, PLAIN) == at(24, "17:00")


def test_the_ladder_is_the_same_for_the_telephone() -> None:
    due, overdue, far = task(date(2026, 11, 24), 1), task(date(2026, 11, 20), 2), task(date(2026, 12, 30), 3)
    before = task(date(2026, 11, 26), 4)  # the third working day before it was Monday
    found = not_asked([due, overdue, far, before], NOW, PLAIN)
    assert found == {1: at(24, "08:00"), 2: at(24, "08:00"), 4: at(23, "08:00")}
    assert not_asked([due], at(24, "07:59"), PLAIN) == {1: at(23, "08:00")}, "the day before it was due"
    assert not_asked([replace(due, lead=None)], NOW, PLAIN) == {}
