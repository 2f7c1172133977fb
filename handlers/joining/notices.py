"""Tells the secretariat that something happened at the door."""

from collections.abc import Callable
from dataclasses import replace

from messages.envelope import Outgoing
from messages.voice import Voice
from storage.work import Work


async def to_secretariat(
    work: Work, voice: Voice, key: str, said: Callable[[Voice], Outgoing], *, but: int | None = None
) -> list[Outgoing]:
    """The notice for each of the secretariat in his or her language, except the person `but`."""
    return [
        replace(
            said(voice.to(seat.holder.language)),
            person=seat.holder.id,
            seat=seat.id,
            key=f"{key}:seat:{seat.id}",
        )
        for seat in await work.seats.secretariat()
        if seat.holder is not None and seat.holder.id != but
    ]
