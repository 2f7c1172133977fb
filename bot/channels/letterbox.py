"""Where posted updates wait for their commit: many share one, and whoever posted is told after it."""

import asyncio
import logging

from bot.channels.base import Take
from bot.channels.trouble import Trouble
from messages.envelope import Incoming
from storage.database import DatabaseStuck

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100

Waiting = tuple[Incoming, asyncio.Future[None]]


class Letterbox:
    """What was posted and is not committed yet, in the order it came."""

    def __init__(self, channel: str) -> None:
        self._trouble = Trouble(channel)
        self._waiting: list[Waiting] = []
        self._came = asyncio.Event()

    async def put(self, incoming: Incoming) -> None:
        """Put in what was posted; returns when it is committed.

        Raises:
            ConnectionError: it could not be taken, and is to be posted again.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, done))
        self._came.set()
        await done

    async def empty(self, take: Take, within: float) -> bool:
        """Wait at most `within` seconds for something, and let it be committed; whether there was any."""
        try:
            async with asyncio.timeout(within):
                await self._came.wait()
        except TimeoutError:
            return False
        self._came.clear()
        while self._waiting:
            group, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            await self._take_group(group, take)
        return True

    async def _take_group(self, group: list[Waiting], take: Take) -> None:
        """One commit for the group; whoever posted is told when it is done, or that it was not."""
        taken = False
        try:
            await take([incoming for incoming, _ in group])
            taken = True
            self._trouble.end()
        except DatabaseStuck as error:  # it may be so for hours, and all of it is posted again and again
            self._trouble.note(f"cannot receive ({type(error).__name__}); to be posted again")
        except Exception:
            log.exception("posted updates could not be taken; they will be posted again")
        finally:
            for _, done in group:
                if done.done():
                    continue  # whoever posted has gone
                if taken:
                    done.set_result(None)
                else:
                    done.set_exception(ConnectionError("not taken"))
