"""Lists: who attends, who is reminded, which meetings are ahead, what waits for a newcomer."""

from tests.handlers.meetings.hall import BAO, DAT, HA, HIEU, KHOA, buttons, called, delivered, gathered, to
from tests.handlers.porch import Porch, text


async def test_the_answers_of_a_meeting(porch: Porch) -> None:
    await called(porch)
    await porch.presses(BAO, "rsvp:9:1:yes")
    await porch.presses(KHOA, "rsvp:9:1:no")
    await porch.says(KHOA, "đi công tác")
    await porch.presses(HIEU, "rsvp:9:1:sub")
    await porch.says(HIEU, "Trần Thị Hoa, Trưởng phòng")
    for typed in ("/dshop 9", "/dshop CH-09", "/dshop ch9", "/attendance 9"):
        said = (await porch.says(HA, typed))[0]
        assert "Mời 23: dự 1, cử dự thay 1, vắng 1, chưa trả lời 20." in said.text, typed
    assert "<b>Dự (1)</b>\n• Trịnh Quốc Bảo (VPTU)" in said.text
    assert "• Nông Đức Hiếu (Sở TC): cử Trần Thị Hoa, Trưởng phòng" in said.text
    assert "• Vũ Đăng Khoa (Sở VHTTDL): đi công tác" in said.text
    assert buttons(said) == {"Nhắc người chưa trả lời": "mrem:9"}
    chair = (await porch.says(BAO, "/dshop 9"))[0]
    assert "đi công tác" in chair.text and not chair.choices  # he reads, he does not remind
    assert "không thuộc phần việc" in text(await porch.says(KHOA, "/dshop 9"))
    assert "không thuộc phần việc" in text(await porch.presses(KHOA, "mlist:9"))


async def test_the_list_to_choose_from(porch: Porch) -> None:
    await gathered(porch, HA)
    assert "Không có cuộc họp nào sắp tới" in text(await porch.says(HA, "/dshop"))
    await porch.presses(HA, "mcall:3:1:now")
    said = (await porch.says(HA, "/dshop"))[0]
    assert list(buttons(said).values()) == ["mrem:3"], "of a single meeting one need not choose"
    assert "Mời 23: dự 0" in text(await porch.presses(HA, "mlist:3"))
    await porch.presses(HA, "mcall:4:1:now")
    assert list(buttons((await porch.says(HA, "/dshop"))[0]).values()) == ["mlist:3", "mlist:4"]
    assert "chưa gửi nên chưa có trả lời" in text(await porch.says(HA, "/dshop 5"))
    assert "Không có cuộc họp “abc”" in text(await porch.says(HA, "/dshop abc"))


async def test_the_silent_are_reminded_once_in_four_hours(porch: Porch) -> None:
    await called(porch)
    await gathered(porch, DAT)
    await porch.presses(KHOA, "rsvp:9:1:yes")
    said = await porch.presses(HA, "mrem:9")
    assert "Đã nhắc trả lời CH-09: 2 đồng chí" in said[0].text and said[0].toast
    assert len(said) == 3 and not await to(porch, said, KHOA)
    hieu = (await to(porch, said, HIEU))[0]
    assert "chưa nhận được trả lời của đồng chí" in hieu.text and "Dự" in buttons(hieu)
    bao = (await to(porch, said, BAO))[0].text
    assert bao.startswith("Kính báo cáo") and "nhắc" not in bao.lower()
    again = await porch.presses(DAT, "mrem:9")
    assert len(again) == 1
    assert "vừa gửi lúc 08h00 (đồng chí Lưu Thị Thanh Hà)" in again[0].text and "12h00" in again[0].text
    porch.passes(hours=4)
    assert len(await porch.presses(DAT, "mrem:9")) == 3


async def test_nobody_is_left_to_remind(porch: Porch) -> None:
    await called(porch)
    for seat in (KHOA, HIEU, BAO):
        await porch.presses(seat, "rsvp:9:1:yes")
    assert "không có ai để nhắc" in text(await porch.presses(HA, "mrem:9"))


async def test_ones_own_calendar(porch: Porch) -> None:
    await called(porch)
    said = await porch.says(KHOA, "lịch họp")
    assert len(said) == 1 and "⏳ chưa trả lời" in said[0].text
    assert buttons(said[0]) == {"Trả lời CH-09": "mopen:9"}
    await porch.presses(KHOA, "rsvp:9:1:yes")
    said = await porch.says(KHOA, "/lich")
    assert "✅ dự" in said[0].text and "Đổi ý CH-09" in buttons(said[0])
    assert "Dự" in buttons((await porch.presses(KHOA, "mopen:9"))[0])
    assert "không thuộc thành phần được mời" in text(await porch.presses(HA, "mopen:9"))
    porch.passes(days=5)
    assert "không có lịch họp nào sắp tới" in text(await porch.says(KHOA, "/lich"))


async def test_the_committees_calendar_is_for_the_secretariat(porch: Porch) -> None:
    await called(porch)
    said = await porch.says(HA, "/lich")
    assert len(said) == 1 and "✅ đã mời 23: dự 0" in said[0].text
    assert next(iter(buttons(said[0]).values())) == "mcard:1"
    card = (await porch.presses(HA, "mcard:9"))[0]
    assert buttons(card) == {"Ai dự": "mlist:9", "Sửa": "mfix:9:2", "Hủy họp": "mcan:9:2:ask"}


async def test_a_newcomer_gets_the_invitation_once(porch: Porch) -> None:
    await called(porch)
    await porch.joins("SCT-UV", "SCT-UV")
    await delivered(porch)
    rows = await porch.database.reader.execute_fetchall(
        "SELECT state FROM outbox WHERE kind = 'invitation' AND seat_id = ?",
        ((await porch.seat("SCT-UV")).id,),
    )
    assert [row["state"] for row in rows] == ["sent"]
