"""Whom the secretariat telephones: what did not reach somebody and still matters, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from committee.ladder import nudges_of
from committee.meetings import Answer, Invitation, Meeting
from committee.people import Seat, protocol
from committee.practice import Practice
from committee.reminders import answer_slots, meeting_slots
from committee.tasks import Task

REACHES_NOBODY_AFTER = timedelta(minutes=15)  # what has not arrived by then is a matter for the telephone
MEETINGS_FIRST = timedelta(days=7)
LOOKING_BACK = 10  # days; the ladder has no longer pause within the days around a deadline


class Because(StrEnum):
    """Why messages do not reach somebody."""

    NEVER = "never"  # has not joined
    NOT_AGREED = "not_agreed"  # has joined and not agreed
    LOST = "lost"  # has blocked every bot, or the accounts are gone
    STUCK = "stuck"  # can be reached, but this did not arrive


class News(StrEnum):
    """What there is to say about a meeting; of several what stands first here is said."""

    INVITED = "invited"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    LEFT_OUT = "left_out"
    ASKED = "asked"  # has not answered
    REMINDED = "reminded"


@dataclass(frozen=True)
class Unheard:
    """Something that did not reach a person: news of a meeting, a task, the digest, or an announcement.

    `since` is when it should have arrived, `by` until when it matters.
    """

    since: datetime
    by: datetime
    meeting: Meeting | None = None
    news: News = News.INVITED
    task: Task | None = None
    digest: date | None = None
    announcement: str = ""  # its title

    @property
    def subject(self) -> tuple[str, object]:
        """What it is about: whoever is told of a thing needs to hear of it once."""
        if self.meeting is not None:
            return "meeting", self.meeting.id
        if self.task is not None:
            return "task", self.task.id
        return ("digest", self.digest) if self.digest is not None else ("announcement", self.announcement)


@dataclass(frozen=True)
class Call:
    """Somebody to be telephoned, and all there is to say, the most urgent first."""

    seat: Seat
    because: Because
    unheard: tuple[Unheard, ...]


def urgency(item: Unheard, now: datetime) -> tuple[bool, datetime]:
    """Sort key: meetings of the coming week, then everything by the moment until which it matters.

    A task that is overdue may wait for a day longer; somebody who is to come to a meeting has to plan for it.
    """
    return not (item.meeting is not None and item.by - now <= MEETINGS_FIRST), item.by


def in_order(calls: Iterable[Call], now: datetime) -> list[Call]:
    """The most urgent first; of equally urgent ones in protocol order."""
    return sorted(calls, key=lambda call: (urgency(call.unheard[0], now), protocol(call.seat)))


def of_each_once(items: Iterable[Unheard], now: datetime) -> tuple[Unheard, ...]:
    """Of several messages about one thing the one that tells most and the latest moment; by urgency."""
    telling = list(News)
    found: dict[tuple[str, object], Unheard] = {}
    for item in items:
        other = found.get(item.subject)
        if other is None:
            found[item.subject] = item
            continue
        first = min(item, other, key=lambda one: telling.index(one.news))
        newest = max(item.since, other.since)
        found[item.subject] = Unheard(
            newest, first.by, first.meeting, first.news, first.task, first.digest, first.announcement
        )
    return tuple(sorted(found.values(), key=lambda item: urgency(item, now)))


def not_reminded(
    meeting: Meeting, invited: Invitation, heard: datetime | None, now: datetime, practice: Practice
) -> tuple[News, datetime] | None:
    """What to tell of a called meeting to somebody who is reached nowhere, and since when; None is nothing.

    `heard` is when a message about it last arrived with this person, None when none was ever written: whoever
    took the seat over is invited, also when the predecessor has answered. Anybody else is reminded, or asked
    for an answer, from the first moment on at which a message would have gone (committee.reminders): once for
    a start, a telephone is no metronome. Whoever is absent is left in peace.
    """
    own = invited.seat.holder is not None and invited.answered_by == invited.seat.holder.name
    known = [moment for moment in (heard, invited.answered_at if own else None) if moment is not None]
    if not known:
        return News.INVITED, invited.invited_at
    if invited.answer is Answer.ABSENT:
        return None
    slots = meeting_slots(meeting, practice)
    if not invited.comes:
        slots += answer_slots(meeting, practice)
    due = [slot.due_at for slot in slots if max(known) < slot.due_at <= now]
    return (News.REMINDED if invited.comes else News.ASKED, min(due)) if due else None


def task_matters_by(deadline: date | None, now: datetime, practice: Practice) -> datetime:
    """The end of the day on which a task falls due; of today when that has passed."""
    today = practice.day(now)
    return practice.day_ends(max(deadline or today, today))


def not_asked(tasks: Iterable[Task], now: datetime, practice: Practice) -> dict[int, datetime]:
    """When each task's lead would last have been nudged, by the task's id, for those that would have been.

    Whoever cannot be reached is sent no nudges; the ladder is the same for the telephone.
    """
    today = practice.day(now)
    known = list(tasks)
    found: dict[int, datetime] = {}
    for back in range(LOOKING_BACK):
        day = today - timedelta(days=back)
        moment = practice.at(day, practice.nudge_time)
        if moment > now:
            continue
        for nudge in nudges_of(known, {}, [], day, practice):
            for owed in nudge.owed:
                if owed.step is not None:
                    found.setdefault(owed.task.id, moment)
    return found
