"""Whatever is typed, pasted or forged: an answer, nothing broken, nothing recorded that was not said."""

import pytest

from committee.tasks import Status
from messages.envelope import Came
from tests.handlers.porch import text
from tests.handlers.tasks.room import Room

HOSTILE = [
    "x" * 4096,
    "NV-05 " + "x" * 4000,
    "<b>&\"' </b><script>",
    "a" + "\u0301" * 2000,
    "\u202eNV-05 gnox",
    "NV-05" * 500,
    "NV-05 xong, " * 300,
    "{{ 7 * 7 }} {% raw %}",
    "%s %d {0} {code}",
    "'; DROP TABLE tasks; --",
    "\x00\x01\x02",
    "NV-9999 xong",
    "NV-٠٥ xong",
    "🙏" * 500,
    "....",
    " ",
    "0",
    "-1",
    "NV",
    "nv-",
    "((((((((((" * 300,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("who", ["khoa", "uyen", "may", "ha", "bao"])
async def test_hostile_words(room: Room, who: str, typed: str) -> None:
    said = await room.says(who, typed)
    assert said and all(0 < len(out.text) <= 4096 for out in said)
    assert all(len(choice.label) <= 64 for out in said for row in out.choices for choice in row)
    assert "<script>" not in text(said)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_answers_to_what_was_asked(room: Room, typed: str) -> None:
    for pressed in ("stuck", "later"):
        task = await room.task("NV-15")
        await room.presses("uyen", f"st:{task.id}:{pressed}")
        assert await room.says("uyen", typed)
    assert (await room.task("NV-15")).done_on is None
    assert all(len(out.text) <= 4096 for out in await room.says("ha", "/chuaro"))


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_orders_of_the_secretariat(room: Room, typed: str) -> None:
    for word in ("/ghiho", "/viec", "/chuaro"):
        assert await room.says("ha", f"{word} {typed}")
        assert await room.says("khoa", f"{word} {typed}")


async def test_an_edit_that_came_from_nowhere(room: Room) -> None:
    assert await room.says("uyen", "xong", Came.EDITED)
    assert (await room.state("NV-15"))[0] is Status.DONE


async def test_a_very_long_answer_is_kept_whole(room: Room) -> None:
    typed = "NV-05 đang làm 30% " + "và còn nhiều việc khác " * 150
    await room.says("khoa", typed)
    assert [report.raw for report in await room.history("NV-05")] == [typed.strip()[:4096]]
