"""What the secretariat reads, and what it records for others."""

import pytest

from committee.tasks import Status
from messages.envelope import Outgoing
from tests.handlers.porch import text
from tests.handlers.tasks.room import Room


async def test_an_answer_by_telephone_is_recorded_and_told(room: Room) -> None:
    said = await room.says("ha", "/ghiho NV-15: đang làm 50%")
    assert "Đã ghi nhận thay Tỉnh đoàn: NV-15, đang thực hiện 50%." in said[0].text
    assert [choice.label for row in said[0].choices for choice in row] == ["Sửa"]
    assert said[1].text == "Tổ giúp việc ghi nhận thay đồng chí: NV-15, đang thực hiện 50%."
    assert [choice.label for row in said[1].choices for choice in row] == ["Đúng", "Sửa"]
    rows = await room.database.reader.execute_fetchall(
        "SELECT s.code FROM audit a JOIN seats s ON s.id = a.for_seat_id WHERE a.act = 'answer'"
    )
    assert len(list(rows)) == 1
    corrected = await room.press("uyen", "Sửa", said[1:])
    assert "NV-15, đã hoàn thành" in text(await room.press("uyen", "Xong", corrected))


@pytest.mark.parametrize("typed", ["/ghiho Tỉnh đoàn: xong", "/ghiho tinh doan xong", "NV-15 xong"])
async def test_the_agency_or_the_code_names_the_task(room: Room, typed: str) -> None:
    assert "Đã ghi nhận thay Tỉnh đoàn: NV-15, đã hoàn thành" in text(await room.says("ha", typed))


async def test_an_agency_with_several_tasks_is_asked(room: Room) -> None:
    said = await room.says("ha", "/ghiho SVHTTDL: xong")
    assert "nhiệm vụ nào?" in text(said)
    said = await room.press("ha", "NV-07", said)
    assert "Đã ghi nhận thay Sở VHTTDL: NV-07, đã hoàn thành" in said[0].text
    assert await room.unread() == []


async def test_what_cannot_be_found_is_said(room: Room) -> None:
    assert "/ghiho SCT: xong" in text(await room.says("ha", "/ghiho"))
    assert "Chưa tìm thấy" in text(await room.says("ha", "/ghiho zzz: xong"))
    assert "không có nhiệm vụ đang mở" in text(await room.says("ha", "/ghiho Sở Công Thương: xong"))
    assert "Không tìm thấy nhiệm vụ NV-99" in text(await room.says("ha", "/ghiho NV-99: xong"))


@pytest.mark.parametrize("who", ["khoa", "bao"])
@pytest.mark.parametrize("typed", ["/chuaro", "/ghiho NV-15: xong"])
async def test_only_the_secretariat_reads_and_records(room: Room, who: str, typed: str) -> None:
    await room.says(who, typed)
    assert await room.history("NV-15") == []


async def test_what_is_still_asked_is_told_only_later(room: Room) -> None:
    said = await room.says("ha", "/ghiho NV-15: vướng")
    told = next(out for out in said if out.person is not None)
    assert told.not_before is not None and told.not_before > room.now
    await room.says("ha", "thiếu kinh phí in")
    assert await room.sent_to("uyen", "notice") == [
        "Tổ giúp việc ghi nhận thay đồng chí: NV-15, đang vướng: thiếu kinh phí in."
    ]  # the first notice was withdrawn


async def test_the_list_of_what_was_not_understood(room: Room) -> None:
    assert "Không còn nội dung nào" in text(await room.says("ha", "/chuaro"))
    await room.says("khoa", "haha <b>&\"'")
    await room.says("may", "tôi đi công tác")
    said = await room.says("ha", "/chuaro")
    assert "02 nội dung" in text(said) and "haha &lt;b&gt;&amp;" in text(said)
    assert [choice.label for row in said[0].choices for choice in row] == ["1. Xem", "2. Xem"]


async def test_one_is_classified_for_the_member(room: Room) -> None:
    await room.says("khoa", "haha")
    said = await room.press("ha", "1. Xem", await room.says("ha", "/chuaro"))
    said = await room.press("ha", "NV-07", said)
    said = await room.press("ha", "Vướng", said)
    assert "Đã ghi nhận thay Sở VHTTDL: NV-07, đang vướng: haha." in said[0].text
    assert "Tổ giúp việc ghi nhận thay đồng chí: NV-07" in text(to_others(said))
    assert await room.unread() == []
    assert (await room.state("NV-07"))[0] is Status.BLOCKED


async def test_one_is_only_read(room: Room) -> None:
    await room.says("khoa", "haha")
    await room.says("may", "tôi đi công tác")
    item = await room.press("ha", "1. Xem", await room.says("ha", "/chuaro"))
    said = await room.press("ha", "Đã xem", item)
    assert "Còn 01 nội dung" in text(said)
    assert "tôi đi công tác" in text(await room.press("ha", "Xem tiếp", said))
    assert "Lựa chọn này" in text(await room.press("ha", "Đã xem", item))  # already dealt with
    assert await room.history("NV-07") == []


async def test_a_question_waits_in_the_list_with_its_task(room: Room) -> None:
    await room.says("uyen", "gửi bản word hay pdf?")
    said = await room.press("ha", "1. Xem", await room.says("ha", "/chuaro"))
    assert "NV-15" in text(said) and "Đã xem" in said[0].choices[-1][0].label


async def test_lists_for_whoever_sees_all(room: Room) -> None:
    assert "Nhiệm vụ của Ban Chỉ đạo" in text(await room.says("ha", "/viec"))
    assert "Nhiệm vụ của Tỉnh đoàn</b>: 01 việc" in text(await room.says("ha", "/viec tinh doan"))
    said = await room.says("bao", "/viec NV-15")
    assert "Giao lưu thanh niên" in text(said) and not said[0].choices  # to read, not to answer
    assert await room.history("NV-15") == []


def to_others(said: list[Outgoing]) -> list[Outgoing]:
    """What goes to somebody else."""
    return [out for out in said if out.person is not None]
