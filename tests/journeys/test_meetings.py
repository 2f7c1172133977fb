"""A meeting from the order to its start: called in one sentence, answered in three ways, reminded of."""

from tests.journeys.town import Town

ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


async def test_a_meeting_is_called_answered_and_seen_by_the_chair(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    hieu = await committee.joins("Nông Đức Hiếu")
    phol = await committee.joins("Thạch Sô Phol")
    bao = await committee.joins("Trịnh Quốc Bảo")

    await ha.says(ORDER)
    card = await ha.hears("góp ý dự thảo kế hoạch 2027")
    assert "14h00, thứ Năm, ngày 26/11/2026" in card and "23 đồng chí" in card
    await khoa.hears_nothing("góp ý dự thảo")  # nothing leaves before "Gửi"
    await ha.taps("Gửi")
    await ha.hears("Đã gửi giấy mời CH-09 đến 23 đồng chí, trong đó 4 đồng chí nhận được qua kênh này")

    await khoa.hears("Kính gửi đồng chí Vũ Đăng Khoa,")
    await phol.hears("Kính gửi đồng chí Thạch Sô Phol,")
    await bao.hears("Tổ giúp việc xin báo cáo lịch họp")
    assert "Đã ghi nhận: " in await khoa.taps("Dự")
    await khoa.hears("✅ Đã ghi nhận: đồng chí dự họp.", times=1)
    if khoa.has_buttons:
        await khoa.hears_nothing("trân trọng kính mời")  # the invitation became the answer
    await hieu.taps("Vắng")
    await hieu.hears("lý do vắng trong một dòng")
    await hieu.says("đi công tác Hà Nội")
    await hieu.hears("lý do: đi công tác Hà Nội")
    await phol.taps("Cử người dự thay")
    await phol.says("Thiếu tá Lê Văn Nam, Phó Trưởng phòng")
    await phol.hears("cử Thiếu tá Lê Văn Nam, Phó Trưởng phòng dự thay")

    for reader in (ha, bao):
        await reader.says("/dshop 9")
        answers = await reader.hears("Mời 23: dự 1, cử dự thay 1, vắng 1, chưa trả lời 20.")
        assert "• Nông Đức Hiếu (Sở TC): đi công tác Hà Nội" in answers
        assert "• Thạch Sô Phol (BCH BĐBP): cử Thiếu tá Lê Văn Nam, Phó Trưởng phòng" in answers
    await khoa.hears_nothing("đi công tác")  # a private answer is not for other members


async def test_reminders_come_in_time_and_only_to_those_they_concern(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    hieu = await committee.joins("Nông Đức Hiếu")
    may = await committee.joins("Hoàng Thị Mây")
    await ha.says("/hop 14h ngày 3/12, tổng kết chuyên đề, phòng họp A")
    await ha.taps("Gửi")
    await khoa.taps("Dự")
    await hieu.taps("Vắng")
    for phone in (khoa, hieu, may):
        phone.forgets()

    await committee.turns_to("2026-11-30 13:40")
    assert not [m for m in khoa.new if "tổng kết chuyên đề" in m]
    await committee.turns_to("2026-11-30 14:30")  # three days before
    await khoa.hears("Tổ giúp việc xin nhắc lịch họp", times=1)
    await may.hears("chưa nhận được trả lời của đồng chí", times=1)  # two working days before the last
    await committee.turns_to("2026-12-02 14:30")  # one day before, and the last day for answers
    await khoa.hears("Tổ giúp việc xin nhắc lịch họp ngày mai", times=1)
    await may.hears("chưa nhận được trả lời của đồng chí", times=2)
    await may.taps("Dự")
    await committee.turns_to("2026-12-03 11:30")  # two hours before would be in the noon rest
    await khoa.hears("Tổ giúp việc xin nhắc lịch họp hôm nay", times=1)
    await may.hears("Tổ giúp việc xin nhắc lịch họp hôm nay", times=1)
    await hieu.hears_nothing("nhắc lịch họp")
    await committee.turns_to("2026-12-03 14:05")
    await khoa.says("/lich")
    await khoa.hears("không có lịch họp nào sắp tới")


async def test_answers_in_words_and_a_change_of_mind(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    hieu = await committee.joins("Nông Đức Hiếu")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    invitation = await khoa.hears("trân trọng kính mời")
    await khoa.says("ok", reply_to=invitation)
    if not khoa.has_buttons:  # Zalo does not tell what a message replies to
        await khoa.hears("Chưa rõ đồng chí dự hay vắng")
        await khoa.says("dự")
    await khoa.hears("Đã ghi nhận: đồng chí dự họp")
    await khoa.taps("Đổi ý")
    await khoa.taps("Vắng")
    await khoa.says("trùng lịch HĐND tỉnh")
    await khoa.hears("lý do: trùng lịch HĐND tỉnh")
    await hieu.says("cu d/c Nam pho phong du thay")
    await hieu.hears("cử Nam pho phong dự thay")
    await hieu.says("lịch họp")
    await hieu.hears("Cử Nam pho phong dự thay")


async def test_somebody_who_joins_late_finds_the_invitation(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.hears("trân trọng kính mời đồng chí dự họp", times=1)
    await khoa.taps("Dự")
    await khoa.hears("Đã ghi nhận: đồng chí dự họp")


async def test_two_secretaries_and_one_draft_of_the_sheet(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    dat = await committee.joins("Chu Minh Đạt")
    lieu = await committee.joins("Phạm Thị Bích Liễu")
    for phone in (ha, dat):
        await phone.says("/lich")
        await phone.taps("CH-02")
        await phone.hears("Ban Chỉ đạo và Tổ giúp việc, 28 đồng chí")
    await ha.taps("Gửi")
    if dat.has_buttons:
        await dat.taps("Gửi")
        await dat.hears("đã được đồng chí Lưu Thị Thanh Hà gửi")
    else:  # his own invitation has come between: what he chooses now is about that
        await dat.says("/lich")
        await dat.taps("CH-02")
        assert not dat.last.offers("Gửi")
    await lieu.hears("Kính gửi đồng chí Phạm Thị Bích Liễu,", times=1)
    await dat.hears("Kính gửi đồng chí Chu Minh Đạt,", times=1)  # the secretariat is invited, too
