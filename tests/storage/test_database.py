"""The database loses no update, rolls back what fails, and says clearly why it cannot be opened."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage.database import Database, DatabaseUnusable, migration_files, open_database, statements
from storage.work import looking, working


async def bump(database: Database) -> None:
    """Read a number, let others in, write the number plus one: the pattern that loses updates."""
    async with working(database) as work:
        number = int(await work.notes.get("n") or 0)
        await asyncio.sleep(0.01)
        await work.notes.put("n", str(number + 1))


async def test_ten_concurrent_bumps_end_at_ten(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    await asyncio.gather(*(bump(database) for _ in range(10)))
    assert await looking(database).notes.get("n") == "10"
    await database.close()


async def test_ten_bumps_by_ten_processes_connections_end_at_ten(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    databases = [await open_database(url) for _ in range(10)]
    await asyncio.gather(*(bump(database) for database in databases))
    assert await looking(databases[0]).notes.get("n") == "10"
    for database in databases:
        await database.close()


async def test_what_raises_is_rolled_back(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    with pytest.raises(RuntimeError):
        async with working(database) as work:
            await work.notes.put("n", "1")
            raise RuntimeError
    assert await looking(database).notes.get("n") is None
    async with working(database) as work:
        await work.notes.put("n", "2")
    assert await looking(database).notes.get("n") == "2"
    await database.close()


async def test_a_failed_step_takes_only_itself_back(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    async with working(database) as work:
        await work.notes.put("kept", "1")
        with pytest.raises(RuntimeError):
            async with work.step():
                await work.notes.put("lost", "1")
                raise RuntimeError
    assert await looking(database).notes.get("kept") == "1"
    assert await looking(database).notes.get("lost") is None
    await database.close()


async def test_looking_cannot_write(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await looking(database).notes.put("n", "1")
    await database.close()


async def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatabaseUnusable) as told:
        await open_database(f"sqlite:///{tmp_path}/file/a.db")
    assert told.value.reason == "unwritable"


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"this is not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(DatabaseUnusable) as told:
        await open_database(f"sqlite:///{tmp_path}/a.db")
    assert told.value.reason == "unusable"


async def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute(f"PRAGMA user_version={len(migration_files()) + 1}")
    connection.close()
    with pytest.raises(DatabaseUnusable) as told:
        await open_database(f"sqlite:///{tmp_path}/a.db")
    assert told.value.reason == "newer"


async def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(DatabaseUnusable) as told:
        await open_database("mysql://user:secret@host/db")
    assert told.value.reason == "unknown_url"
    assert "secret" not in str(told.value)


def test_statements_are_split_where_they_end() -> None:
    script = "-- one; two\nCREATE TABLE a (b TEXT DEFAULT ';');\n\nCREATE INDEX c ON a (b);\n"
    assert len(statements(script)) == 2
