"""The call list as it is read: all that is struck off is named, and one message holds it on both channels."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.channels.zalo.dress import parts
from committee.calling import Because, Call, Unheard
from committee.people import Person
from messages.voice import Voice
from messages.words.calls import call_list
from tests.committee.province import FINANCE_MEMBER, at, meeting, task

VOICES = [Voice(language, ZoneInfo("Asia/Ho_Chi_Minh"), "Ban Chỉ đạo") for language in ("vi", "en")]
NOW = at(24, "09:00")
INVITED = Unheard(
    NOW, at(26, "14:00"), replace(meeting(at(26, "14:00")), title="Họp góp ý " + "nội dung " * 20)
)
OWED = [Unheard(NOW, NOW, task=task(number, date(2026, 11, 20))) for number in range(1, 9)]


def person(number: int, *items: Unheard) -> Call:
    holder = Person(number, f"Công Tằng Tôn Nữ Thị Hoài Thương {number}", phone="0900 000 100")
    return Call(replace(FINANCE_MEMBER, holder=holder), Because.NOT_AGREED, items)


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.language)
def test_tasks_beyond_the_third_thing_are_named_by_their_codes(voice: Voice) -> None:
    said = call_list(voice, [person(1, INVITED, *OWED[:6], replace(INVITED, task=None))], NOW).text
    assert "NV-03, NV-04, NV-05, NV-06" in said and "NV-02 Nhiệm vụ 2" in said
    assert said.count("Họp góp ý nội dung") == 2, "meetings are always told in full"
    assert "/ghiho NV-01" in said


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.language)
def test_one_message_holds_it_with_its_choices(voice: Voice) -> None:
    calls = [person(number, INVITED, *OWED) for number in range(1, 31)]
    said = call_list(voice, calls, NOW, done="Công Tằng Tôn Nữ Thị Hoài Thương")
    assert len(parts(said, voice)) == 1
    assert len(said.choices) > 1 and str(30 - len(said.choices)) in said.text
