"""Right and Correct, two answers in a row, an edited message: the newest counts, history stays."""

from committee.tasks import Status
from storage.work import looking
from tests.handlers.porch import text
from tests.handlers.tasks.room import Room, day


async def test_right_confirms_and_takes_the_buttons_away(room: Room) -> None:
    said = await room.press("uyen", "Đúng", await room.says("uyen", "xong"))
    assert text(said) == "✅ Đã ghi nhận: NV-15, đã hoàn thành." and not said[0].choices
    task = await room.task("NV-15")
    assert task.state is not None and task.state.confirmed
    assert task.done_on == day("2026-11-23")


async def test_correct_keeps_the_old_answer_until_the_new_one(room: Room) -> None:
    said = await room.press("uyen", "Sửa", await room.says("uyen", "xong"))
    assert [choice.label for row in said[0].choices for choice in row] == [
        "Xong",
        "Đang làm",
        "Vướng",
        "Xin lùi",
    ]
    assert (await room.task("NV-15")).done_on is not None
    said = await room.says("uyen", "đang làm 80%")
    assert "NV-15, đang thực hiện 80%. Nhiệm vụ được mở lại." in text(said)
    assert (await room.task("NV-15")).done_on is None
    assert [report.status for report in await room.history("NV-15")] == [Status.DONE, Status.IN_PROGRESS]


async def test_right_and_correct_can_be_typed(room: Room) -> None:
    await room.says("uyen", "đang làm 80%")
    assert text(await room.says("uyen", "Đúng")).startswith("✅ Đã ghi nhận: NV-15")
    assert "đề nghị chọn lại tình trạng" in text(await room.says("uyen", "Sửa"))  # even what was right
    await room.says("uyen", "đang làm 90%")
    assert "đề nghị chọn lại tình trạng" in text(await room.says("uyen", "sua"))


async def test_stopped_is_not_read_as_right(room: Room) -> None:
    await room.says("uyen", "đang làm 80%")
    await room.says("uyen", "dừng")
    assert (await room.state("NV-15"))[0] is Status.BLOCKED


async def test_the_second_of_two_answers_supersedes(room: Room) -> None:
    first = await room.says("uyen", "đang làm 40%")
    await room.says("uyen", "đang làm 60%")
    assert (await room.state("NV-15"))[1] == 60
    assert [report.percent for report in await room.history("NV-15")] == [40, 60]
    assert "Lựa chọn này" in text(await room.press("uyen", "Đúng", first))  # the echo of the first is old


async def test_what_was_just_done_can_be_taken_back_in_words(room: Room) -> None:
    await room.says("uyen", "xong")
    assert "mở lại" in text(await room.says("uyen", "à chưa, mới làm 60%"))
    assert (await room.task("NV-15")).done_on is None
    await room.says("uyen", "xong")
    room.passes(hours=1)
    await room.says("uyen", "mới làm 60%")  # by then nobody knows what is meant
    assert (await room.task("NV-15")).done_on is not None


async def test_an_edited_answer_supersedes(room: Room) -> None:
    await room.says("khoa", "NV-25 xong")
    message = room.newest
    said = await room.edits("khoa", message, "NV-25 đang làm 40%")
    assert "NV-25, đang thực hiện 40%" in text(said)
    assert (await room.task("NV-25")).done_on is None
    assert await room.edits("khoa", message, "NV-25 đang làm 40%") == []  # an edit that changed nothing


async def test_an_edited_answer_without_its_code_stays_with_its_task(room: Room) -> None:
    await room.says("khoa", "NV-25 đang làm 30%")
    assert "NV-25, đang thực hiện 45%" in text(await room.edits("khoa", room.newest, "đang làm 45%"))


async def test_an_answer_edited_to_another_task_is_taken_back(room: Room) -> None:
    await room.says("khoa", "NV-25 xin lùi đến 30/12 vì trùng lịch")
    message = room.newest
    assert (await room.task("NV-25")).extension is not None
    said = text(await room.edits("khoa", message, "NV-07 xong"))
    assert "NV-07, đã hoàn thành" in said and "Không còn ghi nhận nội dung trước đó về NV-25" in said
    task = await room.task("NV-25")
    assert task.extension is None and task.state is None


async def test_every_change_leaves_an_audit_row(room: Room) -> None:
    said = await room.says("uyen", "xong")
    await room.press("uyen", "Đúng", said)
    task = await room.task("NV-15")
    assert await room.audit(f"task:{task.id}") == ["imported", "answer"]
    assert task.state is not None
    assert await room.audit(f"report:{task.state.id}") == ["confirm"]
    rows = await room.database.reader.execute_fetchall("SELECT before, after FROM audit WHERE act = 'answer'")
    assert [(row["before"], row["after"]) for row in rows] == [("", "done 100")]


async def test_the_message_that_an_answer_stands_in_is_kept(room: Room) -> None:
    await room.says("uyen", "đang làm 40%")
    found = await looking(room.database).reports.heard_in(f"telegram:uyen:{room.newest}")
    assert [report.percent for report in found] == [40]
