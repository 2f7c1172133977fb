"""A promise to a chat, as the sender hands it to a channel, and how it ended."""

from datetime import datetime, timedelta
from typing import Any

from bot.channels.base import Channel, Ending, Progress
from messages.envelope import Outgoing
from storage.outbox import Promise
from tests.messages.made_up import ZONE

MONDAY = datetime(2026, 11, 23, 6, 55, tzinfo=ZONE)


def promise(
    chat: str,
    text: str = "Kính gửi <b>đồng chí</b>",
    *,
    over: str = "zalo",
    parts_sent: int = 0,
    **more: Any,
) -> Promise:
    """A promise in the moment in which it goes."""
    return Promise(
        id=1,
        outgoing=Outgoing(text, **more),
        channel=over,
        chat=chat,
        unreachable="",
        tries=0,
        parts_sent=parts_sent,
        promised_at=MONDAY,
        not_before=MONDAY,
        expires_at=MONDAY + timedelta(days=1),
        maybe_doubled=False,
    )


class Turns:
    """Counts how often a channel has waited for its turn."""

    def __init__(self) -> None:
        self.taken = 0

    async def __call__(self) -> None:
        self.taken += 1


async def send(channel: Channel, what: Promise, turns: Turns | None = None) -> tuple[Ending, Progress]:
    """Send once; the ending and how far it came."""
    progress = Progress(what.parts_sent, turn=turns or Turns())
    return await channel.send(what, progress), progress
