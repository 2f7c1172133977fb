"""A member answers about his tasks: by card, by word, by reply, by number of presses, over Telegram."""

from tests.journeys.profiles import only
from tests.journeys.town import Town


async def test_a_member_answers_from_the_list_with_two_taps(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("viec")
    listed = await khoa.hears("Nhiệm vụ đồng chí đang chủ trì")
    await khoa.taps("NV-26")
    card = await khoa.hears("Văn bản giao: Công văn số 128-CV/BTGDVTU ngày 16/11/2026")
    assert listed.id != card.id  # the list stays on the screen
    await khoa.taps("Xong")
    echo = await khoa.hears("Đã ghi nhận: NV-26, đã hoàn thành.")
    assert list(echo.buttons) == ["Đúng", "Sửa"]
    await khoa.taps("Đúng")
    confirmed = await khoa.hears("✅ Đã ghi nhận: NV-26, đã hoàn thành.")
    assert not confirmed.buttons
    if khoa.has_buttons:  # each answer takes the place of what was asked
        assert card.id == echo.id == confirmed.id


async def test_the_nudge_is_answered_by_its_own_buttons(committee: Town) -> None:
    uyen = await committee.joins("Tạ Phương Uyên")
    await committee.turns_to("2026-11-24 08:15")
    nudge = await uyen.hears("Kính gửi đồng chí Tạ Phương Uyên,")
    assert "NV-15" in nudge and "Đã quá hạn 06 ngày" in nudge
    await uyen.taps("Đang làm", on=nudge)
    await uyen.hears("Nếu đã ước được tiến độ, đề nghị chọn:")
    assert "NV-15" in await uyen.hears("Kính gửi đồng chí Tạ Phương Uyên,")  # the request stays readable
    await uyen.taps("75%")
    await uyen.hears("Đã ghi nhận: NV-15, đang thực hiện 75%.")
    uyen.forgets()
    await committee.turns_to("2026-11-26 17:00")
    await uyen.hears_nothing_new()  # an answer rests an overdue task for five working days
    await committee.turns_to("2026-12-04 08:15")
    await uyen.hears("Đã quá hạn 16 ngày")


async def test_a_reply_to_the_nudge_is_about_its_task(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-24 08:15")
    async with committee.work() as work:
        asked = await work.tasks.asked_of_seat(committee.seats["Vũ Đăng Khoa"].id)
    assert asked == []  # joined after Monday's nudges, nothing on Tuesday
    await committee.turns_to("2026-11-25 08:15")
    nudge = await khoa.hears("tình hình 02 nhiệm vụ")
    await khoa.says("NV-05 đang làm 20%", reply_to=nudge)
    await khoa.hears("NV-05, đang thực hiện 20%")
    await khoa.says("xong", reply_to=nudge)  # the other of the two is the only one left
    await khoa.hears("NV-26, đã hoàn thành")


async def test_stuck_and_later_are_told_in_two_steps(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("/viec NV-05")
    await khoa.taps("Vướng")
    await khoa.hears("Đề nghị nêu vướng mắc trong một dòng")
    await khoa.says("chưa có kinh phí in")
    await khoa.hears("Đã ghi nhận: NV-05, đang vướng: chưa có kinh phí in.")
    await khoa.taps("Sửa")
    await khoa.taps("Xin lùi")
    await khoa.says("thứ Sáu 4/12")
    await khoa.hears("không sau hạn hiện nay (thứ Sáu, ngày 4/12/2026)")
    await khoa.says("11/12")
    await khoa.hears("xin lùi thời hạn đến thứ Sáu, ngày 11/12/2026")
    await khoa.taps("Không nêu lý do")
    await khoa.hears("trong khi chờ, hạn hiện nay (thứ Sáu, ngày 4/12/2026) giữ nguyên")


async def test_done_after_all_is_no_reason_for_more_time(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("NV-05 xin lùi đến 11/12")
    await khoa.hears("xin lùi thời hạn đến thứ Sáu, ngày 11/12/2026")
    await khoa.says("thôi cho đến 15/12 nhé")
    await khoa.taps("Xin lùi thời hạn đến thứ Ba")
    await khoa.hears("xin lùi thời hạn đến thứ Ba, ngày 15/12/2026")
    await khoa.says("à xong rồi, vừa gửi báo cáo")
    await khoa.hears("NV-05, đã hoàn thành")


async def test_the_chair_grants_and_everybody_concerned_is_told(committee: Town) -> None:
    khoa, ha = await committee.joins("Vũ Đăng Khoa"), await committee.joins("Lưu Thị Thanh Hà")
    bao = await committee.joins("Trịnh Quốc Bảo")
    await khoa.says("nv5 xin lùi đến 11/12 vì chờ nghiệm thu")
    await committee.turns_to("2026-11-24 07:10")
    digest = await bao.hears("NV-05")
    await bao.taps("NV-05", on=digest)
    await bao.hears("Đồng ý lùi thời hạn NV-05 (Sở VHTTDL) đến thứ Sáu, ngày 11/12/2026")
    await khoa.hears_nothing("hạn mới")  # not before working hours
    await committee.turns_to("2026-11-24 08:00")
    await khoa.hears("Đồng chí Trịnh Quốc Bảo đồng ý lùi thời hạn NV-05: hạn mới thứ Sáu, ngày 11/12/2026")
    await ha.hears("hạn mới thứ Sáu, ngày 11/12/2026")
    if bao.has_buttons:
        await bao.presses(digest.key("NV-05"), digest.id)
    else:
        await bao.says("1")
    await bao.hears("đã được giải quyết: đồng ý")
    await khoa.says("/viec NV-05")
    await khoa.hears("ngày 11/12/2026 (còn 17 ngày), hạn ban đầu 4/12/2026")


async def test_an_edited_answer(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    message = await khoa.says("NV-25 xong")
    await khoa.hears("NV-25, đã hoàn thành")
    await khoa.edits(message, "NV-25 đang làm 40%")
    await khoa.hears("NV-25, đang thực hiện 40%")


async def test_two_answers_in_a_row_are_both_echoed(committee: Town) -> None:
    uyen = await committee.joins("Tạ Phương Uyên")
    await uyen.says("đang làm 40%")
    first = await uyen.hears("NV-15, đang thực hiện 40%")
    await uyen.says("đang làm 60%")
    await uyen.hears("NV-15, đang thực hiện 60%")
    if uyen.has_buttons:
        toast = await uyen.taps("Đúng", on=first)
        assert toast and "60%" not in toast
    async with committee.work() as work:
        task = await work.tasks.by_code("NV-15")
    assert task is not None and task.state is not None
    assert (task.state.percent, task.state.confirmed) == (60, False)


@only("telegram", "both", because="a button can be pressed by an account that it was not shown to")
async def test_a_button_pressed_by_somebody_else(committee: Town) -> None:
    khoa, may = await committee.joins("Vũ Đăng Khoa"), await committee.joins("Hoàng Thị Mây")
    await khoa.says("/viec NV-26")
    key = khoa.last.key("Xong")
    await may.says("/viec")
    toast = await may.presses(key)
    assert "đơn vị khác" in toast
    await khoa.says("/viec NV-26")
    await khoa.hears("Trả lời gần nhất: chưa có")


async def test_hostile_words_come_back_escaped(committee: Town) -> None:
    khoa, ha = await committee.joins("Vũ Đăng Khoa"), await committee.joins("Lưu Thị Thanh Hà")
    await khoa.says("/viec NV-05")
    await khoa.taps("Vướng")
    await khoa.says("chờ <b>Sở A & \"B\"</b> {{ 7*7 }} 'ký' 🙏")
    await khoa.hears("đang vướng: chờ <b>Sở A & \"B\"</b> {{ 7*7 }} 'ký' 🙏")
    await khoa.says("x" * 4096)
    await ha.says("/chuaro")
    await ha.hears("xxxx")
