"""Joining on Zalo: a code typed in many ways, consent by number or words, the wrong bot and a full one."""

import pytest

from committee.joining import BOT_HOLDS
from messages.envelope import Came
from storage.work import looking, working
from tests.handlers.joining.both import TwoDoors
from tests.handlers.porch import text

STRANGER = "đề nghị gửi mã đó vào đây"


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "{spaced}",
        "mã {code}",
        "Mã: {apart}",
        "ma {spaced}",
        "Mã tham gia của tôi là {code}.",
        "mã:{code}",
        "batdau {code}",
        "/batdau {spaced}",
        "Bắt đầu {apart}",
        "start {code}",
        "“{code}”",
        "{code} ạ",
        "Em xin gửi mã {apart} nhé",
        "Zalo: đồng chí mở đường dẫn sau và gửi mã {code}:\nhttps://zalo.me/s/x",
        "https://t.me/giaoban_bot?start={code}",
    ],
)
async def test_a_code_lets_in_however_it_is_typed(doors: TwoDoors, typed: str) -> None:
    code = await doors.telegram.code("SVHTTDL-UV")
    letters = code.replace("-", "").lower()
    apart = code.replace("-", " ")
    said = await doors.zalo.says("z1", typed.format(code=code, spaced=" ".join(letters), apart=apart))
    assert "Kính gửi đồng chí Vũ Đăng Khoa," in said[0].text
    assert await doors.chats_of("SVHTTDL-UV") == [("zalo", "z1")]


@pytest.mark.parametrize(
    "typed", ["mã 123 456", "/batdau 123456", "ma so: 12345678", "K7MP-2XQ0", "code abcd12"]
)
async def test_a_wrong_code_is_counted_and_said(doors: TwoDoors, typed: str) -> None:
    assert "Mã chưa đúng" in text(await doors.zalo.says("z1", typed))


@pytest.mark.parametrize(
    "typed",
    ["xin chào", "mã của tôi đâu", "chưa nhận được mã", "1", "bắt đầu", "tôi là Khoa, SĐT 0900000106"],
)
async def test_what_is_no_code_is_not_counted(doors: TwoDoors, typed: str) -> None:
    assert STRANGER in text(await doors.zalo.says("z1", typed))
    since = doors.now.replace(hour=0)
    assert not await looking(doors.database).joining.wrong_codes("zalo", "z1", since)


async def test_a_sticker_of_a_stranger(doors: TwoDoors) -> None:
    for came in (Came.STICKER, Came.VOICE, Came.OTHER):
        doors.passes(minutes=1)
        assert STRANGER in text(await doors.zalo.says("z1", "", came))


@pytest.mark.parametrize("typed", ["1", "1.", "số 1", "Đồng ý", "dong y", "Tôi đồng ý.", "dongy"])
async def test_consent_by_number_or_words(doors: TwoDoors, typed: str) -> None:
    await doors.zalo.says("z1", await doors.telegram.code("SVHTTDL-UV"))
    said = await doors.zalo.says("z1", typed)
    assert "✅ Đã ghi nhận đồng chí đồng ý" in said[0].text
    assert (await doors.telegram.seat("SVHTTDL-UV")).holder.agreed  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["2", "Để sau", "de sau"])
async def test_later_leaves_it_open(doors: TwoDoors, typed: str) -> None:
    await doors.zalo.says("z1", await doors.telegram.code("SVHTTDL-UV"))
    assert "Chưa có gì được gửi" in text(await doors.zalo.says("z1", typed))
    doors.passes(minutes=1)
    assert "✅ Đã ghi nhận" in text(await doors.zalo.says("z1", "1"))


async def test_silence_is_no_consent(doors: TwoDoors) -> None:
    await doors.zalo.says("z1", await doors.telegram.code("SVHTTDL-UV"))
    for words in ("không đồng ý", "3", "xong", "/viec"):
        doors.passes(minutes=1)
        assert "✅" not in text(await doors.zalo.says("z1", words))
    assert not (await doors.telegram.seat("SVHTTDL-UV")).holder.agreed  # type: ignore[union-attr]


async def test_a_second_account_on_zalo_waits_for_the_secretariat(doors: TwoDoors) -> None:
    await doors.telegram.joins("BTGDV-TT", "ha")
    await doors.zalo.says("z1", await doors.telegram.code("STC-UV"))
    await doors.zalo.says("z1", "1")
    await doors.telegram.says("ha", "/moi STC")
    code = await _code_of(doors, "STC-UV")
    said = await doors.zalo.says("z2", code)
    assert "đang dùng một tài khoản khác" in said[0].text and "nhầm bot" not in said[0].text
    notice = next(out for out in said if out.person)
    assert "tài khoản Zalo khác" in notice.text
    await doors.telegram.presses("ha", notice.choices[0][0].key)
    assert "Kính gửi đồng chí Nông Đức Hiếu" in text(await doors.zalo.says("z2", code))


async def test_the_other_bot_on_zalo_is_the_wrong_one(doors: TwoDoors) -> None:
    await doors.zalo.says("z1", await doors.telegram.code("STC-UV"))
    await doors.zalo.says("z1", "1")
    code = await _code_of(doors, "STC-UV")
    said = text(await doors.zalo2.says("y1", code))
    assert "Nếu chỉ nhầm bot, đề nghị nhắn Bot Bình Sơn: https://zalo.me/s/botbinhson" in said
    assert await doors.chats_of("STC-UV") == [("zalo", "z1")]


async def test_a_full_bot_names_the_next_one(doors: TwoDoors) -> None:
    code = await doors.telegram.code("STC-UV")
    await doors.fills("zalo", BOT_HOLDS)
    assert "liên hệ Tổ giúp việc để được chỉ bot khác" in text(await doors.zalo.says("z1", code))
    await doors.opens(zalo2_name="Bot Bình Sơn 2", zalo2_link="https://zalo.me/s/hai")
    said = text(await doors.zalo.says("z1", code))
    assert "đã đủ người dùng; mã vẫn còn hiệu lực" in said and "Bot Bình Sơn 2: https://zalo.me/s/hai" in said
    assert "Kính gửi đồng chí Nông Đức Hiếu" in text(await doors.zalo2.says("y1", code))


async def _code_of(doors: TwoDoors, seat_code: str) -> str:
    """A code of somebody who has joined, as the secretariat or the person may have made it."""
    seat = await doors.telegram.seat(seat_code)
    assert seat.holder is not None
    async with working(doors.database) as work:
        valid = await work.joining.open_code(seat.id, seat.holder.id, doors.now)
        if valid is None:
            until = doors.now.replace(day=29)
            await work.joining.add_code("K7MP-2XQA", seat.id, seat.holder.id, doors.now, until)
    return valid[0] if valid else "K7MP-2XQA"
