"""Before consent everything but the consent gets the question; after it the day begins."""

import pytest

from messages.envelope import Came
from storage.work import looking
from tests.handlers.porch import Porch, text


async def joined(porch: Porch, seat: str = "STC-UV", account: str = "1") -> None:
    await porch.says(account, await porch.code(seat))


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (Came.TEXT, "/viec"),
        (Came.TEXT, "xong"),
        (Came.TEXT, "không đồng ý"),
        (Came.TEXT, "/trogiup"),
        (Came.STICKER, ""),
        (Came.DOCUMENT, "báo cáo"),
    ],
)
async def test_everything_gets_the_question_again(porch: Porch, came: Came, words: str) -> None:
    await joined(porch)
    said = await porch.says("1", words, came)
    assert len(said) == 1 and "chưa xác nhận đồng ý" in said[0].text
    assert said[0].choices[0][0].key == "agree:yes" and said[0].commands is None
    assert not (await porch.seat("STC-UV")).holder.agreed  # type: ignore[union-attr]


async def test_a_button_of_work_gets_the_question_too(porch: Porch) -> None:
    await joined(porch)
    assert "chưa xác nhận đồng ý" in text(await porch.presses("1", "language:en"))


async def test_later_keeps_the_button(porch: Porch) -> None:
    await joined(porch)
    said = await porch.presses("1", "agree:later")
    assert "Khi thuận tiện" in said[0].text and said[0].replaces
    assert [choice.key for row in said[0].choices for choice in row] == ["agree:yes"]


@pytest.mark.parametrize("typed", ["Đồng ý", "dong y", "ĐỒNG Ý", "/dongy", "tôi đồng ý"])
async def test_consent_may_be_typed(porch: Porch, typed: str) -> None:
    await joined(porch)
    assert "✅ Đã ghi nhận" in text(await porch.says("1", typed))


async def test_consent_is_kept_with_moment_and_version_and_opens_the_house(porch: Porch) -> None:
    await joined(porch)
    said = await porch.presses("1", "agree:yes")
    assert "lúc 08h00, thứ Hai, ngày 23/11/2026" in said[0].text and said[0].replaces and said[0].toast
    words = [word for word, _ in said[1].commands or ()]
    assert "viec" in words and "trogiup" in words
    assert not {"moi", "thongbao", "giaiphong", "danhsach"} & set(words), "a member's menu is a member's"
    seat = await porch.seat("STC-UV")
    assert seat.holder is not None and seat.holder.agreed
    assert (await porch.audit(f"person:{seat.holder.id}"))[-2:] == ["joined", "agreed"]
    assert (await looking(porch.database).joining.kept_about(seat.holder.id)).agreed_at == porch.now


async def test_the_secretary_sees_more(porch: Porch) -> None:
    said = await porch.joins("BTGDV-TT", "ha")
    words = [word for word, _ in said[1].commands or ()]
    assert {"moi", "danhsach", "giaiphong", "thuhoi", "trogiup"} <= set(words)
    assert words[-1] == "trogiup"


async def test_the_old_button_says_that_nothing_changed(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    said = await porch.presses("1", "agree:yes")
    assert "đã đồng ý từ trước" in said[0].text and said[0].toast


async def test_starting_again_shows_what_can_be_done(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    assert "Những việc đồng chí làm được" in text(await porch.says("1", "/start"))
