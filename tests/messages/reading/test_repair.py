"""Slips of the finger: a word one keystroke away is read, and the reading is asked back."""

from datetime import datetime, timedelta, timezone

import pytest

from messages.reading import read_reply
from messages.reading.repair import readable, repaired

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("thnàh", "thành"), ("cưha", "chưa"), ("tễr", "trễ"), ("đượợc", "được"), ("hoànn", "hoàn")],
)
def test_a_slip_becomes_the_word_that_was_meant(typed, meant):
    assert not readable(typed)
    found = repaired(typed)
    assert found is not None
    assert found.spelled == meant


@pytest.mark.parametrize("typed", ["asdkjh", "qwrtp", "x", "zzzzzzzzzzzzzz", "fghj"])
def test_noise_becomes_no_word(typed):
    assert repaired(typed) is None


@pytest.mark.parametrize("typed", ["xong", "nghiêm", "zalo", "deadline", "ko", "flycam", "c"])
def test_what_can_be_read_is_left_alone(typed):
    assert readable(typed)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ohàn thành trước hạn 3 ngày", "done"),
        ("sắp xonbg rồi", "in_progress"),
        ("chưa bắt ầđu", "not_started"),
        ("thếiu kinh phí", "blocked"),
    ],
)
def test_a_reading_with_a_slip_is_right_and_asked_back(text, status):
    reply = read_reply(text, now=NOW)
    assert str(reply.status) == status
    assert not reply.sure


def test_a_name_with_a_capital_letter_is_no_slip():
    assert read_reply("chị Kpă Lwin đang viết, cỡ 35%", now=NOW).sure
