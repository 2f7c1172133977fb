"""Logs a channel's trouble once, when it begins: it may last for days where a platform is blocked."""

import logging

log = logging.getLogger(__name__)


class Trouble:
    """What is wrong with a channel now, if anything."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._now = ""

    def note(self, trouble: str) -> None:
        """This is what is wrong now; "" for nothing."""
        if trouble and trouble != self._now:
            log.warning("%s: %s", self._channel, trouble)
        self._now = trouble

    def end(self) -> None:
        """The channel receives; logged if something was wrong."""
        if self._now:
            log.info("%s: receiving again", self._channel)
        self._now = ""
