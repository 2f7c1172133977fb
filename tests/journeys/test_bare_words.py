"""Bare words: "ok", "1", "dự" mean what was asked last, and never something else."""

from tests.journeys.phone import Phone
from tests.journeys.town import Town

ORDER = "/hop 14h thứ Sáu, góp ý dự thảo kế hoạch 2027, phòng họp A"


async def invited(committee: Town) -> tuple[Phone, Phone]:
    """The secretary has called a meeting and a member has the invitation before her."""
    ha = await committee.joins("Lưu Thị Thanh Hà")
    ngan = await committee.joins("Trần Lê Khánh Ngân")
    await ha.says(ORDER)
    await ha.taps("Gửi")
    await ngan.hears("trân trọng kính mời")
    return ha, ngan


async def test_ok_and_a_number_under_an_invitation_are_no_answer_yet(committee: Town) -> None:
    """Where nothing is numbered, a number is no answer either."""
    _, ngan = await invited(committee)
    for bare in ("ok", "1") if ngan.has_buttons else ("ok", "được"):
        ngan.forgets()
        await ngan.says(bare)
        assert "Chưa rõ đồng chí dự hay vắng" in ngan.last
        assert list(ngan.last.buttons) == ["Dự", "Vắng", "Cử người dự thay"]
    await ngan.hears_nothing("nhiệm vụ nào")
    await ngan.taps("Dự")
    await ngan.hears("đồng chí dự họp")


async def test_a_reason_right_under_an_invitation_is_an_absence(committee: Town) -> None:
    _, ngan = await invited(committee)
    await ngan.says("bận họp UBND")
    await ngan.hears("đồng chí vắng, lý do: họp UBND")


async def test_an_answer_to_the_invitation_passes_by_a_question_about_tasks(committee: Town) -> None:
    _, ngan = await invited(committee)
    await ngan.says("70%")
    await ngan.hears("Nội dung này về nhiệm vụ nào?")
    await ngan.says("toi du")
    await ngan.hears("đồng chí dự họp")
    await ngan.hears("Nội dung này về nhiệm vụ nào?", times=1)


async def test_an_answer_after_the_meeting_was_cancelled_is_told_so(committee: Town) -> None:
    ha, ngan = await invited(committee)
    await ha.says("/huyhop 9")
    await ha.taps("Hủy họp")
    await ngan.says("dự")
    assert "đã hủy" in ngan.last


async def test_ok_under_an_echo_confirms_it(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await committee.turns_to("2026-11-25 08:15")
    await khoa.says("nv26 dang lam 70%")
    await khoa.says("ok")
    assert "✅ Đã ghi nhận: NV-26, đang thực hiện 70%." in khoa.last
    await khoa.hears_nothing("NV-05.")
