"""Tasks: the official classes of the grid, and which answers speak of the work."""

from datetime import date

import pytest

from committee.tasks import Status, TaskClass, task_class

DUE = date(2026, 11, 27)
BEFORE, AFTER = date(2026, 11, 26), date(2026, 11, 28)


@pytest.mark.parametrize(
    ("deadline", "done_on", "today", "expected"),
    [
        (DUE, BEFORE, AFTER, TaskClass.DONE_ON_TIME),
        (DUE, DUE, AFTER, TaskClass.DONE_ON_TIME),
        (DUE, AFTER, AFTER, TaskClass.DONE_LATE),
        (DUE, None, BEFORE, TaskClass.OPEN_ON_TIME),
        (DUE, None, DUE, TaskClass.OPEN_ON_TIME),
        (DUE, None, AFTER, TaskClass.OPEN_OVERDUE),
        (None, None, AFTER, TaskClass.NO_DEADLINE),
        (None, DUE, AFTER, TaskClass.NO_DEADLINE),
    ],
)
def test_the_grid(deadline: date | None, done_on: date | None, today: date, expected: TaskClass) -> None:
    assert task_class(deadline, done_on, today) is expected


def test_which_answers_may_enter_a_figure() -> None:
    talk = {Status.ACK, Status.QUESTION, Status.HANDOVER, Status.UNCLEAR}
    assert {status for status in Status if not status.speaks_of_the_work} == talk
