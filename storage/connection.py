"""One SQLite connection for the event loop: statements run at once, only what waits for the disk goes aside.

A statement inside a transaction takes microseconds, as it touches memory only; handing it to another thread
and back takes forty times as long. What may really wait, for another process's lock or for the disk to have
written, goes to aiosqlite's thread: a contended BEGIN, and every COMMIT.
"""

import asyncio
import sqlite3
from collections.abc import Generator, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiosqlite

BUSY_TIMEOUT_MS = 5_000  # a command line beside a running bot holds the file for milliseconds
CACHED_STATEMENTS = 512  # every query of the house is prepared once

STUCK = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "unwritable",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_NOMEM: "no_memory",
}


class DatabaseStuck(sqlite3.OperationalError):
    """The database cannot be written now (locked, disk full); nothing was kept, the same may work later."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


def as_stuck(error: sqlite3.OperationalError) -> sqlite3.OperationalError:
    """The error, as DatabaseStuck where waiting may help; a wrong statement stays what it is."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the low byte is the primary code
    return DatabaseStuck(STUCK[code], str(error)) if code in STUCK else error


class Rows:
    """What a statement gave; can be awaited or used in `async with`, and waits for nothing."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __await__(self) -> Generator[Any, None, Self]:
        return self
        yield

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cursor.close()

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was added last."""
        return self._cursor.lastrowid

    @property
    def description(self) -> Any:
        """The names of the columns."""
        return self._cursor.description

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return self._run(self._cursor.fetchone)

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        rows: list[Any] = self._run(self._cursor.fetchall)
        return rows

    async def close(self) -> None:
        """Give the statement back."""
        self._cursor.close()

    @staticmethod
    def _run(fetch: Any) -> Any:
        try:
            return fetch()
        except sqlite3.OperationalError as error:
            raise as_stuck(error) from error


class Connection:
    """A connection with the part of aiosqlite's interface that aiosql uses."""

    def __init__(self, raw: sqlite3.Connection, thread: aiosqlite.Connection) -> None:
        self._raw = raw
        self._thread = thread

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file.

        Raises:
            sqlite3.Error: it cannot be opened or is no database; there is no thread then.
        """
        # Two threads use it in turn, never at once. An impossible path fails before there is a thread, which
        # would outlive the loop and print a traceback.
        raw = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=CACHED_STATEMENTS
        )
        thread = await aiosqlite.Connection(lambda: raw, 64)
        connection = cls(raw, thread)
        try:
            connection._raw.row_factory = sqlite3.Row
            for pragma in (
                f"busy_timeout={BUSY_TIMEOUT_MS}",
                "journal_mode=WAL",
                "synchronous=FULL",  # a power cut after a commit must not lose the answer
                "foreign_keys=ON",
                "cache_size=-2000",  # kilobytes; the system keeps the file in memory besides
            ):
                await thread.execute(f"PRAGMA {pragma}")
            connection._raw.execute("PRAGMA busy_timeout=0")  # whoever waits does so in begin(), aside
        except BaseException:
            await thread.close()
            raise
        return connection

    def execute(self, sql: str, parameters: Any = ()) -> Rows:
        """Run one statement now.

        Raises:
            DatabaseStuck: locked by another process, or the disk is full.
        """
        try:
            return Rows(self._raw.execute(sql, parameters))
        except sqlite3.OperationalError as error:
            raise as_stuck(error) from error

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Rows:
        """Run one statement for each set of parameters, now."""
        try:
            return Rows(self._raw.executemany(sql, parameters))
        except sqlite3.OperationalError as error:
            raise as_stuck(error) from error

    async def execute_fetchall(self, sql: str, parameters: Any = ()) -> list[Any]:
        """All rows of a statement."""
        return await self.execute(sql, parameters).fetchall()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; a full disk may have ended it by itself."""
        return self._raw.in_transaction

    async def begin(self) -> None:
        """Open a transaction with the write lock, waiting aside while another process holds it.

        Raises:
            DatabaseStuck: it was held for longer than the busy timeout.
        """
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not isinstance(as_stuck(error), DatabaseStuck):
                raise
        try:
            await _to_the_end(self._begin_aside())
        except BaseException:
            self.rollback()  # cancelled while waiting, it may have been opened all the same
            raise

    async def _begin_aside(self) -> None:
        try:
            await self._thread.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            await self._thread.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise as_stuck(error) from error
        finally:
            self._raw.execute("PRAGMA busy_timeout=0")

    async def commit(self) -> None:
        """Commit aside, as this waits until the disk has written; being cancelled does not cut it short.

        Raises:
            DatabaseStuck: the transaction is not committed.
        """
        try:
            await _to_the_end(self._thread.execute("COMMIT"))
        except sqlite3.OperationalError as error:
            raise as_stuck(error) from error

    def rollback(self) -> None:
        """Take the transaction back, if there is still one."""
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    async def close(self) -> None:
        """Close the file and end the thread."""
        await self._thread.close()


async def _to_the_end(doing: Any) -> None:
    """Wait until it is done even when cancelled meanwhile: nobody may use the connection before."""
    future = asyncio.gather(doing)
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            cancelled = error
        except sqlite3.Error:
            break
    if cancelled is not None:
        future.exception()
        raise cancelled
    future.result()
