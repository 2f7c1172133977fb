"""Meetings: what a draft lacks, which starts are refused or warned of, who may still answer."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from committee import meetings
from committee.meetings import Answer, Changed, MeetingDraft, MeetingState, Missing, StartWarning
from committee.refusals import Refusal, RefusalReason
from tests.committee.province import CHAIR, FESTIVE, FINANCE_MEMBER, YOUTH_MEMBER, at, invited, meeting

NOW = at(23, "07:30")
THURSDAY = meeting(at(26, "14:00"))


@pytest.mark.parametrize(
    ("draft", "lacks"),
    [
        (MeetingDraft(), [Missing.WHEN, Missing.TITLE, Missing.PLACE]),
        (MeetingDraft(title="Họp"), [Missing.WHEN, Missing.PLACE]),
        (MeetingDraft(day=date(2026, 11, 26), title="Họp"), [Missing.HOUR, Missing.PLACE]),
        (MeetingDraft("Họp", None, at(26), "  "), [Missing.PLACE]),
        (MeetingDraft("Họp", None, at(26), "phòng họp A"), []),
    ],
)
def test_missing_pieces_in_asking_order(draft: MeetingDraft, lacks: list[Missing]) -> None:
    assert list(meetings.missing(draft)) == lacks


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (at(23, "07:30"), None, RefusalReason.MEETING_IN_PAST),
        (at(22), None, RefusalReason.MEETING_IN_PAST),
        (at(26).replace(year=2036), None, RefusalReason.MEETING_TOO_FAR),
        (at(26, "14:00"), at(26, "13:00"), RefusalReason.MEETING_ENDS_EARLY),
    ],
)
def test_impossible_starts(start: datetime, end: datetime | None, reason: RefusalReason) -> None:
    with pytest.raises(Refusal) as refused:
        meetings.check_start(start, NOW, end)
    assert refused.value.reason is reason
    assert refused.value.facts["starts_at"] == start


def test_possible_starts() -> None:
    meetings.check_start(at(23, "07:31"), NOW)
    meetings.check_start(at(23).replace(year=2028), NOW, at(23, "11:00").replace(year=2028))


@pytest.mark.parametrize(
    ("start", "warnings"),
    [
        (at(23, "08:00"), []),  # Monday morning is worth no warning
        (at(27, "16:59"), []),
        (at(26, "19:00"), [StartWarning.OUTSIDE_HOURS]),
        (at(26, "12:00"), [StartWarning.OUTSIDE_HOURS]),
        (at(24, "08:00"), [StartWarning.DAY_OFF]),
        (at(28, "08:00"), []),  # made up
        (at(29, "07:00"), [StartWarning.WEEKEND, StartWarning.OUTSIDE_HOURS]),
    ],
)
def test_unusual_starts_are_warned_of(start: datetime, warnings: list[StartWarning]) -> None:
    assert list(meetings.start_warnings(start, FESTIVE)) == warnings


@pytest.mark.parametrize(
    ("state", "now", "reason"),
    [
        (MeetingState.DRAFT, NOW, RefusalReason.MEETING_NOT_CALLED),
        (MeetingState.CANCELLED, NOW, RefusalReason.MEETING_CANCELLED),
        (MeetingState.CALLED, at(26, "14:00"), RefusalReason.MEETING_STARTED),
    ],
)
def test_answers_that_come_to_nothing(state: MeetingState, now: datetime, reason: RefusalReason) -> None:
    with pytest.raises(Refusal) as refused:
        meetings.check_answerable(replace(THURSDAY, state=state), now)
    assert refused.value.reason is reason
    assert refused.value.facts == {"title": "Họp góp ý", "starts_at": at(26, "14:00")}


def test_an_answer_in_time() -> None:
    meetings.check_answerable(THURSDAY, at(26, "13:59"))


def test_only_a_moved_start_asks_again() -> None:
    moved = replace(THURSDAY, starts_at=at(27, "08:00"), place="phòng họp B", note="mang theo dự thảo")
    assert meetings.changes(THURSDAY, moved) == (Changed.START, Changed.PLACE)
    assert meetings.asks_again(meetings.changes(THURSDAY, moved))
    elsewhere = replace(THURSDAY, place="phòng họp B")
    assert not meetings.asks_again(meetings.changes(THURSDAY, elsewhere))
    assert meetings.changes(THURSDAY, replace(THURSDAY, note="mang theo dự thảo")) == ()


def test_only_a_moved_start_is_a_new_revision() -> None:
    assert meetings.revised(THURSDAY, replace(THURSDAY, starts_at=at(27, "08:00"))).revision == 2
    assert meetings.revised(THURSDAY, replace(THURSDAY, place="phòng họp B", revision=7)).revision == 1


def test_answers_are_counted() -> None:
    answers = [
        invited(CHAIR, Answer.ATTENDING),
        invited(FINANCE_MEMBER, Answer.SUBSTITUTE),
        invited(YOUTH_MEMBER),
    ]
    counts = meetings.count_answers(answers)
    assert (counts.attending, counts.absent, counts.substitute, counts.unanswered) == (1, 0, 1, 1)
    assert counts.invited == 3
    assert [invitation.comes for invitation in answers] == [True, True, False]
