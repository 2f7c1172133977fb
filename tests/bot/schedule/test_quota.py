"""The secretariat is told of a month's messages running short: once a bot and month, in working hours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.schedule.plans import quota
from messages.envelope import Kind, Outgoing
from storage.work import looking, working
from tests.handlers.conftest import porch
from tests.handlers.porch import PRACTICE, VOICE, ZONE, Porch

__all__ = ["porch"]

SECRETARY, MEMBER = "1", "2"


async def plan(porch: Porch, moment: str) -> int:
    """How many messages are promised at "2026-11-23 09:00"."""
    porch.now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    async with working(porch.database) as work:
        return await quota.plan(work, porch.now, PRACTICE, VOICE)


async def used(porch: Porch, month: str, **sent: int) -> None:
    async with working(porch.database) as work:
        await work.traffic.note(month, sent=sent)


async def notices(porch: Porch) -> list[str]:
    rows = await porch.database.reader.execute_fetchall(
        "SELECT text FROM outbox WHERE about = 'quota' AND kind = 'notice' ORDER BY id"
    )
    return [row["text"].splitlines()[0] for row in rows]


@pytest.fixture
async def office(porch: Porch) -> Porch:
    await porch.joins("BTGDV-TT", SECRETARY)
    return porch


async def test_little_is_used_and_nothing_is_said(office: Porch) -> None:
    await used(office, "2026-11", zalo=2399, telegram=90_000)
    assert await plan(office, "2026-11-23 09:00") == 0


async def test_told_once_a_month_and_bot(office: Porch) -> None:
    secretariat = len(await looking(office.database).seats.secretariat())
    await used(office, "2026-11", zalo=2400)
    assert await plan(office, "2026-11-23 09:00") == secretariat
    assert await plan(office, "2026-11-24 09:00") == 0
    await used(office, "2026-11", zalo2=2500)
    assert await plan(office, "2026-11-25 09:00") == secretariat
    await used(office, "2026-12", zalo=2600)
    assert await plan(office, "2026-12-03 09:00") == secretariat
    heads = (await notices(office))[::secretariat]
    assert heads == [
        "⚠ Zalo đã dùng 80% hạn mức tin tháng 11: 2.400/3.000.",
        "⚠ Zalo 2 đã dùng 83% hạn mức tin tháng 11: 2.500/3.000.",
        "⚠ Zalo đã dùng 86% hạn mức tin tháng 12: 2.600/3.000.",
    ]


async def test_at_night_it_waits_for_the_morning(office: Porch) -> None:
    await used(office, "2026-11", zalo=2400)
    assert await plan(office, "2026-11-23 22:00") == 0
    assert await plan(office, "2026-11-24 07:00") == 0
    assert await plan(office, "2026-11-24 07:45") > 0


async def test_straight_to_the_end_is_one_notice(office: Porch) -> None:
    await used(office, "2026-11", zalo=2900)
    assert await plan(office, "2026-11-23 09:00") > 0
    assert all("còn 100 tin" in head for head in await notices(office))
    assert await plan(office, "2026-11-23 09:01") == 0


async def test_zalo_itself_says_no(office: Porch) -> None:
    """Its own count may differ from ours, or its plan from the setting."""
    out = Outgoing("Xem", kind=Kind.NUDGE, key="x", expires_at=office.now + timedelta(days=1))
    async with working(office.database) as work:
        await work.traffic.note("2026-11", sent={"zalo": 700})
        number = await work.outbox.promise(out, office.now, channel="zalo", chat="0a1b")
        assert number
        due = await work.outbox.due(office.now, 99, channel="zalo")
        await work.outbox.claim([promise for promise in due if promise.id == number])
        await work.outbox.put_back(number, office.now + timedelta(minutes=1), reason="quota")
    assert await plan(office, "2026-11-23 09:00") > 0
    assert (await notices(office))[0].startswith("⚠ Zalo không nhận thêm tin của kênh Zalo")
    assert await plan(office, "2026-11-23 10:00") == 0
    said = await office.says(SECRETARY, "/hanmuc")
    assert "Zalo đang không nhận thêm tin" in said[0].text


async def test_without_a_limit_nothing_ever_waits(office: Porch) -> None:
    await used(office, "2026-11", zalo=9000)
    unlimited = replace(PRACTICE, monthly_messages=0)
    async with working(office.database) as work:
        assert await quota.plan(work, office.now, unlimited, VOICE) == 0
