"""The live bot on Zalo alone, and on Telegram and Zalo together, as an operator starts it."""

import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.sandbox.zalo import ZaloWorld
from messages.announced import Announcement
from messages.envelope import Attachment, Outgoing
from storage.database import open_database
from storage.own_bots import OwnBot, keep_bot, known_bot
from storage.work import looking, working
from tests.bot.commands.test_run import Operator, operated

FIRST, SECOND = "2140301985:first-secret-of-a-bot", "2140301986:second-secret-of-a-bot"


class Zalo:
    """A Zalo bot with the first member on it."""

    def __init__(self, token: str) -> None:
        self.world = ZaloWorld(SystemClock().now, token=token)
        self.member = self.world.add_user("Đ/c số 1")

    async def joins(self, operator: Operator, channel: str, person: int = 1) -> None:
        """The member's account belongs to the person."""
        async with working(operator.database) as work:
            await work.joining.bind(channel, self.member, self.member, person, SystemClock().now())

    async def asks(self) -> str:
        """The member asks what is owed; what is answered."""
        self.world.say(self.member, "viec")
        return (await self.world.heard(self.member, seconds=20)).text


@asynccontextmanager
async def office(folder: Path, *bots: Zalo) -> AsyncIterator[Operator]:
    async with operated(folder, zalo=[bot.world for bot in bots]) as operator:
        yield operator


def only_zalo(operator: Operator, **more: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": "",
        "ZALO_BOT_TOKEN": FIRST,
        "ZALO_API_URL": operator.server.zalo_url,
        **more,
    }


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


async def health_of(port: str) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/health") as answer,
    ):
        return answer.status, await answer.json()


async def test_zalo_alone(tmp_path: Path) -> None:
    zalo = Zalo(FIRST)
    async with office(tmp_path, zalo) as operator:
        await zalo.joins(operator, "zalo")
        link = "https://zalo.me/s/bot"
        bot = await operator.starts(**only_zalo(operator, ZALO_BOT_LINKS=link), argument="")
        assert await zalo.asks()
        bot.send_signal(signal.SIGTERM)
        said, _ = await bot.communicate()
        assert bot.returncode == 0
        assert "running (zalo)" in said.decode()
        assert FIRST not in said.decode()
        known = await known_bot(looking(operator.database), "zalo")
        assert known == OwnBot("2140301985", zalo.world.name, link)


async def test_one_door_for_the_webhooks_of_all(tmp_path: Path) -> None:
    zalo, second = Zalo(FIRST), Zalo(SECOND)
    async with office(tmp_path, zalo, second) as operator:
        await zalo.joins(operator, "zalo", 1)
        await second.joins(operator, "zalo2", 2)
        port = free_port()
        await operator.starts(
            ZALO_BOT_TOKEN=FIRST,
            ZALO_MORE_BOT_TOKENS=SECOND,
            ZALO_API_URL=operator.server.zalo_url,
            WEBHOOK_URL=f"http://127.0.0.1:{port}",
            WEBHOOK_PORT=port,
        )
        operator.world.say(3, "viec")
        assert await zalo.asks()
        assert await second.asks()
        await operator.world.heard(3, seconds=20)
        assert not zalo.world.calls_of("getUpdates")


async def test_a_wrong_token_of_one_of_two_stops_that_one_alone(tmp_path: Path) -> None:
    zalo = Zalo(FIRST)
    async with office(tmp_path, zalo) as operator:
        port = free_port()
        wrong = "2140301985:not-the-secret"
        bot = await operator.starts(
            ZALO_BOT_TOKEN=wrong, ZALO_API_URL=operator.server.zalo_url, HEALTH_PORT=port
        )
        said = await operator.reads(bot, "ZALO_BOT_TOKEN")
        assert "Traceback" not in said and wrong not in said
        operator.world.say(1, "viec")
        await operator.world.heard(1, seconds=20)
        status, facts = await health_of(port)
        assert (status, facts["silent"]) == (503, ["zalo"])
        assert facts["channels"]["zalo"]["trouble"] == "token_refused"
        assert facts["channels"]["telegram"]["ok"]


