"""One person on both channels: adding one, preferring one, and what the secretariat sees and releases."""

import pytest

from messages.envelope import Outgoing
from storage.work import looking
from tests.handlers.joining.both import TwoDoors
from tests.handlers.joining.conftest import BOTS
from tests.handlers.porch import Porch, text


@pytest.fixture
async def hieu(doors: TwoDoors) -> TwoDoors:
    """Nông Đức Hiếu has joined on Telegram as "1", the secretary there as "ha"."""
    await doors.telegram.joins("BTGDV-TT", "ha")
    await doors.telegram.joins("STC-UV", "1")
    return doors


async def adds_zalo(doors: TwoDoors, account: str = "z1") -> str:
    """What is said to the holder of STC-UV when the code of /kenh comes in on Zalo."""
    await doors.telegram.says("1", "/kenh zalo")
    return text(await doors.zalo.says(account, await doors.telegram.code_again("STC-UV")))


def keys(said: list[Outgoing]) -> list[str]:
    return [choice.key for row in said[0].choices for choice in row]


async def test_one_channel_and_how_to_add_the_other(hieu: TwoDoors) -> None:
    for typed in ("/kenh", "kenh", "Kênh", "/channel"):
        said = await hieu.telegram.says("1", typed)
        assert "✅ Telegram (giaoban_bot)\n" in said[0].text and "thêm một kênh" in said[0].text
        assert keys(said) == ["channel_add:zalo"]
    said = await hieu.telegram.presses("1", "channel_add:zalo")
    code = await hieu.telegram.code_again("STC-UV")
    assert f"<code>{code}</code>" in said[0].text and "(Bot Bình Sơn)" in said[0].text
    assert BOTS["zalo_link"] in said[0].text and "hiệu lực đến 08h00" in said[0].text
    assert code in text(await hieu.telegram.says("1", "/kenh zalo")), "the same code again"


async def test_joining_the_second_channel_needs_no_second_consent(hieu: TwoDoors) -> None:
    said = await adds_zalo(hieu)
    assert "Kính gửi đồng chí Nông Đức Hiếu," in said and "Tài khoản Zalo này đã gắn" in said
    assert "không cần xác nhận lại" in said and "✅ Telegram\n✅ Zalo, ưu tiên" in said
    assert "Những việc đồng chí làm được ở đây" in said
    assert await hieu.chats_of("STC-UV") == [("telegram", "1"), ("zalo", "z1")]
    told = [p.outgoing.text for p in await hieu.arrives() if p.chat == "1"]
    assert any("Một tài khoản Zalo vừa được gắn thêm" in one for one in told)


