"""Decides about a draft: for whom, with a receipt or not, urgent or not, now, later or never."""

from dataclasses import replace
from datetime import datetime

from committee.announcing import appointed, goes_at
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.reporting import report_of
from handlers.announcements.sending import reach_of, send
from handlers.announcements.showing import asked_about, card_of, changed, ends, for_others, pressed
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Outgoing
from messages.reading import UnclearTime, read_when
from messages.reading.recipients import read_recipients
from messages.words import announcement_cards as cards
from messages.words.announcements import report_key
from messages.words.audiences import TYPED
from storage.questions import Question


async def choose_audience(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Người nhận»: the audiences as buttons."""
    draft = await _draft(visit, rest)
    card = await card_of(visit, draft)
    return [cards.choose_audience(visit.voice, draft, card.text, visit.incoming.message)]


async def back(visit: Visit, rest: str) -> list[Outgoing]:
    """The card as it was."""
    return [await card_of(visit, await _draft(visit, rest), visit.incoming.message)]


async def audience_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """One of the audiences, or "Chọn cơ quan", which asks for names."""
    require(visit.actor, Act.ANNOUNCE)
    draft, chosen = await pressed(visit, rest, "draft")
    if chosen == TYPED:
        return await _ask(visit, draft, "announcement_audience", cards.ask_audience(visit.voice, draft))
    return await _set_audience(visit, draft, chosen, visit.incoming.message)


async def audience_typed(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Names of agencies or groups; what is not understood leaves the question open."""
    draft = await asked_about(visit, question.about)
    audience = read_recipients(text, await visit.work.seats.agencies())
    return await _set_audience(visit, draft, str(audience), "")


async def _set_audience(visit: Visit, draft: Announcement, expression: str, message: str) -> list[Outgoing]:
    await reach_of(visit.work, expression)  # refuses what reaches nobody
    for asked in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if asked.ask == "announcement_audience" and asked.about == draft.about:
            await visit.work.questions.close(asked.id, visit.now)  # answered, if perhaps by another button
    draft = await changed(visit, replace(draft, audience=expression))
    return [await card_of(visit, draft, message)]


async def toggle_acknowledge(visit: Visit, rest: str) -> list[Outgoing]:
    """With the button "Đã nhận", or without."""
    draft = await _draft(visit, rest)
    draft = await changed(visit, replace(draft, acknowledge=not draft.acknowledge))
    return [await card_of(visit, draft, visit.incoming.message)]


async def toggle_urgent(visit: Visit, rest: str) -> list[Outgoing]:
    """Urgent, or not."""
    draft = await _draft(visit, rest)
    draft = await changed(visit, replace(draft, urgent=not draft.urgent))
    return [await card_of(visit, draft, visit.incoming.message)]


async def edit(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Sửa»: asks for the whole new text."""
    draft = await _draft(visit, rest)
    return await _ask(visit, draft, "announcement_edit", cards.ask_new_text(visit.voice, draft))


async def drop(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Bỏ»: nobody gets it."""
    draft = await _draft(visit, rest)
    await visit.work.announcements.close(draft.id, "dropped")
    await visit.work.questions.close_about(draft.about, visit.now)
    return [cards.dropped(visit.voice, draft, visit.incoming.message)]


async def ask_time(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Hẹn giờ»: asks when."""
    draft = await _draft(visit, rest)
    return await _ask(visit, draft, "announcement_time", cards.ask_time(visit.voice, draft))


async def time_typed(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """When it is to go; an unclear or past time leaves the question open."""
    draft = await asked_about(visit, question.about)
    try:
        typed = read_when(text, now=visit.practice.local(visit.now))
    except UnclearTime as unclear:
        if unclear.reason == "past":
            raise Refusal(RefusalReason.SEND_TIME_PAST) from None
        return [cards.time_unclear(visit.voice, unclear, draft.about)]
    return await _appoint(visit, draft, appointed(typed, visit.now, visit.practice))


async def _appoint(visit: Visit, draft: Announcement, at: datetime, message: str = "") -> list[Outgoing]:
    """Let it go at a later moment; until then it can be taken back."""
    if not draft.audience:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    draft = await changed(visit, replace(draft, state="scheduled", send_at=at))
    await visit.work.questions.close_about(draft.about, visit.now)
    await visit.work.audit.add(visit.actor, "announcement_scheduled", draft.about, visit.now, after=f"{at}")
    return [await card_of(visit, draft, message)]


async def unschedule(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Bỏ hẹn»: a draft again."""
    draft = await _draft(visit, rest, "scheduled")
    draft = await changed(visit, replace(draft, state="draft", send_at=None))
    await visit.work.audit.add(visit.actor, "announcement_unscheduled", draft.about, visit.now)
    return [await card_of(visit, draft, visit.incoming.message)]


async def send_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Gửi»: at once when the hour allows, else at the moment that the card has said."""
    draft = await _draft(visit, rest)
    at = goes_at(visit.now, visit.practice, urgent=draft.urgent)
    if at > visit.now:
        return await _appoint(visit, draft, at, visit.incoming.message)
    return await _send(visit, draft, visit.now)


async def send_now(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Gửi ngay»: at once, outside working hours too, or before its appointed time."""
    return await _send(visit, await _draft(visit, rest, "draft", "scheduled"), visit.now)


async def _send(visit: Visit, draft: Announcement, at: datetime) -> list[Outgoing]:
    sent, _ = await send(
        visit.work, draft, visit.now, visit.practice, for_others(visit), at=at, actor=visit.actor
    )
    said = await report_of(visit.work, sent, visit.now, visit.voice)
    return [replace(said, replaces=visit.incoming.message, key=report_key(sent))]


async def _draft(visit: Visit, rest: str, *states: str) -> Announcement:
    require(visit.actor, Act.ANNOUNCE)
    draft, _ = await pressed(visit, rest, *(states or ("draft",)))
    return draft


async def _ask(visit: Visit, draft: Announcement, ask: str, said: Outgoing) -> list[Outgoing]:
    await visit.work.questions.ask(visit.actor.person.id, ask, draft.about, {}, visit.now, ends(visit))
    return [said]
