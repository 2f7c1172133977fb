"""The committee behind the sandbox: whose phone is whose, their codes, and the clock that is turned."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.app import App
from bot.clock import TurnedClock
from bot.sandbox import Resident, World
from bot.sandbox.zalo import ZaloWorld
from committee.hours import parse_clock
from committee.joining import expires_at, make_code
from committee.people import Role, Seat
from committee.practice import Practice
from handlers.joining.codes import seat_codes
from messages.envelope import platform_of
from messages.render import labels
from storage.work import looking, working

AGREE = "agree:yes"  # the key of the button with which one agrees to take part
AGREE_WORDS = "agree_yes"  # the name of its words
FIRST_ACCOUNT = 700_000_000  # an account's number in the sandbox is this plus the person's id
STEP = timedelta(minutes=15)  # a turned clock stops at every quarter, so that all falls due in order
WORK_BEGINS = time(7, 0)


def account_of(seat: Seat) -> int:
    """The sandbox's account of whoever holds a seat."""
    assert seat.holder is not None
    return FIRST_ACCOUNT + seat.holder.id


def zalo_account_of(seat: Seat, zalo: ZaloWorld) -> str:
    """The account, with this Zalo bot, of whoever holds a seat."""
    assert seat.holder is not None
    return zalo.opaque(f"person {seat.holder.id}")


class Rehearsal:
    """What the page may ask; see bot.sandbox.office.Office. Everybody has a phone with each of the apps."""

    def __init__(
        self,
        world: World,
        clock: TurnedClock,
        seats: Sequence[Seat],
        practice: Practice,
        zalo: ZaloWorld | None = None,
    ) -> None:
        self._world = world
        self._zalo = zalo
        self._clock = clock
        self._practice = practice
        self._turning = asyncio.Lock()
        self._seats = {account_of(seat): seat for seat in seats if seat.holder}
        self._zalo_seats = (
            {zalo_account_of(seat, zalo): seat for seat in self._seats.values()} if zalo else {}
        )
        self._running: App | None = None
        self.phones = tuple(account_of(seat) for seat in _first_three(list(self._seats.values())))
        self.language = practice.language

    def let_in(self, app: App) -> None:
        """The bot that this rehearsal is of."""
        self._running = app

    async def seat_the_others(self) -> None:
        """Let everybody join whose phone is not one of the three that are shown."""
        others = [account for account in self._seats if account not in self.phones]
        await asyncio.gather(*(self.seat(account) for account in others))

    def give_phones(self) -> None:
        """Make everybody's accounts; nobody has written to the bot yet."""
        for account, seat in self._seats.items():
            if seat.holder:
                self._world.add_user(account, seat.holder.name, started=False)
        for on_zalo, seat in self._zalo_seats.items():
            if seat.holder and self._zalo:
                self._zalo.add_user(seat.holder.name, on_zalo)

    async def seat_on_zalo(self, account: str) -> None:
        """What a person does to join on Zalo: write the code, and agree by its number."""
        if self._zalo is None:
            raise LookupError("no Zalo here")
        agree = labels(self._practice.language)[AGREE_WORDS]
        self._zalo.say(account, await self.code_for(account))
        self._zalo.choose(account, agree, await self._zalo.offered(account, agree))

    async def seat(self, account: int) -> None:
        """What a person does to join: open the invitation's link, and agree."""
        self._world.start(account, await self.code_for(str(account)))
        greeting = await self._world.heard(account)
        await self._world.press(account, greeting["message_id"], AGREE)

    @property
    def _app(self) -> App:
        if self._running is None:
            raise RuntimeError("the bot is not running yet")
        return self._running

    def now(self) -> datetime:
        """The sandbox's moment on the committee's clocks."""
        return self._practice.local(self._clock.now())

    async def people(self) -> Sequence[Resident]:
        """Everybody who holds a seat."""
        identities = await looking(self._app.database).joining.identities()
        joined = {(platform_of(one.channel), one.user) for one in identities}
        on_zalo = {seat.id: account for account, seat in self._zalo_seats.items()}
        return [
            Resident(
                user_id=account,
                name=seat.holder.name,
                title=seat.holder.title,
                agency=seat.agency.short_name or seat.agency.name,
                role=seat.role.value,
                seat=seat.code,
                joined=("telegram", str(account)) in joined,
                zalo=on_zalo.get(seat.id, ""),
                joined_zalo=("zalo", on_zalo.get(seat.id)) in joined,
            )
            for account, seat in self._seats.items()
            if seat.holder
        ]

    async def code_for(self, account: str) -> str:
        """A one-time code for the person whose account this is, as `invite` makes it.

        Who has joined with one app already gets another code, to join with the other too.
        """
        seat = self._zalo_seats.get(account) or self._seats[int(account)]
        now = self._clock.now()
        async with working(self._app.database) as work:
            (made,) = await seat_codes(work, [seat], now, self._practice)
            if made.code or seat.holder is None:
                return made.code
            code = make_code(secrets.randbelow)
            until = expires_at(now, self._practice)
            await work.joining.add_code(code, seat.id, seat.holder.id, now, until)
            return code

    async def turn(self, minutes: int | None, to: str | None) -> datetime:
        """Turn the clock forward, passing every quarter of an hour on the way.

        Raises:
            ValueError: nowhere to turn to, or a time of day that is none.
        """
        async with self._turning:
            await self.pass_time(self._target(minutes, to))
            return self.now()

    def _target(self, minutes: int | None, to: str | None) -> datetime:
        now = self.now()
        if minutes is not None:
            return now + timedelta(minutes=max(1, min(minutes, 60 * 24 * 31)))
        if to == "next_working_day":
            practice = self._app.practice
            return practice.at(practice.calendar.next_working(now.date()), WORK_BEGINS)
        clock = parse_clock(to or "")
        target = self._app.practice.at(now.date(), clock)
        return target if target > now else self._app.practice.at(now.date() + timedelta(days=1), clock)

    async def pass_time(self, target: datetime) -> None:
        """Let time pass until `target`: at each quarter of an hour the bot plans and sends what is due."""
        while (now := self._clock.now()) < target:
            quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + STEP
            self._clock.turn_to(min(quarter, target))
            await self._app.tick()
            await self._app.sender.idle()


def _first_three(seats: list[Seat]) -> list[Seat]:
    """The phones shown first: a member, the secretary, the chair."""
    shown = []
    for role in (Role.MEMBER, Role.SECRETARIAT_LEAD, Role.CHAIR):
        found = [seat for seat in seats if seat.role is role and seat not in shown]
        # The member with whom the guided tour is written leads tasks of the sample; any other will do.
        found.sort(key=lambda seat: seat.code != "SVHTTDL-UV")
        shown += found[:1]
    return shown
