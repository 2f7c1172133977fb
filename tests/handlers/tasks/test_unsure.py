"""Answers that could mean several things: the likeliest readings are offered, nothing is recorded unasked."""

from datetime import datetime

import pytest

from committee.tasks import Status
from messages.reading import likely_readings, read_reply
from tests.handlers.porch import ZONE, text
from tests.handlers.tasks.room import Room

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
VAGUE = ["bận quá", "vẫn vậy", "chắc tuần này", "hình như xong", "nghe nói xong rồi", "sắp sắp", "tầm đó"]


def unsure() -> str:
    """Words that the reader does not take for certain but has an idea of."""
    for words in VAGUE:
        if not read_reply(words, now=NOW).sure and likely_readings(words, NOW):
            return words
    raise AssertionError("the reader is sure of everything here: find vaguer words")


async def test_the_likeliest_readings_are_offered(room: Room) -> None:
    words = unsure()
    said = await room.says("uyen", words)
    assert "Đề nghị cho biết cách hiểu đúng" in text(said) and words in text(said)
    labels = [row[0].label for row in said[0].choices]
    assert 2 <= len(labels) <= 4 and labels[-1] == "Chuyển Tổ giúp việc"
    assert await room.state("NV-15") == (None, None, "")
    assert await room.unread() == [words]  # until then it waits as it was typed


async def test_the_chosen_reading_is_recorded(room: Room) -> None:
    words = unsure()
    wanted = likely_readings(words, NOW)[0].status
    said = await room.says("uyen", words)
    said = await room.presses("uyen", said[0].choices[0][0].key)
    assert (await room.state("NV-15"))[0] is wanted
    assert await room.unread() == []
    newest = (await room.history("NV-15"))[-1]
    assert newest.raw == words and newest.sure


@pytest.mark.parametrize("typed", [False, True])
async def test_it_can_be_left_to_the_secretariat(room: Room, typed: bool) -> None:
    words = unsure()
    said = await room.says("uyen", words)
    if typed:
        said = await room.says("uyen", "chuyển Tổ giúp việc")
    else:
        said = await room.press("uyen", "Chuyển Tổ giúp việc", said)
    assert "sẽ xem" in text(said)
    assert await room.unread() == [words]
    assert await room.state("NV-15") == (None, None, "")


async def test_clearer_words_take_its_place(room: Room) -> None:
    said = await room.says("uyen", unsure())
    key = said[0].choices[0][0].key
    await room.says("uyen", "đang làm 60%")
    assert await room.unread() == []
    assert "Lựa chọn này" in text(await room.presses("uyen", key))
    assert await room.state("NV-15") == (Status.IN_PROGRESS, 60, "")


async def test_a_bare_number_is_no_day(room: Room) -> None:
    await room.says("uyen", "xin lùi")
    assert "Chưa rõ ngày nào" in text(await room.says("uyen", "45"))
    assert (await room.task("NV-15")).extension is not None
