"""Shows a draft: the preview as members will get it, and the card with what will happen."""

from dataclasses import replace
from datetime import datetime

from committee.announcing import PIECE_PAUSE, goes_at
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.sending import reach_of
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Kind, Outgoing
from messages.voice import Voice
from messages.words import announcement_cards as cards
from messages.words.audiences import audience_words

LONGEST_NUMBER = 15  # digits


async def numbered(visit: Visit, typed: str) -> Announcement | None:
    """The announcement with this number; nothing for what is no number of one."""
    if not typed.isdecimal() or len(typed) > LONGEST_NUMBER:
        return None
    return await visit.work.announcements.get(int(typed))


async def pressed(visit: Visit, rest: str, *states: str) -> tuple[Announcement, str]:
    """The announcement that a button speaks of, and what follows its revision in the key.

    Raises:
        Refusal: it is unknown, was sent, dropped or changed since the button was shown.
    """
    number, _, tail = rest.partition(":")
    revision, _, more = tail.partition(":")
    found = await numbered(visit, number)
    if found is None:
        raise Refusal(RefusalReason.ANNOUNCEMENT_UNKNOWN)
    if found.state == "sent" and "sent" not in states:
        raise Refusal(RefusalReason.ANNOUNCEMENT_SENT)
    if found.state not in states or (found.state != "sent" and str(found.revision) != revision):
        raise Refusal(RefusalReason.BUTTON_OLD)
    return found, more


async def asked_about(visit: Visit, about: str) -> Announcement:
    """The draft that an open question is about.

    Raises:
        Refusal: it was sent or dropped meanwhile.
    """
    found = await visit.work.announcements.get(int(about.partition(":")[2]))
    if found is None or found.state not in ("draft", "scheduled"):
        raise Refusal(RefusalReason.ANNOUNCEMENT_SENT)
    return found


async def changed(visit: Visit, announcement: Announcement) -> Announcement:
    """Keep a draft's new content; buttons shown before are old from now on."""
    kept = await visit.work.announcements.change(announcement)
    if kept is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return kept


async def shown(visit: Visit, draft: Announcement, *, may_go_on: bool = False) -> list[Outgoing]:
    """Preview and card; `may_go_on` lets them wait a moment for the next piece of a long text."""
    await visit.work.outbox.withdraw(draft.about, Kind.ANSWER, visit.now, reason="superseded")
    wait = visit.now + PIECE_PAUSE if may_go_on else None
    card = await card_of(visit, draft)
    return [cards.preview(visit.voice, draft, wait), replace(card, not_before=wait)]


async def card_of(visit: Visit, draft: Announcement, replaces: str = "") -> Outgoing:
    """The card as of now."""
    if draft.corrects is not None:
        tally = await visit.work.announcements.tally(draft.corrects)
        return cards.correction_card(visit.voice, draft, tally.states.get("sent", 0), replaces=replaces)
    reach = await reach_of(visit.work, draft.audience) if draft.audience else None
    agencies = await visit.work.seats.agencies()
    audience = audience_words(visit.voice, draft.audience, agencies)
    return cards.card(visit.voice, draft, reach, audience, goes_at=_later(visit, draft), replaces=replaces)


def _later(visit: Visit, draft: Announcement) -> datetime | None:
    leaves = goes_at(visit.now, visit.practice, urgent=draft.urgent)
    return leaves if leaves > visit.now else None


def for_others(visit: Visit) -> Voice:
    """The committee's own voice: the language of whoever writes is not that of those who read."""
    return visit.voice.to(visit.practice.language)


def ends(visit: Visit) -> datetime:
    """Until when the questions of this room are open: the end of the next working day."""
    return visit.practice.day_ends(visit.practice.calendar.next_working(visit.today))
