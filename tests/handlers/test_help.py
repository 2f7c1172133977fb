"""Help for each role, what cannot be read, mistyped commands, edits, and dropping a question."""

import pytest

from handlers import desk
from messages.envelope import Came
from messages.render import labels
from storage.work import looking, working
from tests.handlers.porch import Porch, text


async def test_the_help_shows_just_what_the_role_can_do(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    await porch.joins("BTGDV-TT", "ha")
    member, secretary = text(await porch.says("1", "/trogiup")), text(await porch.says("ha", "trợ giúp"))
    for word in ("moi", "danhsach", "giaiphong", "thuhoi"):
        assert f"/{word} –" in secretary and f"/{word} –" not in member
    assert "/viec –" in member and "ví dụ: <code>/moi STC</code>" in secretary
    assert "Khác: /huy" in member and len(secretary) < 4096


async def test_the_help_and_the_menu_are_the_same(porch: Porch) -> None:
    await porch.joins("VPTU-TB", "1")
    said = (await porch.says("1", "/help"))[0]
    assert said.commands and all(f"/{word} – {what}" in said.text for word, what in said.commands)


async def test_every_command_has_its_words_for_the_menu(porch: Porch) -> None:
    for language in ("vi", "en"):
        missing = [c.word for c in desk.COMMANDS.values() if f"menu_{c.word}" not in labels(language)]
        assert not missing


@pytest.mark.parametrize(
    ("typed", "meant"), [("/trogiupp", "trogiup"), ("/hepl", "trogiup"), ("/ngon_ngu", "ngonngu")]
)
async def test_a_mistyped_command_is_guessed(porch: Porch, typed: str, meant: str) -> None:
    await porch.joins("STC-UV", "1")
    shown = text(await porch.says("1", typed))
    assert f"Không có lệnh {typed}" in shown and f"Có phải đồng chí định gõ /{meant}?" in shown


async def test_a_command_of_others_is_not_suggested(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    shown = text(await porch.says("1", "/giaiphon"))
    assert "Không có lệnh" in shown and "định gõ" not in shown


async def test_hostile_commands_are_quoted(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    assert "&lt;b&gt;" in text(await porch.says("1", "/<b>"))


@pytest.mark.parametrize(
    ("came", "words"), [(Came.STICKER, "Nhãn dán"), (Came.VOICE, "Tin thoại"), (Came.OTHER, "Dạng tin này")]
)
async def test_what_holds_no_words(porch: Porch, came: Came, words: str) -> None:
    await porch.joins("STC-UV", "1")
    assert words in text(await porch.says("1", "", came))


async def test_an_edited_command_is_not_carried_out(porch: Porch) -> None:
    await porch.joins("BTGDV-TT", "ha")
    assert "gửi lại lệnh trong tin mới" in text(await porch.says("ha", "/moi STC", Came.EDITED))


@pytest.mark.parametrize("typed", ["/huy", "huỷ", "bỏ", "/cancel"])
async def test_an_open_question_is_dropped(porch: Porch, typed: str) -> None:
    await porch.joins("STC-UV", "1")
    person = (await porch.seat("STC-UV")).holder
    assert person is not None
    async with working(porch.database) as work:
        await work.questions.ask(person.id, "x", "", {}, porch.now, porch.now.replace(hour=17))
    assert "Đã bỏ câu hỏi đang chờ" in text(await porch.says("1", typed))
    assert not await looking(porch.database).questions.open(person.id, porch.now)
    assert "Không có câu hỏi nào" in text(await porch.says("1", typed))


async def test_a_named_reader_may_ask_for_the_digest(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    assert "không thuộc phần việc" in text(await porch.says("1", "/tonghop"))
    async with working(porch.database) as work:
        await work.seats.set_reads_digest((await porch.seat("STC-UV")).id, True)
    assert "/tonghop –" in text(await porch.says("1", "/trogiup"))
    assert "không thuộc phần việc" not in text(await porch.says("1", "/tonghop"))
