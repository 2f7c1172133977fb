"""Buttons: what they record, what they ask, and that none is trusted."""

import pytest

from committee.tasks import Status
from messages.envelope import Outgoing
from tests.handlers.porch import text
from tests.handlers.tasks.room import Room, day


async def card(room: Room, account: str = "uyen", code: str = "NV-15") -> list[Outgoing]:
    return await room.says(account, f"/viec {code}")


async def test_done(room: Room) -> None:
    said = await room.press("uyen", "Xong", await card(room))
    assert text(said) == "Đã ghi nhận: NV-15, đã hoàn thành." and said[0].replaces
    assert (await room.task("NV-15")).done_on == day("2026-11-23")
    again = await room.presses("uyen", (await card(room))[0].choices[0][0].key)
    assert "NV-15 đã được ghi nhận hoàn thành ngày 23/11/2026" in text(again)


async def test_in_progress_offers_percentages(room: Room) -> None:
    said = await room.press("uyen", "Đang làm", await card(room))
    assert (await room.state("NV-15"))[:2] == (Status.IN_PROGRESS, None)
    labels = [choice.label for row in said[0].choices for choice in row]
    assert labels == ["25%", "50%", "75%", "90%", "Không ghi", "Sửa"]
    said = await room.press("uyen", "75%", said)
    assert "NV-15, đang thực hiện 75%" in text(said)
    assert (await room.state("NV-15"))[:2] == (Status.IN_PROGRESS, 75)


async def test_a_percentage_can_be_typed_or_left_out(room: Room) -> None:
    await room.press("uyen", "Đang làm", await card(room))
    assert "NV-15, đang thực hiện 60%" in text(await room.says("uyen", "60"))
    said = await room.press("uyen", "Đang làm", await card(room))
    assert "✅ Đã ghi nhận: NV-15, đang thực hiện." in text(await room.press("uyen", "Không ghi", said))


async def test_stuck_asks_what_is_in_the_way(room: Room) -> None:
    said = await room.press("uyen", "Vướng", await card(room))
    assert "nêu vướng mắc" in text(said)
    assert (await room.state("NV-15"))[0] is Status.BLOCKED  # known from the first press on
    said = await room.says("uyen", "chưa có kinh phí in")
    assert "NV-15, đang vướng: chưa có kinh phí in." in text(said)
    assert await room.state("NV-15") == (Status.BLOCKED, None, "chưa có kinh phí in")


async def test_an_obstacle_that_turns_out_to_be_done(room: Room) -> None:
    await room.press("uyen", "Vướng", await card(room))
    assert "NV-15, đã hoàn thành" in text(await room.says("uyen", "xong rồi"))


async def test_another_tasks_code_is_not_taken_for_the_obstacle(room: Room) -> None:
    await room.press("khoa", "Vướng", await card(room, "khoa", "NV-05"))
    assert "NV-25, đã hoàn thành" in text(await room.says("khoa", "NV-25 xong"))
    assert await room.state("NV-05") == (Status.BLOCKED, None, "")


async def test_later_asks_until_when_and_why(room: Room) -> None:
    said = await room.press("khoa", "Xin lùi", await card(room, "khoa", "NV-05"))
    assert "hạn hiện nay: thứ Sáu, ngày 4/12/2026" in text(said)
    for typed, answer in (
        ("1/12", "không sau hạn hiện nay"),
        ("hôm qua", "đã qua"),
        ("31/11", "Không có ngày như vậy"),
        ("thứ Hai 8/12", "Thứ và ngày không khớp nhau"),
        ("sớm thôi", "Chưa rõ ngày nào"),
    ):
        assert answer in text(await room.says("khoa", typed)), typed
    said = await room.says("khoa", "15/12")
    assert "xin lùi thời hạn đến thứ Ba, ngày 15/12/2026" in text(said) and "lý do" in text(said)
    said = await room.says("khoa", "chờ nghiệm thu")
    assert "lý do: chờ nghiệm thu" in text(said)
    extension = (await room.task("NV-05")).extension
    assert extension is not None
    assert (extension.asked_for, extension.reason) == (day("2026-12-15"), "chờ nghiệm thu")
    assert extension.times == 1
    assert (await room.task("NV-05")).deadline == day("2026-12-04")  # a chat message grants nothing


async def test_a_later_day_by_button_without_a_reason(room: Room) -> None:
    said = await room.press("khoa", "Xin lùi", await card(room, "khoa", "NV-05"))
    said = await room.press("khoa", "11/12/2026", said)
    said = await room.press("khoa", "Không nêu lý do", said)
    assert "xin lùi thời hạn đến thứ Sáu, ngày 11/12/2026." in text(said)
    assert [choice.label for row in said[0].choices for choice in row] == ["Đúng", "Sửa"]


async def test_done_drops_the_request_for_more_time(room: Room) -> None:
    await room.says("khoa", "NV-05 xin lùi đến 15/12 vì chờ nghiệm thu")
    await room.says("khoa", "NV-05 xong")
    assert (await room.task("NV-05")).extension is None


@pytest.mark.parametrize("what", ["done", "doing", "stuck", "later"])
@pytest.mark.parametrize("who", ["khoa", "may", "bao", "lieu"])
async def test_a_button_pressed_by_somebody_else(room: Room, who: str, what: str) -> None:
    task = await room.task("NV-15")
    said = await room.presses(who, f"st:{task.id}:{what}")
    assert "thuộc trách nhiệm của đơn vị khác" in text(said)
    assert await room.history("NV-15") == []


async def test_an_echo_pressed_by_somebody_else(room: Room) -> None:
    said = await room.says("uyen", "xong")
    for label in ("Đúng", "Sửa"):
        assert "thuộc trách nhiệm của đơn vị khác" in text(await room.press("khoa", label, said))


@pytest.mark.parametrize(
    "key",
    [
        "st:", "st:x:done", "st:99999:done", "st:1", "st:1:won", "st:١:done", "st:9999999999999999999:done",
        "t:", "t:0", "t:-1", "tok:", "tok:77", "tfx:abc", "tpc:1:25", "tpc:::", "tud:1:2026-12-10", "tnr:",
        "twh:1:1", "twh:x", "trd:1:0", "trd:", "x:1:yes", "x:",
        "tun:1", "tut:1:1", "tus:1",
    ],
)  # fmt: skip
async def test_a_button_that_never_was(room: Room, key: str) -> None:
    said = await room.presses("uyen", key)
    assert len(said) == 1 and said[0].toast
    assert await room.history("NV-15") == []


async def test_a_percentage_that_was_not_offered(room: Room) -> None:
    await room.press("uyen", "Đang làm", await card(room))
    task = await room.task("NV-15")
    assert task.state is not None
    for number in ("100", "0", "-5", "7 5", "９０"):
        assert "Lựa chọn này" in text(await room.presses("uyen", f"tpc:{task.state.id}:{number}"))
    assert (await room.state("NV-15"))[1] is None


async def test_a_day_that_is_not_later_is_not_taken_from_a_button_either(room: Room) -> None:
    await room.press("khoa", "Xin lùi", await card(room, "khoa", "NV-05"))
    task = await room.task("NV-05")
    assert task.state is not None
    said = await room.presses("khoa", f"tud:{task.state.id}:2026-11-01")
    assert "không sau hạn hiện nay" in text(said)
