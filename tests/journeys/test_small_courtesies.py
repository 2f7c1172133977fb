"""Small courtesies: what was recorded is said, no remark is lost, there is no list of one."""

from tests.journeys.town import Town


async def test_a_question_that_is_dropped_takes_nothing_back(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await ha.says("/hop 14h thứ Sáu, góp ý dự thảo, phòng họp A")
    await ha.taps("Gửi")
    await khoa.taps("Vắng")
    await khoa.says("/huy")
    assert "những gì đã ghi nhận trước đó giữ nguyên" in khoa.last
    await ha.says("/dshop")
    assert "Vắng (1)\n• Vũ Đăng Khoa" in ha.last.text, "the only meeting is shown without asking which"


async def test_a_remark_of_an_agency_that_takes_part_is_kept(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("NV-29 bên tôi đã gửi đủ tư liệu cho Báo")
    await khoa.hears("ý kiến phối hợp của đồng chí về NV-29. Cơ quan chủ trì (Báo và PT-TH)")
    await khoa.says("NV-29")
    assert "cơ quan chủ trì báo cáo kết quả" in khoa.last
    await ha.says("/chuaro")
    assert "NV-29 bên tôi đã gửi đủ tư liệu cho Báo" in ha.last
    await khoa.says("NV-13 xong")
    assert "do cơ quan khác chủ trì" in khoa.last, "no part in it, no word about it"


async def test_a_mistyped_code_is_told_wrong(committee: Town) -> None:
    stranger = committee.stranger()
    await stranger.says("K0MP-2XQA")
    await stranger.hears("Mã chưa đúng")
    await stranger.says("kimp2xq1")
    await stranger.hears("Còn 3 lần thử")
    for no_code in ("28112026", "NV-26 xong", "xin chao"):
        await stranger.says(no_code)
        await stranger.hears_nothing("Còn 2 lần thử")
