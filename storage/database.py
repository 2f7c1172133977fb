"""Opens the committee's database, brings it up to date, and hands out one transaction at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosql

from storage.connection import Connection, DatabaseStuck

__all__ = ["Database", "DatabaseStuck", "DatabaseUnusable", "open_database"]

HERE = Path(__file__).parent
QUERIES = aiosql.from_path(HERE / "queries", "aiosqlite", mandatory_parameters=False)


class DatabaseUnusable(Exception):
    """The database cannot be opened or written; `reason` is a word for the sentence, `detail` the cause."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def migration_files() -> list[Path]:
    """The numbered migrations in order."""
    return sorted((HERE / "migrations").glob("[0-9]*.sql"))


class Database:
    """One SQLite file with one writer and one reader connection (WAL lets them work side by side)."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """One transaction: committed when the block ends, rolled back when it raises.

        BEGIN IMMEDIATE takes the write lock at once: a transaction that reads first and writes later
        would otherwise lose another's update without any error.

        Raises:
            DatabaseStuck: locked by another process or the disk is full; nothing of it was kept.
        """
        async with self._turn:
            await self._writer.begin()
            try:
                yield self._writer
                if not self._writer.in_transaction:
                    raise DatabaseStuck("full", "the database has ended the transaction by itself")
                await self._writer.commit()
            except BaseException:
                self._writer.rollback()
                raise

    @property
    def reader(self) -> Connection:
        """The connection for looking without writing."""
        return self._reader

    async def close(self) -> None:
        """Close both connections."""
        await self._reader.close()
        await self._writer.close()


def sqlite_path(url: str) -> Path:
    """The file behind `sqlite:///data/giaoban.db` (relative) or `sqlite:////var/lib/giaoban.db`.

    Raises:
        DatabaseUnusable: for any other kind of address.
    """
    prefix = "sqlite:///"
    if not url.startswith(prefix) or not url[len(prefix) :]:
        raise DatabaseUnusable("unknown_url", url.split(":", 1)[0] + ":…")
    return Path(url[len(prefix) :])


async def open_database(url: str) -> Database:
    """Open (or make) the database and apply the migrations it lacks.

    Raises:
        DatabaseUnusable: unknown address, unwritable folder, damaged file, or a file from a newer version.
    """
    path = sqlite_path(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await Connection.open(path)
        try:
            await migrate(writer)
            reader = await Connection.open(path)
            await reader.execute("PRAGMA query_only=ON")
        except BaseException:
            await writer.close()
            raise
    except OSError as error:
        raise DatabaseUnusable("unwritable", f"{path}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise DatabaseUnusable("unusable", f"{path}: {error}") from error
    return Database(path, writer, reader)


async def migrate(connection: Connection) -> None:
    """Apply the missing migrations, one transaction each, in the order of their numbers.

    Raises:
        DatabaseUnusable: when the file was made by a newer version of the program.
    """
    files = migration_files()
    version = await _version(connection)
    if version > len(files):
        raise DatabaseUnusable("newer", f"{version} > {len(files)}")
    for number, file in enumerate(files, start=1):
        if number <= version:
            continue
        await connection.begin()
        try:
            # Another process may have migrated between the look and the lock.
            if await _version(connection) < number:
                for statement in statements(file.read_text("utf-8")):
                    await connection.execute(statement)
                await connection.execute(f"PRAGMA user_version={number}")
            await connection.commit()
        except BaseException:
            connection.rollback()
            raise


async def _version(connection: Connection) -> int:
    async with connection.execute("PRAGMA user_version") as cursor:
        row: Any = await cursor.fetchone()
    return int(row[0])


def statements(script: str) -> list[str]:
    """The single statements of a script (executescript would commit in the middle)."""
    found: list[str] = []
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest.strip())
            rest = ""
    return found
