"""A committee of any size in a fresh database, for measuring: all have joined, chats count from 1."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage.database import Database, open_database
from storage.work import working

JOINED = "2026-11-01T00:00:00.000000Z"


async def committee(folder: Path, people: int, tasks: int = 0) -> Database:
    """Open a database with so many seats, and so many tasks spread over them."""
    database = await open_database(f"sqlite:///{folder / 'bench.db'}")
    numbers = range(1, people + 1)
    today = datetime.now(UTC).date()
    async with working(database) as work:
        rows: dict[str, Any] = {
            "people (id, name, agreed_at)": ((n, f"Đồng chí số {n}", JOINED) for n in numbers),
            "identities (channel, user_key, chat, person_id, verified_at)": (
                ("telegram", str(n), str(n), n, JOINED) for n in numbers
            ),
            "agencies (id, code, name, short_name)": (
                (n, f"CQ{n}", f"Cơ quan số {n}", f"CQ {n}") for n in numbers
            ),
            "seats (id, code, role, agency_id)": ((n, f"CQ{n}-UV", "member", n) for n in numbers),
            "tenures (seat_id, person_id, since)": ((n, n, "2026-01-01") for n in numbers),
            "announcements (id, text, audience, acknowledge, state, made_at, sent_at)": [
                (1, "Thông báo", "all", 1, "sent", JOINED, JOINED)
            ],
            "acknowledgements (announcement_id, seat_id, person_id)": ((1, n, n) for n in numbers),
        }
        for table, values in rows.items():
            await _insert(work.notes._c, table, values)
        await _insert_tasks(work.notes._c, people, tasks, today)
    return database


async def _insert(connection: Any, table: str, values: Any) -> None:
    places = ", ".join("?" * (table.count(",") + 1))
    await connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608


async def _insert_tasks(connection: Any, people: int, tasks: int, today: Any) -> None:
    columns = [row[1] for row in await connection.execute_fetchall("PRAGMA table_info(tasks)")]
    given = {
        "id": lambda n: n,
        "code": lambda n: f"NV-{n:05}",
        "title": lambda n: f"Hoàn thiện kế hoạch thông tin đối ngoại số {n}",
        "agency_id": lambda n: n % people + 1,
        "seat_id": lambda n: n % people + 1,
        "deadline": lambda n: (today + timedelta(days=n % 90 - 45)).isoformat(),
        "original_deadline": lambda n: (today + timedelta(days=n % 90 - 45)).isoformat(),
        "added_at": lambda n: JOINED,
        "made_at": lambda n: JOINED,
    }
    used = [name for name in given if name in columns]
    values = (tuple(given[name](n) for name in used) for n in range(1, tasks + 1))
    await _insert(connection, f"tasks ({', '.join(used)})", values)
