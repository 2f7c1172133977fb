"""`check` for a committee on Zalo: each bot by itself, and its month."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from bot.settings import Settings
from committee.quota import month_of
from storage.own_bots import OwnBot, keep_bot
from storage.work import Work
from tests.bot.commands.test_check import at_work, checked, settings

FIRST, SECOND = "2140301985:first-secret-of-a-bot", "2140301986:second-secret-of-a-bot"
LINKS = "https://zalo.me/s/one,https://zalo.me/s/two"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    now = SystemClock().now
    bots = [ZaloWorld(now, token=token) for token in (FIRST, SECOND)]
    async with SandboxServer(World(now=now), zalo=bots) as server:
        yield server


def on_zalo(tmp_path: Path, server: SandboxServer, **more: Any) -> Settings:
    given = {
        "zalo_bot_token": FIRST,
        "zalo_more_bot_tokens": SECOND,
        "zalo_bot_links": LINKS,
        "zalo_api_url": server.zalo_url,
    }
    return settings(tmp_path, None, **(given | more))


async def test_each_bot_is_told_by_itself_and_telegram_is_left_out(
    tmp_path: Path, server: SandboxServer, capsys: Captured
) -> None:
    code, found = await checked(on_zalo(tmp_path, server), capsys)
    assert code == 0
    assert "telegram" not in found
    assert [one["level"] for one in found["zalo"]] == ["well", "well"]
    assert "https://zalo.me/s/two" in found["zalo"][1]["text"]
    assert [one["case"] for one in found["zalo_updates"]] == ["polling", "polling"]
    assert found["clock"][0]["case"] == "agrees" and "Zalo" in found["clock"][0]["text"]


async def test_a_wrong_token_and_a_missing_link(
    tmp_path: Path, server: SandboxServer, capsys: Captured
) -> None:
    given = on_zalo(tmp_path, server, zalo_more_bot_tokens="2140301986:nothing", zalo_bot_links="")
    code, found = await checked(given, capsys)
    assert code == 1
    assert [one["case"] for one in found["zalo"]] == ["no_link", "refused"]
    assert "ZALO_MORE_BOT_TOKENS" in found["zalo"][1]["text"]


async def test_out_of_reach(tmp_path: Path, server: SandboxServer, capsys: Captured) -> None:
    given = on_zalo(tmp_path, server, zalo_api_url="http://127.0.0.1:9")
    code, found = await checked(given, capsys)
    assert code == 1
    assert [one["case"] for one in found["zalo"]] == ["out_of_reach"] * 2
    assert not any(FIRST in one["text"] for one in found["zalo"])


async def test_tokens_in_another_order(tmp_path: Path, server: SandboxServer, capsys: Captured) -> None:
    async def ran_before(work: Work) -> None:
        await keep_bot(work, "zalo", OwnBot("2140301986", "Bot hai"))

    given = on_zalo(tmp_path, server)
    await at_work(given, ran_before)
    code, found = await checked(given, capsys)
    assert code == 1
    assert found["zalo"][0]["case"] == "another_bot" and "Bot hai" in found["zalo"][0]["text"]


async def test_where_updates_are_posted_to(tmp_path: Path, server: SandboxServer, capsys: Captured) -> None:
    given = on_zalo(tmp_path, server, webhook_url="https://bot.example.vn")
    _, found = await checked(given, capsys)
    assert [one["case"] for one in found["zalo_updates"]] == ["not_set", "not_set"]


@pytest.mark.parametrize(
    ("sent", "level", "percent"), [(120, "well", "(6%)"), (2400, "look", "(82%)"), (2900, "look", "(98%)")]
)
async def test_the_month_of_a_bot(
    tmp_path: Path, server: SandboxServer, capsys: Captured, sent: int, level: str, percent: str
) -> None:
    given = on_zalo(tmp_path, server)
    practice = given.practice()
    now: datetime = SystemClock().now()

    async def used(work: Work) -> None:
        await work.traffic.note(month_of(now, practice), sent={"zalo": sent}, received={"zalo": 60})

    await at_work(given, used)
    code, found = await checked(given, capsys)
    assert code == 0
    assert found["quota"][0]["level"] in (level, "look")  # by the end of a month even little may run out
    assert percent in found["quota"][0]["text"]
    assert len(found["quota"]) == 1
