"""Who takes what a channel hands over, in place of the bot behind it."""

from collections.abc import Callable, Sequence

from messages.envelope import Incoming
from storage.database import DatabaseStuck
from tests.bot.delivery.station import Station


class Taker:
    """Takes what came in, each key once as the database does; or refuses while it is told to."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.came = 0
        self.stuck = False

    async def __call__(self, batch: Sequence[Incoming]) -> None:
        if self.stuck:
            raise DatabaseStuck("full", "no room")
        self.came += len(batch)
        known = {incoming.update_key for incoming in self.taken}
        self.taken += [incoming for incoming in batch if incoming.update_key not in known]

    @property
    def texts(self) -> list[str]:
        """What was taken."""
        return [incoming.text for incoming in self.taken]


async def until(happened: Callable[[], object]) -> None:
    await Station.until(happened)  # type: ignore[arg-type]
