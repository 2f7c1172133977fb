"""Any text of any kind is read without an error, and long ones are not read to their end."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.reading import (
    UnclearTime,
    explain_reply,
    find_when,
    fold,
    likely_readings,
    read_reply,
    read_when,
    split_answers,
)
from messages.reading.fold import nfc
from messages.reading.line import LONGEST, read_line

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))
CODES = ["NV-01", "NV-03", "NV-10"]
WORDS = """xong chưa đã gửi không được vì chờ ký xin lùi đến thứ Hai tuần sau nửa tháng ngày còn mới xã à nhầm
50% 5/12 30/2 14h30 24h nv3 NV-03 1 100% 3/5 , . ? … 😂 ✅ ddax ro62i İ"""
PIECES = [
    *WORDS.split(),
    "9 giờ kém 20",
    "âm lịch",
    "từ 25 đến 27/11",
    "\u200b",
]


def read_all(text: str) -> None:
    reply = read_reply(text, now=NOW)
    assert reply.note in nfc(text)
    assert (reply.status == "done") == (reply.percent == 100)
    assert reply.percent is None or 0 <= reply.percent <= 100
    assert reply.new_deadline is None or reply.status == "extension"
    assert len(likely_readings(text, NOW)) <= 3
    assert explain_reply(text, NOW)[0] == ("text", nfc(text))
    for code, part in split_answers(text, CODES):
        assert code is None or code in CODES
        assert part in nfc(text)
    for read in (read_when, find_when):
        try:
            read(text, now=NOW)
        except UnclearTime as refusal:
            assert refusal.reason in ("impossible", "contradicts", "past", "vague", "lunar", "none")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    read_all(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_any_row_of_known_words_is_read(text):
    read_all(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_words_run_together_are_read(text):
    read_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "a" + "\u0301\u0323" * 2000,
        "\u0301" * 4096,
        "\u202e\u200f" * 2048,
        "a " * 2048,
        "chưa " * 800,
        "xong, " * 680,
        "1" * 4096,
        "1/" * 2048,
        "5% " * 1300,
        "thứ 2 " * 680,
        "không " * 680 + "được",
        "(" * 4096,
        "." * 4096,
        "à? " * 1365,
        "9h" * 2048,
        "😂" * 2048,
        "\n" * 4096,
        "İ" * 4096,
        "ﷺ" * 4096,
        "\x00" * 100,
        "nv3 " * 1000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_text_is_read(text):
    read_all(text)


def test_folding_never_fails():
    assert fold("Đ\u0301İß") is not None


def test_work_does_not_grow_faster_than_the_text():
    """Only the beginning of a long message is cut into tokens, so that no message can be costly."""
    assert len(read_line("a " * 2048).tokens) <= LONGEST
    assert read_line("a " * 2048).cut
