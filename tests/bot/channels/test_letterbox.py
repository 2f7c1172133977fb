"""What was posted is committed in order, many at a time, and whoever posted hears how it ended."""

import asyncio
import logging
from collections.abc import Sequence

import pytest

from bot.background import Background
from bot.channels import letterbox
from bot.channels.letterbox import Letterbox
from messages.envelope import Came, Incoming
from storage.database import DatabaseStuck
from tests.bot.channels.promising import MONDAY


def posted(number: int) -> Incoming:
    return Incoming("telegram", str(number), "1", "1", Came.TEXT, MONDAY, text=f"tin {number}")


class Office:
    """A box that is emptied for ever; each commit is written down, and fails as it is told."""

    def __init__(self) -> None:
        self.box = Letterbox("telegram")
        self.commits: list[list[str]] = []
        self.fails: BaseException | None = None
        self.begun = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()
        self.background = Background()

    async def take(self, batch: Sequence[Incoming]) -> None:
        self.begun.set()
        await self.open.wait()
        if self.fails is not None:
            raise self.fails
        self.commits.append([incoming.text for incoming in batch])

    async def works(self) -> None:
        while True:
            await self.box.empty(self.take, 60.0)

    def puts(self, *numbers: int) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self.box.put(posted(n))) for n in numbers]


@pytest.fixture
def office() -> Office:
    return Office()


async def test_nothing_came(office: Office) -> None:
    assert not await office.box.empty(office.take, 0.0)
    assert office.commits == []


async def test_what_comes_during_a_commit_shares_the_next(office: Office) -> None:
    office.open.clear()
    office.background.start(office.works(), "working")
    posts = office.puts(1)
    await office.begun.wait()
    posts += office.puts(2, 3, 4)
    await asyncio.sleep(0)
    assert not any(post.done() for post in posts)
    office.open.set()
    await asyncio.gather(*posts)
    assert office.commits == [["tin 1"], ["tin 2", "tin 3", "tin 4"]]
    await office.background.stop()


async def test_a_crowd_is_committed_in_groups_in_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letterbox, "MOST_AT_ONCE", 4)
    posts = office.puts(*range(10))
    await asyncio.sleep(0)
    assert await office.box.empty(office.take, 60.0)
    await asyncio.gather(*posts)
    assert [len(commit) for commit in office.commits] == [4, 4, 2]
    assert [text for commit in office.commits for text in commit] == [f"tin {n}" for n in range(10)]


async def test_who_has_gone_is_no_trouble_to_the_others(office: Office) -> None:
    first, second = office.puts(1, 2)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await office.box.empty(office.take, 60.0)
    await second
    assert office.commits == [["tin 1", "tin 2"]]  # it was posted: it may not be posted again


@pytest.mark.parametrize("error", [DatabaseStuck("full", "no room"), KeyError("x")])
async def test_a_commit_that_fails_is_not_taken_for_done(office: Office, error: Exception) -> None:
    office.fails = error
    office.background.start(office.works(), "working")
    for one in await asyncio.gather(*office.puts(1, 2), return_exceptions=True):
        assert isinstance(one, ConnectionError)
    office.fails = None
    await asyncio.gather(*office.puts(1, 2))
    assert office.commits == [["tin 1", "tin 2"]]
    await office.background.stop()


async def test_a_stuck_database_is_noted_once(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for office.fails in (DatabaseStuck("full", "no room"), DatabaseStuck("locked", "busy"), None):
        posts = office.puts(1)
        await asyncio.sleep(0)
        await office.box.empty(office.take, 60.0)
        await asyncio.gather(*posts, return_exceptions=True)
    assert caplog.messages == [
        "telegram: cannot receive (DatabaseStuck); to be posted again",
        "telegram: receiving again",
    ]


async def test_a_mistake_of_ours_is_told_with_its_place(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.fails = KeyError("nonsense")
    posts = office.puts(1)
    await asyncio.sleep(0)
    await office.box.empty(office.take, 60.0)
    await asyncio.gather(*posts, return_exceptions=True)
    assert "Traceback" in caplog.text and "nonsense" in caplog.text


async def test_when_the_bot_stops_during_a_commit_nobody_is_told_that_it_is_done(office: Office) -> None:
    office.open.clear()
    working = office.background.start(office.works(), "working")
    [post] = office.puts(1)
    await office.begun.wait()
    working.cancel()
    with pytest.raises(ConnectionError):
        await post
    assert await asyncio.wait([working]) and working.cancelled()
