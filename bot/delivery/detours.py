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
    one message tries, or nobody would notice that it is back. Such roads come first, to be looked at first.
    """
    away = [name for name, road in roads.items() if road.is_away(now)]
    shut = tuple(key for name, road in roads.items() for key in road.shut(name, at))
    asking = [name for name in away if roads[name].asks_again(now)]
    return {
        name: Detour((*(one for one in away if one != name or one not in asking), *unserved), shut, thrifty)
        for name in sorted(roads, key=lambda name: name not in asking)
    }
