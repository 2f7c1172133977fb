"""Corrects an announcement that was sent: in place where that can be done, else by a new message."""

from dataclasses import replace

from committee.announcing import goes_at
from committee.lateness import useful_until
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.reporting import report_of
from handlers.announcements.showing import ends, for_others, pressed
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Outgoing
from messages.voice import LANGUAGES
from messages.words import announcement_cards as cards
from messages.words import announcements as words


async def ask(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Đính chính»: asks for the right text."""
    require(visit.actor, Act.ANNOUNCE)
    found, _ = await pressed(visit, rest, "sent")
    await visit.work.questions.ask(
        visit.actor.person.id, "announcement_correct", f"correct:{found.id}", {}, visit.now, ends(visit)
    )
    return [cards.ask_correction(visit.voice, found)]


async def confirm(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Gửi đính chính»: who has the wrong text gets the right one; what waits is reworded."""
    require(visit.actor, Act.ANNOUNCE)
    draft, _ = await pressed(visit, rest, "draft")
    wrong = await visit.work.announcements.get(draft.corrects) if draft.corrects is not None else None
    if wrong is None or not await visit.work.announcements.close(draft.id, "merged"):
        raise Refusal(RefusalReason.BUTTON_OLD)
    right = await visit.work.announcements.correct(wrong.id, draft.text)
    assert right is not None
    await visit.work.questions.close_about(draft.about, visit.now)
    for language in ("", *LANGUAGES):  # whoever has chosen none reads the committee's
        text = words.text_of(for_others(visit).to(language), right)
        await visit.work.announcements.reword_waiting(right.id, language, text)
    await _tell(visit, right)
    await visit.work.audit.add(
        visit.actor, "corrected", right.about, visit.now, before=wrong.text, after=right.text
    )
    said = await report_of(visit.work, right, visit.now, visit.voice)
    return [replace(said, replaces=visit.incoming.message)]


async def _tell(visit: Visit, right: Announcement) -> None:
    due = goes_at(visit.now, visit.practice, urgent=right.urgent)
    until = useful_until("announcement", due, visit.practice)
    said: list[Outgoing] = []
    for place in await visit.work.announcements.arrived(right.id):
        if place.seat.holder is None:
            continue
        own = for_others(visit).to(place.seat.holder.language)
        said += words.correction(own, right, place.seat, place.message, place.acknowledged_at)
    await visit.work.outbox.promise_all(
        [replace(one, not_before=due, expires_at=until) for one in said], visit.now
    )
