"""Each trouble that Telegram can make, over real HTTP: what becomes of the message, and nobody else waits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import outage
from messages.envelope import Attachment, Kind
from tests.bot.delivery.station import Station, station


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Station]:
    monkeypatch.setattr(outage, "LADDER", (0.05,))
    async with station(tmp_path, people=6) as made:
        yield made


async def test_too_fast_in_one_chat_parks_that_chat_only(town: Station) -> None:
    town.world.faults.refuse("sendMessage", 429, chat=1, retry_after=1)
    await town.announce([1, 2, 3])
    await town.until(lambda: town.heard(2) and town.heard(3))
    await town.recorded()
    assert town.heard(1) == []
    assert (await town.rows("state, reason", "person_id = 1")) == [("waiting", "too_fast")]
    await town.later(seconds=3)
    await town.until(lambda: town.heard(1))
    await town.settles()
    assert [town.heard(person) for person in (1, 2, 3)] == [["Thông báo"]] * 3


async def test_too_fast_for_all_parks_the_whole_bot_as_long_as_asked(town: Station) -> None:
    town.world.faults.refuse("sendMessage", 429, retry_after=300, times=6)
    await town.announce(range(1, 7))
    road = town.app.sender._roads["telegram"]
    await town.until(lambda: road.outage.lasting and not road.busy)
    assert road.outage.wait(0.0) > 0
    sent = len(town.world.calls_of("sendMessage"))
    await town.promise(1, "trả lời", kind=Kind.ANSWER)
    assert len(town.world.calls_of("sendMessage")) == sent  # nothing goes, nothing sleeps in a handler
    assert await town.states() == {"waiting": 7}


async def test_too_fast_during_a_broadcast_loses_nobody(town: Station) -> None:
    for person in (2, 5):
        town.world.faults.refuse("sendMessage", 429, chat=person, retry_after=1)
    await town.announce(range(1, 7))
    await town.until(lambda: all(town.heard(one) for one in (1, 3, 4, 6)))
    await town.later(seconds=3)
    await town.until(lambda: town.heard(2) and town.heard(5), 5)
    await town.settles()
    assert await town.states() == {"sent": 6}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_an_hour_of_server_trouble(town: Station, status: int) -> None:
    town.world.faults.refuse("*", status, times=10_000)
    await town.announce(range(1, 7))
    await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 8)
    await town.later(hours=1)
    await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 10)
    assert len(town.world.calls_of("sendMessage")) < 40  # one at a time tries whether it is back
    town.world.faults.clear()
    await town.settles()
    assert await town.states() == {"sent": 6}
    assert [len(town.heard(person)) for person in range(1, 7)] == [1] * 6


async def test_a_gateway_that_gave_up_waiting_is_flagged(town: Station) -> None:
    town.world.faults.refuse("sendMessage", 504, chat=1)
    await town.announce([1])
    await town.until(lambda: town.world.calls_of("sendMessage"))
    await town.later(seconds=10)
    await town.settles()
    assert await town.rows("state, maybe_doubled") == [("sent", 1)]


async def test_connection_reset_before_the_server_took_it(town: Station) -> None:
    town.world.faults.drop("sendMessage", taken=False, chat=1)
    await town.announce([1, 2])
    await town.until(lambda: town.world.calls_of("sendMessage", 1))
    await town.later(seconds=5)
    await town.settles()
    assert town.heard(1) == ["Thông báo"]
    assert await town.rows("state, maybe_doubled") == [("sent", 1), ("sent", 0)]


async def test_connection_reset_after_the_server_took_it(town: Station) -> None:
    """Nobody can know that it arrived: an announcement is repeated once, and flagged."""
    town.world.faults.drop("sendMessage", taken=True, chat=1)
    await town.announce([1, 2])
    await town.until(lambda: town.heard(1))
    await town.later(seconds=5)
    await town.settles()
    assert town.heard(1) == ["Thông báo"] * 2
    assert town.heard(2) == ["Thông báo"]
    assert await town.rows("state, maybe_doubled") == [("sent", 1), ("sent", 0)]


async def test_a_chart_is_not_repeated_when_nobody_knows(town: Station) -> None:
    town.world.faults.drop("sendMessage", taken=True, chat=1)
    await town.promise(1, "biểu đồ", kind=Kind.CHART)
    await town.settles()
    await town.later(seconds=30)
    await town.settles()
    assert town.heard(1) == ["biểu đồ"]
    assert await town.rows("state, reason") == [("unsure", "connection_broken")]


@pytest.mark.parametrize("taken", [False, True])
async def test_an_answer_that_never_comes(town: Station, taken: bool) -> None:
    town.world.faults.silence("sendMessage", taken=taken, chat=1)
    await town.announce([1, 2, 3])
    await town.until(lambda: town.heard(2) and town.heard(3))
    await town.until(lambda: not town.app.sender._roads["telegram"].flying)
    await town.later(seconds=5)
    await town.settles()
    assert town.heard(1) == ["Thông báo"] * (2 if taken else 1)
    assert (await town.rows("state, maybe_doubled"))[0] == ("sent", 1)


async def test_broken_json_for_an_answer(town: Station) -> None:
    town.world.faults.garble("sendMessage", chat=1)
    await town.announce([1])
    await town.until(lambda: town.heard(1))
    await town.later(seconds=5)
    await town.settles()
    assert town.heard(1) == ["Thông báo"] * 2
    assert await town.rows("state, maybe_doubled") == [("sent", 1)]


async def test_unsure_twice_is_left_and_said(town: Station) -> None:
    town.world.faults.drop("sendMessage", taken=True, chat=1, times=2)
    await town.announce([1])
    await town.until(lambda: town.heard(1))
    await town.later(seconds=5)
    await town.settles()
    assert town.heard(1) == ["Thông báo"] * 2
    assert await town.rows("state, reason, maybe_doubled") == [("unsure", "connection_broken", 1)]


GONE = {
    "Forbidden: bot was blocked by the user": "blocked",
    "Forbidden: user is deactivated": "deactivated",
    "Forbidden: bot can't initiate conversation with a user": "never_started",
    "Bad Request: chat not found": "chat_not_found",
    "Forbidden: bot was kicked from the group chat": "kicked",
}


@pytest.mark.parametrize(("sentence", "reason"), GONE.items())
async def test_who_cannot_be_reached_is_marked_and_the_others_hear(
    town: Station, sentence: str, reason: str
) -> None:
    status = 403 if sentence.startswith("Forbidden") else 400
    town.world.faults.refuse("sendMessage", status, sentence, chat=2)
    await town.announce([1, 2, 3])
    await town.settles()
    assert town.heard(1) == town.heard(3) == ["Thông báo"]
    assert await town.rows("state, reason", "person_id = 2") == [("unreachable", reason)]
    await town.promise(2, "và nữa")
    await town.settles()
    assert len(town.world.calls_of("sendMessage", 2)) == 1  # marked: not tried again


async def test_a_blocked_bot_as_the_sandbox_blocks(town: Station) -> None:
    town.world.block(1)
    await town.announce([1, 2])
    await town.settles()
    assert await town.rows("state, reason") == [("unreachable", "blocked"), ("sent", "")]


async def test_a_group_that_was_upgraded_keeps_its_new_number(town: Station) -> None:
    town.world.add_user(99, "Nhóm", started=True)
    sentence = "Bad Request: group chat was upgraded to a supergroup chat"
    town.world.faults.refuse("sendMessage", 400, sentence, chat=1, migrate_to=99)
    await town.announce([1])
    await town.settles()
    await town.promise(1, "tin sau")
    await town.settles()
    assert town.heard(99) == ["Thông báo", "tin sau"]
    assert town.heard(1) == []


async def test_an_unmodified_edit_is_success(town: Station) -> None:
    await town.promise(1, "như cũ", kind=Kind.ANSWER, key="a")
    await town.settles()
    [(message,)] = await town.rows("message")
    await town.promise(1, "như cũ", kind=Kind.ANSWER, key="b", replaces=message)
    await town.settles()
    assert await town.states() == {"sent": 2}
    assert town.heard(1) == ["như cũ"]


@pytest.mark.parametrize(
    "sentence", ["Bad Request: message can't be edited", "Bad Request: message to edit not found"]
)
async def test_a_message_that_cannot_be_edited_is_said_anew(town: Station, sentence: str) -> None:
    town.world.faults.refuse("editMessageText", 400, sentence)
    await town.promise(1, "mới", kind=Kind.ANSWER, replaces="5")
    await town.settles()
    assert town.heard(1) == ["mới"]


async def test_what_telegram_will_never_take_is_ended_and_the_next_goes(town: Station) -> None:
    town.world.faults.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID", chat=1)
    await town.promise(1, "sai")
    await town.promise(1, "đúng")
    await town.settles()
    assert town.heard(1) == ["đúng"]
    assert (await town.rows("state, reason"))[0][0] == "failed"


async def test_formatting_that_cannot_be_read_is_left_out(town: Station) -> None:
    await town.promise(1, "<b>5 < 6</i>")
    await town.settles()
    assert town.heard(1) == ["5 < 6"]


async def test_an_attachment_that_vanished(town: Station, tmp_path: Path) -> None:
    gone = Attachment("document", "", name="a.pdf", path=str(tmp_path / "gone.pdf"))
    await town.promise(1, "kèm tệp", attachment=gone)
    await town.promise(1, "tin sau")
    await town.settles()
    [(state, reason), (after, _)] = await town.rows("state, reason")
    assert (state, after) == ("failed", "sent")
    assert reason.startswith("attachment")
