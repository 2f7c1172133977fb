"""When an announcement goes, how a long one that came in pieces is joined, how often one may remind."""

from datetime import date, datetime, timedelta

from committee.moments import in_noon_rest, is_quiet, next_moment, urgent_moment
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason

REMIND_EVERY = timedelta(hours=2)  # at most so often are those reminded who have not acknowledged
REPORT_AFTER = timedelta(minutes=15)  # by then the secretary knows how every message ended

PIECE_LIMIT = 4096  # a client cuts a longer paste into several messages, where its channel has no other limit
LONG = 0.85  # clients cut at a line or a word: a piece that is nearly this full may have a continuation
PIECES_WITHIN = timedelta(seconds=30)  # pieces of one paste arrive together; a slow line may part them
PIECE_PAUSE = timedelta(seconds=2)  # a preview waits so long for the next piece


def goes_at(now: datetime, practice: Practice, *, urgent: bool) -> datetime:
    """When an announcement that is sent now leaves.

    At once on a working day outside quiet hours: its sender has looked at the clock. In the noon rest, which
    is sacred (§ 2.7), in quiet hours and on days off an ordinary one waits for the next send window; an
    urgent one waits only for the end of quiet hours.
    """
    if urgent:
        return urgent_moment(now, practice)
    local = practice.local(now)
    resting = is_quiet(now, practice) or in_noon_rest(local.time(), practice)
    if resting or not practice.calendar.is_working(local.date()):
        return next_moment(now, practice)
    return now


def appointed(typed: datetime | date, now: datetime, practice: Practice) -> datetime:
    """The moment that a typed one means: a day alone means its first send window, today the next one.

    Raises Refusal(SEND_TIME_PAST) for a moment that is over.
    """
    if isinstance(typed, datetime):
        at = typed
    elif typed == practice.day(now):
        at = max(practice.at(typed, practice.send_windows[0][0]), next_moment(now, practice))
        if practice.day(at) != typed:
            raise Refusal(RefusalReason.SEND_TIME_PAST)
        return at
    else:
        at = practice.at(typed, practice.send_windows[0][0])
    if at <= now:
        raise Refusal(RefusalReason.SEND_TIME_PAST)
    return at


def may_go_on(piece: str, limit: int = PIECE_LIMIT) -> bool:
    """Whether a message is so long that what comes right after it may be its continuation.

    `limit` is the longest message of its channel, in characters.
    """
    return len(piece) >= limit * LONG


def joined(before: str, piece: str, *, last: int, limit: int = PIECE_LIMIT) -> str:
    """A text and its continuation as one; `last` is the length of the message before, in characters.

    A client cuts at the end of a line or of a word and drops the white space that stood there; only a piece
    of the full length was cut within a word. After the end of a sentence, and before an item of a list, a new
    line is likelier than a blank.
    """
    if last >= limit:
        return before + piece
    sentence = before.endswith((".", "!", "?", ":", ";", "…", "/"))
    number, dot, _ = piece[:6].partition(".")
    item = piece.startswith(("- ", "– ", "• ", "+ ", "* ")) or (bool(dot) and number.isalnum())
    return f"{before}\n{piece}" if sentence or item else f"{before} {piece}"


def may_remind_at(reminded_at: datetime | None, now: datetime) -> datetime:
    """From when on those who have not acknowledged may be reminded (again)."""
    return now if reminded_at is None else max(now, reminded_at + REMIND_EVERY)
