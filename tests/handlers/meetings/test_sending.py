"""What is done with a draft's card: edited, sent once, dropped; old cards are told."""

from committee.meetings import MeetingState
from tests.handlers.meetings.hall import (
    BAO,
    DAT,
    HA,
    HIEU,
    KHOA,
    ORDER,
    buttons,
    gathered,
    meeting,
    to,
)
from tests.handlers.porch import Porch, text


async def test_every_seat_gets_its_invitation(porch: Porch) -> None:
    await gathered(porch)
    await porch.says(HA, ORDER)
    said = await porch.presses(HA, "mcall:9:1:now")
    assert len(said) == 24
    result = said[0].text
    assert "đến 23 đồng chí, trong đó 3 đồng chí nhận được qua kênh này" in result
    assert "Chưa tham gia kênh này, đề nghị gọi điện (20)" in result
    assert "• Hoàng Thị Mây (Sở CT), 0900000108" in result and "Vũ Đăng Khoa" not in result
    khoa = (await to(porch, said, KHOA))[0]
    assert khoa.text.startswith("Kính gửi đồng chí Vũ Đăng Khoa,\n\nTổ giúp việc trân trọng kính mời")
    assert "chậm nhất thứ Tư, ngày 25/11/2026" in khoa.text and len(khoa.text) < 600
    assert list(buttons(khoa)) == ["Dự", "Vắng", "Cử người dự thay"]
    assert khoa.key == f"invitation:9:1:seat:{khoa.seat}" and khoa.expires_at is not None
    bao = (await to(porch, said, BAO))[0].text
    assert bao.startswith("Kính báo cáo đồng chí Trịnh Quốc Bảo,\n\nTổ giúp việc xin báo cáo lịch họp")


async def test_whoever_presses_first_sends_and_the_second_is_told(porch: Porch) -> None:
    await gathered(porch, HA, DAT)
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mcall:9:1:now")
    said = await porch.presses(DAT, "mcall:9:1:now")
    assert len(said) == 1
    assert "đã được đồng chí Lưu Thị Thanh Hà gửi lúc 08h00" in said[0].text
    assert said[0].toast


async def test_a_card_from_before_an_edit_sends_nothing(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mfix:9:1")
    card = (await porch.says(HA, "15h thứ Sáu, phòng họp B"))[0]
    assert "(bản 2)" in card.text and "15h00, thứ Sáu, ngày 27/11/2026" in card.text
    assert "Địa điểm: phòng họp B" in card.text and "góp ý dự thảo kế hoạch 2027" in card.text
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mcall:9:1:now"))
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mdrop:9:1"))
    assert (await meeting(porch, 9)).state is MeetingState.DRAFT
    assert len(await porch.presses(HA, buttons(card)["Gửi"])) == 24


async def test_each_field_can_be_edited_by_button(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mfield:9:title")
    assert "<b>Giao ban tháng 11</b>" in text(await porch.says(HA, "Giao ban tháng 11"))
    await porch.presses(HA, "mfield:9:place")
    assert "Địa điểm: nhà khách" in text(await porch.says(HA, "nhà khách"))
    await porch.presses(HA, "mfield:9:when")
    assert "thứ Ba, không phải thứ Hai" in text(await porch.says(HA, "thứ Hai 24/11"))
    assert "16h00, thứ Năm, ngày 26/11/2026" in text(await porch.says(HA, "16h"))  # the same day
    await porch.presses(HA, "mfield:9:when")
    assert "16h00, thứ Sáu, ngày 27/11/2026" in text(await porch.says(HA, "thứ Sáu"))  # the same hour
    assert "Tổ giúp việc, <b>5 đồng chí</b>" in text(await porch.presses(HA, "mwho:9:role:secretary"))
    assert "Ban Chỉ đạo và Tổ giúp việc, <b>28 đồng chí</b>" in text(await porch.presses(HA, "mwho:9:all"))


async def test_agencies_are_typed_by_name(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mwho:9:type")
    said = text(await porch.says(HA, "Sở Tài chính, Sở Tư pháp"))
    assert "Không có trong" in said and "Sở Tư pháp" in said and "Sở Tài chính;" in said
    said = text(await porch.says(HA, "so tai chinh và Công an tỉnh; Sở Văn hóa, Thể thao và Du lịch"))
    assert "<b>3 đồng chí</b>" in said  # not their places in the secretariat
    sent = await porch.presses(HA, "mcall:9:2:now")
    assert {out.seat for out in sent[1:]} == {(await porch.seat(code)).id for code in (HIEU, "CAT-UV", KHOA)}


async def test_a_typed_draft_is_dropped_and_one_of_the_sheet_stays(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, ORDER)
    assert "Đã bỏ lịch họp CH-09" in text(await porch.presses(HA, "mdrop:9:1"))
    assert "đã hủy" in text(await porch.presses(HA, "mcall:9:1:now"))
    assert "CH-03 vẫn chưa gửi" in text(await porch.presses(HA, "mdrop:3:1"))
    assert (await meeting(porch, 3)).state is MeetingState.DRAFT


async def test_a_draft_of_the_sheet_is_opened_and_sent(porch: Porch) -> None:
    await gathered(porch, HA)
    listed = await porch.says(HA, "/lich")
    assert "chưa gửi giấy mời" in listed[0].text
    card = (await porch.presses(HA, "mcard:2"))[0]
    assert "Mời: Ban Chỉ đạo và Tổ giúp việc, <b>28 đồng chí</b>" in card.text
    assert "Hạn trả lời: thứ Tư, ngày 25/11/2026" in card.text
    sent = await porch.presses(HA, buttons(card)["Gửi"])
    chair = (await to(porch, sent, "BTGDV-PTBTT"))[0].text
    assert "xin báo cáo lịch họp do đồng chí chủ trì" in chair and "Tài liệu: Bảng tổng hợp" in chair


async def test_a_draft_whose_time_has_passed_is_not_sent(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, ORDER)
    porch.passes(days=4)
    assert "đã qua" in text(await porch.presses(HA, "mcall:9:1:now"))


async def test_a_meeting_for_nobody_is_not_sent(porch: Porch) -> None:
    await gathered(porch, HA)
    async with porch.database.transaction() as connection:
        await connection.execute("UPDATE meetings SET audience = 'agency:XYZ' WHERE id = 3")
    assert "<b>0 đồng chí</b>" in text(await porch.presses(HA, "mcard:3"))
    assert "Không còn ai trong danh sách nhận" in text(await porch.presses(HA, "mcall:3:1:now"))
