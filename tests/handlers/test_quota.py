"""/hanmuc: who may ask, what is told of each bot, and which presses still mean something."""

from committee.quota import month_of
from storage.allowance import Decision, decision, thrift
from storage.own_bots import OwnBot, keep_bot
from storage.work import looking, working
from tests.handlers.porch import MONDAY, PRACTICE, Porch, text

SECRETARY, MEMBER = "1", "2"


async def office(porch: Porch, **sent: int) -> None:
    """The secretary and a member have joined on Telegram; so much was sent by each Zalo bot."""
    await porch.joins("BTGDV-TT", SECRETARY)
    await porch.joins("SVHTTDL-UV", MEMBER)
    async with working(porch.database) as work:
        await work.traffic.note(month_of(MONDAY, PRACTICE), sent=sent)


async def test_without_a_zalo_bot(porch: Porch) -> None:
    await office(porch)
    assert "Chưa có kênh Zalo nào được dùng" in text(await porch.says(SECRETARY, "/hanmuc"))


async def test_only_the_secretariat_may_ask(porch: Porch) -> None:
    await office(porch, zalo=2900)
    assert "hạn mức" not in text(await porch.says(MEMBER, "/hanmuc")).lower()
    said = text(await porch.presses(MEMBER, "quota:go:zalo:2026-11"))
    assert "gửi tiếp" not in said
    assert await decision(looking(porch.database), "zalo", "2026-11") is Decision.NONE


async def test_every_bot_is_told(porch: Porch) -> None:
    await office(porch, zalo=1234, zalo2=30)
    async with working(porch.database) as work:
        await keep_bot(work, "zalo", OwnBot("1", "Bot Bình Sơn"))
        await keep_bot(work, "zalo2", OwnBot("2"))
        await keep_bot(work, "zalo3", OwnBot("3"))
    said = await porch.says(SECRETARY, "hạn mức")
    assert "<b>Zalo (Bot Bình Sơn)</b>" in text(said) and "1.234/3.000 tin (41%)" in text(said)
    assert "<b>Zalo 2</b>" in text(said) and "<b>Zalo 3</b>" in text(said)
    assert not said[0].choices


async def test_with_several_bots_the_choice_names_the_bot(porch: Porch) -> None:
    await office(porch, zalo=2900, zalo2=2950)
    said = await porch.says(SECRETARY, "/quota")
    labels = [choice.label for row in said[0].choices for choice in row]
    assert "Gửi tiếp thông báo trên Zalo 2" in labels and len(labels) == 4
    await porch.presses(SECRETARY, "quota:go:zalo2:2026-11")
    assert (await thrift(looking(porch.database), porch.now, PRACTICE)).channels == ("zalo",)
    assert await porch.audit("quota:zalo2:2026-11") == ["quota_go"]


async def test_a_change_of_mind(porch: Porch) -> None:
    await office(porch, zalo=2900)
    await porch.presses(SECRETARY, "quota:go:zalo:2026-11")
    await porch.presses(SECRETARY, "quota:wait:zalo:2026-11")
    found = await thrift(looking(porch.database), porch.now, PRACTICE)
    assert (found.channels, found.agreed) == (("zalo",), ("zalo",))
    assert await porch.audit("quota:zalo:2026-11") == ["quota_go", "quota_wait"]


async def test_a_press_that_is_old_or_made_up(porch: Porch) -> None:
    await office(porch, zalo=2900)
    for key in ("go:zalo:2026-10", "go:zalo2:2026-11", "away:zalo:2026-11", "go", "go:zalo:2026-11:x", ""):
        said = text(await porch.presses(SECRETARY, f"quota:{key}"))
        assert "gửi tiếp" not in said and "không còn" in said, key
    assert await decision(looking(porch.database), "zalo", "2026-11") is Decision.NONE
