"""A meeting that is being typed: what is known of it so far, and why a time was not taken."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from committee.meetings import MeetingDraft, check_start
from committee.refusals import Refusal, RefusalReason
from handlers.visit import Visit
from messages.reading import UnclearTime
from messages.reading.calling import read_order, read_time_on
from messages.words.meeting_cards import Trouble, guests_note, weekday


@dataclass(frozen=True)
class Sketch:
    """What is known so far of a meeting that is being typed."""

    title: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    place: str = ""
    chaired_by: str = ""
    audience: str = ""
    note: str = ""

    @property
    def draft(self) -> MeetingDraft:
        """The same for the rule that says what is missing."""
        return MeetingDraft(self.title, self.day, self.starts_at, self.place)

    def facts(self) -> dict[str, Any]:
        """For a question's facts."""
        return asdict(self) | {
            "day": self.day.isoformat() if self.day else "",
            "starts_at": self.starts_at.isoformat() if self.starts_at else "",
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Sketch":
        """What `facts` wrote."""
        day, starts_at = facts.get("day"), facts.get("starts_at")
        texts = {name: facts.get(name, "") for name in ("title", "place", "chaired_by", "audience", "note")}
        return cls(
            day=date.fromisoformat(day) if day else None,
            starts_at=datetime.fromisoformat(starts_at) if starts_at else None,
            **texts,
        )

    def filled(self, newer: "Sketch") -> "Sketch":
        """This sketch with what the newer one adds: its time counts, other pieces only where they lack."""
        time = newer if newer.starts_at or newer.day else self
        return Sketch(
            title=self.title or newer.title,
            day=time.day,
            starts_at=time.starts_at,
            place=self.place or newer.place,
            chaired_by=self.chaired_by or newer.chaired_by,
            audience=self.audience or newer.audience,
            note=self.note or newer.note,
        )


async def read_sentence(visit: Visit, text: str) -> tuple[Sketch, Trouble | None]:
    """The meeting in one sentence, and why its time was not taken, if so."""
    agencies = await visit.work.seats.agencies()
    order = read_order(text, agencies, now=visit.practice.local(visit.now))
    timed, trouble = taken(visit, order.when)
    if order.unclear is not None:
        trouble = trouble_of(visit, order.unclear)
    sketch = Sketch(
        title=order.title,
        day=timed.day,
        starts_at=timed.starts_at,
        place=order.where,
        chaired_by=order.chaired_by,
        audience=order.audience,
        note=guests_note(visit.voice, order.unknown),
    )
    return sketch, trouble


def read_time(visit: Visit, text: str, *, on: date | None = None) -> tuple[Sketch, Trouble | None]:
    """Just a time; an hour alone is meant for the day `on`, a day alone leaves the hour open."""
    try:
        return taken(visit, read_time_on(text, on, now=visit.practice.local(visit.now)))
    except UnclearTime as unclear:
        return Sketch(), trouble_of(visit, unclear)


def taken(visit: Visit, when: datetime | date | None) -> tuple[Sketch, Trouble | None]:
    """A time that was read, refused when no meeting can start then."""
    if not isinstance(when, datetime):
        return Sketch(day=when), None
    try:
        check_start(when, visit.now)
    except Refusal as refusal:
        far = refusal.reason is RefusalReason.MEETING_TOO_FAR
        return Sketch(), Trouble("too_far" if far else "past", day=when.date())
    return Sketch(day=when.date(), starts_at=when), None


def trouble_of(visit: Visit, unclear: UnclearTime) -> Trouble:
    """The facts that the sentence about an unclear time needs."""
    said, real = unclear.said_weekday, unclear.real_weekday
    return Trouble(
        unclear.reason,
        day=unclear.day,
        said="" if said is None else weekday(visit.voice, said),
        real="" if real is None else weekday(visit.voice, real),
    )
