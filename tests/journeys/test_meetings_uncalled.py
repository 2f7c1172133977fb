"""A meeting stands on the roster's sheet and nobody sent the invitations: the secretariat is told in time."""

from tests.journeys.town import Town


async def test_the_secretariat_is_told_before_it_is_too_late(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-24 09:00")
    told = await ha.hears("giấy mời chưa gửi", times=1)
    assert "(CH-01)" in told and "(CH-02)" in told and "(CH-03)" not in told
    await ha.taps("CH-02", told)
    await ha.taps("Gửi")
    await khoa.hears("Giao ban công tác thông tin đối ngoại tháng 11/2026")
    await committee.turns_to("2026-11-29 09:00")
    await ha.hears("giấy mời chưa gửi", times=1)
    await khoa.hears_nothing("giấy mời chưa gửi")


async def test_whoever_is_just_writing_a_card_is_not_reminded_of_it(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/hop 14h mai, góp ý dự thảo, phòng họp A")
    await committee.turns_to("2026-11-23 16:00")
    await ha.hears_nothing("giấy mời chưa gửi")
