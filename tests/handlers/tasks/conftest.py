"""The sample committee with a few people in: members, the secretary, the chair."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import open_database
from tests.handlers.tasks.room import MEMBERS, Room


@pytest.fixture
async def room(tmp_path: Path, sample_file: Path) -> AsyncIterator[Room]:
    database = await open_database(f"sqlite:///{shutil.copy(sample_file, tmp_path)}")
    room = Room(database)
    for account, name in MEMBERS.items():
        await room.seats_down(account, name)
    yield room
    await database.close()
