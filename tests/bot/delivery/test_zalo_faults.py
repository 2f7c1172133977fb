"""Each trouble that Zalo can make, over real HTTP: what becomes of the message, and nobody else waits."""

import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.zalo import endings
from bot.delivery import outage
from bot.sandbox.zalo import BLOCKED_403, BLOCKED_404, EVERY_CODE
from messages.envelope import Kind
from tests.bot.delivery.crossing import Crossing, account_of, crossing

EVERY = 10_000  # so often that it is always
SIX = range(1, 7)


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Crossing]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(outage, "LADDER", (0.05,))
    async with crossing(tmp_path, both=0, only_zalo=6) as made:
        yield made


def heard(town: Crossing) -> list[int]:
    """How many messages each person has heard."""
    return [len(town.heard_on_zalo(one)) for one in SIX]


async def once(town: Crossing, doubled: int, *, times: int = 1) -> None:
    """One trouble for the first of three people: after a while all have heard, the first so many times."""
    await town.announce([1, 2, 3])
    await town.until(lambda: town.heard_on_zalo(2) and town.heard_on_zalo(3))
    await town.until(lambda: not town.app.sender._roads["zalo"].flying)
    await town.later(seconds=10)
    await town.settles()
    assert heard(town) == [times, 1, 1, 0, 0, 0]
    assert await town.rows("state, maybe_doubled") == [("sent", doubled), ("sent", 0), ("sent", 0)]


@pytest.mark.parametrize("by_body_only", [False, True])
@pytest.mark.parametrize("code", [500, 403])
async def test_its_own_trouble_is_tried_again(town: Crossing, code: int, by_body_only: bool) -> None:
    """Zalo's 403 is "internal server error", and any refusal may come with HTTP 200."""
    if by_body_only:
        town.zalo.oddities.told_by_body_only = EVERY_CODE
    words = "Internal server error" if by_body_only else ""
    town.zalo.faults.refuse("sendMessage", code, words, chat=account_of(1))
    await once(town, doubled=0)


async def test_a_gateway_that_gave_up_waiting_is_flagged(town: Crossing) -> None:
    town.zalo.faults.refuse("sendMessage", 502, chat=account_of(1), taken=True)
    await once(town, doubled=1, times=2)


async def test_a_timeout_that_zalo_tells_of_is_flagged(town: Crossing) -> None:
    """408 is an empty poll; to a message it says that nobody knows."""
    town.zalo.faults.refuse("sendMessage", 408, chat=account_of(1), taken=True)
    await once(town, doubled=1, times=2)


async def test_broken_json_for_an_answer(town: Crossing) -> None:
    town.zalo.faults.garble("sendMessage", chat=account_of(1))
    await once(town, doubled=1, times=2)


@pytest.mark.parametrize("taken", [False, True])
async def test_a_connection_reset(town: Crossing, taken: bool) -> None:
    town.zalo.faults.drop("sendMessage", taken=taken, chat=account_of(1))
    await once(town, doubled=1, times=2 if taken else 1)


@pytest.mark.parametrize("taken", [False, True])
async def test_an_answer_that_never_comes(town: Crossing, taken: bool) -> None:
    town.zalo.faults.silence("sendMessage", taken=taken, chat=account_of(1))
    await once(town, doubled=1, times=2 if taken else 1)


async def test_unsure_twice_is_left_and_said(town: Crossing) -> None:
    town.zalo.faults.drop("sendMessage", taken=True, chat=account_of(1), times=2)
    await town.announce([1])
    await town.until(lambda: town.heard_on_zalo(1))
    for _ in range(3):
        await town.later(seconds=10)
        await town.settles()
    assert town.heard_on_zalo(1) == ["Thông báo"] * 2
    assert await town.rows("state, reason, maybe_doubled") == [("unsure", "connection_broken", 1)]


async def test_a_chart_is_not_repeated_when_nobody_knows(town: Crossing) -> None:
    town.zalo.faults.garble("sendMessage", chat=account_of(1))
    await town.promise(1, "biểu đồ", kind=Kind.CHART)
    await town.settles()
    await town.later(seconds=30)
    await town.settles()
    assert town.heard_on_zalo(1) == ["biểu đồ"]
    assert await town.rows("state, reason") == [("unsure", "answer_unreadable")]


