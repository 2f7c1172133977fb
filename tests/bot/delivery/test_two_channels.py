"""A person with two channels: the preferred one first, the other when it ends there, and back again."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messages.envelope import Kind
from storage.work import working
from tests.bot.delivery.crossing import Crossing, account_of, crossing

LONG = "\n\n".join(f"{number}. " + "Nội dung chỉ đạo. " * 60 for number in range(1, 9))  # 8,000 and more


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Crossing]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with crossing(tmp_path, both=2, only_zalo=1) as made:
        yield made


async def test_the_preferred_channel_is_used_and_only_that(town: Crossing) -> None:
    await town.prefers(2, "zalo")
    await town.announce([1, 2, 3])
    await town.settles()
    assert town.on_both(1) == (["Thông báo"], [])
    assert town.on_both(2) == ([], ["Thông báo"])
    assert town.heard_on_zalo(3) == ["Thông báo"]
    assert await town.rows("channel, state, tries") == [
        ("telegram", "sent", 1), ("zalo", "sent", 1), ("zalo", "sent", 1),
    ]  # fmt: skip


async def test_blocked_where_preferred_it_goes_over_the_other_once(town: Crossing) -> None:
    town.world.block(1)
    await town.announce([1, 2])
    await town.settles()
    assert town.on_both(1) == ([], ["Thông báo"])
    assert town.on_both(2) == (["Thông báo"], [])
    sent = await town.rows("channel, chat, state, reason, maybe_doubled", "person_id = 1")
    assert sent == [("zalo", account_of(1), "sent", "", 0)]
    assert await town.unreachable(1) == {"telegram": "blocked"}


async def test_blocked_on_zalo_it_goes_over_telegram_once(town: Crossing) -> None:
    await town.prefers(1, "zalo")
    town.zalo.block(account_of(1))
    await town.announce([1])
    await town.settles()
    assert town.on_both(1) == (["Thông báo"], [])
    assert await town.rows("channel, state, maybe_doubled") == [("telegram", "sent", 0)]
    assert await town.unreachable(1) == {"zalo": "not_found"}


async def test_order_is_kept_when_a_channel_ends_in_the_middle(town: Crossing) -> None:
    await town.promise(1, "một")
    await town.settles()
    town.world.faults.refuse("sendMessage", 403, chat=1)  # blocked, and its notice is still on its way
    for words in ("hai", "ba", "bốn", "năm"):
        await town.promise(1, words)
    await town.settles()
    assert town.on_both(1) == (["một"], ["hai", "ba", "bốn", "năm"])
    assert len(town.world.calls_of("sendMessage", 1)) == 2  # blocked once, and not tried again


async def test_a_long_message_that_went_in_part_begins_anew_on_the_other(town: Crossing) -> None:
    """Its first part may have been read twice, and the report says so."""
    await town.prefers(1, "zalo")
    parts = 0

    def second() -> bool:
        nonlocal parts
        parts = len(town.heard_on_zalo(1))
        return parts >= 2

    town.zalo.faults.latency = 0.05
    await town.promise(1, LONG)
    await town.until(second)
    town.zalo.block(account_of(1))
    await town.settles()
    assert 2 <= len(town.heard_on_zalo(1)) < 5
    assert town.heard(1)[0].startswith("1. Nội dung")
    assert "".join(town.heard(1)).count("chỉ đạo") == LONG.count("chỉ đạo")
    [(channel, state, sent, doubled)] = await town.rows("channel, state, parts_sent, maybe_doubled")
    assert (channel, state, sent, doubled) == ("telegram", "sent", len(town.heard(1)), 1)


async def test_unblocked_the_preferred_channel_is_used_again(town: Crossing) -> None:
    town.world.block(1)
    await town.promise(1, "một")
    await town.settles()
    town.world.unblock(1)  # Telegram tells
    await town.until(lambda: not town.world.updates.pending)
    await town.promise(1, "hai")
    await town.settles()
    assert town.on_both(1) == (["hai"], ["một"])


async def test_who_writes_on_zalo_can_be_reached_there_again(town: Crossing) -> None:
    """Zalo tells nobody that it was unblocked: whatever is written tells it."""
    await town.prefers(1, "zalo")
    town.zalo.block(account_of(1))
    await town.promise(1, "một")
    await town.settles()
    town.zalo.unblock(account_of(1))
    await town.promise(1, "hai")
    await town.settles()
    assert town.on_both(1) == (["một", "hai"], [])  # nobody knows yet
    town.zalo.say(account_of(1), "/viec")
    await town.until(lambda: town.heard_on_zalo(1))
    assert await town.unreachable(1) == {}
    await town.promise(1, "ba")
    await town.settles()
    assert town.heard(1) == ["một", "hai"]
    assert town.heard_on_zalo(1)[-1] == "ba"


async def test_who_pressed_a_button_on_telegram_can_be_reached_there_again(town: Crossing) -> None:
    async with working(town.database) as work:
        await work.joining.set_unreachable("telegram", "1", "chat_not_found")
    town.world.say(1, "/viec")
    await town.until(lambda: town.heard(1))
    assert await town.unreachable(1) == {}


@pytest.mark.parametrize("back_on", ["telegram", "zalo"])
async def test_blocked_on_both_it_waits_and_goes_where_the_person_comes_back(
    town: Crossing, back_on: str
) -> None:
    town.world.block(1)
    town.zalo.block(account_of(1))
    await town.promise(1, "một")
    await town.promise(1, "hai")
    await town.settles()
    assert await town.states() == {"unreachable": 2}
    await town.later(hours=1)
    if back_on == "telegram":
        town.world.unblock(1)
    else:
        town.zalo.unblock(account_of(1))
        town.zalo.say(account_of(1), "/viec")
    heard = town.heard if back_on == "telegram" else town.heard_on_zalo
    await town.until(lambda: "hai" in heard(1))
    await town.settles()
    assert [words for words in heard(1) if words in ("một", "hai")] == ["một", "hai"]
    sent = await town.rows("channel, state, maybe_doubled", "person_id = 1")
    assert sent == [(back_on, "sent", 0)] * 2


async def test_back_with_another_account_what_waited_goes_to_that(town: Crossing) -> None:
    """It was refused by an account that is no longer the person's."""
    town.zalo.block(account_of(3))
    await town.promise(3, "chờ")
    await town.settles()
    assert await town.states() == {"unreachable": 1}
    new = town.zalo.add_user("Máy mới", met=True)
    async with working(town.database) as work:
        await work.joining.release(3, town.clock.now())
        await work.joining.bind("zalo", new, new, 3, town.clock.now())
        await work.outbox.revive(3, town.clock.now())
    town.app.sender.wake()
    await town.settles()
    assert town.zalo.said_to(new) == ["chờ"]
    assert town.heard_on_zalo(3) == []


