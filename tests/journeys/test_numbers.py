"""Numbers typed on Zalo: out of range, two at once, for nothing, for an old question, after a restart."""

from tests.journeys.phone import Phone
from tests.journeys.profiles import only
from tests.journeys.town import Town

ORDER = "/hop 14h thứ Sáu, góp ý dự thảo kế hoạch 2027, phòng họp A"
pytestmark = only("zalo", because="on Telegram choices are pressed and not typed")


async def invited(committee: Town) -> tuple[Phone, Phone]:
    """The secretary has called a meeting and a member has the invitation before her."""
    ha = await committee.joins("Lưu Thị Thanh Hà")
    ngan = await committee.joins("Trần Lê Khánh Ngân")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await ngan.hears("trân trọng kính mời")
    return ha, ngan


async def test_a_number_that_is_not_there_and_two_at_once(committee: Town) -> None:
    _, ngan = await invited(committee)
    for typed in ("7", "số 4", "0"):
        await ngan.says(typed)
        assert "các lựa chọn từ 1 đến 3" in ngan.last, typed
    for typed in ("1, 2", "1 2", "1 và 3"):
        await ngan.says(typed)
        assert "Mỗi lần chỉ chọn được một" in ngan.last, typed
    await ngan.hears_nothing("Đã ghi nhận: đồng chí")
    await ngan.says("2.")  # the question still stands
    await ngan.hears("lý do vắng trong một dòng")
    await ngan.says("di cong tac")
    await ngan.hears("lý do: di cong tac")


async def test_every_way_to_type_a_choice(committee: Town) -> None:
    _, ngan = await invited(committee)
    for typed in ("1", "1.", "số 1", "so 1", "Dự", "du", "chọn 1 ạ", "1. Dự", "(1)", "1️⃣"):
        await ngan.says(typed)
        await ngan.hears("✅ Đã ghi nhận: đồng chí dự họp")
        await ngan.taps("Đổi ý")
        await ngan.taps("Vắng")
        await ngan.says("bận")
        await ngan.taps("Đổi ý")
        assert list(ngan.last.buttons) == ["Dự", "Vắng", "Cử người dự thay"], typed


async def test_a_number_when_nothing_was_asked(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    for typed in ("1", "số 3"):
        await khoa.says(typed)
        assert "Hiện không có câu hỏi nào chờ trả lời bằng số" in khoa.last
    await khoa.says("70")  # an amount and no choice
    assert "chờ trả lời bằng số" not in khoa.last


async def test_an_old_number_never_acts_on_a_new_question(committee: Town) -> None:
    ha, ngan = await invited(committee)
    await ngan.taps("Dự")
    await ngan.says("/viec NV-29")
    await ha.says("/doihop 9 15h thứ Sáu")
    await ha.taps("Gửi")
    await ngan.hears("Thời gian mới")
    await ngan.says("1")  # of the newest: the card of the task is not meant any more
    await ngan.hears("✅ Đã ghi nhận: đồng chí dự họp", times=2)
    await ngan.hears_nothing("NV-29, đã hoàn thành")
    await ngan.says("1")  # that one is answered: "Đổi ý" is what stands there now
    await ngan.hears_nothing("NV-29, đã hoàn thành")


async def test_a_number_outlives_a_restart(committee: Town) -> None:
    ha, ngan = await invited(committee)
    await committee.restarts()
    await ngan.says("2")
    await ngan.hears("lý do vắng trong một dòng")
    await committee.restarts()
    await ngan.says("đi công tác")
    await ngan.hears("lý do: đi công tác")
    await ngan.hears("trân trọng kính mời", times=1)
    await ha.says("/dshop 9")
    assert "vắng 1" in ha.last


async def test_what_cannot_be_read(committee: Town) -> None:
    """Stickers, voices, links, files and cards get one sentence, and the question goes on standing."""
    _, ngan = await invited(committee)
    zalo, account = committee.zalo, ngan.account
    for send, heard in (
        (lambda: zalo.send_sticker(account), "Nhãn dán không đọc được"),
        (lambda: zalo.send_voice(account), "Tin thoại không đọc được"),
        (lambda: zalo.send_link(account, "https://example.vn/a"), "Zalo không chuyển nội dung tin này"),
        (lambda: zalo.send_file(account, "a.pdf"), "Zalo không chuyển nội dung tin này"),
        (lambda: zalo.send_card(account, "Ông Ba"), "Zalo không chuyển nội dung tin này"),
    ):
        ngan.forgets()
        send()
        await committee.settles()
        assert [heard in message for message in ngan.new] == [True]
    zalo.send_event(account, "message.future.received", field=1)
    await committee.settles()
    assert len(ngan.new) == 1
    await ngan.says("1")
    await ngan.hears("✅ Đã ghi nhận: đồng chí dự họp")
