"""Takes what came in and acts on it: one transaction for a batch, acknowledged only after its commit."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from committee.practice import Practice
from committee.refusals import Refusal
from handlers import desk
from messages.envelope import Incoming, Outgoing
from messages.voice import Voice
from messages.words.refusals import busy, crashed, refused
from storage.database import Database, DatabaseStuck
from storage.work import Work, working

log = logging.getLogger(__name__)

MOST_PUT_OFF = 1000  # presses that are remembered to have been answered although they come again

Told = tuple[Incoming, str]
"""A press that is to be answered, with the short words over the button."""


class Receiver:
    """The way in. `practice` is asked for at each batch: an import may have changed the days off."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        practice: Callable[[], Practice],
        *,
        wake: Callable[[], None],
        alert: Callable[[str, BaseException], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._practice = practice
        self._wake = wake
        self._alert = alert
        self._put_off: deque[str] = deque(maxlen=MOST_PUT_OFF)

    async def take(self, batch: Sequence[Incoming]) -> list[Told]:
        """Act on a batch in the order it came; when this returns, all of it is committed.

        Each is a step of its own inside the transaction: one that is refused or crashes is rolled back
        alone, and answered. What was taken before is passed over.

        Raises:
            DatabaseStuck: the database cannot be written now; nothing was taken, and all may come again.
        """
        told: list[Told] = []
        heard: Counter[str] = Counter()
        async with working(self._database) as work:
            for incoming in batch:
                toast = ""
                if await work.inbox.is_new(incoming.channel, incoming.update_key, self._clock.now()):
                    heard[incoming.channel] += 1
                    toast = await self._one(incoming, work)
                if incoming.press_id:
                    told.append((incoming, toast))
                await asyncio.sleep(0)  # a long batch does not hold up what is being sent
            month = f"{self._practice().local(self._clock.now()):%Y-%m}"
            await work.traffic.note(month, received=heard)
        self._wake()
        return told

    def put_off(self, batch: Sequence[Incoming]) -> list[Told]:
        """What to show over the buttons of a batch that could not be taken and comes again; each once.

        Nobody looks at a turning wheel for as long as a disk is full.
        """
        practice = self._practice()
        toast = busy(Voice(practice.language, practice.zone, practice.name))
        presses = [one for one in batch if one.press_id and one.press_id not in self._put_off]
        self._put_off.extend(one.press_id for one in presses)
        return [(one, toast) for one in presses]

    async def _one(self, incoming: Incoming, work: Work) -> str:
        now = self._clock.now()
        practice = self._practice()
        voice = Voice(practice.language, practice.zone, practice.name)
        try:
            await desk.within_reach(incoming, work, now)
            async with work.step("visit"):
                said = await desk.receive(incoming, work, now, practice, voice)
                await _promise(work, incoming, said, now)
                return next((out.toast for out in said if out.toast), "")
        except Refusal as refusal:
            out = refused(await self._voice_of(incoming, work, voice), refusal)
            await _promise(work, incoming, [out], now)
            return out.toast
        except DatabaseStuck:
            raise  # the whole batch comes again
        except Exception as error:
            log.exception("a visit crashed (%s)", incoming.came.value)
            self._alert("visit", error)
            out = crashed(await self._voice_of(incoming, work, voice))
            await _promise(work, incoming, [out], now)
            return out.toast

    @staticmethod
    async def _voice_of(incoming: Incoming, work: Work, voice: Voice) -> Voice:
        actor = await work.seats.actor(incoming.channel, incoming.user)
        return voice.to(actor.person.language) if actor else voice


async def _promise(work: Work, incoming: Incoming, said: list[Outgoing], now: datetime) -> None:
    """Keep what a visit promised: answers go to the chat they came from, with keys made from the update."""
    for number, out in enumerate(said):
        key = out.key or f"{incoming.channel}:{incoming.update_key}:{number}"
        await work.outbox.promise(replace(out, key=key), now, channel=incoming.channel, chat=incoming.chat)
