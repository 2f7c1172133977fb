"""Nudges fit one screen whatever the titles are, and speak of tasks, never of people's lateness."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from committee.ladder import CallList, Nudge, Owed, Step
from committee.people import Agency, Person, Role, Seat
from committee.tasks import Task
from messages.voice import Voice
from messages.words import nudges

VOICE = Voice("vi", ZoneInfo("Asia/Ho_Chi_Minh"), "Ban Chỉ đạo")
DAY = date(2026, 11, 24)
CULTURE = Agency("SVH", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL")
KHOA = Person(1, "Vũ Đăng Khoa", phone="0900 000 106")
SEAT = Seat(7, "SVH-UV", Role.MEMBER, CULTURE, KHOA)


def task(number: int, deadline: date, title: str = "Tổ chức lớp bồi dưỡng nghiệp vụ " * 6) -> Task:
    return Task(number, f"NV-{number:02}", title, CULTURE, SEAT, "Kế hoạch số 15-KH/BCĐ", deadline)


def owed(number: int, left: int) -> Owed:
    deadline = DAY + timedelta(days=left)
    step = Step.DUE if left == 0 else Step.BEFORE if left > 0 else Step.OVERDUE
    return Owed(task(number, deadline), left, max(-left, 0), step)


def nudge(*items: Owed, copied: tuple[Task, ...] = (), role: Role = Role.MEMBER) -> str:
    seat = Seat(SEAT.id, SEAT.code, role, CULTURE, KHOA)
    return nudges.nudge(VOICE, Nudge(seat, DAY, items, copied), KHOA).text


@pytest.mark.parametrize("number", range(1, 15))
@pytest.mark.parametrize("copies", [0, 1, 9])
def test_every_nudge_fits_a_screen(number: int, copies: int) -> None:
    items = [owed(at, 3 - at) for at in range(1, number + 1)]
    copied = tuple(task(50 + at, DAY) for at in range(copies))
    text = nudge(*items, copied=copied)
    assert nudges.seen_length(text) <= nudges.SCREEN
    assert "Kính gửi đồng chí Vũ Đăng Khoa," in text and "NV-01" in text


@pytest.mark.parametrize("copies", [1, 3, 20])
def test_a_copy_fits_a_screen_and_asks_nothing(copies: int) -> None:
    text = nudge(copied=tuple(task(at, DAY) for at in range(1, copies + 1)))
    assert nudges.seen_length(text) <= nudges.SCREEN
    assert "không cần trả lời" in text


def test_the_wording_follows_the_ladder() -> None:
    assert "còn 03 ngày làm việc" in nudge(owed(1, 3))
    assert "Đề nghị trả lời trong ngày" not in nudge(owed(1, 3))  # a week before it is for information
    assert "Đến hạn hôm nay, thứ Ba, ngày 24/11/2026" in nudge(owed(1, 0))
    late = nudge(owed(1, -3))
    assert "Đã quá hạn 03 ngày (thứ Bảy, ngày 21/11/2026)" in late
    assert "đồng chí trễ" not in late and "chậm" not in late


def test_a_deadline_on_a_day_off_is_said_on_the_working_day_before() -> None:
    item = Owed(task(1, DAY + timedelta(days=2)), 0, 0, Step.DUE)
    assert "là ngày nghỉ; hôm nay là ngày làm việc cuối cùng trước hạn" in nudge(item)


def test_upward_one_reports() -> None:
    text = nudge(owed(1, -3), role=Role.CHAIR)
    assert text.startswith("Kính báo cáo") and "xin báo cáo" in text and "Đề nghị trả lời" not in text


def test_one_task_has_its_answers_several_have_their_cards() -> None:
    one = nudges.nudge(VOICE, Nudge(SEAT, DAY, (owed(1, 0),)), KHOA)
    assert [choice.key for row in one.choices for choice in row][:2] == ["st:1:done:n", "st:1:doing:n"]
    two = nudges.nudge(VOICE, Nudge(SEAT, DAY, (owed(1, 0), owed(2, -1))), KHOA)
    assert [choice.key for row in two.choices for choice in row] == ["t:1", "t:2"]
    assert two.about == "nudge:1,2"


def test_the_call_list_has_numbers_and_a_sentence() -> None:
    calls = CallList(DAY, tuple(task(at, DAY) for at in range(1, 30)))
    out = nudges.call_list(VOICE, calls, {1: 3})
    assert "0900 000 106" in out.text and "Thưa đồng chí" in out.text
    assert "Và 21 nhiệm vụ khác" in out.text
    assert nudges.seen_length(out.text) <= 4096
