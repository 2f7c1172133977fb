"""Two roads lead to the same schema: the migrations one after the other, and storage/schema.sql at once."""

import re
import sqlite3
from pathlib import Path

from storage.database import migration_files, open_database

SCHEMA = Path(__file__).resolve().parents[2] / "storage" / "schema.sql"


def shape(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Every table, index and view with its definition, white space aside."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {(kind, name, re.sub(r"\s+", " ", sql)) for kind, name, sql in rows}


async def test_the_schema_is_the_sum_of_the_migrations(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/migrated.db")
    await database.close()
    migrated = sqlite3.connect(tmp_path / "migrated.db")
    at_once = sqlite3.connect(":memory:")
    at_once.executescript(SCHEMA.read_text("utf-8"))
    assert shape(migrated) == shape(at_once), "type `make schema` after a change of the migrations"
    migrated.close()
    at_once.close()


async def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        database = await open_database(f"sqlite:///{tmp_path}/a.db")
        await database.close()
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (len(migration_files()),)
    connection.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name.split("_", 1)[0]) for file in migration_files()]
    assert numbers == list(range(1, len(numbers) + 1))
