"""What the sender does when nothing is wrong: order, lanes, parts, limits, clear ends for bad input."""

from pathlib import Path

import pytest

from bot.channels.telegram.dress import SOURCE_LIMIT, TEXT_LIMIT
from bot.delivery.pacing import Pace
from bot.delivery.undelivered import undelivered
from messages.envelope import Kind, Outgoing
from storage.work import looking, working
from tests.bot.delivery.station import station


async def test_order_is_kept_in_a_chat_while_one_is_tried_again(tmp_path: Path) -> None:
    async with station(tmp_path) as town:
        town.world.faults.refuse("sendMessage", 500, chat=1, times=2)
        for number in range(5):
            await town.promise(1, f"tin {number}")
        for failures in (1, 2):
            await town.until(lambda failures=failures: len(town.world.calls_of("sendMessage")) == failures)
            await town.later(seconds=15)
        await town.settles()
        assert town.heard(1) == [f"tin {number}" for number in range(5)]


async def test_order_is_kept_through_a_restart(tmp_path: Path) -> None:
    async with station(tmp_path, started=False) as town:
        now = town.clock.now()
        async with working(town.database) as work:
            for number in range(3):
                await work.outbox.promise(Outgoing(f"tin {number}", person=1, key=f"{number}"), now)
            first = (await work.outbox.due(now, 1))[0]
            await work.outbox.claim([first])
            await work.outbox.put_back(first.id, now.replace(minute=5), reason="server_trouble")
        await town.app.start()
        await town.until(lambda: town.app.sender._roads["telegram"].busy == 0)
        assert town.heard(1) == []
        await town.later(minutes=6)
        await town.settles()
        assert town.heard(1) == ["tin 0", "tin 1", "tin 2"]


async def test_an_answer_overtakes_a_crowd(tmp_path: Path) -> None:
    async with station(tmp_path, people=60, pace=Pace(per_second=20)) as town:
        await town.announce(range(1, 61))
        await town.until(lambda: len(town.world.calls_of("sendMessage")) >= 5)
        await town.promise(60, "trả lời", kind=Kind.ANSWER)
        await town.until(lambda: town.heard(60))
        assert town.heard(60) == ["trả lời"]
        assert len(town.world.calls_of("sendMessage")) < 40


async def test_hundreds_for_one_chat_hold_up_nobody(tmp_path: Path) -> None:
    async with station(tmp_path, pace=Pace(per_second=1000, chat_spacing=5.0, chat_burst=2)) as town:
        for number in range(300):
            await town.promise(1, f"tin {number}", kind=Kind.REMINDER)
        await town.promise(2, "thông báo")
        await town.until(lambda: town.heard(2))
        assert len(town.heard(1)) == 2


async def test_a_long_text_goes_in_parts_that_count_against_the_limits(tmp_path: Path) -> None:
    async with station(tmp_path, pace=Pace()) as town:
        town.world.limits.on = True
        paragraphs = [f"<b>{number}</b> " + "đoạn văn " * 150 for number in range(7)]
        await town.promise(1, "\n\n".join(paragraphs), choices=())
        await town.settles()
        said = town.heard(1)
        assert len(said) > 2
        assert all(len(one) <= TEXT_LIMIT for one in said)
        assert [word for one in said for word in one.split() if word.isdigit()] == [str(n) for n in range(7)]


async def test_a_text_over_32_kilobytes(tmp_path: Path) -> None:
    async with station(tmp_path) as town:
        await town.promise(1, "<i>" + "ệ" * 12_000 + "</i>")
        await town.settles()
        assert sum(map(len, town.heard(1))) == 12_000
        sizes = [len(call.params["text"].encode()) for call in town.world.calls_of("sendMessage")]
        assert max(sizes) <= SOURCE_LIMIT


async def test_invalid_text_is_refused_when_it_is_promised(tmp_path: Path) -> None:
    async with station(tmp_path) as town:
        with pytest.raises(UnicodeEncodeError):
            await town.promise(1, "hỏng \udcff")
        await town.promise(1, "lành")
        await town.settles()
        assert town.heard(1) == ["lành"]


async def test_promised_twice_goes_once(tmp_path: Path) -> None:
    async with station(tmp_path) as town:
        for _ in range(3):
            await town.promise(1, "một lần", key="same")
        await town.settles()
        assert town.heard(1) == ["một lần"]


async def test_what_is_too_late_is_not_sent(tmp_path: Path) -> None:
    async with station(tmp_path) as town:
        await town.promise(1, "muộn", expires_at=town.clock.now())
        await town.settles()
        assert await town.rows("state, reason") == [("expired", "too_late")]
        assert town.heard(1) == []


async def test_the_operator_hears_once_of_what_stays_undelivered(tmp_path: Path) -> None:
    async with station(tmp_path, operator_chat="3") as town:
        await town.app.tick()
        town.world.faults.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID", chat=1, times=2)
        for number in range(2):
            await town.promise(1, f"sai {number}")
        await town.settles()
        for _ in range(3):
            await town.later(minutes=1)
            await town.app.tick()
            await town.settles()
        told = [said for said in town.heard(3) if "bị kênh từ chối" in said]
        assert len(told) == 1
        assert "2 × " in told[0]


async def test_what_waits_for_a_quarter_of_an_hour_is_overdue(tmp_path: Path) -> None:
    async with station(tmp_path, started=False) as town:
        await town.promise(1, "chờ")
        town.clock.turn_to(town.clock.now().replace(minute=16))
        now = town.clock.now()
        assert await undelivered(looking(town.database), now, now) == {"overdue": "1"}
