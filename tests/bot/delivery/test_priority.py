"""A crowd is served under Telegram's limits while people tap: never refused, hardly a place left empty.

What is counted are messages, by the server's own clock; no time of ours is judged.
"""

import asyncio
import itertools
import random
import time
from pathlib import Path

import pytest

from bot.delivery.pacing import Pace
from bot.sandbox.limits import PER_SECOND, Limits
from tests.bot.delivery.station import Station, station

SEED = 3


class Counted(Limits):
    """The sandbox's limits, with the moments at which messages arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.on = True
        self.arrived: list[float] = []

    def check(self, chat: int) -> None:
        self.arrived.append(time.monotonic())
        super().check(chat)

    def of_the_limit(self) -> float:
        """How much of what the limit allows was used, from the first to the last message."""
        return (len(self.arrived) - 1) / (self.arrived[-1] - self.arrived[0]) / PER_SECOND


async def taps(town: Station, people: int) -> int:
    """Somebody asks for help every half second, until the crowd is served; how many did."""
    chance = random.Random(SEED)
    for number in itertools.count():
        if all("Thông báo" in town.heard(person) for person in range(1, people + 1)):
            return number
        person = chance.randint(1, people)
        before = len(town.heard(person))
        town.world.say(person, "/trogiup")
        await town.until(lambda person=person, before=before: len(town.heard(person)) > before)
        await asyncio.sleep(0.5)
    raise AssertionError


async def serve(folder: Path, people: int, latency: float) -> tuple[Counted, int]:
    async with station(folder, people=people, pace=Pace(), patience=15.0) as town:
        limits = town.world.limits = Counted()
        town.world.faults.latency = latency
        await town.announce(range(1, people + 1))
        tapped = await taps(town, people)
        await town.settles()
        assert await town.states() == {"sent": people + tapped}
    return limits, tapped


async def test_a_small_crowd_is_never_refused(tmp_path: Path) -> None:
    limits, _ = await serve(tmp_path, 90, latency=0.0)
    assert limits.refused == 0


@pytest.mark.soak
@pytest.mark.parametrize("latency", [0.0, 0.06])
async def test_3000_are_served_and_no_place_is_left_empty(tmp_path: Path, latency: float) -> None:
    limits, tapped = await serve(tmp_path, 3000, latency)
    assert tapped > 50
    assert limits.refused == 0
    assert limits.of_the_limit() >= 0.97
