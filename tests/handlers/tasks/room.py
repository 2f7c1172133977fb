"""The room of tasks in a test: people already in, what they type and press, what is kept of it."""

from dataclasses import replace
from datetime import date

from committee.tasks import Status, StatusReport, Task
from messages.envelope import Came, Outgoing
from storage.work import looking, working
from tests.handlers.porch import Porch

MEMBERS = {
    "khoa": "Vũ Đăng Khoa",  # leads NV-05, NV-07, NV-25, NV-26
    "uyen": "Tạ Phương Uyên",  # leads NV-15 only
    "may": "Hoàng Thị Mây",  # leads nothing, takes part in some
    "ha": "Lưu Thị Thanh Hà",  # the secretary
    "bao": "Trịnh Quốc Bảo",  # the chair
    "lieu": "Phạm Thị Bích Liễu",  # leads NV-02 and others
}


class Room(Porch):
    """The same desk as the porch, for people who have joined."""

    async def seats_down(self, account: str, name: str) -> None:
        """Let a person of the roster be in, with an account of that name."""
        async with working(self.database) as work:
            seat = next(s for s in await work.seats.all() if s.holder and s.holder.name == name)
            assert seat.holder is not None
            await work.joining.bind("telegram", account, account, seat.holder.id, self.now)
            await work.seats.agree(seat.holder.id, "test", self.now)

    async def task(self, code: str) -> Task:
        """A task as it is now."""
        task = await looking(self.database).tasks.by_code(code)
        assert task is not None
        return task

    async def history(self, code: str) -> list[StatusReport]:
        """Every answer about a task, the withdrawn ones too."""
        return await looking(self.database).reports.of_task((await self.task(code)).id)

    async def state(self, code: str) -> tuple[Status | None, int | None, str]:
        """The state, percentage and note that count for a task now."""
        report = (await self.task(code)).state
        return (report.status, report.percent, report.note) if report else (None, None, "")

    async def press(self, account: str, label: str, said: list[Outgoing]) -> list[Outgoing]:
        """Press the button with these words among what was said."""
        for out in reversed(said):
            for row in out.choices:
                for choice in row:
                    if label in choice.label:
                        return await self.presses(account, choice.key)
        raise AssertionError(f"no button {label!r} in {[out.choices for out in said]}")

    async def edits(self, account: str, message: str, text: str) -> list[Outgoing]:
        """Edit an earlier message of one's own."""
        incoming = self._incoming(account, Came.EDITED, text=text)
        return await self._visit(replace(incoming, message=message))

    @property
    def newest(self) -> str:
        """The id of the message that was typed last."""
        return str(self._number)

    async def unread(self) -> list[str]:
        """What waits for the secretariat, as it was typed."""
        return [item.raw for item in await looking(self.database).reports.unread()]

    async def sent_to(self, account: str, kind: str = "") -> list[str]:
        """Texts promised to a person's account by name, of one kind."""
        rows = await self.database.reader.execute_fetchall(
            "SELECT o.text FROM outbox o JOIN people p ON p.id = o.person_id"
            " WHERE p.name = ? AND (? = '' OR o.kind = ?) AND o.state = 'waiting' ORDER BY o.id",
            (MEMBERS[account], kind, kind),
        )
        return [row["text"] for row in rows]


def day(text: str) -> date:
    """A day from 2026-12-10."""
    return date.fromisoformat(text)
