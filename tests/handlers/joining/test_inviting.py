"""The secretariat's commands: codes and links, revoking, releasing, and who is there."""

import pytest

from committee.people import Person, Role
from storage.work import looking, working
from tests.handlers.porch import Porch, text


@pytest.fixture
async def ha(porch: Porch) -> str:
    async with working(porch.database) as work:
        await work.notes.put("telegram_username", "giaoban_bot")
    await porch.joins("BTGDV-TT", "ha")
    return "ha"


async def test_one_seat_gets_its_code_its_link_and_words_to_forward(porch: Porch, ha: str) -> None:
    said = await porch.says(ha, "/moi STC")
    code = await porch.code("STC-UV")
    assert f"<code>{code}</code>" in said[0].text
    assert f"https://t.me/giaoban_bot?start={code}" in said[0].text
    assert "hiệu lực đến 08h00, thứ Hai, ngày 30/11/2026" in said[0].text
    assert said[1].text.startswith("Kính gửi đồng chí Nông Đức Hiếu,") and code in said[1].text


@pytest.mark.parametrize(
    "typed", ["STC", "stc-uv", "stc uv", "Sở Tài chính", "so tai chinh", "Nông Đức Hiếu", "hieu"]
)
async def test_a_seat_is_found_however_it_is_named(porch: Porch, ha: str, typed: str) -> None:
    assert "STC-UV" in text(await porch.says(ha, f"/moi {typed}"))


async def test_the_same_code_is_shown_again(porch: Porch, ha: str) -> None:
    first, again = await porch.says(ha, "/moi STC"), await porch.says(ha, "/moi STC")
    assert first[0].text == again[0].text


async def test_all_are_invited_at_once_and_those_who_joined_are_not(porch: Porch, ha: str) -> None:
    said = await porch.says(ha, "/moi tatca")
    assert len(said) == 1 and said[0].text.count("https://t.me/") == 27
    assert "Lưu Thị Thanh Hà</b>\n✅ đã tham gia" in said[0].text


async def test_whoever_has_joined_must_be_released_first(porch: Porch, ha: str) -> None:
    await porch.joins("STC-UV", "1")
    said = await porch.says(ha, "/moi STC")
    assert len(said) == 1 and "/giaiphong STC-UV" in said[0].text


@pytest.mark.parametrize("command", ["moi", "thuhoi", "giaiphong"])
async def test_nobody_named_or_found(porch: Porch, ha: str, command: str) -> None:
    assert "Đề nghị gõ thêm" in text(await porch.says(ha, f"/{command}"))
    assert "Không tìm thấy “Sở X”" in text(await porch.says(ha, f"/{command} Sở X"))


async def test_a_code_is_revoked(porch: Porch, ha: str) -> None:
    code = await porch.code("STC-UV")
    assert "Đã thu hồi 01 mã" in text(await porch.says(ha, "/thuhoi STC"))
    assert "Không có mã nào" in text(await porch.says(ha, "/thuhoi STC"))
    assert "thu hồi" in text(await porch.says("1", code))
    assert await porch.code("STC-UV") != code


async def test_an_account_is_released_and_its_chat_is_told(porch: Porch, ha: str) -> None:
    await porch.joins("STC-UV", "1")
    asked = await porch.says(ha, "/giaiphong hieu")
    assert "Giải phóng tài khoản của đồng chí" in asked[0].text
    key = asked[0].choices[0][0].key
    assert "✅ Đã giải phóng" in text(await porch.presses(ha, key))
    assert await looking(porch.database).joining.account("telegram", "1") is None
    farewells = [p for p in await looking(porch.database).outbox.due(porch.now, 500) if p.chat == "1"]
    assert "đã được Tổ giúp việc" in farewells[-1].outgoing.text and farewells[-1].outgoing.commands == ()
    assert "chưa có tài khoản nào" in text(await porch.presses(ha, key)), "pressed twice"


async def test_releasing_needs_one_person(porch: Porch, ha: str) -> None:
    await porch.joins("BTGDV-UV", "1")
    said = await porch.says(ha, "/giaiphong BTGDV")
    assert "Có 2 người phù hợp" in said[0].text and "/giaiphong BTGDV-UV" in said[0].text
    assert "chưa có tài khoản" in text(await porch.says(ha, "/giaiphong SNV"))


async def test_a_member_neither_invites_nor_releases(porch: Porch, ha: str) -> None:
    await porch.joins("STC-UV", "1")
    own = (await porch.seat("STC-UV")).holder
    assert own is not None
    for words in ("/moi tatca", "/thuhoi STC", "/giaiphong STC", "/danhsach"):
        assert "không thuộc phần việc" in text(await porch.says("1", words))
    assert "không thuộc phần việc" in text(await porch.presses("1", f"release:{own.id}"))
    assert await looking(porch.database).joining.account("telegram", "1") is not None


async def test_a_release_of_nobody(porch: Porch, ha: str) -> None:
    assert "không còn hiệu lực" in text(await porch.presses(ha, "release:9999"))


async def test_the_list_says_who_is_there(porch: Porch, ha: str) -> None:
    await porch.joins("STC-UV", "1")
    await porch.joins("SNV-UV", "2")
    await porch.says("3", await porch.code("SXD-UV"))
    async with working(porch.database) as work:
        await work.joining.set_unreachable("telegram", "2", "blocked")
    shown = text(await porch.says(ha, "/danhsach"))
    assert "Đã tham gia 2/28, chưa đồng ý 1, không liên lạc được 1." in shown
    assert "✅ STC-UV – Nông Đức Hiếu" in shown and "⚠ SNV-UV – Bùi Thị Khuyên: không liên lạc được" in shown
    assert "⏳ SXD-UV – Lê Thị Quế Chi: chưa đồng ý" in shown and "⏳ VPTU-TB – Trịnh Quốc Bảo\n" in shown


async def test_a_large_committee_is_not_listed_in_a_chat(porch: Porch, ha: str) -> None:
    async with working(porch.database) as work:
        for number in range(100):
            seat_id = await work.seats.put_seat(f"STC-UV{number}", Role.MEMBER, "STC")
            await work.seats.seat_person(seat_id, Person(0, f"Người thứ {number}"), porch.now.date())
    assert "python run_bot.py invite --all --csv" in text(await porch.says(ha, "/moi tatca"))
    shown = text(await porch.says(ha, "/danhsach"))
    assert "Đã tham gia 1/128" in shown and shown.count("⏳") == 100 and "… và 27 vị trí khác" in shown
    assert "Lưu Thị Thanh Hà" not in shown
