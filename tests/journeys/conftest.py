"""The committee that every journey begins with: Monday 23/11/2026, 8:00, nobody has joined yet."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.profiles import PROFILES
from tests.journeys.town import Town, founded


@pytest.fixture(autouse=True)
def _locks_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A bot keeps its lock in the temporary folder; that of another test is none of its business."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """On which channels everybody is; see profiles.py."""
    return str(request.param)


@pytest.fixture
async def committee(tmp_path: Path, profile: str) -> AsyncIterator[Town]:
    """The sample committee with its bot running against the sandbox's Bot APIs, over HTTP."""
    async with founded(tmp_path, profile=profile) as town:
        yield town
        await town.nothing_missed_or_doubled()
