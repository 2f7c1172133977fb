"""The workers of a channel: each sends one at a time, a free one gets the next, none is lost by a crash."""

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from bot.background import Background
from bot.channels.base import Ending, Later, Progress, Sent, Unsure
from bot.delivery.crew import Crew
from bot.delivery.pacing import Pace
from bot.delivery.road import IN_FLIGHT, Road
from messages.envelope import Kind
from storage.outbox import Promise
from tests.bot.delivery.made import promise
from tests.bot.delivery.station import MONDAY, UNPACED, Station


class Slow:
    """A channel whose sends end when they are told to."""

    name = "telegram"

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.most = 0
        self.flying = 0
        self.gate = asyncio.Event()
        self.parts = 1
        self.turns = 0
        self.breaks = False

    async def send(self, one: Promise, progress: Progress) -> Ending:
        self.begun.append(one.id)
        self.flying += 1
        self.most = max(self.most, self.flying)
        try:
            await self.gate.wait()
            if self.breaks and one.id % 2 == 0:
                raise RuntimeError("a fault of ours")
            for number in range(self.parts):
                if number:
                    await progress.turn()
                    self.turns += 1
                progress.parts_sent = number + 1
        finally:
            self.flying -= 1
        return Sent(str(one.id))


class Yard:
    """A crew at work."""

    def __init__(self, pace: Pace) -> None:
        self.channel = Slow()
        self.road = Road(pace)
        self.ended: list[tuple[int, Ending, int]] = []
        self.crew = Crew(self.channel, self.road, self.note)  # type: ignore[arg-type]
        self.background = Background()

    def note(self, name: str, one: Promise, ending: Ending, progress: Progress) -> None:
        assert name == "telegram"
        self.road.ended(one, ending, asyncio.get_running_loop().time())
        self.ended.append((one.id, ending, progress.parts_sent))

    def claim(self, promises: Iterable[Promise]) -> None:
        for one in promises:
            self.road.reserve(one, MONDAY)
            self.road.accept(one)
        self.crew.hand_out()


@pytest.fixture
async def yard(request: pytest.FixtureRequest) -> AsyncIterator[Yard]:
    yard = Yard(getattr(request, "param", UNPACED))
    yard.crew.start(yard.background)
    await asyncio.sleep(0)
    yield yard
    await yard.background.stop()


async def test_as_many_as_allowed_are_on_their_way_and_the_rest_follows(yard: Yard) -> None:
    yard.claim(promise(number) for number in range(1, IN_FLIGHT + 51))
    await Station.until(lambda: yard.channel.flying == IN_FLIGHT)
    assert yard.road.ready == 50
    yard.channel.gate.set()
    await Station.until(lambda: len(yard.ended) == IN_FLIGHT + 50)
    assert yard.channel.most == IN_FLIGHT
    assert sorted(number for number, _, _ in yard.ended) == list(range(1, IN_FLIGHT + 51))
    assert all(ending == Sent(str(number)) for number, ending, _ in yard.ended)


@pytest.mark.parametrize("yard", [Pace(per_second=20)], indirect=True)
async def test_what_must_wait_goes_by_itself_when_its_time_has_come(yard: Yard) -> None:
    yard.channel.gate.set()
    yard.claim(promise(number) for number in range(1, 6))
    assert len(yard.channel.begun) <= 1
    await Station.until(lambda: len(yard.ended) == 5)
    assert yard.channel.begun == [1, 2, 3, 4, 5]


async def test_one_that_waits_long_does_not_hold_up_one_that_waits_shortly(yard: Yard) -> None:
    """The clock that was set for the first is set anew for the second."""
    yard.channel.gate.set()
    at = asyncio.get_running_loop().time()
    yard.road.pacer.park("slow", at + 3600)
    yard.claim([promise(1, chat="slow")])
    yard.road.pacer.park("soon", at + 0.05)
    yard.claim([promise(2, chat="soon", kind=Kind.ANSWER)])
    await Station.until(lambda: yard.channel.begun == [2], 3)


async def test_a_channel_that_breaks_ends_as_unsure_and_the_worker_goes_on(
    yard: Yard, caplog: pytest.LogCaptureFixture
) -> None:
    yard.channel.gate.set()
    yard.channel.breaks = True
    yard.claim(promise(number) for number in range(4 * IN_FLIGHT))
    await Station.until(lambda: len(yard.ended) == 4 * IN_FLIGHT)
    endings = {number: ending for number, ending, _ in yard.ended}
    assert {endings[number] for number in range(0, 4 * IN_FLIGHT, 2)} == {Unsure("crashed")}
    assert all(endings[number] == Sent(str(number)) for number in range(1, 4 * IN_FLIGHT, 2))
    assert "failed while sending" in caplog.text


async def test_stopped_it_begins_nothing_more_and_gives_back_what_has_not_begun(yard: Yard) -> None:
    yard.claim(promise(number) for number in range(IN_FLIGHT + 30))
    await Station.until(lambda: yard.channel.flying == IN_FLIGHT)
    assert len(yard.crew.stop()) == 30
    yard.claim([promise(1000)])
    yard.channel.gate.set()
    await Station.until(lambda: len(yard.ended) == IN_FLIGHT)
    await asyncio.sleep(0.02)
    assert 1000 not in yard.channel.begun
    assert [one.id for one in yard.crew.stop()] == [1000]


@pytest.mark.parametrize("yard", [Pace(per_second=1000, chat_burst=2, chat_spacing=0.1)], indirect=True)
async def test_the_parts_of_a_long_message_wait_for_their_turns(yard: Yard) -> None:
    yard.channel.parts = 5
    yard.channel.gate.set()
    yard.claim([promise(1)])
    await Station.until(lambda: yard.ended)
    assert yard.ended == [(1, Sent("1"), 5)]
    assert yard.channel.turns == 4


async def test_an_outage_leaves_the_rest_where_it_is(yard: Yard) -> None:
    yard.channel.gate.set()
    yard.road.outage.ended("1", Later("no_connection", everybody=True), asyncio.get_running_loop().time())
    yard.claim([promise(1)])
    await asyncio.sleep(0.02)
    assert yard.channel.begun == []
