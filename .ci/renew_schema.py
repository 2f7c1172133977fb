"""Writes storage/schema.sql: the schema that all migrations together make, for reading and for comparing."""

import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "-- What the migrations together make; written by `make schema`, read by people and by a test.\n\n"


def schema(scripts: list[Path]) -> str:
    """The schema as one text, tables first, each kind by name."""
    connection = sqlite3.connect(":memory:")
    for script in scripts:
        connection.executescript(script.read_text("utf-8"))
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " ORDER BY type = 'view', type = 'index', name"
    ).fetchall()
    connection.close()
    return HEADER + "".join(f"{sql};\n\n" for (sql,) in rows).rstrip() + "\n"


def main() -> int:
    """Write the file."""
    scripts = sorted((ROOT / "storage" / "migrations").glob("[0-9]*.sql"))
    (ROOT / "storage" / "schema.sql").write_text(schema(scripts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
