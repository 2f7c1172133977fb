"""The very first minutes: a person joins, and the chair asks for the digest."""

from tests.journeys.town import Town


async def test_a_member_joins_by_opening_the_link(committee: Town) -> None:
    khoa = committee.phone("Vũ Đăng Khoa")
    await khoa.opens(await committee.code_for("Vũ Đăng Khoa"))
    await khoa.taps("Đồng ý")
    await khoa.hears("Đã ghi nhận đồng chí đồng ý tham gia, lúc 08h00, thứ Hai, ngày 23/11/2026")


async def test_the_chair_asks_for_the_digest(committee: Town) -> None:
    bao = await committee.joins("Trịnh Quốc Bảo")
    await bao.says("/tonghop")
    message = await bao.hears("Bản tổng hợp BC-23/11-")
    assert "Quá hạn (3)" in message
    assert len(message.text) <= 1000
