"""When a message may go: send windows of working days, the noon rest, quiet hours, the digest's moment."""

from datetime import date, datetime, time, timedelta

from committee.hours import within
from committee.practice import Practice

LAST_CALL = timedelta(minutes=15)  # before a window closes: what is moved back into it goes then


def in_send_window(now: datetime, practice: Practice) -> bool:
    """Whether ordinary messages (nudges, reminders, announcements) may go at this moment."""
    local = practice.local(now)
    return practice.calendar.is_working(local.date()) and within(local.time(), practice.send_windows)


def next_moment(now: datetime, practice: Practice) -> datetime:
    """`now` when it lies in a send window of a working day, otherwise the next such window's opening."""
    if in_send_window(now, practice):
        return now
    local = practice.local(now)
    day = local.date()
    if practice.calendar.is_working(day):
        for opens, _ in practice.send_windows:
            if local.time() < opens:
                return practice.at(day, opens)
    return practice.at(practice.calendar.next_working(day), practice.send_windows[0][0])


def is_quiet(now: datetime, practice: Practice) -> bool:
    """Whether nobody may be disturbed, not even by what is urgent."""
    clock = practice.local(now).time()
    start, end = practice.quiet_from, practice.quiet_until
    return start <= clock < end if start <= end else clock >= start or clock < end


def urgent_moment(now: datetime, practice: Practice) -> datetime:
    """`now` outside quiet hours, otherwise their end: urgent things also go on days off."""
    if not is_quiet(now, practice):
        return now
    local = practice.local(now)
    ends = practice.at(local.date(), practice.quiet_until)
    return ends if ends > local else practice.at(local.date() + timedelta(days=1), practice.quiet_until)


def in_noon_rest(clock: time, practice: Practice) -> bool:
    """Whether a time of day lies between two spans of working hours; that rest is sacred (§ 2.7)."""
    hours = practice.working_hours
    return any(hours[i][1] <= clock < hours[i + 1][0] for i in range(len(hours) - 1))


def before_noon_rest(day: date, clock: time, practice: Practice) -> datetime:
    """The last call of the window before the given time of day."""
    closes = [end for _, end in practice.send_windows if end <= clock]
    return practice.at(day, closes[-1] if closes else clock) - (LAST_CALL if closes else timedelta())


def last_call(day: date, practice: Practice) -> datetime:
    """The last moment of that day's windows at which something may still be asked of people."""
    return practice.at(day, practice.send_windows[-1][1]) - LAST_CALL


def digest_moment(now: datetime, practice: Practice) -> datetime | None:
    """When today's digest was due, if it may go now: a working day, from digest time until noon."""
    day = practice.day(now)
    due = practice.at(day, practice.digest_time)
    until = max(practice.at(day, practice.digest_until), due + timedelta(hours=1))
    return due if practice.calendar.is_working(day) and due <= now < until else None
