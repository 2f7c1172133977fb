"""A member blocks the bot and comes back: the secretariat knows, and what is still useful arrives."""

from tests.journeys.town import Town


async def test_the_secretariat_is_told_once_of_whoever_blocked_the_bot(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    ngan = await committee.joins("Trần Lê Khánh Ngân")
    await ngan.blocks()
    await committee.turns_to("2026-11-24 12:00")
    if ngan.tells_when_blocked:
        await ha.hears("Không gửi tin đến được nữa (1)", times=1)
    await ha.says("/thongbao Kính gửi các đồng chí, đề nghị gửi báo cáo tuần.")
    await ha.taps("Tất cả")
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-25 09:00")
    told = await ha.hears("Không gửi tin đến được nữa", times=1)
    assert "Trần Lê Khánh Ngân (Báo và PT-TH), 0900000117" in told
    await ngan.unblocks()
    await ngan.hears("đề nghị gửi báo cáo tuần")
    await committee.turns_to("2026-11-25 09:30")
    await ngan.blocks()
    await ha.says("/thongbao Kính gửi các đồng chí, đề nghị chuyển báo cáo quý.")
    await ha.taps("Tất cả")
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-25 10:00")
    await ha.hears("Không gửi tin đến được nữa", times=2)
