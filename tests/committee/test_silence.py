"""Silence: after which answers a task is left in peace, and for how long."""

from datetime import date

import pytest

from committee.silence import is_silenced
from committee.tasks import Status
from tests.committee.province import PLAIN, asked, at, report, task

FRIDAY = date(2026, 11, 27)  # the ladder begins on Wednesday the 18th, 7 working days before
WORK = [Status.IN_PROGRESS, Status.BLOCKED, Status.NOT_STARTED]
TALK = [Status.ACK, Status.QUESTION, Status.HANDOVER, Status.UNCLEAR]


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def test_nothing_said_nothing_silenced() -> None:
    assert not is_silenced(task(deadline=FRIDAY), FRIDAY, PLAIN)


def test_done_is_never_asked_again() -> None:
    assert is_silenced(task(deadline=FRIDAY, done_on=day(26)), day(30, 12), PLAIN)
    told = task(deadline=FRIDAY, latest=report(Status.DONE, at(26)))
    assert is_silenced(told, day(30, 12), PLAIN)


@pytest.mark.parametrize("status", WORK)
def test_an_answer_on_the_ladder_silences_until_the_deadline_passed(status: Status) -> None:
    answered = task(deadline=FRIDAY, latest=report(status, at(18)))
    assert is_silenced(answered, day(18), PLAIN)
    assert is_silenced(answered, day(27), PLAIN)
    assert not is_silenced(answered, day(30), PLAIN)


def test_an_early_answer_rests_for_five_working_days() -> None:
    early = task(deadline=FRIDAY, latest=report(Status.IN_PROGRESS, at(16)))
    assert is_silenced(early, day(23), PLAIN)
    assert not is_silenced(early, day(24), PLAIN)


@pytest.mark.parametrize("status", WORK)
def test_once_overdue_an_answer_rests_for_five_working_days(status: Status) -> None:
    answered = task(deadline=day(20), latest=report(status, at(23)))
    assert is_silenced(answered, day(30), PLAIN)
    assert not is_silenced(answered, day(1, 12), PLAIN)


@pytest.mark.parametrize("status", TALK)
def test_mere_talk_rests_for_the_day(status: Status) -> None:
    answered = task(deadline=FRIDAY, latest=report(status, at(24)))
    assert is_silenced(answered, day(24), PLAIN)
    assert not is_silenced(answered, day(25), PLAIN)


def test_a_request_for_time_silences_until_it_is_decided() -> None:
    waiting = task(deadline=FRIDAY, extension=asked(at(20)), latest=report(Status.EXTENSION, at(20)))
    assert is_silenced(waiting, day(30, 12), PLAIN)


def test_a_deadline_on_a_sunday_passes_on_sunday() -> None:
    answered = task(deadline=day(29), latest=report(Status.IN_PROGRESS, at(25)))
    assert is_silenced(answered, day(27), PLAIN)
    assert not is_silenced(answered, day(30), PLAIN)


def test_thanks_do_not_undo_an_answer() -> None:
    said = report(Status.IN_PROGRESS, at(23))
    thanked = task(deadline=FRIDAY, latest=report(Status.ACK, at(24)), state=said)
    assert is_silenced(thanked, day(26), PLAIN)
