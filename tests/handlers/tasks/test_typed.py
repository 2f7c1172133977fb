"""Typed answers: which task is meant, and that nothing is guessed."""

import pytest

from committee.tasks import Status
from tests.handlers.porch import text
from tests.handlers.tasks.room import Room


@pytest.mark.parametrize("typed", ["nv5 xong", "NV-05 xong", "NV 5: xong", "nv05 - xong"])
async def test_a_code_names_the_task_however_it_is_typed(room: Room, typed: str) -> None:
    said = await room.says("khoa", typed)
    assert "Đã ghi nhận: NV-05, đã hoàn thành." in text(said)
    assert await room.state("NV-05") == (Status.DONE, 100, "")


async def test_the_only_task_of_a_seat_needs_no_name(room: Room) -> None:
    said = await room.says("uyen", "đang làm 60%")
    assert "Đã ghi nhận: NV-15, đang thực hiện 60%." in text(said)


async def test_with_several_tasks_one_is_asked_and_nothing_is_recorded(room: Room) -> None:
    said = await room.says("khoa", "đang làm 70%")
    assert "Nội dung này về nhiệm vụ nào?" in text(said)
    assert [await room.state(code) for code in ("NV-05", "NV-07", "NV-25", "NV-26")] == [(None, None, "")] * 4
    said = await room.press("khoa", "NV-07", said)
    assert "Đã ghi nhận: NV-07, đang thực hiện 70%." in text(said)
    assert await room.unread() == []


async def test_which_task_can_be_typed_too(room: Room) -> None:
    for answer in ("NV-07", "7", "sách ảnh song ngữ"):
        await room.says("khoa", "đang làm 45%")
        assert "NV-07, đang thực hiện 45%" in text(await room.says("khoa", answer))
    assert await room.unread() == []


async def test_an_answer_with_the_code_takes_the_place_of_the_one_without(room: Room) -> None:
    await room.says("khoa", "xong")
    await room.says("khoa", "NV-07 xong")
    assert await room.unread() == []
    assert (await room.state("NV-07"))[0] is Status.DONE


async def test_what_is_never_chosen_is_kept_for_the_secretariat(room: Room) -> None:
    said = await room.says("khoa", "đang làm 70%")
    assert "Tổ giúp việc đã nhận" in text(await room.press("khoa", "Chuyển Tổ giúp việc", said))
    assert await room.unread() == ["đang làm 70%"]
    assert "Lựa chọn này" in text(await room.press("khoa", "NV-07", said))  # its question is closed


async def test_two_words_of_a_title_name_the_task(room: Room) -> None:
    assert "NV-07, đã hoàn thành" in text(await room.says("khoa", "sách ảnh song ngữ xong rồi"))


async def test_words_that_stand_in_every_title_name_none(room: Room) -> None:
    said = await room.says("lieu", "đã gửi kế hoạch công tác")
    assert "Nội dung này về nhiệm vụ nào?" in text(said)


async def test_the_open_card_is_meant(room: Room) -> None:
    await room.says("khoa", "/viec NV-25")
    assert "NV-25, đang thực hiện 30%" in text(await room.says("khoa", "đang làm 30%"))


async def test_half_an_hour_after_the_card_one_is_asked_again(room: Room) -> None:
    await room.says("khoa", "/viec NV-25")
    room.passes(minutes=31)
    assert "nhiệm vụ nào?" in text(await room.says("khoa", "đang làm 30%"))


async def test_an_open_card_and_a_title_that_disagree_are_asked(room: Room) -> None:
    await room.says("khoa", "/viec NV-25")
    said = await room.says("khoa", "sách ảnh song ngữ đang làm 30%")
    assert {choice.label[:5] for out in said for row in out.choices for choice in row} >= {"NV-25", "NV-07"}


async def test_several_answers_in_one_message_are_each_echoed(room: Room) -> None:
    said = text(await room.says("khoa", "NV-05 xong, NV-25 đang làm 50%"))
    assert "NV-05, đã hoàn thành" in said and "NV-25, đang thực hiện 50%" in said
    assert (await room.task("NV-05")).done_on is not None


async def test_one_refused_among_several_takes_no_other_with_it(room: Room) -> None:
    said = text(await room.says("khoa", "NV-05 xong, NV-01 xong, NV-99 xong"))
    assert "NV-05, đã hoàn thành" in said
    assert "NV-01 do cơ quan khác chủ trì" in said
    assert "Không tìm thấy nhiệm vụ NV-99" in said
    assert (await room.task("NV-01")).done_on is None


async def test_thanks_for_nothing_in_particular_is_one_line(room: Room) -> None:
    said = await room.says("khoa", "cảm ơn tổ giúp việc")
    assert text(said) == "Tổ giúp việc đã nhận phản hồi của đồng chí."
    assert await room.unread() == []


async def test_noise_is_not_asked_about(room: Room) -> None:
    said = await room.says("khoa", "haha")
    assert "Tổ giúp việc đã nhận tin nhắn" in text(said) and not said[0].choices
    assert await room.unread() == ["haha"]


async def test_somebody_without_tasks_is_heard(room: Room) -> None:
    said = await room.says("may", "tôi đi công tác tuần này")
    assert text(said) == "Tổ giúp việc đã nhận tin nhắn của đồng chí và sẽ xem."
    assert await room.unread() == ["tôi đi công tác tuần này"]


async def test_a_question_is_kept_for_the_secretariat(room: Room) -> None:
    said = await room.says("uyen", "gửi bản word hay pdf?")
    assert "Tổ giúp việc đã nhận câu hỏi của đồng chí về NV-15" in text(said)
    assert await room.unread() == ["gửi bản word hay pdf?"]
    assert await room.state("NV-15") == (None, None, "")


async def test_a_secretary_without_tasks_is_told_how_to_record(room: Room) -> None:
    assert "/ghiho" in text(await room.says("ha", "đang làm 70%"))
    assert await room.unread() == []
