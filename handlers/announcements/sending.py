"""Sends an announcement: whom it reaches, and the promises for all of them in one transaction."""

from dataclasses import replace
from datetime import datetime

from committee.announcements import parse, resolve
from committee.lateness import useful_until
from committee.people import Actor, Seat
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from messages.announced import Announcement, Reach
from messages.reading.fold import fold
from messages.voice import Voice
from messages.words.announcements import to_all
from storage.allowance import hold_back
from storage.work import Work


def same_name(typed: str, stored: str) -> bool:
    """Whether two names are the same but for accents, case and spaces."""
    return " ".join(fold(typed).split()) == " ".join(fold(stored).split())


async def reach_of(work: Work, expression: str) -> Reach:
    """Whom an audience reaches now.

    Raises:
        BadAudience: a part that names nobody.
        Refusal: AUDIENCE_EMPTY when nobody is left.
    """
    chosen = resolve(parse(expression), await work.seats.all(), same_name)
    accounts = await work.joining.identities()
    joined = {account.person_id for account in accounts if not account.unreachable}
    held: dict[int, Seat] = {}
    for seat in sorted(chosen, key=lambda seat: seat.id):  # whoever holds two seats acts for the first
        if seat.holder:
            held.setdefault(seat.holder.id, seat)
    first = {seat.id for seat in held.values()}
    reached = tuple(seat for seat in chosen if seat.id in first)
    away = tuple(s for s in reached if s.holder and (s.holder.id not in joined or not s.holder.agreed))
    return Reach(reached, away, tuple(seat for seat in chosen if not seat.holder))


async def send(
    work: Work,
    announcement: Announcement,
    now: datetime,
    practice: Practice,
    voice: Voice,
    *,
    at: datetime,
    actor: Actor | None = None,
) -> tuple[Announcement, Reach]:
    """Promise an announcement to everybody it is for, to leave at `at`.

    Raises:
        Refusal: nobody to send to (AUDIENCE_EMPTY), nothing to say (ANNOUNCEMENT_EMPTY), or it was sent or
            changed meanwhile (ANNOUNCEMENT_SENT).
    """
    if not announcement.text.strip() and announcement.attachment is None:
        raise Refusal(RefusalReason.ANNOUNCEMENT_EMPTY)
    reach = await reach_of(work, announcement.audience)
    if not reach.seats:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    if not await work.announcements.mark_sent(announcement, at, now):
        raise Refusal(RefusalReason.ANNOUNCEMENT_SENT)
    await work.questions.close_about(announcement.about, now)
    sent = replace(announcement, state="sent", send_at=at, sent_at=now)
    await work.announcements.expect(sent.id, reach.seats)
    until = useful_until("announcement", at, practice)
    await work.outbox.promise_all(to_all(voice, sent, reach.seats, until), now)
    await hold_back(work, now, practice)
    await work.audit.add(actor, "announced", sent.about, now, after=f"{sent.audience}: {len(reach.seats)}")
    return sent, reach
