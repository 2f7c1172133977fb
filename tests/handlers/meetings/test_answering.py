"""Answers by button: recorded for the seat, changed before the start, refused when they are not one's own."""

import pytest

from committee.meetings import Answer
from storage.work import working
from tests.handlers.meetings.hall import (
    BAO,
    DAT,
    HA,
    HIEU,
    KHOA,
    answer_of,
    buttons,
    called,
    gathered,
    meeting,
    states,
)
from tests.handlers.porch import Porch, text


async def test_a_yes_is_recorded_in_place_of_the_buttons(porch: Porch) -> None:
    await called(porch)
    said = await porch.presses(KHOA, "rsvp:9:1:yes")
    assert "✅ Đã ghi nhận: đồng chí dự họp" in said[0].text and said[0].replaces
    assert said[0].toast == "Đã ghi nhận: dự" and buttons(said[0]) == {"Đổi ý": "rsvp:9:1:again"}
    kept = await answer_of(porch, KHOA)
    assert (kept.answer, kept.answered_by, kept.answered_at) == (Answer.ATTENDING, "Vũ Đăng Khoa", porch.now)
    assert (await porch.audit("meeting:9"))[-1] == "answer_meeting"


async def test_an_absence_counts_before_its_reason(porch: Porch) -> None:
    await called(porch)
    said = await porch.presses(KHOA, "rsvp:9:1:no")
    assert "Đã ghi nhận: đồng chí vắng." in said[0].text and "lý do vắng trong một dòng" in said[1].text
    assert (await answer_of(porch, KHOA)).answer is Answer.ABSENT
    assert "lý do: đi công tác" in text(await porch.says(KHOA, "do đi công tác"))
    assert (await answer_of(porch, KHOA)).reason == "đi công tác"
    again = await porch.presses(KHOA, "rsvp:9:1:no")
    assert len(again) == 1 and "lý do: đi công tác" in again[0].text


async def test_no_reason_is_accepted_too(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:no")
    assert "Đã ghi nhận: đồng chí vắng." in text(await porch.says(KHOA, "không có"))
    assert (await answer_of(porch, KHOA)).reason == ""


async def test_a_substitute_counts_when_there_is_a_name(porch: Porch) -> None:
    await called(porch)
    said = await porch.presses(KHOA, "rsvp:9:1:sub")
    assert "họ tên và chức vụ" in said[0].text
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE
    assert "Chưa rõ tên" in text(await porch.says(KHOA, "0905 123 456"))
    said = await porch.says(KHOA, "đ/c Trần Văn Nam, Phó Trưởng phòng")
    assert "cử Trần Văn Nam, Phó Trưởng phòng dự thay" in said[0].text
    kept = await answer_of(porch, KHOA)
    assert kept.substitute == "Trần Văn Nam, Phó Trưởng phòng"


async def test_one_may_change_ones_mind_until_the_start(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    said = await porch.presses(KHOA, "rsvp:9:1:again")
    assert list(buttons(said[0])) == ["Dự", "Vắng", "Cử người dự thay"]
    assert (await answer_of(porch, KHOA)).answer is Answer.ATTENDING  # until another is given
    await porch.presses(KHOA, "rsvp:9:1:no")
    assert "đồng chí dự họp" in text(await porch.says(KHOA, "tôi dự"))  # instead of a reason
    await porch.presses(KHOA, "rsvp:9:1:sub")
    assert "vắng, lý do: ốm" in text(await porch.says(KHOA, "vắng vì ốm"))  # instead of a name
    assert (await answer_of(porch, KHOA)).reason == "ốm"
    porch.passes(days=3, hours=6)
    assert "đã bắt đầu lúc 14h00" in text(await porch.presses(KHOA, "rsvp:9:1:yes"))


async def test_the_same_press_twice_is_recorded_once(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.presses(KHOA, "rsvp:9:1:yes")
    assert (await porch.audit("meeting:9")).count("answer_meeting") == 1


async def test_a_press_by_somebody_else_is_refused(porch: Porch) -> None:
    await called(porch)
    assert "đơn vị khác" in text(await porch.presses(HA, "rsvp:9:1:yes"))  # she is not invited
    await porch.presses(HIEU, "rsvp:9:1:yes")
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE


@pytest.mark.parametrize(
    "key", ["rsvp:99:1:yes", "rsvp:x:1:yes", "rsvp:", "rsvpw:9", "mlist:99", "mcall:99:1:now"]
)
async def test_a_made_up_button_is_old(porch: Porch, key: str) -> None:
    await called(porch)
    assert "không còn hiệu lực" in text(await porch.presses(HA, key))


async def test_a_draft_takes_no_answers(porch: Porch) -> None:
    await called(porch)
    async with working(porch.database) as work:
        await work.meetings.invite(await meeting(porch, 3), (await porch.seat(KHOA)).id, porch.now)
    assert "chưa gửi" in text(await porch.presses(KHOA, "rsvp:3:1:yes"))


async def test_an_answer_withdraws_the_reminder_that_waits(porch: Porch) -> None:
    await called(porch)
    await porch.presses(HA, "mrem:9")
    waiting = await states(porch, "reminder")
    assert waiting.count("waiting") == 3
    await porch.presses(KHOA, "rsvp:9:1:yes")
    assert (await states(porch, "reminder")).count("withdrawn") == 1


async def test_the_answer_of_a_question_that_is_too_late_is_told(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:no")
    await porch.presses(HA, "mcan:9:2:yes")
    said = text(await porch.says(KHOA, "đi công tác"))
    assert "lý do: đi công tác" not in said
    await gathered(porch, DAT)
    assert "đã hủy" in text(await porch.presses(BAO, "rsvp:9:1:yes"))
