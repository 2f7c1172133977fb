"""How a message is typed does not change what it says: diacritics, NFD, capitals, politeness."""

import csv
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path

from messages.reading import Reply, fold, read_reply

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


def texts() -> list[str]:
    found = []
    for name in ("replies_dev.tsv", "own_replies.tsv"):
        with (DATA / name).open(encoding="utf-8") as file:
            found += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def said(text: str) -> tuple[object, ...]:
    reply = read_reply(text, now=NOW)
    return reply.status, reply.percent, reply.new_deadline


def bare(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in marks if not unicodedata.combining(char))


def test_decomposed_text_is_read_alike():
    assert [text for text in texts() if said(unicodedata.normalize("NFD", text)) != said(text)] == []


def test_a_capital_first_letter_and_a_trailing_a_change_nothing():
    for text in texts():
        assert said(text[0].upper() + text[1:]) == said(text)
        assert said(text + " ạ") == said(text) or text[-1] in ".?!…" or said(text)[0] == "unclear"


def test_capitals_change_next_to_nothing():
    """Only names can be lost in capitals ("CHỊ MAI"): at most one message in two hundred."""
    changed = [text for text in texts() if said(text.upper()) != said(text)]
    assert len(changed) * 200 <= len(texts())


def test_politeness_changes_nothing():
    for text in texts():
        assert said(f"Kính thưa đồng chí, {text} ạ") == said(text) or said(text)[0] == "unclear", text
        assert said(f"Dạ em báo cáo chị, {text}") == said(text) or said(text)[0] == "unclear", text


def test_dropped_diacritics_change_little_and_hardly_ever_surely():
    """Some words really are two words without their marks; those must be asked about, not guessed."""
    sure_but_other: list[tuple[str, Reply]] = []
    changed = 0
    for text in texts():
        if said(bare(text)) != said(text):
            changed += 1
            reply = read_reply(bare(text), now=NOW)
            if reply.sure:
                sure_but_other.append((text, reply))
    assert changed <= 0.035 * len(texts())
    assert len(sure_but_other) <= 0.01 * len(texts())
    assert [text for text, reply in sure_but_other if reply.status == "done"] == []


def test_tone_placement_does_not_matter():
    assert fold("hoà Uỷ thuý") == fold("hòa Ủy thúy") == "hoa uy thuy"
    assert said("đã hoàn thành, uỷ quyền") == said("đã hoàn thành, ủy quyền")


def test_raw_keystrokes_are_understood():
    assert said("ddax xong") == said("đã xong")
    assert said("xong ro62i") == said("xong rồi")
    assert said("dang lamf gaanf xong") == said("đang làm gần xong")
    assert said("d9ang la2m 50%") == said("đang làm 50%")
