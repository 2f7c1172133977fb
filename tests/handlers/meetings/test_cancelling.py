"""A meeting is cancelled: one notice to those who knew of it, and no button of it works any more."""

from committee.meetings import MeetingState
from tests.handlers.meetings.hall import HA, HIEU, KHOA, buttons, called, gathered, meeting, states, to
from tests.handlers.porch import Porch, text


async def test_first_the_consequence_then_one_notice(porch: Porch) -> None:
    await called(porch)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    card = (await porch.says(HA, "/huyhop CH-09"))[0]
    assert "Hủy cuộc họp CH-09" in card.text and "• 23 đồng chí nhận một thông báo hủy" in card.text
    assert "• 1 câu trả lời không còn dùng" in card.text
    said = await porch.presses(HA, buttons(card)["Hủy họp"])
    assert "Đã hủy CH-09" in said[0].text and "Đã báo 3 đồng chí" in said[0].text
    assert {out.seat for out in said[1:]} == {(await porch.seat(code)).id for code in (KHOA, HIEU, "VPTU-TB")}
    assert "không tổ chức theo lịch" in text(await to(porch, said, KHOA))
    assert (await meeting(porch, 9)).state is MeetingState.CANCELLED
    assert "waiting" not in await states(porch, "invitation")
    assert (await states(porch, "invitation")).count("withdrawn") == 20


async def test_buttons_of_a_cancelled_meeting_say_so(porch: Porch) -> None:
    await called(porch)
    await porch.presses(HA, "mcan:9:2:yes")
    for seat, key in (
        (KHOA, "rsvp:9:1:yes"),
        (KHOA, "mopen:9"),
        (HA, "mcard:9"),
        (HA, "mlist:9"),
        (HA, "mrem:9"),
        (HA, "mfix:9:2"),
        (HA, "mcan:9:2:yes"),
        (HA, "mcall:9:1:now"),
    ):
        assert "đã hủy" in text(await porch.presses(seat, key)), key
    assert "đã hủy" in text(await porch.says(HA, "/doihop 9 15h thứ Sáu"))


async def test_it_may_be_kept_after_all(porch: Porch) -> None:
    await called(porch)
    await porch.presses(HA, "mcan:9:2:ask")
    assert "đã gửi giấy mời" in text(await porch.presses(HA, "mcan:9:2:no"))
    assert (await meeting(porch, 9)).state is MeetingState.CALLED


async def test_a_draft_is_cancelled_without_a_word_to_anybody(porch: Porch) -> None:
    await gathered(porch, HA)
    assert "chưa gửi cho ai" in text(await porch.says(HA, "/huyhop 3"))
    assert len(await porch.presses(HA, "mcan:3:1:yes")) == 1
    assert (await meeting(porch, 3)).state is MeetingState.CANCELLED


async def test_which_meeting_is_asked_when_none_is_named(porch: Porch) -> None:
    await called(porch)
    said = await porch.says(HA, "/huyhop")
    assert "Hủy cuộc họp nào" in said[0].text
    assert "Hủy cuộc họp CH-09" in text(await porch.presses(HA, "mend:9"))


async def test_an_old_confirmation_cancels_nothing(porch: Porch) -> None:
    await called(porch)
    await porch.says(HA, "/huyhop 9")
    await porch.says(HA, "/doihop 9 phòng họp B")
    await porch.presses(HA, "mchg:9:1:send")
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mcan:9:2:yes"))
