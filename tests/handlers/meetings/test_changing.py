"""A called meeting is moved: first the consequence, then one notice, and nothing old is left."""

from datetime import datetime

from committee.meetings import Answer
from tests.handlers.meetings.hall import (
    BAO,
    DAT,
    HA,
    HIEU,
    KHOA,
    answer_of,
    buttons,
    called,
    delivered,
    gathered,
    meeting,
    states,
    to,
)
from tests.handlers.porch import ZONE, Porch, text


async def test_the_consequence_comes_first(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.presses(HIEU, "rsvp:9:1:no")
    card = (await porch.says(HA, "/doihop 9 15h thứ Sáu"))[0]
    assert "14h00, thứ Năm, ngày 26/11/2026 → <b>15h00, thứ Sáu, ngày 27/11/2026</b>" in card.text
    assert "• 23 đồng chí nhận một thông báo thay đổi" in card.text
    assert "• 2 câu trả lời được hỏi lại" in card.text and "lời nhắc theo giờ cũ không gửi nữa" in card.text
    assert (await meeting(porch, 9)).revision == 1  # nothing has happened yet
    assert buttons(card) == {"Gửi": "mchg:9:1:send", "Sửa": "mchg:9:1:edit", "Bỏ": "mchg:9:1:drop"}


async def test_a_move_tells_everybody_once_and_asks_again(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    await porch.says(HA, "/doihop 9 15h thứ Sáu, phòng họp B")
    said = await porch.presses(HA, "mchg:9:1:send")
    assert "Đã gửi thông báo thay đổi CH-09 đến 3 đồng chí. 1 câu trả lời được hỏi lại." in said[0].text
    moved = await meeting(porch, 9)
    assert moved.starts_at == datetime(2026, 11, 27, 15, 0, tzinfo=ZONE) and moved.revision == 2
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE
    notices = await to(porch, said, KHOA)
    assert len(notices) == 1 and notices[0].kind == "change"
    notice = notices[0]
    assert "Thời gian mới: <b>15h00, thứ Sáu, ngày 27/11/2026</b>" in notice.text
    assert "Địa điểm mới: phòng họp B" in notice.text
    assert "Lịch trước đây: 14h00, thứ Năm, ngày 26/11/2026, phòng họp A." in notice.text
    assert buttons(notice)["Dự"] == "rsvp:9:2:yes"
    assert (await to(porch, said, BAO))[0].text.startswith("Kính báo cáo đồng chí Trịnh Quốc Bảo,")


async def test_an_old_button_shows_the_new_invitation_and_records_nothing(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    await porch.presses(HA, "mchg:9:1:send")
    said = await porch.presses(KHOA, "rsvp:9:1:yes")
    assert "Lịch họp đã thay đổi" in said[0].text and "15h00, thứ Sáu" in said[0].text
    assert (await answer_of(porch, KHOA)).answer is Answer.NONE
    await porch.presses(KHOA, buttons(said[0])["Dự"])
    assert (await answer_of(porch, KHOA)).revision == 2


async def test_another_room_asks_nobody_again(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    assert "1 câu trả lời giữ nguyên" in text(await porch.says(HA, "/doihop 9 phòng họp B"))
    said = await porch.presses(HA, "mchg:9:1:send")
    assert (await answer_of(porch, KHOA)).answer is Answer.ATTENDING
    assert not (await to(porch, said, KHOA))[0].choices  # he has answered
    assert (await to(porch, said, HIEU))[0].choices  # he has not


async def test_several_edits_are_one_notice(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    await porch.presses(HA, "mchg:9:1:edit")
    card = (await porch.says(HA, "phòng họp B"))[0]
    assert "15h00, thứ Sáu" in card.text and "→ <b>phòng họp B</b>" in card.text
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mchg:9:1:send"))
    said = await porch.presses(HA, buttons(card)["Gửi"])
    assert len(await to(porch, said, KHOA)) == 1
    assert "không còn hiệu lực" in text(await porch.presses(HA, buttons(card)["Gửi"]))


async def test_a_change_that_was_dropped_is_not_made(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    assert "giữ nguyên lịch 14h00" in text(await porch.presses(HA, "mchg:9:1:drop"))
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mchg:9:1:send"))


async def test_of_two_changes_the_later_one_must_be_looked_at_again(porch: Porch) -> None:
    await called(porch)
    await gathered(porch, DAT)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    await porch.says(DAT, "/doihop 9 phòng họp C")
    await porch.presses(HA, "mchg:9:1:send")
    assert "không còn hiệu lực" in text(await porch.presses(DAT, "mchg:9:1:send"))
    assert (await meeting(porch, 9)).place == "phòng họp A"


async def test_what_had_reached_nobody_is_withdrawn_and_told_as_it_is_now(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    said = await porch.presses(HA, "mchg:9:1:send")
    may = (await to(porch, said, "SCT-UV"))[0]  # she has not joined
    assert may.kind == "invitation" and "15h00, thứ Sáu" in may.text
    assert (await states(porch, "invitation")).count("withdrawn") == 20
    await delivered(porch)
    await porch.joins("SCT-UV", "SCT-UV")
    assert (await states(porch, "invitation")).count("waiting") == 1  # one, as it is now


async def test_people_are_added_and_left_out(porch: Porch) -> None:
    await called(porch)
    await porch.presses(HA, "mwho:9:type")
    card = (await porch.says(HA, "Sở Tài chính; Tổ giúp việc"))[0]
    assert "• mời thêm 5 đồng chí" in card.text and "• 22 đồng chí được báo không phải dự" in card.text
    said = await porch.presses(HA, buttons(card)["Gửi"])
    assert "Đã mời thêm 5 đồng chí" in said[0].text
    assert not await to(porch, said, HIEU)  # nothing changes for him
    assert "đồng chí không phải dự" in text(await to(porch, said, KHOA))
    assert "trân trọng kính mời" in text(await to(porch, said, HA))
    assert not await to(porch, said, "SCT-UV")  # she never heard of it
    assert "đơn vị khác" in text(await porch.presses(KHOA, "rsvp:9:1:yes"))
    await porch.presses(HA, "mwho:9:participants")
    said = await porch.presses(HA, "mchg:9:2:send")
    assert (await to(porch, said, KHOA))[0].key.startswith("invitation:9:1:4:seat:")


async def test_the_same_time_again_changes_nothing(porch: Porch) -> None:
    await called(porch)
    assert "Không có gì khác" in text(await porch.says(HA, "/doihop 9 14h thứ Năm"))


async def test_which_meeting_is_asked_when_none_is_named(porch: Porch) -> None:
    await called(porch)
    said = await porch.says(HA, "/doihop")
    assert "Đổi cuộc họp nào" in said[0].text and "mmove:9" in buttons(said[0]).values()
    assert "Sửa mục nào của CH-09" in text(await porch.presses(HA, "mmove:9"))
    assert "15h00, thứ Năm" in text(await porch.says(HA, "dời sang 15h"))
    assert "Không có cuộc họp “77”" in text(await porch.says(HA, "/doihop 77 15h"))


async def test_an_impossible_new_time_is_asked_again(porch: Porch) -> None:
    await called(porch)
    assert "Không có ngày hoặc giờ" in text(await porch.says(HA, "/doihop 9 15h ngày 31/11"))
    assert "15h00, thứ Sáu" in text(await porch.says(HA, "15h thứ Sáu"))


async def test_at_night_the_notice_waits_for_the_morning(porch: Porch) -> None:
    await called(porch)
    porch.passes(hours=13)
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    said = await porch.presses(HA, "mchg:9:1:send")
    assert "sẽ gửi lúc 07h00, thứ Ba, ngày 24/11/2026" in said[0].text
    assert {out.not_before.astimezone(ZONE).hour for out in said[1:] if out.not_before} == {7}


async def test_a_meeting_that_has_begun_is_not_moved(porch: Porch) -> None:
    await called(porch)
    porch.passes(days=4)
    assert "đã bắt đầu" in text(await porch.says(HA, "/doihop 9 15h thứ Sáu tuần sau"))


async def test_an_invitation_that_waits_for_better_hours_still_does(porch: Porch) -> None:
    await gathered(porch)
    porch.passes(hours=4)  # the noon rest
    await porch.says(HA, "/hop 14h thứ Năm, góp ý dự thảo, phòng họp A")
    await porch.presses(HA, "mcall:9:1:later")
    await porch.says(HA, "/doihop 9 15h thứ Sáu")
    said = await porch.presses(HA, "mchg:9:1:send")
    khoa = (await to(porch, said, KHOA))[0]
    assert khoa.kind == "invitation" and khoa.not_before is not None
    assert f"{khoa.not_before.astimezone(ZONE):%H:%M}" == "13:45"
