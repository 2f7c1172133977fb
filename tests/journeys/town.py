"""A whole committee in a test: real database, real Bot API over HTTP, the sample's people, a turned clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import TurnedClock
from bot.commands.import_ import import_all
from bot.commands.rehearsal import Rehearsal, account_of
from bot.delivery.pacing import Pace
from bot.sandbox import SandboxServer, World
from committee.people import Seat
from committee.practice import Practice
from storage.database import Database, open_database
from storage.work import Work, looking, working
from tests.journeys.phone import Phone

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SAMPLE = Path(__file__).parents[2] / "sample"
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
UNPACED = Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000)


class Town:
    """`town.joins("Vũ Đăng Khoa")` gives a phone; `town.turns_to("2026-11-26 07:50")` lets time pass."""

    def __init__(
        self,
        app: App,
        world: World,
        clock: TurnedClock,
        office: Rehearsal,
        seats: list[Seat],
        url: str,
    ) -> None:
        self.app = app
        self.url = url
        self.world = world
        self.clock = clock
        self.office = office
        self.seats = {seat.holder.name: seat for seat in seats if seat.holder}

    @property
    def now(self) -> datetime:
        """The committee's moment."""
        return self.clock.now().astimezone(ZONE)

    def phone(self, name: str) -> Phone:
        """The phone of a person who has not joined yet."""
        return Phone(self, account_of(self.seats[name]), name)

    def stranger(self, account: int = 42, name: str = "Người lạ") -> Phone:
        """The phone of somebody who is not on the roster."""
        if account not in self.world.chats:
            self.world.add_user(account, name, started=False)
        return Phone(self, account, name)

    async def joins(self, name: str) -> Phone:
        """A person opens the invitation's link and agrees; what is said then is forgotten."""
        phone = self.phone(name)
        await self.office.seat(phone.account)
        await self.settles()
        phone.forgets()
        return phone

    async def settles(self) -> None:
        """Wait until everything that came in was acted on and everything due was sent."""
        async with asyncio.timeout(20):
            while True:
                while self.world.updates.pending:  # noqa: ASYNC110  (a confirmed update is no event)
                    await asyncio.sleep(0.002)
                assert await self.app.sender.idle()
                if not self.world.updates.pending:
                    return

    async def turns_to(self, moment: str | datetime) -> None:
        """Let time pass until "2026-11-26 07:50", every quarter of an hour on the way."""
        target = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        await self.office.pass_time(target.replace(tzinfo=target.tzinfo or ZONE))
        await self.settles()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """A transaction, to look into the database or to prepare something."""
        async with working(self.app.database) as work:
            yield work

    @property
    def database(self) -> Database:
        """The committee's database."""
        return self.app.database


@asynccontextmanager
async def founded(folder: Path, *, at: datetime = MONDAY, data: Path = SAMPLE) -> AsyncIterator[Town]:
    """A committee with its bot running; nobody has joined yet."""
    practice = Practice(name="Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Bình Sơn", zone=ZONE)
    database = await open_database(f"sqlite:///{folder / 'committee.db'}")
    clock = TurnedClock(at)
    await import_all(database, data, clock.now(), practice)
    world = World(now=clock.now, bot_username="giaoban_thu_bot")
    seats = await looking(database).seats.all()
    for seat in seats:
        if seat.holder:
            world.add_user(account_of(seat), seat.holder.name, started=False)
    office = Rehearsal(world, clock, seats, practice)
    async with SandboxServer(world, office=office) as server:
        channel = TelegramChannel(world.token, server.url, clock)
        await channel.open()
        app = App(database, practice, clock, {channel.name: channel}, pace=UNPACED)
        await app.start()
        async with working(database) as work:
            await work.notes.put("telegram_username", "giaoban_thu_bot")
        office.let_in(app)
        try:
            yield Town(app, world, clock, office, seats, server.url)
        finally:
            await app.stop()
