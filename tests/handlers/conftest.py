"""A committee of the sample with its door open and nobody in yet."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.import_ import import_all
from storage.database import open_database
from tests.handlers.porch import MONDAY, PRACTICE, Porch

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, imported once; each test gets a copy of its own."""
    file = tmp_path_factory.mktemp("sample") / "committee.db"

    async def make() -> None:
        database = await open_database(f"sqlite:///{file}")
        await import_all(database, SAMPLE, MONDAY, PRACTICE)
        await database.close()

    asyncio.run(make())
    return file


@pytest.fixture
async def porch(tmp_path: Path, sample_file: Path) -> AsyncIterator[Porch]:
    database = await open_database(f"sqlite:///{shutil.copy(sample_file, tmp_path)}")
    yield Porch(database)
    await database.close()
