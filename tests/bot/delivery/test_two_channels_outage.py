"""What does not get through for a quarter of an hour goes over the other channel: once, never over both."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.zalo import endings
from bot.delivery import outage, road
from messages.envelope import Kind
from tests.bot.delivery.crossing import Crossing, account_of, crossing

EVERY = 10_000  # so often that it is always


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Crossing]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(outage, "LADDER", (0.05,))
    async with crossing(tmp_path, both=5, only_zalo=1) as made:
        yield made


async def trying(town: Crossing, minutes: int) -> None:
    """So many minutes pass, and at each whatever may be tried is tried."""
    for _ in range(minutes):
        await town.later(minutes=1)
        town.app.sender.wake()
        await asyncio.sleep(0.02)
        await town.recorded()


async def test_one_chat_that_fails_is_left_after_a_quarter_of_an_hour(town: Crossing) -> None:
    town.world.faults.refuse("sendMessage", 500, chat=1, times=EVERY)
    await town.announce([1, 2])
    await town.until(lambda: town.heard(2))
    await trying(town, 14)
    assert town.on_both(1) == ([], [])
    await trying(town, 1)
    await town.settles()
    assert town.on_both(1) == ([], ["Thông báo"])
    assert await town.rows("channel, state, reason, maybe_doubled", "person_id = 1") == [
        ("zalo", "sent", "", 0)
    ]
    assert await town.unreachable(1) == {}  # a trouble is not a farewell


async def test_a_chat_that_telegram_parks_for_an_hour_is_left_as_well(town: Crossing) -> None:
    town.world.faults.refuse("sendMessage", 429, chat=1, retry_after=3600, times=EVERY)
    await town.promise(1, "một")
    await town.until(lambda: town.world.calls_of("sendMessage"))
    await town.promise(1, "hai")  # waits behind it, and is never tried
    await trying(town, 14)
    assert town.on_both(1) == ([], [])
    await trying(town, 1)
    await town.settles()
    assert town.on_both(1) == ([], ["một", "hai"])
    assert len(town.world.calls_of("sendMessage", 1)) == 1


async def test_a_reminder_that_would_be_too_late_at_the_next_try_goes_over_the_other(town: Crossing) -> None:
    town.world.faults.refuse("sendMessage", 429, chat=1, retry_after=3600, times=EVERY)
    until = town.clock.now().replace(hour=8, minute=30)
    await town.promise(1, "Họp lúc 8h30", kind=Kind.REMINDER, expires_at=until)
    await town.until(lambda: town.world.calls_of("sendMessage"))
    await trying(town, 15)
    await town.settles()
    assert town.on_both(1) == ([], ["Họp lúc 8h30"])


async def test_the_first_channel_back_in_the_same_moment_takes_it_once(town: Crossing) -> None:
    town.world.faults.refuse("sendMessage", 500, chat=1, times=EVERY)
    await town.announce([1])
    await trying(town, 14)
    town.world.faults.clear()
    await town.later(minutes=1)
    await town.settles()
    await trying(town, 20)
    assert sorted(map(len, town.on_both(1))) == [0, 1]
    assert await town.states() == {"sent": 1}


@pytest.mark.parametrize("which", ["telegram", "zalo"])
async def test_a_whole_channel_out_is_gone_round_and_used_again(town: Crossing, which: str) -> None:
    out = town.world if which == "telegram" else town.zalo
    here, there = town.heard, town.heard_on_zalo
    if which == "zalo":
        here, there = there, here
        for person in range(1, 6):
            await town.prefers(person, "zalo")
    out.faults.refuse("*", 500, times=EVERY)
    await town.announce(range(1, 6))
    await town.until(lambda: len(out.calls_of("sendMessage")) >= 5)
    await trying(town, 14)
    assert [town.on_both(one) for one in range(1, 6)] == [([], [])] * 5
    await trying(town, 1)
    await town.settles()
    assert [(here(one), there(one)) for one in range(1, 6)] == [([], ["Thông báo"])] * 5
    await town.promise(1, "trong lúc mất kênh")
    await town.settles()
    assert there(1)[-1] == "trong lúc mất kênh"
    out.faults.clear()
    tried = len(out.calls_of("sendMessage"))
    await town.promise(2, "vẫn đi vòng")
    await town.settles()
    assert there(2)[-1] == "vẫn đi vòng"
    assert len(out.calls_of("sendMessage")) == tried  # nobody has looked whether it is back
    await town.later(seconds=road.ASK_AGAIN.total_seconds())
    await town.promise(3, "thử lại")
    await town.settles()
    await town.promise(4, "và sau đó")
    await town.settles()
    assert (here(3), here(4)) == (["thử lại"], ["và sau đó"])
    assert await town.rows("id", "maybe_doubled OR state <> 'sent'") == []


async def test_while_it_is_out_only_one_message_in_five_minutes_asks(town: Crossing) -> None:
    town.world.faults.refuse("*", 500, times=EVERY)
    await town.announce(range(1, 6))
    await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 5)
    await trying(town, 15)
    await town.settles()
    asked = len(town.world.calls_of("sendMessage"))
    for minute in range(20):
        await town.promise(1 + minute % 5, f"tin {minute:02}")
        await town.settles()
        await town.later(minutes=1)
    assert 1 <= len(town.world.calls_of("sendMessage")) - asked <= 5
    assert [len(town.heard_on_zalo(one)) for one in range(1, 6)] == [5] * 5
    assert [town.heard(one) for one in range(1, 6)] == [[]] * 5


async def test_an_outage_is_remembered_by_the_messages_through_a_restart(town: Crossing) -> None:
    town.world.faults.refuse("*", 500, times=EVERY)
    await town.announce(range(1, 6))
    await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 5)
    await trying(town, 8)
    await town.restarts()
    await trying(town, 6)
    assert [town.on_both(one) for one in range(1, 6)] == [([], [])] * 5
    await trying(town, 2)
    await town.settles()
    assert [town.on_both(one) for one in range(1, 6)] == [([], ["Thông báo"])] * 5


async def test_both_channels_out_everything_waits_and_goes_once(town: Crossing) -> None:
    for world in (town.world, town.zalo):
        world.faults.refuse("*", 500, times=EVERY)
    await town.announce(range(1, 7))
    await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 5)
    await trying(town, 40)
    assert await town.states() == {"waiting": 6}
    for world in (town.world, town.zalo):
        world.faults.clear()
    await trying(town, 10)
    await town.settles()
    assert [sum(map(len, town.on_both(one))) for one in range(1, 6)] == [1] * 5
    assert town.heard_on_zalo(6) == ["Thông báo"]


async def test_what_may_have_arrived_before_it_moved_is_flagged(town: Crossing) -> None:
    """A gateway gave up waiting; Telegram had taken it all the same."""
    town.world.faults.refuse("sendMessage", 504, chat=1, taken=True)
    town.world.faults.refuse("sendMessage", 500, chat=1, times=EVERY)
    await town.announce([1])
    await trying(town, 16)
    await town.settles()
    assert town.on_both(1) == (["Thông báo"], ["Thông báo"])
    assert await town.rows("channel, state, maybe_doubled") == [("zalo", "sent", 1)]


async def test_without_room_for_announcements_they_go_over_the_other(town: Crossing) -> None:
    """Zalo has few messages left this month: whoever is on Zalo alone waits, answers go."""
    for person in range(1, 6):
        await town.prefers(person, "zalo")
    await town.used(zalo=2900)
    await town.announce(range(1, 7))
    await town.promise(1, "nhắc việc", kind=Kind.REMINDER)
    await town.promise(6, "nhắc việc", kind=Kind.REMINDER)
    town.zalo.say(account_of(6), "/viec")
    await town.until(lambda: len(town.heard_on_zalo(6)) == 2)
    await town.until(lambda: all(town.heard(one) for one in range(1, 6)))
    await town.recorded()
    assert [town.heard(one) for one in range(1, 6)] == [["Thông báo"]] * 5
    assert town.heard_on_zalo(1) == ["nhắc việc"]
    assert "Thông báo" not in town.heard_on_zalo(6)
    assert await town.rows("person_id, state", "state <> 'sent'") == [(6, "waiting")]
    await town.later(days=9)  # December
    await town.app.tick()
    assert town.app.sender.thrifty == ()


async def test_a_month_used_up_sends_everybody_who_can_over_the_other(
    town: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429 until the month ends: whoever is on Zalo alone waits, the others hardly notice."""
    monkeypatch.setattr(endings, "QUOTA", timedelta(seconds=0.02))
    for person in range(1, 6):
        await town.prefers(person, "zalo")
    town.zalo.plan.messages = 0
    await town.announce(range(1, 7))
    await trying(town, 16)
    await town.until(lambda: all(town.heard(one) for one in range(1, 6)))
    await town.promise(1, "tin sau", kind=Kind.REMINDER)
    await town.until(lambda: len(town.heard(1)) == 2)
    await town.recorded()
    assert [town.heard(one) for one in range(2, 6)] == [["Thông báo"]] * 4
    assert await town.rows("person_id, state", "state <> 'sent'") == [(6, "waiting")]
    assert town.app.sender._roads["zalo"].outage._tries < 12  # each pause twice as long as the one before
    assert await town.rows("id", "maybe_doubled") == []
