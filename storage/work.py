"""One piece of work: everything remembered, seen and changed within one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Any

from storage.announcements import Announcements
from storage.calls import Calls
from storage.database import Database
from storage.digests import Digests
from storage.imports import Imports
from storage.joining import Joining
from storage.journal import Audit, Holidays, Inbox, Notes
from storage.meetings import Meetings
from storage.outbox import Outbox
from storage.questions import Questions
from storage.reports import Reports
from storage.seats import Seats
from storage.tasks import Tasks
from storage.traffic import Traffic


class Work:
    """The subjects of storage on one connection; each is made when it is first asked for."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    @cached_property
    def seats(self) -> Seats:
        """Who belongs to the committee."""
        return Seats(self._c)

    @cached_property
    def joining(self) -> Joining:
        """Codes and accounts."""
        return Joining(self._c)

    @cached_property
    def imports(self) -> Imports:
        """What only an import needs."""
        return Imports(self._c)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings and answers to invitations."""
        return Meetings(self._c)

    @cached_property
    def tasks(self) -> Tasks:
        """Tasks."""
        return Tasks(self._c)

    @cached_property
    def reports(self) -> Reports:
        """Answers about tasks."""
        return Reports(self._c)

    @cached_property
    def announcements(self) -> Announcements:
        """Announcements and acknowledgements."""
        return Announcements(self._c)

    @cached_property
    def digests(self) -> Digests:
        """Digests as they were sent."""
        return Digests(self._c)

    @cached_property
    def questions(self) -> Questions:
        """What was asked and waits for an answer."""
        return Questions(self._c)

    @cached_property
    def outbox(self) -> Outbox:
        """Promised messages."""
        return Outbox(self._c)

    @cached_property
    def calls(self) -> Calls:
        """What reached nobody, and who was telephoned."""
        return Calls(self._c)

    @cached_property
    def inbox(self) -> Inbox:
        """What came in already."""
        return Inbox(self._c)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._c)

    @cached_property
    def holidays(self) -> Holidays:
        """Days off and made-up working days."""
        return Holidays(self._c)

    @cached_property
    def notes(self) -> Notes:
        """Small values by name."""
        return Notes(self._c)

    @cached_property
    def traffic(self) -> Traffic:
        """How much each bot has said and heard."""
        return Traffic(self._c)

    @asynccontextmanager
    async def step(self, name: str = "step") -> AsyncIterator[None]:
        """A part of the transaction that can fail by itself without taking the rest with it."""
        await self._c.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            if self._c.in_transaction:  # a full disk may have ended it: then there is nothing to take back
                await self._c.execute(f"ROLLBACK TO {name}")
                await self._c.execute(f"RELEASE {name}")
            raise
        await self._c.execute(f"RELEASE {name}")


@asynccontextmanager
async def working(database: Database) -> AsyncIterator[Work]:
    """One transaction: committed at the end of the block, rolled back when it raises."""
    async with database.transaction() as connection:
        yield Work(connection)


def looking(database: Database) -> Work:
    """The same subjects for looking only: writing through it is refused by the database."""
    return Work(database.reader)
