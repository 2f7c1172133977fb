"""One person on two channels: added by himself, preferred, lost one after the other, then telephoned."""

import re

from tests.journeys.phone import Phone
from tests.journeys.profiles import only
from tests.journeys.town import Town

pytestmark = only("both", because="it is about having two channels")
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")
ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A; mời Sở Tài chính; Sở Nội vụ"


async def adds_zalo(committee: Town, telegram: Phone) -> Phone:
    """The person asks for the code himself and writes it to the bot on Zalo."""
    async with committee.work() as work:
        await work.notes.put("zalo_name:zalo", "Bot Bình Sơn")
    await telegram.says("/kenh")
    await telegram.taps("Thêm kênh Zalo")
    code = CODE.search((await telegram.hears("Để dùng thêm Zalo")).text)
    assert code
    zalo = committee.phone(telegram.name, "zalo")
    await zalo.says(f"mã {code.group().replace('-', ' ').lower()}")
    return zalo


async def test_a_member_adds_zalo_and_prefers_telegram(committee: Town) -> None:
    hieu = await committee.joins("Nông Đức Hiếu", on="telegram")
    zalo = await adds_zalo(committee, hieu)
    said = await zalo.hears("Tài khoản Zalo này đã gắn với đồng chí")
    assert "✅ Telegram\n✅ Zalo, ưu tiên" in said and "Bot Bình Sơn" not in said
    await zalo.hears("Những việc đồng chí làm được ở đây")
    await zalo.hears_nothing("cho biết có đồng ý hay không")
    await hieu.hears("Một tài khoản Zalo vừa được gắn thêm với đồng chí")
    await zalo.taps("Ưu tiên Telegram")
    await zalo.hears("✅ Telegram (giaoban_thu_bot), ưu tiên")
    hieu.forgets()
    await zalo.says("/viec")
    await zalo.hears("NV-")
    await hieu.hears_nothing_new()


async def test_promised_messages_go_to_one_channel_and_then_to_the_other(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà", on="telegram")
    hieu = await committee.joins("Nông Đức Hiếu", on="telegram")
    zalo = await adds_zalo(committee, hieu)
    await hieu.says("/kenh telegram")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await hieu.hears("dự họp", times=1)
    await zalo.hears_nothing("dự họp")
    await hieu.blocks(quietly=True)
    await ha.says("/doihop 9 15h thứ Sáu")
    await ha.taps("Gửi")
    await zalo.hears("15h00, thứ Sáu, ngày 27/11/2026", times=1)
    await ha.says("/danhsach")
    await ha.hears("✅ STC-UV – Nông Đức Hiếu (Telegram đã chặn, Zalo)")
    await ha.hears_nothing("Không gửi tin đến được nữa")


async def test_whoever_is_lost_on_both_is_telephoned(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà", on="telegram")
    hieu = await committee.joins("Nông Đức Hiếu", on="telegram")
    zalo = await adds_zalo(committee, hieu)
    await hieu.blocks()
    await zalo.blocks()
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-23 08:30")
    told = await ha.hears("chưa nhận được tin về cuộc họp", times=1)
    assert "Nông Đức Hiếu" in told and "Bùi Thị Khuyên" not in told
    await ha.hears("Không gửi tin đến được nữa (1)", times=1)
    await ha.says("goi dien")
    shown = await ha.hears("Cần gọi điện")
    assert "Nông Đức Hiếu, Sở TC, 0900000" in shown and "(không liên lạc được)" in shown
    assert "– Mời họp: góp ý dự thảo kế hoạch 2027; 14h00, thứ Năm, ngày 26/11/2026; phòng họp A" in shown
    await ha.taps("Đã gọi Nông Đức Hiếu")
    shown = await ha.hears("Đã ghi nhận đã gọi đồng chí Nông Đức Hiếu")
    assert "Nông Đức Hiếu, Sở TC" not in shown
    await zalo.unblocks()
    await zalo.hears("dự họp", times=1)