async def test_the_preferred_channel_is_the_persons_choice(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    hieu.passes(minutes=1)
    said = await hieu.zalo.says("z1", "/kenh")
    assert "✅ Zalo (Bot Bình Sơn), ưu tiên" in said[0].text and keys(said) == ["channel:telegram"]
    said = await hieu.zalo.says("z1", "1")
    assert "✅ Đã ghi nhận kênh ưu tiên" in said[0].text and "Telegram (giaoban_bot), ưu tiên" in said[0].text
    seat = await hieu.telegram.seat("STC-UV")
    assert seat.holder is not None
    assert await looking(hieu.database).joining.preferred(seat.holder.id) == "telegram"
    assert (await hieu.telegram.audit(f"person:{seat.holder.id}"))[-1] == "preferred"
    assert "Zalo (Bot Bình Sơn), ưu tiên" in text(await hieu.telegram.says("1", "/kenh zalo"))


async def test_a_lost_channel_is_shown_as_such(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    await hieu.loses("telegram", "1")
    hieu.passes(minutes=1)
    said = await hieu.zalo.says("z1", "/kenh")
    assert "⏳ Telegram (giaoban_bot): hiện không gửi được" in said[0].text and keys(said) == []


async def test_whoever_is_on_zalo_adds_telegram(doors: TwoDoors) -> None:
    await doors.zalo.says("z1", await doors.telegram.code("STC-UV"))
    await doors.zalo.says("z1", "1")
    doors.passes(minutes=1)
    said = await doors.zalo.says("z1", "/kenh telegram")
    code = await doors.telegram.code_again("STC-UV")
    assert f"https://t.me/giaoban_bot?start={code}" in said[0].text
    said = await doors.telegram.says("1", f"/start {code}")
    assert "Tài khoản Telegram này đã gắn" in said[0].text and said[1].commands


async def test_an_own_code_typed_on_the_same_channel_says_where_it_belongs(hieu: TwoDoors) -> None:
    await hieu.telegram.says("1", "/kenh zalo")
    code = await hieu.telegram.code_again("STC-UV")
    assert "Để dùng thêm Zalo" in text(await hieu.telegram.says("1", f"/batdau {code}"))
    for typed in (code, f"mã {code.replace('-', ' ').lower()}"):
        assert "Để dùng thêm Zalo" in text(await hieu.telegram.says("1", typed))
    assert "đang gắn với một thành viên khác" in text(await hieu.telegram.says("ha", code))
    assert "Zalo này đã gắn" in text(await hieu.zalo.says("z1", code)), "it is not used up"


async def test_without_a_bot_on_zalo_there_is_one_channel(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    said = await porch.says("1", "/kenh")
    assert "✅ Telegram" in said[0].text and not said[0].choices
    assert "Kênh Zalo chưa được mở" in text(await porch.says("1", "/kenh zalo"))
    assert "không còn hiệu lực" in text(await porch.presses("1", "channel:zalo"))
    assert "không còn hiệu lực" in text(await porch.presses("1", "channel_add:fax"))


async def test_what_found_nobody_comes_on_the_new_channel(hieu: TwoDoors) -> None:
    await hieu.loses("telegram", "1")
    await hieu.telegram.says("ha", "/hop 14h thứ Năm, góp ý dự thảo, phòng họp A")
    await hieu.telegram.presses("ha", await hieu.telegram.key("Gửi"))
    await hieu.arrives()
    await hieu.telegram.says("ha", "/moi STC")
    await hieu.zalo.says("z1", await hieu.telegram.code_again("STC-UV"))
    rows = await hieu.database.reader.execute_fetchall(
        "SELECT state, channel FROM outbox WHERE kind = 'invitation' AND seat_id = ?",
        ((await hieu.telegram.seat("STC-UV")).id,),
    )
    assert [tuple(row) for row in rows] == [("sent", "zalo")]


async def test_the_secretariat_invites_on_both_and_for_the_second(doors: TwoDoors) -> None:
    await doors.telegram.joins("BTGDV-TT", "ha")
    said = await doors.telegram.says("ha", "/moi STC")
    code = await doors.telegram.code("STC-UV")
    assert f"Telegram: https://t.me/giaoban_bot?start={code}" in said[0].text
    assert f"Zalo: gửi mã cho Bot Bình Sơn, {BOTS['zalo_link']}" in said[0].text
    assert "qua Telegram hoặc Zalo." in said[1].text
    assert f"(Bot Bình Sơn) và gửi mã <code>{code}</code>:\n{BOTS['zalo_link']}" in said[1].text
    await doors.telegram.joins("STC-UV", "1")
    said = await doors.telegram.says("ha", "/moi STC")
    assert "✅ đã tham gia Telegram; mã để dùng thêm kênh" in said[0].text
    assert "t.me" not in text(said) and "dùng thêm một kênh nhận tin" in said[1].text
    assert "✅ đã tham gia\n" in text(await doors.telegram.says("ha", "/moi tatca")), "all means the others"


async def test_everybody_is_invited_to_zalo(hieu: TwoDoors) -> None:
    said = text(await hieu.telegram.says("ha", "/moi tatca zalo"))
    assert said.count("gửi mã cho Bot Bình Sơn") == 28 and "t.me" not in said
    await adds_zalo(hieu)
    assert "giải phóng trước" in text(await hieu.telegram.says("ha", "/moi STC"))


async def test_the_bots_fill_one_after_the_other(hieu: TwoDoors) -> None:
    await hieu.opens(zalo2_name="Bot Hai")
    await hieu.fills("zalo", 40)
    said = text(await hieu.telegram.says("ha", "/moi tatca zalo"))
    assert said.count("gửi mã cho Bot Bình Sơn") == 10 and said.count("gửi mã cho Bot Hai") == 17


async def test_the_roll_names_the_channels(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    shown = text(await hieu.telegram.says("ha", "/danhsach"))
    assert "✅ STC-UV – Nông Đức Hiếu (Telegram, Zalo)" in shown
    await hieu.loses("zalo", "z1")
    assert "Nông Đức Hiếu (Telegram, Zalo đã chặn)" in text(await hieu.telegram.says("ha", "/danhsach"))
    await hieu.loses("telegram", "1")
    shown = text(await hieu.telegram.says("ha", "/danhsach"))
    assert "Nông Đức Hiếu: không liên lạc được (Telegram đã chặn, Zalo đã chặn)" in shown


async def test_one_account_of_two_is_released(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    said = await hieu.telegram.says("ha", "/giaiphong hieu")
    person = keys(said)[-1]
    assert "tài khoản nào" in said[0].text and keys(said) == [f"{person}:telegram", f"{person}:zalo", person]
    said = await hieu.telegram.presses("ha", f"{person}:telegram")
    assert "tài khoản Telegram của đồng chí" in said[0].text and "vẫn nhận tin qua Zalo" in said[0].text
    assert await hieu.chats_of("STC-UV") == [("zalo", "z1")]
    hieu.passes(minutes=1)
    assert "Kênh nhận tin" in text(await hieu.zalo.says("z1", "/kenh"))


async def test_the_one_meant_is_typed(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    said = await hieu.telegram.says("ha", "/giaiphong hieu zalo")
    assert len(keys(said)) == 1 and keys(said)[0].endswith(":zalo")
    await hieu.telegram.presses("ha", keys(said)[0])
    assert await hieu.chats_of("STC-UV") == [("telegram", "1")]


async def test_all_are_released_at_once(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    said = await hieu.telegram.says("ha", "/giaiphong hieu")
    await hieu.telegram.presses("ha", keys(said)[-1])
    assert await hieu.chats_of("STC-UV") == []
    farewells = [p.channel for p in await hieu.arrives() if "gỡ khỏi danh sách" in p.outgoing.text]
    assert sorted(farewells) == ["telegram", "zalo"]


async def test_both_are_shown_and_both_end_when_one_stops(hieu: TwoDoors) -> None:
    await adds_zalo(hieu)
    hieu.passes(minutes=1)
    kept = text(await hieu.zalo.says("z1", "/dulieu"))
    assert "Tài khoản Telegram số 1, gắn lúc" in kept
    assert "Tài khoản Zalo số z1" in kept and kept.count("kênh ưu tiên") == 1
    assert "các tài khoản của đồng chí (Telegram, Zalo)" in text(await hieu.zalo.says("z1", "/thoi"))
    assert "Đã gỡ các tài khoản" in text(await hieu.zalo.says("z1", "1"))
    assert await hieu.chats_of("STC-UV") == []
    assert any(p.chat == "1" and "Đã gỡ tài khoản này" in p.outgoing.text for p in await hieu.arrives())
