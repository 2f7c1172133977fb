"""A whole committee in a test: real database, Bot APIs over HTTP, the sample's people, a turned clock."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import TurnedClock
from bot.commands.import_ import import_all
from bot.commands.rehearsal import Rehearsal, account_of
from bot.delivery.pacing import Pace
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import BLOCKED_404, EVERY_CODE, Oddities, ZaloWorld
from committee.joining import make_code
from committee.people import Seat
from committee.practice import Practice
from storage.database import Database, open_database
from storage.own_bots import OwnBot, keep_bot
from storage.work import Work, looking, working
from tests.journeys.arrivals import Arrivals
from tests.journeys.deliveries import doubled, missed
from tests.journeys.phone import Line, Phone
from tests.journeys.telegram_line import TelegramLine
from tests.journeys.zalo_line import ZaloLine

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SAMPLE = Path(__file__).parents[2] / "sample"
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
UNPACED = Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000)
WELCOME = "đã gắn với đồng chí: "
BOTS = {
    "telegram": OwnBot("7", "giaoban_thu_bot"),
    "zalo": OwnBot("2140301985", "Bot Ban Chỉ đạo", "https://zalo.me/s/bot-ban-chi-dao"),
}
# Where reports about Zalo conflict, one profile has it as most say, the other as the rest say.
ODD = {
    "telegram": Oddities,
    "zalo": Oddities,
    "both": lambda: Oddities(
        code_in_success=False,
        told_by_body_only=EVERY_CODE,
        webhook_info_404=False,
        photo_field="photo",
        unknown_fields=True,
        blocked=BLOCKED_404,
        replays=1,
    ),
}
_databases: dict[tuple[datetime, Path], bytes] = {}
Begin = Callable[[], Awaitable[App]]
LINES = {"telegram": ("telegram",), "zalo": ("zalo",), "both": ("telegram", "zalo")}


class Town:
    """`town.joins("Vũ Đăng Khoa")` gives a phone; `town.turns_to("2026-11-26 07:50")` lets time pass."""

    def __init__(
        self,
        begin: Begin,
        worlds: tuple[World, ZaloWorld],
        clock: TurnedClock,
        office: Rehearsal,
        seats: list[Seat],
        url: str,
        profile: str,
    ) -> None:
        self._begin = begin
        self.app: App
        self.url = url
        self.world, self.zalo = worlds
        self.clock = clock
        self.office = office
        self.profile = profile
        self.seats = {seat.holder.name: seat for seat in seats if seat.holder}
        self.phones: list[Phone] = []
        self._arrivals = Arrivals()
        self._arrivals.watch("telegram", self.world)
        self._arrivals.watch("zalo", self.zalo)
        self._forms = 0

    @property
    def first(self) -> str:
        """The platform that everybody prefers."""
        return LINES[self.profile][0]

    @property
    def now(self) -> datetime:
        """The committee's moment."""
        return self.clock.now().astimezone(ZONE)

    def next_form(self) -> int:
        """In which form the next choice is typed on Zalo: a number, with a stop, in words, without marks."""
        self._forms += 1
        return self._forms - 1

    def phone(self, name: str, on: str = "") -> Phone:
        """The phone of a person who has not joined yet, on the profile's preferred channel or this one."""
        platform = on or self.first
        return self._phone(name, [self._line(name, platform)])

    def stranger(self, account: int = 42, name: str = "Người lạ") -> Phone:
        """The phone of somebody who is not on the roster."""
        if self.first == "zalo":
            key = self.zalo.opaque(f"stranger {account}")
            if key not in self.zalo.chats:
                self.zalo.add_user(name, key)
            return self._phone(name, [ZaloLine(self.zalo, self._arrivals, key)])
        if account not in self.world.chats:
            self.world.add_user(account, name, started=False)
        return self._phone(name, [TelegramLine(self.world, self._arrivals, account)])

    def _line(self, name: str, platform: str) -> Line:
        account = account_of(self.seats[name])
        if platform == "telegram":
            return TelegramLine(self.world, self._arrivals, account)
        return ZaloLine(self.zalo, self._arrivals, self.zalo.opaque(f"person {account}"))

    def _phone(self, name: str, lines: list[Line]) -> Phone:
        phone = Phone(self, name, lines)
        self.phones.append(phone)
        return phone

    async def joins(self, name: str, on: str = "") -> Phone:
        """A person comes in with a code on each of the profile's channels (or on this one) and agrees.

        What is said then is forgotten. Of two channels the first is the one to be written to.
        """
        platforms = (on,) if on else LINES[self.profile]
        for place, platform in enumerate(platforms):
            phone = self.phone(name, platform)
            await phone.opens(await self.code_for(name))
            if place == 0:
                await phone.taps("Đồng ý")
        if len(platforms) > 1:
            phone = self._phone(name, [self._line(name, platform) for platform in platforms])
            async with self.work() as work:
                await work.joining.prefer(self.seats[name].holder.id, platforms[0])  # type: ignore[union-attr]
        phone.puts_aside(WELCOME)  # on Telegram the consent takes its place
        phone.forgets()
        return phone

    async def code_for(self, name: str) -> str:
        """A one-time code for a person, who may have joined on another channel already."""
        seat = self.seats[name]
        assert seat.holder
        async with self.work() as work:
            if handed_out := await work.joining.open_code(seat.id, seat.holder.id, self.now):
                return handed_out[0]
            code = make_code(secrets.randbelow)
            await work.joining.add_code(code, seat.id, seat.holder.id, self.now, self.now + timedelta(days=7))
            return code

    async def starts(self) -> None:
        """The bot starts, for the first time or again on what it has kept."""
        self.app = await self._begin()
        self.office.let_in(self.app)

    async def restarts(self) -> None:
        """The bot is stopped and started again."""
        await self.app.stop()
        await self.starts()

    async def settles(self) -> None:
        """Wait until everything that came in was acted on and everything due was sent."""
        async with asyncio.timeout(20):
            while True:
                while self._unread:  # noqa: ASYNC110  (a confirmed update is no event)
                    await asyncio.sleep(0.002)
                assert await self.app.sender.idle()
                if not self._unread:
                    return

    @property
    def _unread(self) -> bool:
        """Whether a channel that the bot serves has updates which the bot has not done with."""
        telegram = "telegram" in self.app.channels and self.world.updates.pending
        return bool(telegram or ("zalo" in self.app.channels and self.zalo.waiting))

    async def turns_to(self, moment: str | datetime) -> None:
        """Let time pass until "2026-11-26 07:50", every quarter of an hour on the way."""
        for phone in self.phones:
            await phone.may_lose()
        target = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        await self.office.pass_time(target.replace(tzinfo=target.tzinfo or ZONE))
        await self.settles()

    async def nothing_missed_or_doubled(self) -> None:
        """Whoever has two channels has heard everything that was promised, on one of them."""
        if self.profile != "both":
            return
        await self.settles()
        for phone in self.phones:
            seat = self.seats.get(phone.name)
            if seat is None or seat.holder is None or len(phone.lines) < 2:
                continue
            gone = [] if phone.was_away else missed(self.database.path, seat.holder.id)
            assert not gone, f"{phone.name} missed {gone}"
            twice = doubled(self.database.path, seat.holder.id, phone.messages)
            assert not twice, f"{phone.name} heard twice {twice}"

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """A transaction, to look into the database or to prepare something."""
        async with working(self.app.database) as work:
            yield work

    @property
    def database(self) -> Database:
        """The committee's database."""
        return self.app.database


