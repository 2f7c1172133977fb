"""A channel is out of reach, or answers nonsense: what was promised goes over the other, once, or waits."""

import asyncio
from datetime import timedelta

from tests.journeys.phone import Phone
from tests.journeys.profiles import only
from tests.journeys.town import Town

ORDER = "/hop 14h thứ Sáu, góp ý dự thảo kế hoạch 2027, phòng họp A"
ALWAYS = 10_000


async def two(committee: Town) -> tuple[Phone, Phone]:
    """The secretary and a member, each with what the profile gives."""
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    ha.loses_after = khoa.loses_after = None
    return ha, khoa


@only("both", because="one channel has no other to go round to")
async def test_undelivered_for_a_quarter_of_an_hour_it_goes_over_the_other(committee: Town) -> None:
    ha, khoa = await two(committee)
    committee.world.faults.refuse("sendMessage", 500, chat=khoa.account, times=ALWAYS)
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-23 08:10")
    await khoa.hears_nothing("trân trọng kính mời")
    await committee.turns_to("2026-11-23 08:30")
    assert (await khoa.hears("trân trọng kính mời", times=1)).platform == "zalo"
    await khoa.taps("Dự")
    assert (await khoa.hears("✅ Đã ghi nhận: đồng chí dự họp")).platform == "zalo"
    committee.world.faults.clear()
    await committee.turns_to("2026-11-23 10:00")
    await khoa.hears("trân trọng kính mời", times=1)
    await ha.says("/thongbao Đề nghị các đồng chí xem dự thảo")
    await ha.taps("Ủy viên")
    await ha.taps("Gửi")
    assert (await khoa.hears("xem dự thảo", times=1)).platform == "telegram"  # the preferred one works again


@only("both", because="one channel has no other to go round to")
async def test_blocked_on_one_it_goes_over_the_other_at_once(committee: Town) -> None:
    ha, khoa = await two(committee)
    khoa.lines[0].block(quietly=True)
    await ha.says(ORDER)
    await ha.taps("Gửi")
    assert (await khoa.hears("trân trọng kính mời", times=1)).platform == "zalo"
    await committee.turns_to("2026-11-24 12:00")
    await ha.hears_nothing("Không gửi tin đến được nữa")


@only("both", because="one channel has no other to go round to")
async def test_a_used_up_month_on_the_preferred_channel(committee: Town) -> None:
    ha, khoa = await two(committee)
    await khoa.says("/kenh zalo")
    committee.zalo.plan.messages = committee.zalo.plan.sent
    await ha.says(ORDER)
    await committee.world.tap(int(ha.account), "Gửi")
    while not any(call.status == 429 for call in committee.zalo.calls):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    for _ in range(2):  # noticed at the first look, gone round after a quarter of an hour
        await asyncio.sleep(0.2)
        committee.clock.turn_to(committee.now + timedelta(minutes=16))
        await committee.app.tick()
    assert (await khoa.hears("trân trọng kính mời", times=1)).platform == "telegram"


@only("zalo", because="the answers of Zalo's server are meant; Telegram's are in test_reports_of_delivery.py")
async def test_a_gateway_that_fails_for_two_hours(committee: Town) -> None:
    ha, khoa = await two(committee)
    committee.zalo.faults.refuse("sendMessage", 502, chat=khoa.account, times=ALWAYS)
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-23 10:00")
    await khoa.hears_nothing("trân trọng kính mời")
    committee.zalo.faults.clear()
    await committee.turns_to("2026-11-23 10:40")
    await khoa.hears("trân trọng kính mời", times=1)
    await khoa.taps("Dự")
    await khoa.hears("✅ Đã ghi nhận: đồng chí dự họp", times=1)


@only("zalo", because="the answers of Zalo's server are meant; Telegram's are in test_reports_of_delivery.py")
async def test_a_server_that_answers_with_broken_json(committee: Town) -> None:
    """It may have arrived, or not: it is sent once more, and answered once."""
    ha, khoa = await two(committee)
    committee.zalo.faults.garble("sendMessage", chat=khoa.account)
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-23 08:30")
    await khoa.hears("trân trọng kính mời", times=2)
    committee.zalo.faults.garble("sendMessage", chat=khoa.account)
    await khoa.taps("Dự")
    await committee.turns_to("2026-11-23 09:00")
    await khoa.hears("✅ Đã ghi nhận: đồng chí dự họp", times=2)
    await ha.says("/dshop 9")
    assert "Mời 23: dự 1" in ha.last
