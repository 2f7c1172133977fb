"""Trouble that lasts: an hour by a turned clock and two minutes of real time, and then nothing is missing."""

import asyncio
import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import outage
from messages.envelope import Kind
from tests.bot.delivery.station import Station, station

MINUTES = 2  # of real trouble
MEMBERS = 60


def tries(town: Station) -> int:
    """How often the platform was asked for anything but news."""
    return sum(call.method != "getUpdates" for call in town.world.calls)


async def everybody_heard_once(town: Station) -> None:
    assert set(await town.states()) == {"sent"}
    assert [town.heard(person).count("Thông báo") for person in range(1, MEMBERS + 1)] == [1] * MEMBERS
    assert await town.rows("max(maybe_doubled)") == [(0,)]


async def test_an_hour_of_502_while_people_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every quarter of an hour somebody asks for help and more is announced; all of it goes in the end."""
    monkeypatch.setattr(outage, "LADDER", (0.02,))
    async with station(tmp_path, people=MEMBERS, operator_chat="1") as town:
        await town.app.tick()
        town.world.faults.refuse("*", 502, times=1_000_000)
        await town.announce(range(1, MEMBERS + 1))
        for quarter in range(4):
            town.world.say(2, f"/trogiup {quarter}")
            await town.promise(3, f"nhắc lần {quarter}", kind=Kind.REMINDER)
            before = tries(town)
            await town.until(lambda before=before: tries(town) > before + 1)
            await town.later(minutes=15)
            await town.app.tick()
        await town.until(lambda: not town.world.updates.pending)  # what people write is taken meanwhile
        assert not any(town.heard(person) for person in range(1, MEMBERS + 1))
        town.world.faults.clear()
        await town.settles()
        await everybody_heard_once(town)
        assert [said for said in town.heard(3) if said.startswith("nhắc")] == [
            f"nhắc lần {n}" for n in range(4)
        ]
        assert len([said for said in town.heard(2) if said != "Thông báo"]) == 4
        assert sum("Không gửi được qua Telegram".lower() in said.lower() for said in town.heard(1)) == 1


@pytest.mark.soak
async def test_minutes_of_502_in_real_time(tmp_path: Path) -> None:
    """One message at a time asks whether it is over, ever more rarely; then everything goes at once."""
    async with station(tmp_path, people=MEMBERS) as town:
        town.world.faults.refuse("*", 502, times=1_000_000)
        await town.announce(range(1, MEMBERS + 1))
        for half_minute in range(2 * MINUTES):
            await asyncio.sleep(30)
            await town.promise(3, f"trả lời {half_minute}", kind=Kind.ANSWER)
        several = outage.SEVERAL + MEMBERS  # what was on its way when the trouble began
        steps = itertools.accumulate([*outage.LADDER, *[outage.LADDER[-1]] * 100])
        asked = sum(1 for moment in steps if moment <= 60 * MINUTES)
        assert tries(town) <= several + asked + 1
        town.world.faults.clear()
        assert await town.app.sender.idle(timedelta(seconds=outage.LADDER[-1] + 15))
        await everybody_heard_once(town)
        assert [said for said in town.heard(3) if said.startswith("trả")] == [
            f"trả lời {n}" for n in range(2 * MINUTES)
        ]
