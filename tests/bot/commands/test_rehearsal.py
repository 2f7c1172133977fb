"""The sandbox's committee lives on both channels: on a Zalo phone one joins by a code, answers by numbers."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.app import App
from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import TurnedClock
from bot.commands.import_ import import_all
from bot.commands.rehearsal import Rehearsal
from bot.commands.sandbox import BEGINS, SAMPLE
from bot.delivery.pacing import Pace
from bot.sandbox import Resident, SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from committee.practice import Practice
from storage.database import open_database
from storage.work import looking

UNPACED = Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000)
KHOA = "Vũ Đăng Khoa"


class Room:
    """A rehearsal that runs."""

    def __init__(self, office: Rehearsal, world: World, zalo: ZaloWorld, url: str) -> None:
        self.office, self.world, self.zalo, self.url = office, world, zalo, url

    async def person(self, name: str) -> Resident:
        """As the page sees him now."""
        return next(one for one in await self.office.people() if one.name == name)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    practice = Practice(zone=zone)
    clock = TurnedClock(datetime.combine(BEGINS.date(), BEGINS.time(), zone))
    database = await open_database(f"sqlite:///{tmp_path / 'rehearsal.db'}")
    await import_all(database, SAMPLE, clock.now(), practice)
    world, zalo = World(now=clock.now), ZaloWorld(clock.now)
    office = Rehearsal(world, clock, await looking(database).seats.all(), practice, zalo)
    office.give_phones()
    async with SandboxServer(world, office=office, zalo=[zalo]) as server:
        telegram = TelegramChannel(world.token, server.url, clock)
        second = ZaloChannel(zalo.token, server.zalo_url, clock, poll_floor=0.0)
        await telegram.open()
        await second.open()
        channels: dict[str, Channel] = {telegram.name: telegram, second.name: second}
        app = App(database, practice, clock, channels, pace=UNPACED)
        await app.start()
        office.let_in(app)
        yield Room(office, world, zalo, server.url)
        await app.stop()


async def test_one_tap_writes_the_code_and_a_number_agrees(room: Room) -> None:
    account = (await room.person(KHOA)).zalo
    async with aiohttp.ClientSession() as page:
        async with page.post(f"{room.url}/sandbox/chat/{account}/join") as answer:
            assert answer.status == 200
        greeting = await room.zalo.offered(account, "Đồng ý")
        assert KHOA in greeting.text
        person = await room.person(KHOA)
        assert (person.joined, person.joined_zalo) == (False, True)
        async with page.post(f"{room.url}/sandbox/chat/{account}/text", json={"text": "1"}) as answer:
            assert answer.status == 200
    await room.zalo.heard(account, after=greeting.serial)


async def test_one_person_joins_with_both_apps(room: Room) -> None:
    person = await room.person(KHOA)
    await room.office.seat(person.user_id)
    room.zalo.say(person.zalo, await room.office.code_for(person.zalo))
    await room.zalo.heard(person.zalo)
    person = await room.person(KHOA)
    assert person.joined and person.joined_zalo


async def test_somebody_joins_on_zalo_alone(room: Room) -> None:
    account = (await room.person(KHOA)).zalo
    await room.office.seat_on_zalo(account)
    assert (await room.person(KHOA)).joined_zalo
    assert room.world.chats[(await room.person(KHOA)).user_id].messages == {}
