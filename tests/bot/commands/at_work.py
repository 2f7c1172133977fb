"""Does to a test's database what a running bot does to it in between two commands."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from storage.database import open_database
from storage.work import Work, working

T = TypeVar("T")


def at_work(tmp_path: Path, act: Callable[[Work], Awaitable[T]]) -> T:
    """Act in one transaction on the committee's database in this folder."""

    async def run() -> T:
        database = await open_database(f"sqlite:///{tmp_path / 'committee.db'}")
        try:
            async with working(database) as work:
                return await act(work)
        finally:
            await database.close()

    return asyncio.run(run())
