"""Says the digest: one screen for the chair, what needs a decision first."""

import re
from collections.abc import Sequence
from datetime import datetime
from html import unescape

from committee.digest import Digest
from committee.people import Seat
from committee.register import address
from committee.tasks import Task
from messages.envelope import Choice, Kind, Outgoing
from messages.render import label, render
from messages.voice import Voice

ONE_SCREEN = 1000  # characters that the reader sees
NAMED, EXPLAINED, BARE = 2, 1, 0  # titles beside all codes, beside what is to be decided, beside none
# How many lines of a list are shown, and with which titles: the first that fits.
FULLNESS = (
    *((lines, NAMED) for lines in (8, 5)),
    *((lines, EXPLAINED) for lines in (8, 6, 4)),
    *((lines, BARE) for lines in (6, 5, 4, 3, 2, 1, 0)),
)
TITLE = 46  # characters of a task's title beside its code
MOST_DECISIONS = 4  # with two buttons each they stay within the digits 1 to 9


def digest_text(voice: Voice, digest: Digest, seat: Seat | None = None, *, late: bool = False) -> str:
    """The digest as HTML, at most ONE_SCREEN characters to the eye; what does not fit is counted."""
    who = address(seat.holder, seat.role) if seat and seat.holder else None
    text = ""
    for cap, titles in FULLNESS:
        text = render(
            "digest/digest",
            voice,
            d=digest,
            address=who,
            late=late,
            cap=cap,
            titled=titles == NAMED,
            explained=titles >= EXPLAINED,
            title=_short,
        )
        if len(unescape(re.sub(r"<[^>]+>", "", text))) <= ONE_SCREEN:
            break
    return text


def digest_for(
    voice: Voice,
    digest: Digest,
    seat: Seat,
    *,
    key: str,
    expires_at: datetime | None = None,
    late: bool = False,
    decides: bool = True,
) -> Outgoing:
    """The digest for one reader, with the decisions that wait for him as numbered buttons."""
    return Outgoing(
        digest_text(voice, digest, seat, late=late),
        kind=Kind.DIGEST,
        choices=decision_choices(voice, digest) if decides else (),
        person=seat.holder.id if seat.holder else None,
        seat=seat.id,
        key=key,
        about=f"digest:{digest.code}",
        expires_at=expires_at,
    )


def decision_choices(voice: Voice, digest: Digest) -> tuple[tuple[Choice, ...], ...]:
    """Two numbered buttons for a later deadline, one for an obstacle; a typed number chooses the same."""
    rows: list[tuple[Choice, ...]] = []
    number = 0
    for decision in digest.decisions[:MOST_DECISIONS]:
        if decision.settled_on is not None:
            continue
        if decision.kind == "extension" and decision.extension_id is not None:
            extension = f"x:{decision.extension_id}"
            keys = [(f"{extension}:yes", "digest_grant"), (f"{extension}:no", "digest_keep")]
        else:
            keys = [(f"settle:{decision.task_id}", "digest_settle")]
        row = []
        for key, name in keys:
            number += 1
            row.append(Choice(key, label(name, voice, n=number, code=decision.task_code)))
        rows.append(tuple(row))
    return tuple(rows)


def nothing_to_say(voice: Voice, digest: Digest) -> Outgoing:
    """Asked for a digest when there is nothing that needs attention."""
    return Outgoing(render("digest/nothing", voice, d=digest))


def readers_now(voice: Voice, seats: Sequence[Seat]) -> Outgoing:
    """Who gets the digest every morning, and how to change that."""
    return Outgoing(render("digest/readers", voice, seats=seats))


def settled(voice: Voice, task: Task) -> Outgoing:
    """To the chair: the secretariat has been told to clear an obstacle."""
    return Outgoing(render("digest/settled", voice, code=task.code, title=task.title))


def settle_notice(voice: Voice, seat: Seat, task: Task, by: str) -> Outgoing:
    """To the secretariat: the chair, `by`, wants the obstacle of a task cleared."""
    report = task.state
    return Outgoing(
        render(
            "digest/settle_notice",
            voice,
            code=task.code,
            title=task.title,
            agency=task.lead_agency.short_name or task.lead_agency.name,
            reason=report.note if report else "",
            by=by,
        ),
        kind=Kind.NOTICE,
        person=seat.holder.id if seat.holder else None,
        seat=seat.id,
        key=f"settle:{task.id}:{report.id if report else 0}:seat:{seat.id}",
    )


def _short(text: str, width: int = TITLE) -> str:
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
