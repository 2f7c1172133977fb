"""How long each kind of message is useful, when it is tried again, and what follows an unsure ending."""

from datetime import datetime, timedelta

import pytest

from committee import lateness
from committee.lateness import AfterUnsure
from messages.envelope import Kind
from tests.committee.province import PLAIN, at


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_rules(kind: Kind) -> None:
    assert lateness.useful_until(kind, at(23), PLAIN) > at(23)
    assert lateness.after_unsure(kind) in AfterUnsure


@pytest.mark.parametrize(
    ("kind", "due", "until"),
    [
        ("answer", at(23, "09:00"), at(24, "09:00")),
        ("digest", at(23, "07:00"), at(23, "12:00")),
        ("nudge", at(23, "08:00"), at(23, "17:00")),
        ("announcement", at(23, "08:00"), at(26, "08:00")),
        ("reminder", at(23, "08:00"), at(23, "17:00")),
    ],
)
def test_useful_until(kind: str, due: datetime, until: datetime) -> None:
    assert lateness.useful_until(kind, due, PLAIN) == until


def test_what_speaks_of_a_meeting_is_useful_until_it_starts() -> None:
    start = at(26, "14:00")
    for kind in ("reminder", "invitation", "change"):
        assert lateness.useful_until(kind, at(23), PLAIN, starts_at=start) == start


def test_a_cancellation_is_told_even_at_the_last_minute() -> None:
    due = at(26, "13:59")
    assert lateness.useful_until("change", due, PLAIN, starts_at=at(26, "14:00")) == at(26, "15:59")


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="postcard"):
        lateness.useful_until("postcard", at(23), PLAIN)


def test_unsure_endings() -> None:
    assert lateness.after_unsure("answer", 1) is AfterUnsure.REPEAT
    assert lateness.after_unsure("answer", 4) is AfterUnsure.LEAVE
    assert lateness.after_unsure("announcement", 1) is AfterUnsure.REPEAT_FLAGGED
    assert lateness.after_unsure("announcement", 2) is AfterUnsure.LEAVE
    assert lateness.after_unsure("chart", 1) is AfterUnsure.LEAVE


def test_retries_grow_and_then_stay() -> None:
    delays = [lateness.retry_delay(tries) for tries in range(1, 12)]
    assert delays == sorted(delays)
    assert delays[0] == timedelta(seconds=2)
    assert delays[7:] == [timedelta(minutes=15)] * 4


def test_no_retry_after_the_end() -> None:
    now, end = at(23, "08:00"), at(23, "08:05")
    assert lateness.retry_at(now, 1, end) == now + timedelta(seconds=2)
    assert lateness.retry_at(now, 6, end) is None
    assert lateness.retry_at(now, 8, None) == now + timedelta(minutes=15)


def test_what_the_platform_asks_for_is_never_shortened() -> None:
    now = at(23, "08:00")
    assert lateness.retry_at(now, 1, None, wait=timedelta(minutes=5)) == now + timedelta(minutes=5)
    assert lateness.retry_at(now, 8, None, wait=timedelta(seconds=1)) == now + timedelta(minutes=15)


def test_late_after_an_hour() -> None:
    assert not lateness.is_late(at(23, "08:00"), at(23, "09:00"))
    assert lateness.is_late(at(23, "08:00"), at(23, "09:01"))


@pytest.mark.parametrize(
    ("kind", "tries", "follows"),
    [
        ("answer", 1, AfterUnsure.REPEAT),
        ("answer", 29, AfterUnsure.REPEAT),
        ("announcement", 1, AfterUnsure.REPEAT_FLAGGED),
        ("announcement", 5, AfterUnsure.REPEAT_FLAGGED),
        ("announcement", 30, AfterUnsure.LEAVE),
        ("chart", 1, AfterUnsure.LEAVE),
    ],
)
def test_after_a_crash_nobody_misses_a_message(kind: str, tries: int, follows: AfterUnsure) -> None:
    assert lateness.after_crash(kind, tries) is follows