@pytest.mark.parametrize("by_body_only", [False, True])
async def test_two_hours_of_bad_gateway(town: Crossing, by_body_only: bool) -> None:
    """Nobody is lost, and hardly anybody heard of it: one message at a time tries whether it is back."""
    if by_body_only:
        town.zalo.oddities.told_by_body_only = EVERY_CODE
    town.zalo.faults.refuse("*", 502, times=EVERY)
    await town.announce(SIX)
    await town.until(lambda: len(town.zalo.calls_of("sendMessage")) >= 8)
    for _ in range(8):
        await town.later(minutes=15)
    await town.promise(1, "trong khi đó", kind=Kind.ANSWER)
    await town.recorded()
    assert len(town.zalo.calls_of("sendMessage")) < 60
    assert await town.states() == {"waiting": 7}
    town.zalo.faults.clear()
    await town.settles()
    assert await town.states() == {"sent": 7}
    assert heard(town) == [2, 1, 1, 1, 1, 1]


async def test_no_connection_at_all(town: Crossing) -> None:
    """The server is down, and back after a while on the same port."""
    await town.server.__aexit__(None, None, None)
    await town.announce(SIX)
    road = town.app.sender._roads["zalo"]
    await town.until(lambda: road.outage.lasting)
    await town.recorded()
    assert await town.states() == {"waiting": 6}
    await town.server.__aenter__()
    await town.settles()
    assert heard(town) == [1] * 6
    assert await town.rows("id", "maybe_doubled") == []


@pytest.mark.parametrize(
    ("code", "words", "by_body_only"),
    [(404, "Not Found", False), (404, "Not Found", True), (400, "chat_id is invalid", False)],
)
async def test_a_user_that_zalo_does_not_know(
    town: Crossing, code: int, words: str, by_body_only: bool
) -> None:
    if by_body_only:
        town.zalo.oddities.told_by_body_only = EVERY_CODE
    town.zalo.faults.refuse("sendMessage", code, words, chat=account_of(1))
    await town.announce([1, 2])
    await town.settles()
    assert heard(town)[:2] == [0, 1]
    assert await town.rows("state, reason") == [("unreachable", "not_found"), ("sent", "")]
    await town.promise(1, "và nữa")
    await town.settles()
    assert len(town.zalo.calls_of("sendMessage", account_of(1))) == 1  # marked: not tried again


@pytest.mark.parametrize("blocked", [BLOCKED_403, BLOCKED_404])
async def test_who_blocked_the_bot_and_writes_again_gets_what_waited(
    town: Crossing, blocked: tuple[int, str]
) -> None:
    town.zalo.oddities.blocked = blocked
    town.zalo.block(account_of(1))
    await town.announce([1, 2])
    await town.settles()
    assert await town.rows("state, reason") == [("unreachable", "not_found"), ("sent", "")]
    town.zalo.unblock(account_of(1))
    town.zalo.say(account_of(1), "/viec")
    await town.until(lambda: "Thông báo" in town.heard_on_zalo(1))
    await town.settles()
    assert town.heard_on_zalo(1).count("Thông báo") == 1


async def test_styles_that_are_refused_are_left_out(town: Crossing) -> None:
    town.zalo.faults.refuse("sendMessage", 400, "Bad request: text_styles", chat=account_of(1))
    await town.promise(1, "<b>Kính gửi</b> đồng chí")
    await town.settles()
    assert town.heard_on_zalo(1) == ["Kính gửi đồng chí"]
    assert await town.rows("state, maybe_doubled") == [("sent", 0)]


async def test_what_zalo_will_never_take_is_ended_and_the_next_goes(town: Crossing) -> None:
    town.zalo.faults.refuse("sendMessage", 400, "Bad request: text is not allowed", chat=account_of(1))
    await town.promise(1, "sai")
    await town.promise(1, "đúng")
    await town.settles()
    assert town.heard_on_zalo(1) == ["đúng"]
    assert (await town.rows("state"))[0] == ("failed",)


async def test_a_month_used_up_is_asked_about_ever_more_rarely(
    town: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endings, "QUOTA", timedelta(seconds=0.02))
    monkeypatch.setattr(outage, "LONGEST", 0.5)
    town.zalo.plan.messages = 2
    await town.announce(SIX)
    await town.until(lambda: len(town.zalo.calls_of("sendMessage")) >= 6)
    await town.recorded()
    assert sum(heard(town)) == 2
    waiting = await town.rows("state, reason", "state <> 'sent'")
    assert len(waiting) == 4 and {reason for _, reason in waiting} <= {"", "quota"}
    await town.later(hours=20)
    assert town.app.sender._roads["zalo"].outage.lasting
    await town.promise(1, "tin sau", kind=Kind.ANSWER)
    asked = len(town.zalo.calls_of("sendMessage"))
    await town.until(lambda: len(town.zalo.calls_of("sendMessage")) > asked)
    assert sum(heard(town)) == 2
    town.zalo.plan.messages = 3000  # a better plan, or a new month
    await town.settles()
    assert sum(heard(town)) == 7
    assert await town.rows("id", "maybe_doubled") == []
