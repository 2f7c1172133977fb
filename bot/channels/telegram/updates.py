"""Reads Telegram's updates one by one: one that cannot be read is noted and passed over, the others go on.

The library reads a whole answer or nothing of it: one impossible date would keep all others out, and come
again after each restart. It also writes to the log what it could not read, with all that people wrote.
"""

import logging
from collections import deque
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.telegram.incoming import ALLOWED, incoming_of
from bot.clock import Clock
from messages.envelope import Incoming

log = logging.getLogger(__name__)

REMEMBERED = 100  # as many as come at once; they come again when the others could not be committed


class Reader:
    """Reads the updates of one bot, as JSON."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._noted: deque[int] = deque(maxlen=REMEMBERED)

    def read(self, update: Any) -> Incoming | None:
        """What came in; nothing when nobody needs to act on it, or nobody can.

        Raises:
            ValueError: this is no update.
        """
        number = number_of(update)
        if not number:
            raise ValueError("no update")
        try:
            return incoming_of(Update.de_json(update, self._bot), self._clock.now())
        except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it will be for ever)
            if number not in self._noted:
                self._noted.append(number)
                # Neither the error's words nor its trace: both may tell what somebody wrote.
                log.warning(
                    "telegram: update %d (%s) cannot be read (%s); passed over",
                    number,
                    next((kind for kind in ALLOWED if kind in update), "of another kind"),
                    type(error).__name__,
                )
            return None


def updates_of(result: Any) -> list[dict[str, Any]]:
    """The updates that getUpdates has given; what is none goes when those around it are acknowledged.

    Raises:
        TelegramError: nothing of it can be acknowledged; it would be given again at once, for ever.
    """
    found = [one for one in result if number_of(one)] if isinstance(result, list) else []
    if not found and result != []:
        raise TelegramError("Invalid server response")
    if len(found) < len(result):
        log.warning("telegram: something came that is no update; passed over")
    return found


def number_of(update: Any) -> int:
    """The number by which an update is acknowledged, from 1 on; 0 for what is no update."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and number > 0 else 0  # True is an int too
