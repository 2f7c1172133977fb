"""A door for posts on a free port, and whoever posts there."""

from io import BytesIO
from typing import Any

import aiohttp
import orjson

from bot.channels.place import WebhookPlace
from bot.health import Door

SECRET = "webhook-secret-0123456789"


async def place_of_our_own() -> WebhookPlace:
    """Where all channels are posted to; its port is free, and the door is still closed."""
    trial = Door(0)
    await trial.open()
    port = trial.port
    await trial.close()
    return WebhookPlace(f"http://127.0.0.1:{port}", SECRET, port, Door(port))


async def post(address: str, body: Any, headers: dict[str, str]) -> int:
    """Post bytes as they are, anything else as JSON; the status of the answer."""
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=BytesIO(data), headers=headers) as answer,
    ):
        return answer.status
