"""The profiles that every journey runs on, and how a test says that it is about one of them only."""

import pytest

PROFILES = ("telegram", "zalo", "both")
"""Everybody on Telegram; everybody on Zalo; everybody on both, losing Telegram in the middle."""


def only(*profiles: str, because: str) -> pytest.MarkDecorator:
    """The very subject of this test does not exist on the other channel; `because` says what it is."""
    assert because and set(profiles) < set(PROFILES)
    return pytest.mark.parametrize("profile", profiles)
