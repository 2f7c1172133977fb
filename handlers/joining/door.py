"""Opens the door to whoever has a code, and answers a stranger with one sentence and nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta

from committee.joining import check_code, looks_like_code, read_code
from committee.people import Actor
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from handlers.joining.consent import begin
from handlers.joining.notices import to_secretariat
from handlers.visit import Command, Visit
from messages.envelope import Came, Incoming, Outgoing
from messages.voice import Voice
from messages.words import joining as words
from messages.words.refusals import refused
from storage.work import Work

STARTS = ("/start", "/batdau")
SILENCE = timedelta(seconds=10)  # a stranger who goes on typing is not answered each time


async def stranger(
    incoming: Incoming,
    work: Work,
    now: datetime,
    practice: Practice,
    voice: Voice,
    commands: tuple[Command, ...] = (),
) -> list[Outgoing]:
    """Let somebody in who brings a code; anybody else gets one polite sentence, and not again and again.

    A refusal is returned and not raised, for the wrong try must be kept.
    """
    typed = code_in(incoming)
    if typed is None:
        if await work.joining.answered_since(incoming.channel, incoming.chat, now - SILENCE):
            return []
        return [refused(voice, Refusal(RefusalReason.STRANGER))]
    try:
        visit = await _let_in(typed, incoming, work, now, practice, voice)
        return await _bind(replace(visit, commands=commands))
    except Refusal as refusal:
        return [
            refused(voice, _said(refusal)),
            *await _consequences(refusal, typed, incoming, work, now, voice),
        ]


def code_in(incoming: Incoming) -> str | None:
    """What was typed as a code: whatever follows /start, or a text that can be nothing else."""
    if incoming.came not in (Came.TEXT, Came.EDITED):
        return None
    first, _, rest = incoming.text.strip().partition(" ")
    if first.split("@")[0].lower() in STARTS:
        return rest.strip() or None
    return incoming.text if read_code(incoming.text) or looks_like_code(incoming.text) else None


async def _let_in(
    typed: str, incoming: Incoming, work: Work, now: datetime, practice: Practice, voice: Voice
) -> Visit:
    channel, user = incoming.channel, incoming.user
    code = read_code(typed)
    found = await work.joining.find_code(code) if code else None
    account = await work.joining.account(channel, user)
    wrong = await work.joining.wrong_codes(channel, user, now - practice.code_window - practice.code_pause)
    allowed = check_code(
        found,
        now,
        practice,
        wrong=wrong,
        has_account=found is not None and await _has_account(work, found.person_id, incoming),
        account_taken=account is not None and (found is None or account.person_id != found.person_id),
    )
    seat = await work.seats.by_id(allowed.seat_id)
    if seat is None or seat.holder is None or seat.holder.id != allowed.person_id:
        raise Refusal(RefusalReason.CODE_REVOKED)  # somebody else holds the seat by now
    if not await work.joining.use_code(allowed.code, now):
        raise Refusal(RefusalReason.CODE_USED)
    own = voice.to(seat.holder.language)
    return Visit(incoming, Actor(seat.holder, seat), work, now, practice, own)


async def _has_account(work: Work, person_id: int, incoming: Incoming) -> bool:
    account = await work.joining.identity_of(person_id, incoming.channel)
    return account is not None and account.user != incoming.user


async def _bind(visit: Visit) -> list[Outgoing]:
    incoming, person, seat = visit.incoming, visit.actor.person, visit.actor.seat
    await visit.work.joining.bind(incoming.channel, incoming.user, incoming.chat, person.id, visit.now)
    account = f"{incoming.channel}:{incoming.user}"
    await visit.work.audit.add(
        visit.actor, "joined", f"person:{person.id}", visit.now, after=account, for_seat=seat.id
    )
    greeting = words.welcome(visit.voice, seat, person)
    return [greeting, *await begin(visit)] if person.agreed else [greeting]


def _said(refusal: Refusal) -> Refusal:
    """A pause is said to the minute, so it is rounded up: whoever waits until then is let in."""
    until = refusal.facts.get("until")
    if not isinstance(until, datetime):
        return refusal
    return Refusal(refusal.reason, until=until + timedelta(seconds=59))


async def _consequences(
    refusal: Refusal, typed: str, incoming: Incoming, work: Work, now: datetime, voice: Voice
) -> list[Outgoing]:
    """A wrong try is counted; a second account is told to the secretariat, which alone can help."""
    if refusal.reason is RefusalReason.CODE_UNKNOWN:
        await work.joining.note_wrong_code(incoming.channel, incoming.user, now)
    if refusal.reason is not RefusalReason.SECOND_ACCOUNT:
        return []
    code = await work.joining.find_code(read_code(typed) or "")
    seat = await work.seats.by_id(code.seat_id) if code else None
    if seat is None or seat.holder is None:
        return []
    key = f"second_account:{seat.holder.id}:{incoming.channel}:{incoming.user}:{now:%Y%m%d}"
    person = seat.holder
    return await to_secretariat(work, voice, key, lambda own: words.second_phone(own, seat, person))
