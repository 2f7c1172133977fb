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
    not_reminded,
    of_each_once,
    task_matters_by,
)
from committee.meetings import Answer, Invitation, Meeting
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


def reminded(answer: Answer = Answer.ATTENDING, *, heard: int | None = 16, by: str = "Nông Đức Hiếu") -> str:
    """What is told on Tuesday at 9:00 of Thursday's meeting, and since when; last `heard` of on that day."""
    answered = at(16, "10:00") if answer is not Answer.NONE else None
    invited = Invitation(3, STC, at(16), answer, answered_by=by if answered else "", answered_at=answered)
    told = not_reminded(MEETING, invited, at(heard) if heard else None, NOW, PLAIN)
    return f"{told[0]} {told[1]:%d %H:%M}" if told else ""


def test_whoever_is_reached_nowhere_is_reminded_by_telephone() -> None:
    assert reminded() == "reminded 23 14:00"  # three days before, on the first working day
    assert reminded(Answer.NONE) == "asked 23 08:00"  # two working days before the last day for answers
    assert reminded(Answer.ABSENT) == ""


def test_a_reminder_from_before_somebody_was_told_is_no_news() -> None:
    assert reminded(heard=24) == ""
    assert reminded(heard=23) == "reminded 23 14:00"


def test_whoever_was_never_written_to_is_invited_whatever_a_predecessor_said() -> None:
    assert reminded(Answer.NONE, heard=None) == "invited 16 08:00"
    assert reminded(heard=None, by="Lê Văn Cũ") == "invited 16 08:00"
    assert reminded(heard=None) == "reminded 23 14:00", "an own answer tells that one knows"


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
