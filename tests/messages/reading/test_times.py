"""Times are read by the rules for dates, and what cannot be is refused with a reason."""

import csv
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from messages.reading import UnclearTime, read_when

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(text: str) -> str:
    try:
        return read_when(text, now=NOW).isoformat()
    except UnclearTime:
        return "ERROR"


@pytest.mark.parametrize("row", rows("dates_dev.tsv"), ids=lambda row: row["text"])
def test_the_shared_sample_is_read_right(row):
    assert read(row["text"]) == row["iso"]


def test_own_examples_are_read_right():
    wrong = [(row["text"], row["iso"], read(row["text"])) for row in rows("own_dates.tsv")]
    assert [one for one in wrong if one[1] != one[2]] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30/2", "impossible"),
        ("27h", "impossible"),
        ("16h sáng", "impossible"),
        ("thứ 10", "impossible"),
        ("hôm kia", "past"),
        ("7h hôm nay", "past"),
        ("thứ Tư 23/11", "contradicts"),
        ("mùng 4 Tết", "lunar"),
        ("càng sớm càng tốt", "vague"),
        ("xin chào", "none"),
        ("", "none"),
    ],
)
def test_a_refusal_says_why(text, reason):
    with pytest.raises(UnclearTime) as refusal:
        read_when(text, now=NOW)
    assert refusal.value.reason == reason


def test_a_contradiction_tells_both_weekdays():
    with pytest.raises(UnclearTime) as refusal:
        read_when("8h thứ Tư 23/11", now=NOW)
    assert refusal.value.day == date(2026, 11, 23)
    assert refusal.value.said_weekday == 2
    assert refusal.value.real_weekday == 0
    assert refusal.value.typed == "8h thứ Tư 23/11"


def test_the_zone_of_now_is_kept():
    assert read_when("15h mai", now=NOW).tzinfo == NOW.tzinfo


@pytest.mark.parametrize(
    ("now", "text", "wanted"),
    [
        (datetime(2026, 12, 31, 9), "mai", "2027-01-01"),
        (datetime(2026, 12, 31, 9), "cuối tháng", "2026-12-31"),
        (datetime(2027, 1, 31, 9), "1 tháng nữa", "2027-02-28"),
        (datetime(2028, 2, 20, 9), "ngày 29", "2028-02-29"),
        (datetime(2026, 11, 27, 9), "cuối tuần", "2026-11-27"),
        (datetime(2026, 11, 25, 9), "thứ Tư", "2026-12-02"),
        (datetime(2026, 11, 23, 9), "thứ Sáu tuần này", "2026-11-27"),
    ],
)
def test_other_days_than_the_fixed_one(now, text, wanted):
    assert read_when(text, now=now.replace(tzinfo=NOW.tzinfo)).isoformat() == wanted
