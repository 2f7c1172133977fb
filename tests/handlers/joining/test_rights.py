"""Language, what is kept, and stopping."""

from storage.work import looking, working
from tests.handlers.porch import Porch, text


async def test_the_language_is_chosen_by_button_and_the_menu_follows(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    keys = [choice.key for row in (await porch.says("1", "/ngonngu"))[0].choices for choice in row]
    assert keys == ["language:vi", "language:en"]
    said = await porch.presses("1", "language:en")
    assert (
        "speaks English" in said[0].text and "what you can do here" in dict(said[0].commands or ())["trogiup"]
    )
    assert "What you can do here" in text(await porch.says("1", "/help"))
    assert "tiếng Việt" in text(await porch.says("1", "/language vi"))


async def test_a_language_that_there_is_not(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    assert "không còn hiệu lực" in text(await porch.presses("1", "language:xx"))


async def test_a_person_sees_what_is_kept(porch: Porch) -> None:
    await porch.joins("SVHTTDL-UV", "700")
    shown = text(await porch.says("700", "/dulieu"))
    for words in (
        "Vũ Đăng Khoa",
        "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
        "khoavd@example.vn",
        "0900000106",
        "Telegram số 700, gắn lúc 08h00, thứ Hai, ngày 23/11/2026",
        "Đồng ý tham gia lúc 08h00",
        "Dòng nhật ký thao tác: 2",
    ):
        assert words in shown.replace("0900 000 106", "0900000106"), words


async def test_stopping_asks_once_and_then_unlinks_at_once(porch: Porch) -> None:
    await porch.joins("BTGDV-TT", "ha")
    await porch.joins("STC-UV", "1")
    seat = await porch.seat("STC-UV")
    assert seat.holder is not None
    asked = await porch.says("1", "/thoi")
    assert "Đồng chí có chắc" in asked[0].text
    assert "tiếp tục tham gia" in text(await porch.presses("1", "withdraw:no"))
    async with working(porch.database) as work:
        await work.questions.ask(seat.holder.id, "x", "", {}, porch.now, porch.now.replace(hour=17))
    said = await porch.presses("1", "withdraw:yes")
    assert "Đã gỡ tài khoản này" in said[0].text and said[0].commands == ()
    told = [out for out in said if out.person]
    assert told and "Nông Đức Hiếu" in told[0].text and "/moi STC-UV" in told[0].text
    look = looking(porch.database)
    assert await look.joining.account("telegram", "1") is None
    assert not await look.questions.open(seat.holder.id, porch.now)
    assert not (await porch.seat("STC-UV")).holder.agreed  # type: ignore[union-attr]
    assert (await porch.audit(f"person:{seat.holder.id}"))[-1] == "withdrew"
    porch.passes(minutes=1)
    assert "mã tham gia" in text(await porch.says("1", "/viec")), "a stranger again"


async def test_coming_back_asks_for_consent_again(porch: Porch) -> None:
    await porch.joins("STC-UV", "1")
    await porch.presses("1", "withdraw:yes")
    said = await porch.says("1", await porch.code("STC-UV"))
    assert said[0].choices[0][0].key == "agree:yes"


async def test_a_secretary_who_stops_is_not_told_so_twice(porch: Porch) -> None:
    await porch.joins("BTGDV-TT", "ha")
    said = await porch.presses("ha", "withdraw:yes")
    own = (await porch.seat("BTGDV-TT")).holder
    assert own is not None and own.id not in [out.person for out in said]
