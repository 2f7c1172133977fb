"""What invited people hear: upward and to equals, in both languages, within one screen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from committee.meetings import Answer, Changed
from committee.people import Seat
from committee.reminders import Reminder, ReminderKind, Slot
from messages.voice import LANGUAGES, Voice
from messages.words import meetings as words
from tests.committee.province import CHAIR, CULTURE_MEMBER, STANDING, ZONE, at, invited, meeting

VIETNAMESE = Voice("vi", ZONE, "Ban Chỉ đạo")
THURSDAY = replace(meeting(at(26, "14:00")), chaired_by="Nguyễn Văn 2", documents="Dự thảo lần 2")
LAST = date(2026, 11, 25)
SCREEN = 600


def test_one_invites_equals_and_reports_upward() -> None:
    member = words.invitation(VIETNAMESE, THURSDAY, CULTURE_MEMBER, LAST).text
    assert member.startswith(
        "Kính gửi đồng chí Nguyễn Văn 5,\n\nTổ giúp việc trân trọng kính mời đồng chí dự họp:"
    )
    assert "chậm nhất thứ Tư, ngày 25/11/2026" in member and "Tài liệu: Dự thảo lần 2" in member
    chair = words.invitation(VIETNAMESE, THURSDAY, CHAIR, LAST).text
    assert chair.startswith("Kính báo cáo đồng chí Nguyễn Văn 1,\n\nTổ giúp việc xin báo cáo lịch họp:")
    assert "do đồng chí chủ trì" in words.invitation(VIETNAMESE, THURSDAY, STANDING, None).text
    assert "trước giờ họp" in words.invitation(VIETNAMESE, THURSDAY, STANDING, None).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seat", [CHAIR, CULTURE_MEMBER])
def test_each_message_is_one_screen(language: str, seat: Seat) -> None:
    voice = VIETNAMESE.to(language)
    changes = [Changed.START, Changed.PLACE, Changed.TITLE]
    moved = replace(THURSDAY, starts_at=at(27, "15:00"), place="phòng họp B", revision=2)
    for out in (
        words.invitation(voice, THURSDAY, seat, LAST),
        words.to_answer(voice, THURSDAY, seat, LAST, late=True),
        words.changed(voice, THURSDAY, moved, changes, seat, asked=True),
        words.cancelled(voice, THURSDAY, seat),
        words.left_out(voice, THURSDAY, seat),
    ):
        assert len(out.text) <= SCREEN and out.about == "meeting:3", out.text


def test_one_does_not_remind_a_superior() -> None:
    slot = Slot("1d", at(25, "14:00"), at(26, "14:00"), ReminderKind.MEETING)
    comes = invited(CHAIR, Answer.ATTENDING)
    out = words.reminder(VIETNAMESE, Reminder(THURSDAY, CHAIR, slot, False), comes, LAST, LAST)
    assert "xin báo cáo lịch họp ngày mai" in out.text and "nhắc" not in out.text
    assert out.key == "reminder:3:1:1d:seat:1" and out.expires_at == at(26, "14:00")
    member = Reminder(THURSDAY, CULTURE_MEMBER, slot, True)
    out = words.reminder(VIETNAMESE, member, invited(CULTURE_MEMBER, Answer.ATTENDING), LAST, LAST)
    assert "Tổ giúp việc xin nhắc lịch họp ngày mai" in out.text and "xin lỗi" in out.text


def test_a_notice_names_what_is_new() -> None:
    other_room = replace(THURSDAY, place="phòng họp B")
    text = words.changed(VIETNAMESE, THURSDAY, other_room, [Changed.PLACE], CULTURE_MEMBER, asked=False).text
    assert "Địa điểm mới: phòng họp B" in text and "Thời gian mới" not in text
    assert "theo giờ mới" not in text


def test_a_long_title_fits_a_button() -> None:
    long = replace(THURSDAY, title="Hội nghị tổng kết công tác thông tin đối ngoại năm 2026", code="CH-107")
    label = words.meeting_choice(VIETNAMESE, "mcard:3", long).label
    assert label.startswith("CH-107, 26/11: Hội nghị") and label.endswith("…") and len(label) <= 40
    late = replace(THURSDAY, starts_at=at(26, "23:30") + timedelta(hours=1), title="Giao ban")
    assert words.meeting_choice(VIETNAMESE, "mcard:3", late).label == "CH-03, 27/11: Giao ban"
