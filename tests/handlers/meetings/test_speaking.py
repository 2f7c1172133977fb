"""Answers in plain words: to the invitation itself, or just typed when it is clear what they answer."""

from dataclasses import replace

from committee.meetings import Answer
from messages.envelope import Came, Outgoing
from tests.handlers.meetings.hall import HA, HIEU, KHOA, answer_of, buttons, called, delivered
from tests.handlers.porch import Porch, text


async def replies(porch: Porch, seat: str, words: str, number: int = 9) -> list[Outgoing]:
    """A reply to the newest message about a meeting."""
    rows = await porch.database.reader.execute_fetchall(
        "SELECT message, channel FROM outbox WHERE about = ? AND seat_id = ? ORDER BY id DESC",
        (f"meeting:{number}", (await porch.seat(seat)).id),
    )
    message = str(next(iter(rows))["message"])
    async with porch.database.transaction() as connection:
        await connection.execute(
            "UPDATE outbox SET channel = 'telegram', chat = ? WHERE message = ?", (seat, message)
        )
    incoming = replace(porch._incoming(seat, Came.TEXT, text=words), reply_to=message)
    return await porch._visit(incoming)


async def test_a_reply_to_the_invitation(porch: Porch) -> None:
    await called(porch)
    assert "đồng chí dự họp" in text(await replies(porch, KHOA, "ok"))
    said = await replies(porch, HIEU, "bận họp UBND tỉnh")
    assert "lý do: họp UBND tỉnh" in text(said) and len(said) == 1
    assert "cử Nam phó phòng dự thay" in text(await replies(porch, HIEU, "cử đ/c Nam phó phòng"))
    assert "họ tên và chức vụ" in text(await replies(porch, KHOA, "cử người dự thay"))


async def test_a_short_reply_that_is_no_answer_gets_the_buttons(porch: Porch) -> None:
    await called(porch)
    said = await replies(porch, KHOA, "để tôi xem")
    assert "Chưa rõ đồng chí dự hay vắng" in said[0].text and "Dự" in buttons(said[0])
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE


async def test_words_that_are_clearly_an_answer_need_no_reply(porch: Porch) -> None:
    await called(porch)
    assert "đồng chí dự họp" in text(await porch.says(KHOA, "tôi dự"))
    said = await porch.says(HIEU, "vang, di cong tac")
    assert "lý do: di cong tac" in text(said)
    assert "đồng chí dự họp" in text(await porch.says(HIEU, "co du"))  # a change of mind


async def test_words_about_tasks_are_not_taken_for_an_answer(porch: Porch) -> None:
    await called(porch)
    for words in ("xong", "đang dự thảo báo cáo", "dự kiến tuần sau xong"):
        await porch.says(KHOA, words)
        assert (await answer_of(porch, KHOA)).answer is Answer.NONE, words


async def test_with_two_invitations_one_is_asked_which(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/hop 9h thứ Sáu, họp chuyên đề, phòng B")
    await porch.presses(HA, "mcall:10:1:now")
    await delivered(porch)
    said = await porch.says(KHOA, "vắng, đi công tác")
    assert "02 giấy mời" in said[0].text
    keys = buttons(said[0])
    assert list(keys.values()) == ["rsvpw:9", "rsvpw:10"] and "họp chuyên đề" in list(keys)[1]
    assert "lý do: đi công tác" in text(await porch.presses(KHOA, "rsvpw:10"))
    assert (await answer_of(porch, KHOA, 10)).answer is Answer.ABSENT
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE
    assert "không còn hiệu lực" in text(await porch.presses(KHOA, "rsvpw:9"))


async def test_without_an_invitation_the_words_are_about_something_else(porch: Porch) -> None:
    await porch.joins(KHOA, KHOA)
    assert "Đã ghi nhận: đồng chí dự họp" not in text(await porch.says(KHOA, "tôi dự"))


async def test_a_reply_to_a_meeting_that_is_over_is_no_answer_to_it(porch: Porch) -> None:
    await called(porch)
    porch.passes(days=4)
    assert "đã bắt đầu" not in text(await replies(porch, KHOA, "NV-03 xong rồi"))
    assert "đã bắt đầu" in text(await replies(porch, KHOA, "tôi dự"))
