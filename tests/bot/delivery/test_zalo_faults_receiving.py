"""What comes from Zalo twice, not at all, or while the bot is killed (-9): recorded once, answered."""

import random
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.delivery.crossing import Crossing, account_of, crossing
from tests.bot.delivery.doomed import doomed


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Crossing]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with crossing(tmp_path, both=0, only_zalo=5) as made:
        yield made


async def all_taken(town: Crossing) -> None:
    await town.until(lambda: not town.zalo.waiting)
    await town.settles()


async def test_what_comes_again_and_again_is_answered_once(town: Crossing) -> None:
    town.zalo.oddities.replays = 3
    for person in range(1, 6):
        town.zalo.say(account_of(person), "/viec")
    await all_taken(town)
    assert [len(town.heard_on_zalo(one)) for one in range(1, 6)] == [1] * 5


async def test_the_last_hundred_that_come_again_after_a_stop_are_answered_once(town: Crossing) -> None:
    town.zalo.oddities.replays_after_return = True
    for person in range(1, 6):
        town.zalo.say(account_of(person), "/viec")
    await all_taken(town)
    await town.restarts()
    town.zalo.say(account_of(1), "/viec")
    await all_taken(town)
    assert [len(town.heard_on_zalo(one)) for one in range(1, 6)] == [2, 1, 1, 1, 1]


async def test_what_was_lost_while_nobody_asked_does_no_harm(town: Crossing) -> None:
    """Nothing can be done about it: the person sees that nothing was answered, and says it again."""
    town.zalo.oddities.loses_when_away = True
    await town.until(lambda: town.zalo.updates.polled)
    await town.app.stop()
    await town.until(lambda: town.zalo.updates.away)
    town.zalo.say(account_of(1), "/viec")
    await town.opens_again()
    await town.until(lambda: town.zalo.updates.polled)
    assert await town.rows() == []
    await town.promise(1, "nhắc việc")
    await town.settles()
    town.zalo.say(account_of(1), "/viec")
    await all_taken(town)
    assert len(town.heard_on_zalo(1)) == 2


async def test_a_poll_that_is_refused_or_broken_is_asked_again(
    town: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo.poll.FIRST_PAUSE", 0.02)
    await town.restarts()
    faults = town.zalo.faults
    faults.refuse("getUpdates", 502)
    faults.refuse("getUpdates", 408)
    faults.refuse("getUpdates", 403, "Internal server error")
    faults.drop("getUpdates", taken=False)
    town.zalo.updates.end_polls()
    for person in range(1, 6):
        town.zalo.say(account_of(person), "/viec")
    await all_taken(town)
    assert [len(town.heard_on_zalo(one)) for one in range(1, 6)] == [1] * 5


async def killed(folder: Path, people: int, kills: int, seed: int, *, posted: bool) -> None:
    """One record for each at most; by webhook all; what is recorded is answered, twice only by a kill."""
    chance = random.Random(seed)
    async with doomed(folder, only_zalo=people, posted=posted) as town:
        for person in range(1, people + 1):
            town.zalo.say(account_of(person), "/viec")
        for _ in range(kills):
            await town.life(chance.uniform(0.0, 0.9 * people / 300 / kills), lambda: not town.zalo.waiting)
        assert await town.life(None, lambda: not town.zalo.waiting) == 0
        taken = {row["chat"]: row["tries"] for row in await town.rows("SELECT chat, tries FROM outbox")}
        marked = await town.rows("SELECT count(*) AS many FROM inbox")
        assert len(taken) == len(await town.rows("SELECT id FROM outbox")) == marked[0]["many"]
        # A poll that the bot did not live to record is lost: Zalo gives it once, and knows of no receipt.
        assert people - (0 if posted else kills) <= len(taken) <= people
        for person in range(1, people + 1):
            times = len(town.zalo.said_to(account_of(person)))
            tries = taken.get(account_of(person), 0)
            assert min(tries, 1) <= times <= tries


async def test_polled_answers_through_a_kill(tmp_path: Path) -> None:
    await killed(tmp_path, people=60, kills=1, seed=1, posted=False)


async def test_posted_answers_through_a_kill(tmp_path: Path) -> None:
    await killed(tmp_path, people=60, kills=1, seed=2, posted=True)


@pytest.mark.soak
@pytest.mark.parametrize("posted", [False, True])
@pytest.mark.parametrize("seed", range(10))
async def test_300_answers_through_ten_kills(tmp_path: Path, seed: int, posted: bool) -> None:
    await killed(tmp_path, people=300, kills=10, seed=seed, posted=posted)
