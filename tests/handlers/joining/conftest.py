"""The committee with both doors open; nobody has joined."""

import pytest

from tests.handlers.joining.both import TwoDoors
from tests.handlers.porch import Porch

BOTS = {
    "telegram": "giaoban_bot",
    "zalo_name": "Bot Bình Sơn",
    "zalo_link": "https://zalo.me/s/botbinhson",
}


@pytest.fixture
async def doors(porch: Porch) -> TwoDoors:
    """A committee with a bot on Telegram and one on Zalo."""
    doors = TwoDoors(porch)
    await doors.opens(**BOTS)
    return doors
