"""The month's messages: the share that is used, what is still needed, the day on which none are left."""

from dataclasses import replace
from datetime import date

import pytest

from committee.meetings import Answer, MeetingState
from committee.quota import Ahead, Level, Use, ahead, forecast, month_ends, month_of, next_month
from committee.silence import Nudges
from tests.committee.province import (
    CULTURE_MEMBER,
    FESTIVE,
    FINANCE_MEMBER,
    PLAIN,
    SEATS,
    YOUTH_MEMBER,
    at,
    invited,
    meeting,
    task,
)

NOBODY: dict[int, Nudges] = {}


def used(sent: int, received: int = 0, *, limit: int = 3000, since: date | None = None) -> Use:
    return Use("zalo", sent, received, limit, 40, since)


@pytest.mark.parametrize(
    ("sent", "received", "percent", "level"),
    [
        (0, 0, 0, Level.FREE),
        (1600, 799, 79, Level.FREE),
        (1600, 800, 80, Level.WARNED),
        (2000, 849, 94, Level.WARNED),
        (2000, 850, 95, Level.THRIFTY),
        (2900, 400, 110, Level.THRIFTY),
    ],
)
def test_how_scarce_messages_are(sent: int, received: int, percent: int, level: Level) -> None:
    use = used(sent, received)
    assert (use.percent, use.level) == (percent, level)
    assert use.left == max(3000 - sent - received, 0)


def test_without_a_limit_nothing_is_scarce() -> None:
    use = used(9000, 9000, limit=0)
    found = forecast(use, Ahead(10, 10), at(23), PLAIN)
    assert (use.percent, use.level, found.runs_out) == (0, Level.FREE, None)


def test_the_rhythm_goes_on_until_the_month_ends() -> None:
    """On Monday 23/11 sixteen working days have begun, and five are left (24/11 to 30/11)."""
    found = forecast(used(1000, 600), Ahead(30, 20), at(23), PLAIN)
    assert (found.rhythm, found.days_left, found.need) == (100, 5, 550)
    assert found.runs_out is None


def test_days_off_need_nothing() -> None:
    """24/11 is off and Saturday 28/11 is made up: still five days, but others."""
    found = forecast(used(1600), Ahead(), at(23), FESTIVE)
    assert found.days_left == 5
    assert forecast(used(1600), Ahead(), at(27), FESTIVE).days_left == 2


def test_the_day_on_which_nothing_is_left() -> None:
    found = forecast(used(2750), Ahead(), at(23), PLAIN)
    assert (found.rhythm, found.need) == (172, 860)
    assert found.runs_out == date(2026, 11, 25)  # 250 are left: 172 on Tuesday, the rest on Wednesday
    assert forecast(used(3100), Ahead(), at(23), PLAIN).runs_out == date(2026, 11, 23)


def test_what_is_known_to_come_may_be_too_much_alone() -> None:
    found = forecast(used(2990, since=date(2026, 11, 30)), Ahead(20, 0), at(30), PLAIN)
    assert (found.days_left, found.runs_out) == (0, date(2026, 11, 30))
    assert forecast(used(2990), Ahead(10, 0), at(30), PLAIN).runs_out is None


def test_a_committee_that_began_late_in_the_month() -> None:
    """Two days of 100 messages are a rhythm of 100, not of twelve."""
    found = forecast(used(200, since=date(2026, 11, 23)), Ahead(), at(24), PLAIN)
    assert found.rhythm == 100
    long_ago = forecast(used(200, since=date(2026, 3, 2)), Ahead(), at(24), PLAIN)
    assert long_ago.rhythm == 12


def test_on_a_first_of_the_month_that_is_a_sunday() -> None:
    found = forecast(used(7), Ahead(), at(1), PLAIN)
    assert (found.rhythm, found.days_left) == (7, 21)


def test_reminders_go_to_those_who_may_come_and_are_on_the_bot() -> None:
    called = meeting(at(27, "14:00"))  # reminders 3 days, 1 day and 2 hours before; answers asked for twice
    invitations = [
        invited(FINANCE_MEMBER),
        invited(CULTURE_MEMBER, Answer.ABSENT, answered_at=at(3)),
        invited(YOUTH_MEMBER, Answer.ATTENDING, answered_at=at(3)),
    ]
    people = {FINANCE_MEMBER.id, CULTURE_MEMBER.id}
    found = ahead(people, [(called, invitations)], [], NOBODY, SEATS, at(23), PLAIN)
    assert found == Ahead(reminders=5, nudges=0)
    both = ahead({*people, YOUTH_MEMBER.id}, [(called, invitations)], [], NOBODY, SEATS, at(23), PLAIN)
    assert both.reminders == 8
    later = ahead(people, [(called, invitations)], [], NOBODY, SEATS, at(27, "09:00"), PLAIN)
    assert later.reminders == 1


def test_reminders_of_the_next_month_and_of_cancelled_meetings_do_not_count() -> None:
    invitations = [invited(FINANCE_MEMBER)]
    far = meeting(at(10, month=12))
    off = replace(meeting(at(27)), state=MeetingState.CANCELLED)
    for one in (far, off):
        assert ahead({4}, [(one, invitations)], [], NOBODY, SEATS, at(23), PLAIN) == Ahead()


def test_nudges_are_one_message_a_day_to_those_on_the_bot() -> None:
    """Due on Friday: asked about on Tuesday, Thursday and Friday, and overdue on Monday not yet."""
    tasks = [task(1, date(2026, 11, 27)), task(2, date(2026, 11, 27))]
    found = ahead({FINANCE_MEMBER.id}, [], tasks, NOBODY, SEATS, at(23), PLAIN)
    assert found == Ahead(nudges=3)
    assert ahead({CULTURE_MEMBER.id}, [], tasks, NOBODY, SEATS, at(23), PLAIN) == Ahead()


def test_the_month_is_the_committees() -> None:
    late = at(1, "00:30", month=12)  # still November in Greenwich
    assert month_of(late, PLAIN) == "2026-12"
    assert month_ends(date(2026, 12, 1)) == date(2026, 12, 31)
    assert month_ends(date(2028, 2, 29)) == date(2028, 2, 29)


def test_counted_anew_in_the_first_send_window_of_the_next_month() -> None:
    assert next_month(at(23), PLAIN) == at(1, "07:45", month=12)
    assert next_month(at(5, month=10), PLAIN) == at(2, "07:45")  # 1/11/2026 is a Sunday
