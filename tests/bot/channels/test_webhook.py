"""What all webhooks share: posts are taken while the platform is asked, and a wrong token ends it at once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.background import Background, CannotGoOn
from bot.channels import webhook as hooks
from bot.channels.webhook import Webhook
from messages.envelope import Came, Incoming
from tests.bot.channels import doors
from tests.bot.channels.doors import SECRET
from tests.bot.channels.promising import MONDAY
from tests.bot.channels.taking import Taker, until

HEADER = "X-Secret"


class Platform(Webhook):
    """A webhook whose platform answers when it is let, and as it is told."""

    def __init__(self, place: Any) -> None:
        super().__init__("line", place, HEADER)
        self.asked = 0
        self.answering = asyncio.Event()
        self.given_up = False
        self.trouble: str | Exception = ""

    def read(self, data: Any) -> list[Incoming]:
        return [Incoming("line", str(data), "1", "1", Came.TEXT, MONDAY, text=str(data))]

    async def look(self) -> str:
        self.asked += 1
        try:
            await self.answering.wait()
        except asyncio.CancelledError:
            self.given_up = True
            raise
        if isinstance(self.trouble, Exception):
            raise self.trouble
        return self.trouble


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    platform = Platform(await doors.place_of_our_own())
    await platform.door.open()
    yield platform
    await platform.door.close()


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.stop()


async def post(platform: Platform, number: int) -> int:
    return await doors.post(f"http://127.0.0.1:{platform.door.port}/line", number, {HEADER: SECRET})


async def test_posts_do_not_wait_until_the_platform_has_answered(
    platform: Platform, taker: Taker, background: Background
) -> None:
    before = platform.last_good
    background.start(platform.run(taker), "receiving")
    await until(lambda: platform.asked == 1)
    async with asyncio.timeout(10):
        assert [await post(platform, number) for number in (1, 2)] == [200, 200]
    assert taker.texts == ["1", "2"]
    assert platform.last_good > before
    assert platform.asked == 1 and not platform.answering.is_set()


async def test_it_is_asked_again_and_again_though_nothing_comes(
    platform: Platform, taker: Taker, background: Background,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hooks, "CHECK_EVERY", 0.02)
    platform.answering.set()
    platform.trouble = "does not take it"
    before = platform.last_good
    background.start(platform.run(taker), "receiving")
    await until(lambda: platform.asked > 3)
    assert platform.last_good == before
    platform.trouble = ""
    await until(lambda: platform.last_good > before)
    assert caplog.messages == ["line: does not take it"]


async def test_a_wrong_token_ends_it_though_nothing_comes(platform: Platform, taker: Taker) -> None:
    platform.trouble = CannotGoOn("token")
    platform.answering.set()
    async with asyncio.timeout(10):
        with pytest.raises(CannotGoOn):
            await platform.run(taker)


async def test_when_it_ends_nothing_of_it_goes_on(
    platform: Platform, taker: Taker, background: Background
) -> None:
    background.start(platform.run(taker), "receiving")
    await until(lambda: platform.asked == 1)
    await background.stop_named("receiving")
    assert platform.given_up
    posting = background.start(post(platform, 1), "posting")
    await until(lambda: platform._box._waiting)
    await asyncio.sleep(0.05)
    assert taker.taken == [] and not posting.done()  # nobody empties the box