async def _imported(file: Path, at: datetime, data: Path, practice: Practice) -> None:
    """A database with the committee in it; what was imported before is only copied."""
    if (at, data) not in _databases:
        database = await open_database(f"sqlite:///{file}")
        await import_all(database, data, TurnedClock(at).now(), practice)
        await database.close()
        _databases[at, data] = await asyncio.to_thread(file.read_bytes)
    await asyncio.to_thread(file.write_bytes, _databases[at, data])


@asynccontextmanager
async def founded(
    folder: Path, *, at: datetime = MONDAY, data: Path = SAMPLE, profile: str = "telegram"
) -> AsyncIterator[Town]:
    """A committee with its bot running; nobody has joined yet."""
    practice = Practice(name="Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Bình Sơn", zone=ZONE)
    address = f"sqlite:///{folder / 'committee.db'}"
    clock = TurnedClock(at)
    await _imported(folder / "committee.db", at, data, practice)
    database = await open_database(address)
    async with working(database) as work:
        for channel in LINES[profile]:
            await keep_bot(work, channel, BOTS[channel])
    seats = await looking(database).seats.all()
    await database.close()
    world = World(now=clock.now, bot_username="giaoban_thu_bot")
    zalo = ZaloWorld(clock.now, oddities=ODD[profile]())
    for seat in seats:
        if seat.holder:
            account = account_of(seat)
            world.add_user(account, seat.holder.name, started=False)
            zalo.add_user(seat.holder.name, zalo.opaque(f"person {account}"))
    office = Rehearsal(world, clock, seats, practice)
    async with SandboxServer(world, office=office, zalo=[zalo]) as server:

        async def begin() -> App:
            every: list[TelegramChannel | ZaloChannel] = [
                TelegramChannel(world.token, server.url, clock),
                ZaloChannel(zalo.token, server.zalo_url, clock, poll_floor=0.0),
            ]
            channels: dict[str, Channel] = {}
            for channel in every:
                if channel.name in LINES[profile]:
                    await channel.open()
                    channels[channel.name] = channel
            app = App(await open_database(address), practice, clock, channels, pace=UNPACED)
            await app.start()
            return app

        town = Town(begin, (world, zalo), clock, office, seats, server.url, profile)
        await town.starts()
        try:
            yield town
        finally:
            await town.app.stop()
