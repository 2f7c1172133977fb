"""One forgiving sentence, taken apart; what its time spoils is saved."""

import pytest

from handlers.meetings.typed import Sketch, read_sentence, read_time
from handlers.visit import Visit
from messages.envelope import Came
from storage.work import working
from tests.handlers.meetings.hall import HA, gathered
from tests.handlers.porch import PRACTICE, VOICE, Porch


async def read(porch: Porch, typed: str) -> tuple[Sketch, str]:
    await gathered(porch, HA)
    async with working(porch.database) as work:
        actor = await work.seats.actor("telegram", HA)
        assert actor is not None
        visit = Visit(porch._incoming(HA, Came.TEXT, text=typed), actor, work, porch.now, PRACTICE, VOICE)
        sketch, trouble = await read_sentence(visit, typed)
    return sketch, trouble.reason if trouble else ""


@pytest.mark.parametrize(
    ("typed", "when", "title", "place"),
    [
        ("14h thứ Năm, góp ý dự thảo, phòng họp A", "26/11 14:00", "góp ý dự thảo", "phòng họp A"),
        ("hop giao ban 8h sang thu 6 tai hoi truong lon", "27/11 08:00", "hop giao ban", "hoi truong lon"),
        ("sơ kết quý IV; 15h30 ngày 1/12; trực tuyến", "1/12 15:30", "sơ kết quý IV", "trực tuyến"),
        ("họp lúc 14h mai", "24/11 14:00", "", ""),
        (
            "mời họp góp ý dự thảo, 14h mai, phòng họp A",
            "24/11 14:00",
            "mời họp góp ý dự thảo",
            "phòng họp A",
        ),
        ("giao ban tháng 12/2026, phòng B", "", "giao ban tháng 12/2026", "phòng B"),
        ("thứ Sáu họp chuyên đề", "27/11", "họp chuyên đề", ""),
    ],
)
async def test_sentences(porch: Porch, typed: str, when: str, title: str, place: str) -> None:
    sketch, trouble = await read(porch, typed)
    found = ""
    if sketch.starts_at:
        found = f"{sketch.starts_at.day}/{sketch.starts_at.month} {sketch.starts_at:%H:%M}"
    elif sketch.day:
        found = f"{sketch.day.day}/{sketch.day.month}"
    assert (found, sketch.title, sketch.place, trouble) == (when, title, place, "")


@pytest.mark.parametrize(
    ("typed", "reason", "title", "place"),
    [
        ("họp giao ban thứ Ba 26/11, phòng họp A", "contradicts", "họp giao ban", "phòng họp A"),
        ("30/2 góp ý dự thảo", "impossible", "góp ý dự thảo", ""),
        ("tổng kết năm, 27h thứ Sáu", "impossible", "tổng kết năm", ""),
        ("14h hôm qua, giao ban, phòng B", "past", "giao ban", "phòng B"),
        ("30/2", "impossible", "", ""),
    ],
)
async def test_a_bad_time_spoils_nothing_else(
    porch: Porch, typed: str, reason: str, title: str, place: str
) -> None:
    sketch, trouble = await read(porch, typed)
    assert sketch.starts_at is None and sketch.day is None
    assert (trouble, sketch.title, sketch.place) == (reason, title, place)


async def test_a_sketch_survives_being_kept(porch: Porch) -> None:
    sketch, _ = await read(porch, "14h thứ Năm, góp ý, phòng B, mời Sở Tư pháp, chủ trì: đ/c Nhạn")
    assert Sketch.of(sketch.facts()) == sketch
    assert sketch.note == "mời: Sở Tư pháp" and sketch.chaired_by == "Nhạn"
    assert Sketch.of({}) == Sketch()


async def test_an_hour_alone_is_for_the_day_that_is_known(porch: Porch) -> None:
    await gathered(porch, HA)
    async with working(porch.database) as work:
        actor = await work.seats.actor("telegram", HA)
        assert actor is not None
        visit = Visit(porch._incoming(HA, Came.TEXT), actor, work, porch.now, PRACTICE, VOICE)
        thursday, _ = read_time(visit, "thứ Năm")
        assert thursday.starts_at is None and thursday.day is not None
        timed, _ = read_time(visit, "15h30", on=thursday.day)
        assert timed.starts_at is not None and f"{timed.starts_at:%d %H:%M}" == "26 15:30"
        timed, _ = read_time(visit, "15h30 thứ Sáu", on=thursday.day)
        assert timed.starts_at is not None and f"{timed.starts_at:%d %H:%M}" == "27 15:30"
