"""An announcement from the first word to the last receipt: draft, card, sending, acknowledging, reminding."""

from tests.journeys.profiles import only
from tests.journeys.town import Town

TEXT = "Kính gửi các đồng chí,\n\nLịch giao ban <b>tháng 11</b> & phân công: 08h00, thứ Sáu."


async def test_from_the_command_to_the_receipt(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    may = await committee.joins("Hoàng Thị Mây")
    await ha.says(f"/thongbao {TEXT}")
    assert ha.messages[-2].text == TEXT  # the preview is what members get
    assert "Đề nghị chọn người nhận" in ha.last
    await ha.taps("Toàn thể Ban Chỉ đạo")
    card = ha.last
    assert "Người nhận: Toàn thể Ban Chỉ đạo" in card and "Số người nhận: 23" in card
    assert "21 người chưa nhận được" in card
    assert "Thời gian gửi: ngay khi chọn Gửi" in card
    await ha.taps("Kèm lựa chọn Đã nhận: không")
    assert "Lựa chọn Đã nhận: có" in ha.last
    await khoa.hears_nothing("Lịch giao ban")
    await ha.taps("Gửi")
    got = await khoa.hears("Lịch giao ban")
    assert got.text == TEXT and list(got.buttons) == ["Đã nhận"]
    await ha.taps("Cập nhật")
    report = await ha.hears("Thông báo số 1, gửi lúc 08h00")
    assert "Đã gửi: 2/23" in report and "Đã xác nhận (0/23)" in report
    assert "⚠ Không gửi đến được, chưa tham gia hoặc chưa đồng ý nhận tin (21): Trịnh" in report
    assert "Chưa xác nhận (2): Vũ Đăng Khoa (Sở VHTTDL), Hoàng Thị Mây (Sở CT)" in report

    assert "Đã ghi nhận" in await khoa.taps("Đã nhận")
    got = await khoa.hears("Lịch giao ban", times=1)
    if khoa.has_buttons:
        assert got.text.startswith(TEXT) and "✅ Đã nhận, 08h00, ngày 23/11/2026" in got and not got.buttons
        assert (await khoa.presses("ack:1", got.id)).startswith("Đã ghi nhận từ trước, lúc 08h00")
    else:
        await khoa.hears("✅ Đã ghi nhận: đã nhận thông báo, lúc 08h00, thứ Hai, ngày 23/11/2026", times=1)
        await khoa.says("1")
        assert "Hiện không có câu hỏi nào chờ trả lời bằng số" in khoa.last

    await ha.taps("Nhắc người chưa xác nhận")
    await khoa.hears_nothing("xác nhận đã nhận thông báo")
    nudge = await may.hears("Kính gửi đồng chí Hoàng Thị Mây")
    assert "Lịch giao ban" in nudge
    await may.taps("Đã nhận", on=nudge)
    await may.hears("Đã ghi nhận: đã nhận thông báo")
    await ha.says("/dsthongbao")
    assert "đã gửi 2/23, xác nhận 2/23" in ha.last
    await ha.says("/dsthongbao 1")
    assert "Đã xác nhận (2/23)" in ha.last and "Chưa xác nhận (0)" in ha.last


async def test_a_receipt_in_words(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Đề nghị các đồng chí xem dự thảo")
    await ha.taps("Ủy viên")
    await ha.taps("Kèm lựa chọn Đã nhận")
    await ha.taps("Gửi")
    await khoa.says("da nhan a", reply_to=await khoa.hears("xem dự thảo"))
    await khoa.hears("Đã ghi nhận: đã nhận thông báo, lúc 08h00, thứ Hai, ngày 23/11/2026")
    await ha.taps("Cập nhật")
    assert "Đã xác nhận (1/19)" in ha.last


async def test_a_receipt_in_words_without_a_reply(committee: Town) -> None:
    """What came by itself is meant only when nothing else can be."""
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    for words in ("Thông báo thứ nhất", "Thông báo thứ hai"):
        await ha.says(f"/thongbao {words}")
        await ha.taps("Ủy viên")
        await ha.taps("Kèm lựa chọn")
        await ha.taps("Gửi")
    await khoa.says("đã nhận")
    if khoa.has_buttons:
        await khoa.hears_nothing("Đã ghi nhận: đã nhận thông báo")
        await khoa.taps("Đã nhận")
    else:  # on Zalo these are the words of the newest list
        await khoa.hears("Đã ghi nhận: đã nhận thông báo", times=1)
    await khoa.says("đã nhận")
    await khoa.hears("Đã ghi nhận: đã nhận thông báo", times=1 if khoa.has_buttons else 2)


@only("telegram", because="buttons under cards that have changed; for numbers see test_numbers.py")
async def test_old_buttons_and_other_people(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    dat = await committee.joins("Chu Minh Đạt")
    await ha.says("/thongbao Nội dung thứ nhất")
    await ha.taps("Tổ giúp việc")
    card = ha.last
    await ha.taps("Sửa")
    await ha.says("Nội dung thứ hai")
    await ha.presses(card.key("Gửi"), card.id)
    await ha.hears("Lựa chọn này không còn hiệu lực")
    await dat.hears_nothing("Nội dung thứ")
    await khoa.presses("an_send:1:3")
    await dat.hears_nothing("Nội dung thứ")
    await khoa.says("/thongbao xin chào")
    await ha.taps("Gửi")
    await dat.hears("Nội dung thứ hai")
    await dat.hears_nothing("Nội dung thứ nhất")
    await khoa.presses("ack:1")
    await khoa.hears_nothing("Đã ghi nhận: đã nhận")
    await ha.presses(card.key("Sửa"), card.id)
    await ha.hears("Thông báo này đã được gửi")


async def test_an_agency_by_name_and_a_name_that_means_nobody(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says("/thongbao Riêng cho Sở")
    await ha.taps("Chọn cơ quan")
    await ha.says("cơ quan trên trời")
    await ha.hears("Chưa rõ “cơ quan trên trời” là ai")
    await ha.says("Sở Văn hóa, Thể thao và Du lịch, trừ tổ giúp việc")
    assert "Người nhận: Sở VHTTDL, trừ Tổ giúp việc" in ha.last and "Số người nhận: 1" in ha.last
    await ha.taps("Gửi")
    await khoa.hears("Riêng cho Sở")


async def test_discarding(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/thongbao")
    await ha.hears("Đề nghị gửi nội dung thông báo")
    await ha.says("Một thông báo")
    await ha.taps("Bỏ")
    await ha.hears("Đã bỏ thông báo số 1")
    await ha.says("/dsthongbao")
    await ha.hears("Chưa có thông báo nào")
