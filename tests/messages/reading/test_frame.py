"""Greetings, laughter, a heading and names in address around an answer do not change what it says."""

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from messages.reading import read_reply

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


def answers() -> list[str]:
    found = []
    for name in ("replies_dev.tsv", "others_e.tsv", "others_f.tsv"):
        with (DATA / name).open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [row["text"] for row in rows if row["status"] != "unclear"]
    return found


def changed(framed) -> list[str]:
    return [
        text
        for text in answers()
        if read_reply(framed(text), now=NOW).status != read_reply(text, now=NOW).status
    ]


@pytest.mark.parametrize("before", ["Thưa chị Hà, ", "Kính gửi Tổ giúp việc, ", "Chị ơi ", "NV-07: ", "À "])
def test_what_stands_before_changes_next_to_nothing(before):
    wrong = changed(lambda text: before + text)
    assert len(wrong) <= 0.01 * len(answers()), wrong


@pytest.mark.parametrize("after", [" 😅", " hihi", " nha chị Hà", " (Sở Ngoại vụ)", "!!!", " luôn á"])
def test_what_stands_behind_changes_next_to_nothing(after):
    wrong = changed(lambda text: text if text[-1] in "?.…" else text + after)
    assert len(wrong) <= 0.01 * len(answers()), wrong


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("hihi", "unclear"),
        ("alo chị ơi", "unclear"),
        ("😅", "unclear"),
        ("haha đúng rồi", "unclear"),
        ("xong rồi 😅", "done"),
        ("Alo chị, em xin lùi đến 5/12", "extension"),
        ("Sở Ngoại vụ báo cáo: chưa có kinh phí", "blocked"),
        ("đang làm nha chị Hà", "in_progress"),
        ("chị Hà đang làm", "in_progress"),
        ("Hà ơi, chị chưa làm", "not_started"),
    ],
)
def test_a_frame_alone_says_nothing(text, status):
    assert str(read_reply(text, now=NOW).status) == status
