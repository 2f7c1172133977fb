"""Opens the door to whoever has a code, and answers a stranger with one sentence and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from committee.joining import Entrance, JoinCode, check_code, read_code, with_room
from committee.people import Actor
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from handlers import help as helping
from handlers.joining.consent import begin
from handlers.joining.notices import to_secretariat
from handlers.joining.typed import typed_code
from handlers.joining.ways import ways_of
from handlers.visit import Command, Visit
from messages.envelope import Incoming, Outgoing, platform_of
from messages.voice import Voice
from messages.words import joining as words
from messages.words.joining_channels import joined_elsewhere, second_channel
from messages.words.refusals import refused
from storage.joining import Identity
from storage.work import Work

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
    typed = typed_code(incoming)
    if typed is None:
        if await work.joining.answered_since(incoming.channel, incoming.chat, now - SILENCE):
            return []
        return [refused(voice, Refusal(RefusalReason.STRANGER))]
    try:
        visit = await _let_in(typed, incoming, work, now, practice, voice)
        return await _bind(replace(visit, commands=commands))
    except Refusal as refusal:
        return [
            refused(voice, await _said(refusal, typed, incoming, work)),
            *await _consequences(refusal, typed, incoming, work, now, voice),
        ]


async def _let_in(
    typed: str, incoming: Incoming, work: Work, now: datetime, practice: Practice, voice: Voice
) -> Visit:
    channel, user = incoming.channel, incoming.user
    found = await _found(typed, work)
    account = await work.joining.account(channel, user)
    wrong = await work.joining.wrong_codes(channel, user, now - practice.code_window - practice.code_pause)
    allowed = check_code(
        found,
        now,
        practice,
        wrong=wrong,
        has_account=found is not None and await _account_here(work, found.person_id, incoming) is not None,
        account_taken=account is not None and (found is None or account.person_id != found.person_id),
    )
    seat = await work.seats.by_id(allowed.seat_id)
    if seat is None or seat.holder is None or seat.holder.id != allowed.person_id:
        raise Refusal(RefusalReason.CODE_REVOKED)  # somebody else holds the seat by now
    entrances = await work.joining.entrances()
    if any(one.full for one in entrances if one.channel == channel):
        other = with_room(entrances, platform_of(channel)) or Entrance(channel, platform_of(channel))
        raise Refusal(RefusalReason.CODE_BOT_FULL, bot=other.name, link=other.link)
    if not await work.joining.use_code(allowed.code, now):
        raise Refusal(RefusalReason.CODE_USED)
    own = voice.to(seat.holder.language)
    return Visit(incoming, Actor(seat.holder, seat), work, now, practice, own)


async def _found(typed: str, work: Work) -> JoinCode | None:
    code = read_code(typed)
    return await work.joining.find_code(code) if code else None


async def _account_here(work: Work, person_id: int, incoming: Incoming) -> Identity | None:
    """The person's other account on this platform, at this bot or another of the committee's."""
    platform = platform_of(incoming.channel)
    own = (incoming.channel, incoming.user)
    accounts = await work.joining.accounts_of(person_id)
    others = (one for one in accounts if platform_of(one.channel) == platform)
    return next((one for one in others if (one.channel, one.user) != own), None)


async def _bind(visit: Visit) -> list[Outgoing]:
    incoming, person, seat = visit.incoming, visit.actor.person, visit.actor.seat
    others = await visit.work.joining.accounts_of(person.id)
    await visit.work.joining.bind(incoming.channel, incoming.user, incoming.chat, person.id, visit.now)
    account = f"{incoming.channel}:{incoming.user}"
    await visit.work.audit.add(
        visit.actor, "joined", f"person:{person.id}", visit.now, after=account, for_seat=seat.id
    )
    await _tell_others(visit, others)
    if not person.agreed:
        return [words.welcome(visit.voice, seat, person)]
    # What could not reach the accounts before goes to this one, where it is still useful.
    await visit.work.outbox.revive(person.id, visit.now)
    if not others:
        return [words.welcome(visit.voice, seat, person), *await begin(visit)]
    ways = (await ways_of(visit.work, person.id)).joined
    greeting = second_channel(visit.voice, seat, person, ways, platform_of(incoming.channel))
    if any(not account.unreachable for account in others):
        return [greeting, *await helping.show(visit)]  # what waits for an answer stands in the other chat
    return [greeting, *await begin(visit)]


async def _tell_others(visit: Visit, others: Sequence[Identity]) -> None:
    """The person's other chats are told: whoever did not do this should know of it."""
    incoming = visit.incoming
    for account in others:
        if not account.unreachable:
            key = f"joined_elsewhere:{incoming.channel}:{incoming.update_key}:{account.channel}"
            told = joined_elsewhere(visit.voice, platform_of(incoming.channel), key)
            await visit.work.outbox.promise(told, visit.now, channel=account.channel, chat=account.chat)


async def _said(refusal: Refusal, typed: str, incoming: Incoming, work: Work) -> Refusal:
    """A refusal with what is said of it.

    A pause is said to the minute and so rounded up: whoever waits until then is let in. Whoever is at the
    wrong bot hears which one is right.
    """
    until = refusal.facts.get("until")
    if isinstance(until, datetime):
        return Refusal(refusal.reason, until=until + timedelta(seconds=59))
    code = await _found(typed, work) if refusal.reason is RefusalReason.SECOND_ACCOUNT else None
    account = await _account_here(work, code.person_id, incoming) if code else None
    if account is None or account.channel == incoming.channel:
        return refusal
    right = next(one for one in await work.joining.entrances() if one.channel == account.channel)
    return Refusal(refusal.reason, bot=right.name, link=right.link)


async def _consequences(
    refusal: Refusal, typed: str, incoming: Incoming, work: Work, now: datetime, voice: Voice
) -> list[Outgoing]:
    """A wrong try is counted; a second account is told to the secretariat, which alone can help."""
    if refusal.reason is RefusalReason.CODE_UNKNOWN:
        await work.joining.note_wrong_code(incoming.channel, incoming.user, now)
    if refusal.reason is not RefusalReason.SECOND_ACCOUNT:
        return []
    code = await _found(typed, work)
    seat = await work.seats.by_id(code.seat_id) if code else None
    if seat is None or seat.holder is None:
        return []
    key = f"second_account:{seat.holder.id}:{incoming.channel}:{incoming.user}:{now:%Y%m%d}"
    person, platform = seat.holder, platform_of(incoming.channel)
    return await to_secretariat(work, voice, key, lambda own: words.second_phone(own, seat, person, platform))
