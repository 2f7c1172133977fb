"""Promises made up for the tests of the pure parts of delivery."""

from datetime import timedelta
from typing import Any

from messages.envelope import Kind, Outgoing
from storage.outbox import Promise
from tests.bot.delivery.station import MONDAY


def promise(number: int, chat: str = "", kind: Kind = Kind.ANNOUNCEMENT, **more: Any) -> Promise:
    """A promise that is due, to a chat of its own unless one is named."""
    outgoing = Outgoing(f"tin {number}", kind=kind, person=number, key=f"k{number}")
    facts: dict[str, Any] = {
        "id": number,
        "outgoing": outgoing,
        "channel": "telegram",
        "chat": chat or str(number),
        "unreachable": "",
        "tries": 0,
        "parts_sent": 0,
        "promised_at": MONDAY,
        "not_before": MONDAY,
        "expires_at": MONDAY + timedelta(days=1),
        "maybe_doubled": False,
        "lane": int(outgoing.lane.value),
    }
    return Promise(**facts | more)
