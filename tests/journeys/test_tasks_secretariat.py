"""The secretariat reads what was not understood, records what came by telephone, and is told whom to call."""

from tests.journeys.town import Town


async def test_what_nobody_understood_ends_classified_by_a_person(committee: Town) -> None:
    khoa, ha = await committee.joins("Vũ Đăng Khoa"), await committee.joins("Lưu Thị Thanh Hà")
    await khoa.says("haha")
    await khoa.hears("Tổ giúp việc đã nhận tin nhắn của đồng chí và sẽ xem.")
    await committee.turns_to("2026-11-23 08:30")
    await ha.hears("Có 01 nội dung trả lời chưa phân loại", times=1)
    await ha.taps("Xem danh sách")
    await ha.hears("Chưa phân loại: 01 nội dung.")
    await ha.taps("1. Xem")
    await ha.taps("NV-07")
    await ha.taps("Đang làm")
    await ha.hears("Đã ghi nhận thay Sở VHTTDL: NV-07, đang thực hiện.")
    await khoa.hears("Tổ giúp việc ghi nhận thay đồng chí: NV-07, đang thực hiện.")
    await khoa.taps("Sửa")
    await khoa.taps("Xong")
    await khoa.hears("Đã ghi nhận: NV-07, đã hoàn thành.")
    await ha.says("/chuaro")
    await ha.hears("Không còn nội dung nào chưa phân loại.")


async def test_an_answer_by_telephone(committee: Town) -> None:
    uyen, ha = await committee.joins("Tạ Phương Uyên"), await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/ghiho Tỉnh đoàn: đang làm 50%")
    await ha.hears("Đã ghi nhận thay Tỉnh đoàn: NV-15, đang thực hiện 50%.")
    await uyen.hears("Tổ giúp việc ghi nhận thay đồng chí: NV-15, đang thực hiện 50%.")
    await uyen.taps("Đúng")
    await uyen.hears("✅ Đã ghi nhận: NV-15, đang thực hiện 50%.")


async def test_silence_three_times_makes_a_call_list(committee: Town) -> None:
    uyen, ha = await committee.joins("Tạ Phương Uyên"), await committee.joins("Lưu Thị Thanh Hà")
    bao = await committee.joins("Trịnh Quốc Bảo")
    await committee.turns_to("2026-11-30 09:00")
    assert len([m for m in uyen.messages if "NV-15" in m and "Kính gửi" in m]) == 3
    call = await ha.hears("Đề nghị trao đổi qua điện thoại")
    assert "NV-15" in call and "Tạ Phương Uyên" in call and "/ghiho NV-15" in call
    await bao.hears_nothing("Đề nghị trao đổi qua điện thoại")
    await ha.taps("NV-15", on=call)
    await ha.taps("Xong")
    await ha.hears("Đã ghi nhận thay Tỉnh đoàn: NV-15, đã hoàn thành.")
    uyen.forgets()
    await committee.turns_to("2026-12-10 09:00")
    assert not [m for m in uyen.new if "NV-15" in m and "Đã quá hạn" in m]
