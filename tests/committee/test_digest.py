"""The digest: what enters each list, in which order, the official counts, and when it is worth sending."""

from collections import Counter
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import digest
from committee.digest import Digest, DigestFacts
from committee.meetings import Answer, MeetingState
from committee.silence import Nudges
from committee.tasks import Status, Task, TaskClass, task_class
from tests.committee.province import (
    CULTURE_MEMBER,
    FESTIVE,
    FINANCE_MEMBER,
    PLAIN,
    YOUTH_MEMBER,
    asked,
    at,
    invited,
    meeting,
    report,
    task,
)

NOW = at(23, "07:00")
TODAY = date(2026, 11, 23)


def compiled(*tasks: Task, **facts: object) -> Digest:
    return digest.compile_digest(DigestFacts(tasks, **facts), NOW, PLAIN)  # type: ignore[arg-type]


def ids(lines: tuple[digest.TaskLine, ...]) -> list[int]:
    return [line.task_id for line in lines]


def test_an_empty_digest_is_not_worth_sending() -> None:
    nothing = compiled()
    assert not digest.worth_sending(nothing)
    assert nothing.rate is None
    assert nothing.total == 0
    assert not digest.worth_sending(compiled(task(1, date(2026, 12, 30)), task(2, None)))


def test_the_code_names_day_and_hour_of_the_committee() -> None:
    assert compiled().code == "BC-23/11-07:00"
    new_year = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)
    assert digest.compile_digest(DigestFacts(()), new_year, PLAIN).code == "BC-01/01-00:05"


def test_decisions_are_numbered_extensions_first() -> None:
    found = compiled(
        task(1, date(2026, 11, 20), latest=report(Status.BLOCKED, at(19), note="chưa có kinh phí")),
        task(2, date(2026, 12, 4), extension=asked(at(20), date(2026, 12, 11), task_id=2)),
        task(3, date(2026, 11, 27), extension=asked(at(18), task_id=3)),
        task(4, date(2026, 11, 20), latest=report(Status.BLOCKED, at(19)), done_on=date(2026, 11, 20)),
    )
    assert [(one.number, one.task_id, one.kind) for one in found.decisions] == [
        (1, 3, "extension"),
        (2, 2, "extension"),
        (3, 1, "blocked"),
    ]
    assert found.decisions[1].asked_for == date(2026, 12, 11)
    assert found.decisions[1].extension_id == 9
    assert (found.decisions[2].reason, found.decisions[2].since) == ("chưa có kinh phí", date(2026, 11, 19))
    (late,) = found.overdue
    assert (late.task_id, late.days, late.decision) == (1, 3, 3)


def test_an_obstacle_without_a_note_keeps_what_was_typed() -> None:
    typed = replace(report(Status.BLOCKED, at(19)), raw="dang vuong")
    assert compiled(task(1, latest=typed)).decisions[0].reason == "dang vuong"


def test_overdue_and_due_soon_by_urgency_then_protocol() -> None:
    found = compiled(
        task(1, date(2026, 11, 26)),
        task(2, date(2026, 11, 27)),
        task(3, TODAY, lead=YOUTH_MEMBER),
        task(4, TODAY, lead=FINANCE_MEMBER),
        task(5, date(2026, 11, 22)),
        task(6, date(2026, 11, 1)),
        task(7, None),
    )
    assert ids(found.overdue) == [6, 5]
    assert [line.days for line in found.overdue] == [22, 1]
    assert ids(found.due_soon) == [4, 3, 1]
    assert [line.days for line in found.due_soon] == [0, 0, 3]
    assert found.due_soon[1].agency == "Tỉnh đoàn"  # without a short name the full one
    assert found.due_soon[0].agency == "Sở TC"


def test_due_soon_reaches_over_a_long_holiday() -> None:
    tet = replace(FESTIVE.calendar, days_off=frozenset(TODAY + timedelta(days=n) for n in range(1, 7)))
    practice = replace(PLAIN, calendar=replace(tet, made_up=frozenset()))
    found = digest.compile_digest(DigestFacts([task(1, date(2026, 11, 30))]), NOW, practice)
    assert ids(found.due_soon) == [1]


