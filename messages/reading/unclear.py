"""The refusal to read a time: why, and the facts that the sentence for people needs."""

from datetime import date


class UnclearTime(ValueError):
    """A time that must be asked for again, never guessed (dates_rules.md, E1-E6).

    `reason` is a short machine word: "impossible" (30/2, 27h, 16h in the morning), "contradicts" (weekday and
    date disagree), "past", "vague", "lunar" or "none" (no time in the text). For "contradicts" `day` is the
    date that was typed and `said_weekday` the weekday typed beside it (0 = Monday); for "past" `day` is the
    past day when there is one. `typed` is the part of the text that was refused.
    """

    def __init__(
        self, reason: str, *, typed: str = "", day: date | None = None, said_weekday: int | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.typed = typed
        self.day = day
        self.said_weekday = said_weekday

    @property
    def real_weekday(self) -> int | None:
        """The weekday on which `day` really falls (0 = Monday)."""
        return self.day.weekday() if self.day else None
