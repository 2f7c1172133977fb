"""How one comes in and goes: invited, asked, at work, on a new phone, gone; and what a stranger hears."""

import re

from tests.journeys.phone import Phone
from tests.journeys.town import Town

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")
STRANGER = "nếu đã được Tổ giúp việc cấp mã tham gia, đề nghị gửi mã đó vào đây."


async def invited(secretary: Phone, name: str) -> str:
    """The secretary asks for a person's code."""
    await secretary.says(f"/moi {name}")
    code = CODE.search((await secretary.hears("hiệu lực đến")).text)
    assert code
    return code.group()


def menu(town: Town, phone: Phone) -> list[str]:
    """The command menu as the person's phone shows it."""
    return [command["command"] for command in town.world.commands_for(phone.account)]


async def test_from_the_invitation_to_the_first_help(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/moi Sở Văn hóa, Thể thao và Du lịch")
    await ha.hears("SVHTTDL-UV")
    code = await invited(ha, "Vũ Đăng Khoa")
    forwarded = await ha.hears("Kính gửi đồng chí Vũ Đăng Khoa,")
    if committee.profile != "zalo":
        assert f"https://t.me/giaoban_thu_bot?start={code}" in forwarded
    if committee.profile != "telegram":
        assert "https://zalo.me/s/bot-ban-chi-dao" in forwarded

    khoa = committee.phone("Vũ Đăng Khoa")
    await khoa.opens(code)
    await khoa.hears("Giám đốc Sở Văn hóa, Thể thao và Du lịch")
    await khoa.hears("không theo dõi việc đã xem tin")
    if khoa.has_buttons:
        assert "viec" not in menu(committee, khoa)
    await khoa.says("/viec")
    await khoa.hears("chưa xác nhận đồng ý")
    await khoa.taps("Để sau")
    await khoa.hears("Khi thuận tiện")
    assert "Đã ghi nhận" in await khoa.taps("Đồng ý")
    await khoa.hears("✅ Đã ghi nhận đồng chí đồng ý tham gia, lúc 08h00, thứ Hai, ngày 23/11/2026")
    shown = await khoa.hears("Những việc đồng chí làm được ở đây")
    assert "/viec" in shown and "/thongbao" not in shown
    if khoa.has_buttons:  # Zalo has no menus
        assert "viec" in menu(committee, khoa) and "moi" not in menu(committee, khoa)
        assert "moi" in menu(committee, ha)
    await ha.says("/danhsach")
    await ha.hears("✅ SVHTTDL-UV – Vũ Đăng Khoa")


async def test_a_code_typed_by_hand_and_then_by_somebody_else(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    code = await invited(ha, "Nông Đức Hiếu")
    hieu, other = committee.phone("Nông Đức Hiếu"), committee.stranger()
    await hieu.says(code.lower().replace("-", " "))
    await hieu.hears("Kính gửi đồng chí Nông Đức Hiếu,")
    await other.says(code)
    await other.hears("Mã này đã được dùng")
    await other.hears_nothing("Nông Đức Hiếu")


async def test_a_stranger_hears_one_sentence_whatever_he_does(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    stranger = committee.stranger()
    await stranger.says("/start")
    await stranger.hears(STRANGER, times=1)
    await stranger.says("cho hỏi")
    await stranger.sends_sticker()
    await (stranger.presses("agree:yes") if stranger.has_buttons else stranger.says("1"))
    await stranger.sends_document("a.pdf")
    await stranger.hears(STRANGER, times=1)
    assert len(stranger.messages) == 1 and not stranger.last.buttons
    await committee.turns_to("2026-11-23 08:01")
    await (stranger.presses("language:en") if stranger.has_buttons else stranger.says("2. English"))
    await stranger.hears(STRANGER, times=2)
    if stranger.has_buttons:
        assert menu(committee, stranger) == []
    await khoa.hears_nothing_new()


async def test_guessing_leads_to_a_pause(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    guesser = committee.stranger()
    for number in range(5):
        await guesser.says(f"/start AAAA-AAA{number + 2}")
    await guesser.hears("đề nghị thử lại sau 15 phút")
    await guesser.says(await invited(ha, "Nông Đức Hiếu"))
    await guesser.hears("tạm dừng nhận mã")
    await guesser.hears_nothing("Kính gửi")


async def test_a_new_phone(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    code = await invited(ha, "Nông Đức Hiếu")
    old = await committee.joins("Nông Đức Hiếu", on=committee.first)
    new = committee.stranger(77, "Máy mới")
    async with committee.work() as work:
        seat = committee.seats["Nông Đức Hiếu"]
        assert seat.holder
        await work.joining.add_code(
            "K7MP-2XQA", seat.id, seat.holder.id, committee.now, committee.now.replace(day=30)
        )
    await new.says(code)
    await new.hears("đã được dùng")
    await new.says("K7MP2XQA")
    await new.hears("đang dùng một tài khoản khác; mã vẫn còn hiệu lực")
    await ha.hears("Có người vừa gửi mã tham gia của đồng chí Nông Đức Hiếu")
    await ha.taps("Giải phóng tài khoản")
    await ha.hears("✅ Đã giải phóng tài khoản của đồng chí Nông Đức Hiếu")
    await old.hears("Tài khoản này đã được Tổ giúp việc")
    if old.has_buttons:
        assert menu(committee, old) == []
    await new.says("K7MP2XQA")
    await new.hears("Kính gửi đồng chí Nông Đức Hiếu,")
    await new.hears("Những việc đồng chí làm được ở đây")
    await committee.turns_to("2026-11-23 08:01")
    await old.says("/viec")
    await old.hears(STRANGER)


async def test_leaving_and_coming_back(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("/dulieu")
    await khoa.hears("khoavd@example.vn")
    await khoa.says("/thoi")
    await khoa.taps("Tiếp tục")
    await khoa.hears("Đồng chí tiếp tục tham gia")
    await khoa.says("/thoi")
    await khoa.taps("Thôi tham gia")
    await khoa.hears("Đã gỡ các tài khoản" if len(khoa.lines) > 1 else "Đã gỡ tài khoản này")
    if khoa.has_buttons:
        assert menu(committee, khoa) == []
    await ha.hears("Đồng chí Vũ Đăng Khoa (Sở VHTTDL) đã thôi tham gia")
    await khoa.says(await invited(ha, "SVHTTDL"))
    await khoa.taps("Đồng ý")
    await khoa.hears("Những việc đồng chí làm được ở đây")


async def test_in_english(committee: Town) -> None:
    loan = await committee.joins("H'Loan Byă")
    await loan.says("/language")
    await loan.taps("English")
    await loan.hears("The service speaks English from now on.")
    if loan.has_buttons:
        english = {c["command"]: c["description"] for c in committee.world.commands_for(loan.account)}
        assert "what you can do" in english["trogiup"]
    await loan.says("/viecc")
    await loan.hears("There is no command /viecc. Did you mean /viec?")
    message = await loan.says("/danhsach")
    await loan.edits(message, "/moi tatca")
    if message.platform == "telegram":  # what is written anew is carried out
        await loan.hears("Please send it anew")
    await loan.sends_sticker()
    await loan.hears("A sticker cannot be read")


async def test_an_invitation_waits_for_whoever_joins_later(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A")
    await ha.taps("Gửi")
    await committee.turns_to("2026-11-24 09:00")
    khoa = committee.phone("Vũ Đăng Khoa")
    await khoa.opens(await invited(ha, "Vũ Đăng Khoa"))
    await khoa.hears("Kính gửi đồng chí Vũ Đăng Khoa,", times=1)
    await khoa.taps("Đồng ý")
    invitation = await khoa.hears("góp ý dự thảo kế hoạch 2027", times=1)
    assert "14h00" in invitation.text and invitation.buttons
