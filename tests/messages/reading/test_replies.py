"""Answers are read by the labelling rules: the shared sample, and examples of our own."""

import csv
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from messages.reading import read_reply

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def said(text: str) -> tuple[str, str, str]:
    reply = read_reply(text, now=NOW)
    percent = "" if reply.percent is None else str(reply.percent)
    return str(reply.status), percent, reply.new_deadline.isoformat() if reply.new_deadline else ""


def wanted(row: dict[str, str]) -> tuple[str, str, str]:
    return row["status"], row["percent"] or "", row["new_deadline"] or ""


@pytest.mark.parametrize("row", rows("replies_dev.tsv"), ids=lambda row: row["text"][:40])
def test_the_shared_sample_is_read_right(row):
    assert said(row["text"]) == wanted(row)


@pytest.mark.parametrize("name", ["own_replies.tsv"])
def test_own_examples_are_read_right(name):
    wrong = [
        (row["text"], wanted(row), said(row["text"]))
        for row in rows(name)
        if said(row["text"]) != wanted(row)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["replies_dev.tsv", "own_replies.tsv"])
def test_most_answers_are_sure_and_no_sure_one_is_wrongly_done(name):
    read = [(row, read_reply(row["text"], now=NOW)) for row in rows(name)]
    assert sum(reply.sure for _, reply in read) >= 0.85 * len(read)
    assert [
        row["text"] for row, reply in read if reply.sure and reply.status == "done" != row["status"]
    ] == []


def test_a_note_is_a_part_of_the_text_as_typed():
    for name in ("replies_dev.tsv", "own_replies.tsv"):
        for row in rows(name):
            assert read_reply(row["text"], now=NOW).note in unicodedata.normalize("NFC", row["text"])


def test_notes_of_the_sample_keep_what_the_digest_wants():
    """Nine in ten: (a) a note where one is wanted, (b) holding its words (replies_rules.md § 5)."""
    right = 0
    sample = rows("replies_dev.tsv")
    for row in sample:
        wanted_note = unicodedata.normalize("NFC", row["note"] or "").lower().split()
        note = read_reply(row["text"], now=NOW).note.lower().split()
        held = sum(word in note for word in wanted_note)
        right += bool(note) == bool(wanted_note) and held >= 0.7 * len(wanted_note)
    assert right >= 0.9 * len(sample)


def test_a_new_deadline_before_the_old_one_is_asked_back():
    reply = read_reply("xin lùi đến 28/11", now=NOW, deadline=datetime(2026, 12, 5).date())
    assert reply.status == "extension"
    assert not reply.sure


def test_what_nobody_understands_is_unclear_and_has_no_figures():
    reply = read_reply("ờ thì 😂", now=NOW)
    assert (reply.status, reply.percent, reply.new_deadline, reply.note) == ("unclear", None, None, "")


def test_a_message_too_long_to_be_an_answer_is_never_sure():
    assert not read_reply("đã xong " + "và còn nhiều điều muốn kể " * 60, now=NOW).sure
