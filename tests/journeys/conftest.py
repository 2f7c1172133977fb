"""The committee that every journey begins with: Monday 23/11/2026, 8:00, nobody has joined yet."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, founded


@pytest.fixture
async def committee(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample committee with its bot running against the sandbox's Bot API, over HTTP."""
    async with founded(tmp_path) as town:
        yield town