@pytest.mark.parametrize(
    ("code", "words", "state"), [(403, "Forbidden", "unreachable"), (500, "", "waiting")]
)
async def test_an_answer_never_moves_to_another_channel(
    town: Crossing, code: int, words: str, state: str
) -> None:
    """It was asked for there: elsewhere nobody would know what it answers."""
    town.zalo.faults.refuse("sendMessage", code, words, times=10_000)
    town.zalo.say(account_of(1), "/viec")
    await town.until(lambda: town.zalo.calls_of("sendMessage"))
    for _ in range(3):
        await town.later(minutes=16)
    await town.recorded()
    assert town.heard(1) == []
    assert await town.rows("channel, chat, state") == [("zalo", account_of(1), state)]


async def test_answers_and_promises_each_keep_their_way(town: Crossing) -> None:
    """He writes on Zalo and prefers Telegram: the answer comes where he wrote."""
    town.zalo.say(account_of(1), "/viec")
    await town.until(lambda: town.heard_on_zalo(1))
    await town.promise(1, "nhắc việc", kind=Kind.REMINDER)
    await town.settles()
    assert town.heard(1) == ["nhắc việc"]
    assert len(town.heard_on_zalo(1)) == 1


async def test_a_channel_whose_token_is_gone_is_passed_over(town: Crossing) -> None:
    """People had joined on a second bot that is no longer set: their other account is used."""
    async with working(town.database) as work:
        await work.joining.bind("zalo2", "f" * 20, "f" * 20, 1, town.clock.now())
        await work.joining.prefer(1, "")
    await town.restarts()
    await town.promise(1, "một")
    await town.settles()
    assert town.on_both(1) == ([], ["một"])
