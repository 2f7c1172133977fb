"""Codes: single use, expiry, revoked, wrong tries, a second account; and what a stranger hears."""

import pytest

from messages.envelope import Came
from storage.work import looking, working
from tests.handlers.porch import Porch, text

STRANGER = "đề nghị gửi mã đó vào đây"


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "/start {code}",
        "/batdau {code}",
        "/start@giaoban_bot {code}",
        "  {lower} ",
        "{spaced}",
        "/batdau {spaced}",
    ],
)
async def test_a_code_lets_in_however_it_is_typed(porch: Porch, typed: str) -> None:
    code = await porch.code("SVHTTDL-UV")
    spaced = " ".join(code.replace("-", "").lower())
    said = await porch.says("1", typed.format(code=code, lower=code.lower(), spaced=spaced))
    assert "Kính gửi đồng chí Vũ Đăng Khoa," in said[0].text
    assert "Giám đốc Sở Văn hóa, Thể thao và Du lịch</b>, Ủy viên" in said[0].text
    assert [choice.key for row in said[0].choices for choice in row] == ["agree:yes", "agree:later"]
    assert "joined" in await porch.audit(f"person:{(await porch.seat('SVHTTDL-UV')).holder.id}")  # type: ignore[union-attr]


async def test_the_chair_is_reported_to(porch: Porch) -> None:
    said = await porch.says("1", await porch.code("VPTU-TB"))
    assert said[0].text.startswith("Kính báo cáo đồng chí Trịnh Quốc Bảo,")
    assert "Kính đề nghị đồng chí cho biết" in said[0].text


async def test_a_code_works_once(porch: Porch) -> None:
    code = await porch.code("STC-UV")
    await porch.says("1", code)
    assert "đã được dùng" in text(await porch.says("2", code))
    assert await looking(porch.database).joining.account("telegram", "2") is None


async def test_a_code_expires_after_seven_days(porch: Porch) -> None:
    code = await porch.code("STC-UV")
    porch.passes(days=7)
    assert "hết hạn lúc 08h00, thứ Hai, ngày 30/11/2026" in text(await porch.says("1", code))


async def test_a_revoked_code_does_not_work(porch: Porch) -> None:
    code = await porch.code("STC-UV")
    async with working(porch.database) as work:
        await work.joining.revoke_codes((await porch.seat("STC-UV")).id, porch.now)
    assert "đã được thu hồi" in text(await porch.says("1", code))


async def test_five_wrong_tries_make_a_pause_and_a_right_code_waits(porch: Porch) -> None:
    code = await porch.code("STC-UV")
    left = [text(await porch.says("1", f"/start WRONG{n}")) for n in range(5)]
    assert "Còn 4 lần thử" in left[0] and "Còn 1 lần thử" in left[3] and "thử lại sau 15 phút" in left[4]
    porch.passes(seconds=20)
    assert "sau 08h15" in text(await porch.says("1", code))
    assert "Kính gửi" in text(await porch.says("2", await porch.code("SNV-UV"))), "others are not paused"
    porch.passes(minutes=15)
    assert "Kính gửi đồng chí Nông Đức Hiếu" in text(await porch.says("1", code))


async def test_a_second_account_waits_until_the_first_is_released(porch: Porch) -> None:
    await porch.joins("BTGDV-TT", "ha")
    await porch.joins("STC-UV", "1")
    async with working(porch.database) as work:
        seat = await porch.seat("STC-UV")
        assert seat.holder is not None
        await work.joining.add_code(
            "K7MP-2XQA", seat.id, seat.holder.id, porch.now, porch.now.replace(day=29)
        )
    said = await porch.says("2", "k7mp2xqa")
    assert "đang dùng một tài khoản khác" in said[0].text
    notice = next(out for out in said if out.person)
    assert "Nông Đức Hiếu" in notice.text and notice.choices[0][0].key == f"release:{seat.holder.id}:telegram"
    await porch.presses("ha", notice.choices[0][0].key)
    said = await porch.says("2", "K7MP-2XQA")
    assert "Kính gửi đồng chí Nông Đức Hiếu" in said[0].text and not said[0].choices, "agreed already"
    assert said[1].commands
    porch.passes(minutes=1)
    assert STRANGER in text(await porch.says("1", "xin chào"))


async def test_a_code_of_whoever_was_replaced_is_worth_nothing(porch: Porch) -> None:
    code = await porch.code("STC-UV")
    seat = await porch.seat("STC-UV")
    assert seat.holder is not None
    async with working(porch.database) as work:
        await work.seats.seat_person(seat.id, seat.holder, porch.now.date())
    assert "thu hồi" in text(await porch.says("1", code))


async def test_a_member_cannot_take_anothers_code(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    assert "đang gắn với một thành viên khác" in text(
        await porch.says("1", f"/start {await porch.code('SNV-UV')}")
    )
    assert "Kính gửi đồng chí Bùi Thị Khuyên" in text(await porch.says("2", await porch.code("SNV-UV")))


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (Came.TEXT, "xin chào"),
        (Came.TEXT, "/trogiup"),
        (Came.TEXT, "/start"),
        (Came.TEXT, "/hop 14h thứ Năm, thử"),
        (Came.STICKER, ""),
        (Came.VOICE, ""),
        (Came.PHOTO, "ảnh"),
        (Came.DOCUMENT, "tệp"),
        (Came.EDITED, "sửa"),
        (Came.OTHER, ""),
    ],
)
async def test_a_stranger_gets_one_polite_sentence(porch: Porch, came: Came, words: str) -> None:
    said = await porch.says("9", words, came)
    assert len(said) == 1 and STRANGER in said[0].text and not said[0].choices and said[0].commands is None


async def test_a_stranger_who_presses_gets_nothing_else(porch: Porch) -> None:
    seat = await porch.seat("STC-UV")
    assert seat.holder is not None
    for key in ("agree:yes", f"release:{seat.holder.id}", "language:en", "x:1:yes", "nonsense"):
        porch.passes(minutes=1)
        said = await porch.presses("9", key)
        assert len(said) == 1 and STRANGER in said[0].text


async def test_a_stranger_is_not_answered_again_and_again_but_a_code_always_is(porch: Porch) -> None:
    assert await porch.says("9", "a") and not await porch.says("9", "b")
    assert "Mã chưa đúng" in text(await porch.says("9", "/start ABC"))
    assert "Kính gửi" in text(await porch.says("9", await porch.code("STC-UV")))
    porch.passes(seconds=11)
    assert await porch.says("8", "c")
