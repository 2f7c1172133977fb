"""The list of what is owed and the card: who sees what."""

import pytest

from tests.handlers.porch import text
from tests.handlers.tasks.room import Room


@pytest.mark.parametrize(
    "typed", ["/viec", "/nhiemvu", "/tasks", "viec", "Việc của tôi", "viec toi", "nhiệm vụ"]
)
async def test_the_list_by_urgency(room: Room, typed: str) -> None:
    said = text(await room.says("khoa", typed))
    places = [said.index(code) for code in ("NV-26", "NV-05", "NV-07", "NV-25")]
    assert places == sorted(places)
    assert "Hạn thứ Năm, ngày 26/11/2026 (còn 03 ngày)" in said


async def test_each_task_has_a_button(room: Room) -> None:
    said = await room.says("khoa", "/viec")
    card = await room.press("khoa", "NV-07", said)
    assert "Biên tập, in 1.000 cuốn sách ảnh" in text(card)
    assert "Văn bản giao: Kế hoạch số 210/KH-UBND ngày 05/02/2026" in text(card)
    assert "Thời hạn: Chủ nhật, ngày 20/12/2026" in text(card)
    assert "Phối hợp: Báo và phát thanh" in text(card)
    assert not card[0].replaces  # the list stays


async def test_the_list_says_how_far_things_are(room: Room) -> None:
    await room.says("khoa", "NV-07 đang làm 70%")
    await room.says("khoa", "NV-05 xin lùi đến 15/12 vì chờ nghiệm thu")
    said = text(await room.says("khoa", "/viec"))
    assert "đang thực hiện 70%" in said and "xin lùi thời hạn, chờ ý kiến" in said


async def test_what_is_done_is_owed_no_longer(room: Room) -> None:
    await room.says("uyen", "xong")
    said = text(await room.says("uyen", "/viec"))
    assert "không có nhiệm vụ nào đang mở" in said
    assert "đã hoàn thành 23/11/2026" in text(await room.says("uyen", "/viec NV-15"))


async def test_cooperating_is_to_read_and_without_others_answers(room: Room) -> None:
    await room.says("lieu", "NV-02 đang làm 35%")
    said = await room.says("khoa", "/viec NV-02")
    assert "cơ quan chủ trì báo cáo kết quả" in text(said)
    assert "35%" not in text(said) and not said[0].choices


async def test_another_agencys_task_is_not_shown(room: Room) -> None:
    said = text(await room.says("khoa", "/viec NV-01"))
    assert "NV-01 do cơ quan khác chủ trì" in said and "Báo cáo kết quả" not in said


async def test_a_task_by_words_of_its_title(room: Room) -> None:
    assert "NV-07" in text(await room.says("khoa", "/viec sách ảnh song ngữ"))
    assert "Không tìm thấy nhiệm vụ" in text(await room.says("khoa", "/viec linh tinh"))


async def test_somebody_without_tasks(room: Room) -> None:
    said = text(await room.says("may", "/viec"))
    assert "không có nhiệm vụ nào đang mở" in said and "Phối hợp: NV-13" in said


async def test_overdue_is_said_of_the_task_and_not_of_the_person(room: Room) -> None:
    said = text(await room.says("uyen", "/viec"))
    assert "đã quá hạn 05 ngày" in said and "trễ" not in said
