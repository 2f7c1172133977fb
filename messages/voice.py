"""In whose name and in which language something is said: language, zone of time, committee's name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Voice:
    """How the bot speaks to one reader."""

    language: str
    zone: ZoneInfo
    committee: str

    def to(self, language: str) -> "Voice":
        """The same voice in a person's own language, if he or she chose one."""
        return Voice(language, self.zone, self.committee) if language in LANGUAGES else self
