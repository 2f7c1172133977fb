"""Background work: kept alive, no crash is silent, and all of it ends when the bot does."""

import asyncio
import gc
import logging

import pytest

from bot.background import Background, CannotGoOn


async def breaks(error: BaseException) -> None:
    raise error


async def crashed_of(error: BaseException) -> list[tuple[str, BaseException]]:
    """What `on_crash` is told of work that ends with this."""
    told: list[tuple[str, BaseException]] = []
    background = Background(on_crash=lambda name, what: told.append((name, what)))
    task = background.start(breaks(error), "work")
    await asyncio.wait([task])
    await asyncio.sleep(0)
    return told


async def test_work_is_kept_although_nobody_else_holds_it() -> None:
    done = asyncio.Event()

    async def work() -> None:
        for _ in range(3):
            await asyncio.sleep(0)
            gc.collect()
        done.set()

    Background().start(work(), "work")
    gc.collect()
    async with asyncio.timeout(5):
        await done.wait()


async def test_a_crash_is_logged_with_its_trace_and_told(caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError("hỏng")
    assert await crashed_of(error) == [("work", error)]
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "work has ended: ValueError"
    assert record.exc_info is not None and record.exc_info[1] is error


async def test_what_only_the_operator_can_mend_is_told_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    [(name, _)] = await crashed_of(CannotGoOn("token"))
    assert name == "work"
    assert caplog.records[0].exc_info is None


async def test_being_cancelled_is_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    assert await crashed_of(asyncio.CancelledError()) == []
    assert caplog.records == []


async def test_work_without_anybody_to_tell_still_leaves_its_line(caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    await asyncio.wait([background.start(breaks(ValueError()), "work")])
    await asyncio.sleep(0)
    assert "work has ended" in caplog.text


async def test_stopping_by_name_leaves_the_others() -> None:
    background = Background()
    sleepers = {
        name: background.start(asyncio.Event().wait(), name)
        for name in ("receiving telegram", "receiving zalo", "sending")
    }
    await background.stop_named("receiving")
    assert {name: task.cancelled() for name, task in sleepers.items()} == {
        "receiving telegram": True,
        "receiving zalo": True,
        "sending": False,
    }
    await background.stop()
    assert sleepers["sending"].cancelled()


async def test_stopping_does_not_wait_for_work_that_will_not_end() -> None:
    background, let_go = Background(), asyncio.Event()

    async def stubborn() -> None:
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                continue

    task = background.start(stubborn(), "stubborn")
    await asyncio.sleep(0)
    await background.stop(within=0.02)
    assert not task.done()
    let_go.set()
    await task


async def test_stopping_from_within_does_not_stop_itself() -> None:
    background = Background()
    other = background.start(asyncio.Event().wait(), "other")
    task = background.start(background.stop(), "stopping")
    async with asyncio.timeout(5):
        await task
    assert other.cancelled()
