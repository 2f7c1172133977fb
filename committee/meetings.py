"""A meeting, its invitations and answers, and what must be true before it is called or answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from committee.hours import within
from committee.people import Seat
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason

FARTHEST = timedelta(days=732)  # two years: a year typed wrongly is commoner than a plan so far ahead


class MeetingState(StrEnum):
    """Where a meeting stands; nothing leaves the house while it is a draft."""

    DRAFT = "draft"
    CALLED = "called"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What an invited seat said."""

    NONE = "none"
    ATTENDING = "attending"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class Missing(StrEnum):
    """A piece that a meeting's draft still lacks, in the order in which it is asked for."""

    WHEN = "when"  # neither day nor hour
    HOUR = "hour"  # the day is known, the hour is not
    TITLE = "title"
    PLACE = "place"


class StartWarning(StrEnum):
    """Something about the start that the secretary should see before sending; none of them forbids."""

    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    OUTSIDE_HOURS = "outside_hours"


class Changed(StrEnum):
    """What differs between two versions of a meeting and is worth a notice."""

    START = "start"
    PLACE = "place"
    TITLE = "title"
    FORM = "form"


@dataclass(frozen=True)
class MeetingDraft:
    """What is known so far of a meeting that is being typed."""

    title: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting as it is called. `audience` is the expression of committee.announcements.

    `revision` grows by one each time the start moves; reminders carry it, so that those of an earlier
    start die with it, and answers are asked for again.
    """

    id: int
    code: str
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    form: str = ""
    chaired_by: str = ""
    audience: str = "participants"
    answer_by: date | None = None
    note: str = ""
    sort: str = ""  # the roster's own word for the sort of meeting: "Giao ban tháng"
    documents: str = ""
    state: MeetingState = MeetingState.CALLED
    revision: int = 1


@dataclass(frozen=True)
class Invitation:
    """One seat's place at one meeting, and what it answered to which revision."""

    meeting_id: int
    seat: Seat
    invited_at: datetime
    answer: Answer = Answer.NONE
    reason: str = ""
    substitute: str = ""  # name and title of whoever comes instead
    answered_by: str = ""
    answered_at: datetime | None = None
    revision: int = 1

    @property
    def comes(self) -> bool:
        """Whether somebody of this seat will be there, the holder or a substitute."""
        return self.answer in (Answer.ATTENDING, Answer.SUBSTITUTE)


@dataclass(frozen=True)
class AnswerCounts:
    """How many seats answered what."""

    attending: int = 0
    absent: int = 0
    substitute: int = 0
    unanswered: int = 0

    @property
    def invited(self) -> int:
        """How many seats were invited."""
        return self.attending + self.absent + self.substitute + self.unanswered


def missing(draft: MeetingDraft) -> tuple[Missing, ...]:
    """What the draft lacks, in the order in which to ask: when, title, place."""
    found = []
    if draft.starts_at is None:
        found.append(Missing.WHEN if draft.day is None else Missing.HOUR)
    if not draft.title.strip():
        found.append(Missing.TITLE)
    if not draft.place.strip():
        found.append(Missing.PLACE)
    return tuple(found)


def check_start(starts_at: datetime, now: datetime, ends_at: datetime | None = None) -> None:
    """Refuse a meeting in the past, more than two years ahead, or one that ends before it starts."""
    if starts_at <= now:
        raise Refusal(RefusalReason.MEETING_IN_PAST, starts_at=starts_at)
    if starts_at - now > FARTHEST:
        raise Refusal(RefusalReason.MEETING_TOO_FAR, starts_at=starts_at)
    if ends_at is not None and ends_at <= starts_at:
        raise Refusal(RefusalReason.MEETING_ENDS_EARLY, starts_at=starts_at, ends_at=ends_at)


def start_warnings(starts_at: datetime, practice: Practice) -> tuple[StartWarning, ...]:
    """What is unusual about the start: a weekend or day off that is not worked, or odd hours."""
    local = practice.local(starts_at)
    found = []
    if local.date() in practice.calendar.days_off and not practice.calendar.is_working(local.date()):
        found.append(StartWarning.DAY_OFF)
    elif not practice.calendar.is_working(local.date()):
        found.append(StartWarning.WEEKEND)
    if not within(local.time(), practice.working_hours):
        found.append(StartWarning.OUTSIDE_HOURS)
    return tuple(found)


def check_answerable(meeting: Meeting, now: datetime) -> None:
    """Refuse an answer to a meeting that is not called, was cancelled, or has begun."""
    facts = {"title": meeting.title, "starts_at": meeting.starts_at}
    if meeting.state is MeetingState.DRAFT:
        raise Refusal(RefusalReason.MEETING_NOT_CALLED, **facts)
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal(RefusalReason.MEETING_CANCELLED, **facts)
    if now >= meeting.starts_at:
        raise Refusal(RefusalReason.MEETING_STARTED, **facts)


def changes(before: Meeting, after: Meeting) -> tuple[Changed, ...]:
    """What invited people must be told after an edit, in one notice; empty when nothing matters to them."""
    pairs = (
        (Changed.START, before.starts_at, after.starts_at),
        (Changed.PLACE, before.place, after.place),
        (Changed.TITLE, before.title, after.title),
        (Changed.FORM, before.form, after.form),
    )
    return tuple(what for what, old, new in pairs if old != new)


def revised(before: Meeting, after: Meeting) -> Meeting:
    """The edited meeting with its revision: one more when the start moved, the same for any other edit.

    So a new room does not send again, under new keys, the reminders that have gone already.
    """
    moved = asks_again(changes(before, after))
    return replace(after, revision=before.revision + (1 if moved else 0))


def asks_again(changed: Iterable[Changed]) -> bool:
    """Whether those who had answered are asked again: only when the start moved."""
    return Changed.START in changed


def count_answers(invitations: Iterable[Invitation]) -> AnswerCounts:
    """How many of the invited seats attend, are absent, send somebody, or have not answered."""
    counted = dict.fromkeys(Answer, 0)
    for invitation in invitations:
        counted[invitation.answer] += 1
    return AnswerCounts(
        attending=counted[Answer.ATTENDING],
        absent=counted[Answer.ABSENT],
        substitute=counted[Answer.SUBSTITUTE],
        unanswered=counted[Answer.NONE],
    )