def test_silent_agencies_by_length_of_silence() -> None:
    nudged = {
        1: Nudges(date(2026, 11, 18), date(2026, 11, 20), 2, date(2026, 11, 18)),
        2: Nudges(date(2026, 11, 20), date(2026, 11, 20), 1, date(2026, 11, 20)),
        3: Nudges(date(2026, 11, 16), date(2026, 11, 20), 3, date(2026, 11, 16)),
        4: Nudges(date(2026, 11, 16), date(2026, 11, 16), 0),  # answered since
        5: Nudges(TODAY, TODAY, 1, TODAY),  # asked this morning
    }
    found = compiled(
        task(1, TODAY),
        task(2, TODAY),
        task(3, TODAY, lead=CULTURE_MEMBER),
        task(4, TODAY, lead=YOUTH_MEMBER),
        task(5, TODAY, lead=YOUTH_MEMBER),
        nudged=nudged,
    )
    assert [(one.agency_code, one.days, one.tasks, one.nudges) for one in found.silent] == [
        ("SVHTTDL", 5, 1, 3),
        ("STC", 3, 2, 2),
    ]


def test_finished_since_the_last_digest() -> None:
    friday = date(2026, 11, 20)
    tasks = [
        task(1, friday, done_on=friday, latest=report(Status.DONE, at(20, "10:00"))),
        task(2, friday, done_on=friday, latest=report(Status.DONE, at(20, "06:00"))),
        task(3, date(2026, 11, 18), done_on=friday),  # only the date is known
        task(4, date(2026, 11, 19), done_on=date(2026, 11, 19)),
    ]
    found = compiled(*tasks)
    assert ids(found.finished) == [3, 1]
    assert [line.on_time for line in found.finished] == [False, True]
    assert ids(compiled(*tasks, since=at(20, "11:00")).finished) == [3]


def test_the_next_meeting_with_its_answers() -> None:
    answers = [invited(answer=Answer.ATTENDING), invited(YOUTH_MEMBER)]
    found = compiled(meeting=meeting(at(26, "14:00")), invitations=answers)
    assert found.next_meeting is not None
    assert (found.next_meeting.days, found.next_meeting.place) == (3, "phòng họp A")
    assert (found.next_meeting.answers.attending, found.next_meeting.answers.unanswered) == (1, 1)
    assert digest.worth_sending(found)
    assert not digest.worth_sending(compiled(meeting=meeting(at(27, "14:00"))))


def test_a_meeting_that_is_off_or_over_is_not_the_next() -> None:
    cancelled = replace(meeting(at(26)), state=MeetingState.CANCELLED)
    assert compiled(meeting=cancelled).next_meeting is None
    assert compiled(meeting=meeting(NOW)).next_meeting is None


def test_thanks_do_not_hide_an_obstacle() -> None:
    stuck = report(Status.BLOCKED, at(19), note="chưa có kinh phí")
    found = compiled(task(1, TODAY, latest=report(Status.ACK, at(20)), state=stuck))
    assert [one.reason for one in found.decisions] == ["chưa có kinh phí"]


def test_counts_may_be_given_with_the_tasks_that_matter() -> None:
    known = {"done_on_time": 8, "open_overdue": 2, "no_deadline": 1}
    found = compiled(task(1, date(2026, 11, 20)), counts=known)
    assert found.counts == dict.fromkeys(TaskClass, 0) | known
    assert (found.rate, found.total) == (0.8, 11)


DATES = st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DATES, DATES), max_size=40))
def test_counts_and_rate_follow_the_official_grid(made: list[tuple[date | None, date | None]]) -> None:
    tasks = [task(n, deadline, done_on=done) for n, (deadline, done) in enumerate(made)]
    found = compiled(*tasks)
    classes = Counter(task_class(one.deadline, one.done_on, TODAY) for one in tasks)
    assert found.counts == {kind.value: classes[kind] for kind in TaskClass}
    assert found.total == len(tasks)
    finished = classes[TaskClass.DONE_ON_TIME] + classes[TaskClass.DONE_LATE]
    assert found.rate_of == (classes[TaskClass.DONE_ON_TIME], finished + classes[TaskClass.OPEN_OVERDUE])
    assert len(found.overdue) == classes[TaskClass.OPEN_OVERDUE]
    assert found.rate is None or 0 <= found.rate <= 1


@pytest.mark.parametrize("seat_id", [1, 2])
def test_one_key_a_day_for_a_reader(seat_id: int) -> None:
    assert digest.digest_key(TODAY, seat_id) == f"digest:2026-11-23:seat:{seat_id}"


def test_facts_are_plain() -> None:
    found = asdict(compiled(task(1, TODAY, extension=asked(at(20)))))

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(one) for key, one in value.items())
        if isinstance(value, (list, tuple)):
            return all(plain(one) for one in value)
        return value is None or isinstance(value, (str, int, date, datetime))

    assert plain(found)
