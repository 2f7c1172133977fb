"""Which channels promised messages go round at a moment, as seen from each channel's own road."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.delivery.road import Road
from storage.outbox import Detour


def detours(
    roads: Mapping[str, Road],
    now: datetime,
    at: float,
    *,
    unserved: Sequence[str] = (),
    thrifty: tuple[str, ...] = (),
) -> dict[str, Detour]:
    """By channel; `at` is seconds of time.monotonic, `unserved` are channels without a road.

    What has been out of reach for long is gone round. Yet now and then its own road looks as if it were not:
    one message tries, or nobody would notice that it is back.
    """
    away = [name for name, road in roads.items() if road.is_away(now)]
    shut = tuple(key for name, road in roads.items() for key in road.shut(name, at))
    return {
        name: Detour(
            (*(other for other in away if other != name or not road.asks_again(now)), *unserved),
            shut,
            thrifty,
        )
        for name, road in roads.items()
    }
