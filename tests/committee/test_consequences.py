"""What hangs on a meeting's start: who is told, whose answer falls, which reminders, which other meeting."""

from dataclasses import replace

from committee.consequences import Consequence, clashes, consequence
from committee.meetings import Answer
from tests.committee.province import (
    CHAIR,
    CULTURE_MEMBER,
    DEPUTY,
    FINANCE,
    FINANCE_MEMBER,
    PLAIN,
    Role,
    at,
    invited,
    meeting,
    seat,
)

NEXT_THURSDAY = meeting(at(3, "14:00", month=12))
EMPTY = seat(20, Role.MEMBER, FINANCE, empty=True)


def test_what_a_move_touches() -> None:
    answers = [
        invited(CHAIR, Answer.ATTENDING),
        invited(DEPUTY, Answer.ABSENT),
        invited(FINANCE_MEMBER, Answer.SUBSTITUTE),
        invited(CULTURE_MEMBER),
        invited(EMPTY),
    ]
    # three moments for each of the three who may come, two more to ask the one who is silent
    assert consequence(NEXT_THURSDAY, answers, at(23), PLAIN) == Consequence(4, 3, 11)


def test_reminders_that_have_gone_do_not_fall_away() -> None:
    answers = [invited(CHAIR, Answer.ATTENDING)]
    day_before = at(2, "17:00", month=12)
    assert consequence(NEXT_THURSDAY, answers, day_before, PLAIN) == Consequence(1, 1, 1)


def test_meetings_within_three_hours_clash() -> None:
    others = [
        replace(NEXT_THURSDAY, id=7, starts_at=at(3, "11:01", month=12)),
        replace(NEXT_THURSDAY, id=8, starts_at=at(3, "11:00", month=12)),
        replace(NEXT_THURSDAY, id=9, starts_at=at(3, "15:00", month=12)),
    ]
    assert [other.id for other in clashes(NEXT_THURSDAY.starts_at, others)] == [9, 7]
