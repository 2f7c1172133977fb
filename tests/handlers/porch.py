"""The door of a committee in a test: who writes what from which account, and what is said then."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from committee.people import Seat
from committee.practice import Practice
from committee.refusals import Refusal
from handlers import desk
from handlers.joining.codes import seat_codes
from messages.envelope import Came, Incoming, Outgoing
from messages.voice import Voice
from messages.words.refusals import refused
from storage.database import Database
from storage.work import looking, working

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PRACTICE = Practice(name="Ban Chỉ đạo tỉnh Bình Sơn", zone=ZONE)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
VOICE = Voice("vi", ZONE, PRACTICE.name)


class Porch:
    """The desk as the way in calls it: a transaction each, what is said is promised."""

    channel = "telegram"

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = MONDAY
        self._number = 0

    def passes(self, **span: int) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    async def seat(self, code: str) -> Seat:
        """A seat as it is now."""
        seat = await looking(self.database).seats.by_code(code)
        assert seat is not None
        return seat

    async def code(self, seat_code: str) -> str:
        """The seat's code."""
        async with working(self.database) as work:
            made = await seat_codes(work, [await self.seat(seat_code)], self.now, PRACTICE)
        return made[0].code

    async def joins(self, seat_code: str, account: str) -> list[Outgoing]:
        """A holder joins and agrees."""
        await self.says(account, f"/start {await self.code(seat_code)}")
        return await self.presses(account, "agree:yes")

    async def says(self, account: str, text: str, came: Came = Came.TEXT) -> list[Outgoing]:
        """What is answered, and to whom else something is promised."""
        return await self._visit(self._incoming(account, came, text=text))

    async def presses(self, account: str, key: str) -> list[Outgoing]:
        """The same for a button."""
        return await self._visit(self._incoming(account, Came.PRESS, press=key, press_id="1"))

    def _incoming(self, account: str, came: Came, **more: Any) -> Incoming:
        self._number += 1
        return Incoming(
            self.channel,
            str(self._number),
            account,
            account,
            came,
            self.now,
            message=str(self._number),
            **more,
        )

    async def _visit(self, incoming: Incoming) -> list[Outgoing]:
        async with working(self.database) as work:
            try:
                async with work.step():
                    said = await desk.receive(incoming, work, self.now, PRACTICE, VOICE)
            except Refusal as refusal:
                said = [refused(VOICE, refusal)]
            for number, out in enumerate(said):
                key = out.key or f"{incoming.update_key}:{number}"
                await work.outbox.promise(
                    replace(out, key=key), self.now, channel=self.channel, chat=incoming.chat
                )
        return said

    async def audit(self, name: str) -> list[str]:
        """The acts that stand in the audit trail about a thing."""
        rows = await self.database.reader.execute_fetchall(
            "SELECT act FROM audit WHERE object = ? ORDER BY id", (name,)
        )
        return [row["act"] for row in rows]


def text(said: list[Outgoing]) -> str:
    """All that is said, to anybody."""
    return "\n---\n".join(out.text for out in said)
