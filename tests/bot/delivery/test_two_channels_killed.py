"""A bot that is killed (-9) while people's channels end and begin: nothing lost, doubles are flagged."""

import random
from pathlib import Path

import pytest

from bot.clock import SystemClock
from messages.envelope import Kind, Outgoing
from storage.work import working
from tests.bot.delivery.crossing import account_of
from tests.bot.delivery.doomed import Doomed, doomed

SECONDS = 0.3  # of work, at the least, over which the kills are spread


async def promised(town: Doomed, people: int) -> None:
    """Each hears two things, and every third prefers Zalo."""
    async with working(town.database) as work:
        for person in range(3, people + 1, 3):
            await work.joining.prefer(person, "zalo")
        await work.outbox.promise_all(
            [
                Outgoing(f"tin {number}", kind=Kind.ANNOUNCEMENT, person=person, key=f"a:{number}:{person}")
                for number in (1, 2)
                for person in range(1, people + 1)
            ],
            SystemClock().now(),
        )


def trouble(town: Doomed, people: int, chance: random.Random) -> None:
    """Some are blocked where they would rather be written to, some have blocked both; answers are lost."""
    for person in range(1, people + 1):
        fate = chance.random()
        if fate < 0.3:
            town.world.faults.refuse("sendMessage", 403, chat=person)
        elif fate < 0.5:
            town.zalo.block(account_of(person))
        elif fate < 0.6:
            town.world.faults.drop("sendMessage", taken=True, chat=person)
        elif fate < 0.7:
            town.zalo.faults.garble("sendMessage", chat=account_of(person))


async def killed(folder: Path, people: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    async with doomed(folder, both=people) as town:
        town.world.faults.latency = town.zalo.faults.latency = 0.02
        await promised(town, people)
        trouble(town, people, chance)
        for _ in range(kills):
            await town.life(chance.uniform(0.0, SECONDS / kills))
        assert await town.life(None) == 0
        rows = await town.rows("SELECT person_id, text, channel, state, maybe_doubled, reason FROM outbox")
        assert len(rows) == 2 * people
        for row in rows:
            on_telegram, on_zalo = (heard.count(row["text"]) for heard in town.heard(row["person_id"]))
            what = dict(row) | {"telegram": on_telegram, "zalo": on_zalo}
            if row["state"] == "sent":
                assert (on_telegram if row["channel"] == "telegram" else on_zalo) >= 1, what
            elif row["state"] == "unreachable":
                reached = on_telegram + on_zalo  # only by what nobody knew of
                assert reached == 0 or row["maybe_doubled"], what
            else:
                assert row["state"] == "unsure", what
            assert on_telegram + on_zalo <= 1 or row["maybe_doubled"], what


async def out_and_killed(folder: Path, people: int, kills: int, seed: int) -> None:
    """Telegram is out of reach for long, and back in the middle: each hears both once, wherever."""
    chance = random.Random(seed)
    async with doomed(folder, both=people) as town:
        town.world.faults.latency = town.zalo.faults.latency = 0.01
        town.stuck = 0.5
        await promised(town, people)
        town.world.faults.refuse("*", 500, times=100_000)
        for number in range(kills):
            if number == kills // 2:
                town.world.faults.clear()
            await town.life(chance.uniform(0.2, 1.0))
        assert await town.life(None) == 0
        moved = False
        for row in await town.rows("SELECT person_id, text, channel, state, maybe_doubled FROM outbox"):
            on_telegram, on_zalo = (heard.count(row["text"]) for heard in town.heard(row["person_id"]))
            what = dict(row) | {"telegram": on_telegram, "zalo": on_zalo}
            assert row["state"] == "sent", what
            assert (on_telegram if row["channel"] == "telegram" else on_zalo) >= 1, what
            assert on_telegram + on_zalo == 1 or row["maybe_doubled"], what
            moved = moved or (row["channel"] == "zalo" and row["person_id"] % 3 != 0)
        assert moved


async def test_two_channels_through_a_kill(tmp_path: Path) -> None:
    await killed(tmp_path, people=60, kills=1, seed=1)


async def test_an_outage_through_two_kills(tmp_path: Path) -> None:
    await out_and_killed(tmp_path, people=30, kills=2, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
async def test_two_channels_through_ten_kills(tmp_path: Path, seed: int) -> None:
    await killed(tmp_path, people=600, kills=10, seed=seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
async def test_an_outage_through_six_kills(tmp_path: Path, seed: int) -> None:
    await out_and_killed(tmp_path, people=150, kills=6, seed=seed)
