"""One committee with two doors, Telegram's and Zalo's, under one clock; what is promised arrives or not."""

import json
from dataclasses import replace
from datetime import timedelta

from messages.envelope import Came, Incoming, Outgoing
from storage.database import Database
from storage.outbox import Promise
from storage.work import looking, working
from tests.handlers.porch import Porch


class Door(Porch):
    """The way in on one channel; on Zalo there are no buttons, and a typed number chooses."""

    def __init__(self, database: Database, channel: str, town: "TwoDoors") -> None:
        super().__init__(database)
        self.channel = channel
        self._town = town

    def _incoming(self, account: str, came: Came, **more: str) -> Incoming:
        self._number = self._town.next_number()
        self.now = self._town.now
        incoming = super()._incoming(account, came, **more)
        return replace(incoming, numbered=self.channel != "telegram")

    async def code_again(self, seat_code: str) -> str:
        """The code that was made for somebody who has joined."""
        seat = await self.seat(seat_code)
        assert seat.holder is not None
        found = await looking(self.database).joining.open_code(seat.id, seat.holder.id, self._town.now)
        assert found is not None, f"no code of {seat_code}"
        return found[0]

    async def key(self, label: str) -> str:
        """The key behind the newest choice that is called so."""
        rows = await self.database.reader.execute_fetchall(
            "SELECT choices FROM outbox WHERE choices LIKE ? ORDER BY id DESC", (f'%"{label}"%',)
        )
        choices = [choice for row in json.loads(next(iter(rows))["choices"]) for choice in row]
        return str(next(key for key, words in choices if words == label))

    async def _visit(self, incoming: Incoming) -> list[Outgoing]:
        said = await super()._visit(incoming)
        if incoming.numbered:
            await self._town.arrives()
        return said


class TwoDoors:
    """`doors.telegram.says(…)`, `doors.zalo.says(…)`; `doors.passes(minutes=15)`."""

    def __init__(self, porch: Porch) -> None:
        self.database = porch.database
        self.now = porch.now
        self.sent: list[Promise] = []
        self._number = 1000
        self.telegram = Door(self.database, "telegram", self)
        self.zalo = Door(self.database, "zalo", self)
        self.zalo2 = Door(self.database, "zalo2", self)

    def next_number(self) -> int:
        """No update of one channel has the number of another's."""
        self._number += 1
        return self._number

    def passes(self, **span: int) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    async def opens(self, **notes: str) -> None:
        """The bots have run: `zalo_name="Bot Bình Sơn"`, `zalo2_link="…"`, `telegram="giaoban_bot"`."""
        async with working(self.database) as work:
            for name, value in notes.items():
                channel, _, what = name.partition("_")
                note = f"zalo_{what}:{channel}" if what else "telegram_username"
                await work.notes.put(note, value)

    async def arrives(self) -> list[Promise]:
        """All that is due goes out as the sender would send it; returns all that ever reached somebody."""
        async with working(self.database) as work:
            due = await work.outbox.due(self.now, 500)
            for promise in due:
                if not promise.chat or promise.unreachable:
                    reason = promise.unreachable or "not_joined"
                    await work.outbox.end(promise.id, "unreachable", self.now, reason=reason)
            going = [promise for promise in due if promise.chat and not promise.unreachable]
            await work.outbox.claim(going)
            await work.outbox.settle_sent([(p.id, f"m{p.id}", 1) for p in going], self.now)
        self.sent += going
        return self.sent

    async def fills(self, channel: str, number: int) -> None:
        """So many people have joined at a bot."""
        holder = (await self.telegram.seat("SNV-UV")).holder
        assert holder is not None
        async with working(self.database) as work:
            for place in range(number):
                person = await work.seats.seat_person(1, holder, self.now.date())
                await work.joining.bind(channel, f"f{place}", f"f{place}", person, self.now)

    async def loses(self, channel: str, account: str) -> None:
        """An account can no longer be written to."""
        async with working(self.database) as work:
            await work.joining.set_unreachable(channel, account, "blocked")

    async def chats_of(self, seat_code: str) -> list[tuple[str, str]]:
        """Channel and account of everybody who holds a seat, the last joined at the end."""
        seat = await self.telegram.seat(seat_code)
        assert seat.holder is not None
        accounts = await looking(self.database).joining.accounts_of(seat.holder.id)
        return [(account.channel, account.user) for account in accounts]