async def test_a_wrong_token_of_the_only_one_ends_the_bot(tmp_path: Path) -> None:
    zalo = Zalo(FIRST)
    async with office(tmp_path, zalo) as operator:
        bot = await operator.starts(**only_zalo(operator, ZALO_BOT_TOKEN="2140301985:not-the-secret"))
        said, _ = await bot.communicate()
        assert bot.returncode == 1
        assert "ZALO_BOT_TOKEN" in said.decode()
        assert "Traceback" not in said.decode()


async def test_tokens_that_have_changed_places(tmp_path: Path) -> None:
    """Accounts belong to one bot each: nobody is told that he is a stranger, or is called unreachable."""
    zalo, second = Zalo(FIRST), Zalo(SECOND)
    async with office(tmp_path, zalo, second) as operator:
        await zalo.joins(operator, "zalo", 1)
        await second.joins(operator, "zalo2", 2)
        async with working(operator.database) as work:
            await keep_bot(work, "zalo", OwnBot("2140301985"))
            await keep_bot(work, "zalo2", OwnBot("2140301986"))
        bot = await operator.starts(**only_zalo(operator, ZALO_BOT_TOKEN=SECOND, ZALO_MORE_BOT_TOKENS=FIRST))
        zalo.world.say(zalo.member, "viec")
        said, _ = await bot.communicate()
        assert bot.returncode == 1
        assert "another bot" in said.decode() and "ZALO_MORE_BOT_TOKENS" in said.decode()
        assert not zalo.world.said_to(zalo.member)
        accounts = await looking(operator.database).joining.identities()
        assert not any(account.unreachable for account in accounts)


async def test_zalo_out_of_reach_at_the_start(tmp_path: Path) -> None:
    zalo = Zalo(FIRST)
    async with office(tmp_path, zalo) as operator:
        port = free_port()
        bot = await operator.starts(
            **only_zalo(operator, ZALO_API_URL=f"http://127.0.0.1:{port}"), LOG_LEVEL="DEBUG"
        )
        said = await operator.reads(bot, "cannot receive")
        assert FIRST not in said
        assert bot.returncode is None


async def test_a_file_is_fetched_by_its_link(tmp_path: Path) -> None:
    zalo = Zalo(FIRST)
    paper = tmp_path / "Giấy mời.pdf"
    paper.write_bytes(b"%PDF-1.4 content")
    async with office(tmp_path, zalo) as operator:
        await zalo.joins(operator, "zalo")
        port = free_port()
        public = f"http://127.0.0.1:{port}"
        await operator.starts(**only_zalo(operator, PUBLIC_URL=public, WEBHOOK_PORT=port))
        await zalo.asks()  # has written before
        now = SystemClock().now()
        file = Attachment("document", "", name=paper.name, path=str(paper))
        async with working(operator.database) as work:
            made = await work.announcements.add(Announcement(0, "Kính gửi", attachment=file), now)
            await work.announcements.mark_sent(made, now, now)
            out = Outgoing("Kính gửi", person=1, key="a", attachment=file, expires_at=now + timedelta(1))
            await work.outbox.promise(out, now)
        said = await zalo.world.heard(zalo.member, f"{public}/tep/", seconds=20)
        found = re.search(r"http://\S+", said.text)
        assert found
        async with aiohttp.ClientSession() as session:
            async with session.get(found[0]) as answer:
                assert (answer.status, await answer.read()) == (200, b"%PDF-1.4 content")
            async with session.get(f"{public}/tep/0123456789abcdef/x.pdf") as answer:
                assert answer.status == 404


@pytest.mark.parametrize("chosen", ["run", ""])
async def test_without_any_token(tmp_path: Path, chosen: str) -> None:
    """`run` says what is missing; no command at all is the sandbox then."""
    async with operated(tmp_path) as operator:
        room = {"SANDBOX_PORT": "0", "DATA_DIR": str(tmp_path)}
        bot = await operator.starts(argument=chosen, TELEGRAM_BOT_TOKEN="", **room)
        if chosen:
            said, _ = await bot.communicate()
            assert bot.returncode == 1
            assert "ZALO_BOT_TOKEN" in said.decode()
        else:
            assert "http://127.0.0.1:" in await operator.reads(bot, "http://")
            rehearsed = await open_database(f"sqlite:///{tmp_path / 'sandbox.db'}")
            known = await looking(rehearsed).notes.get("zalo_name:zalo")
            await rehearsed.close()
            assert known and known.startswith("Bot "), "invitations say how the bot is called"
