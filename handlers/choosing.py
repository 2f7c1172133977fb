"""Turns a typed number, or a choice's own words, into its press, where there are no buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from committee.refusals import Refusal, RefusalReason
from handlers import digest
from handlers.visit import Visit
from messages.envelope import Came, Outgoing
from messages.reading.choosing import Contradictory, begun_labels, typed_label, typed_numbers
from messages.words import choosing as words
from storage.outbox import Asked
from storage.questions import Question

STANDS = timedelta(days=14)  # so long a list of choices can be answered
REMEMBERED = timedelta(days=2)  # so long an earlier question is thought of when the newest is answered
MOST = 20  # a larger number is an amount ("70"), not a choice out of range


@dataclass(frozen=True)
class Chosen:
    """A choice that was typed: its key, and the question it belongs to (none for a digest's number)."""

    key: str
    asked: tuple[Asked, ...] = ()
    message: str = ""


async def chosen(visit: Visit, question: Question | None) -> Chosen | list[Outgoing] | None:
    """The choice that a text names; a message to be said instead; or nothing when it is no choice.

    `question` is the open question that waits for words: what was offered before it is not meant.

    Raises:
        Refusal: a number out of range, several numbers, or a number when nothing was asked.
    """
    if not visit.incoming.numbered or visit.incoming.came is not Came.TEXT:
        return None
    incoming = visit.incoming
    offered = await visit.work.outbox.asked(incoming.channel, incoming.chat, visit.now - STANDS)
    if question is not None:
        offered = [one for one in offered if one.promised_at >= question.asked_at]
        if not offered:
            return None
    newest = offered[0] if offered and not offered[0].chosen else None
    numbers = typed_numbers(visit.text)
    if not numbers:
        return _by_words(visit, newest, waits=question is not None)
    if len(numbers) > 1:
        if newest is None:
            return None
        raise Refusal(RefusalReason.CHOICE_ONE, first=numbers[0])
    if newest is None:
        return await _without_question(visit, numbers[0], offered)
    return _by_number(visit, numbers[0], newest)


def _by_words(visit: Visit, newest: Asked | None, *, waits: bool) -> Chosen | None:
    """`waits`: a question waits for words, which may well begin as choices do."""
    if newest is None:
        return None
    labels = [choice.label for choice in newest.choices]
    try:
        place = typed_label(visit.text, labels)
    except Contradictory:
        raise Refusal(RefusalReason.CHOICE_RANGE, last=len(newest.choices)) from None
    if place is not None:
        return _of(newest, place)
    several = [] if waits else begun_labels(visit.text, labels)
    if len(several) > 1:
        like = "; ".join(f"{place + 1}. {labels[place]}" for place in several)
        raise Refusal(RefusalReason.CHOICE_WHICH, like=like)
    return None


def _by_number(visit: Visit, number: int, newest: Asked) -> Chosen | list[Outgoing] | None:
    if visit.incoming.at < newest.settled_at:  # it was typed before this question could be read
        return [_again(visit, number, newest, newer=True)]
    if 1 <= number <= len(newest.choices):
        return _of(newest, number - 1)
    if number > MOST:
        return None
    raise Refusal(RefusalReason.CHOICE_RANGE, last=len(newest.choices))


async def _without_question(
    visit: Visit, number: int, offered: Sequence[Asked]
) -> Chosen | list[Outgoing] | None:
    """No question stands: a digest's digits do for days; else an earlier question is offered once more."""
    key = await digest.choose(visit, str(number))
    if key:
        return Chosen(key)
    earlier = [one for one in offered if not one.chosen and visit.now - one.settled_at < REMEMBERED]
    if earlier and number <= len(earlier[0].choices):
        return [_again(visit, number, earlier[0], newer=False)]
    if number > MOST:
        return None
    raise Refusal(RefusalReason.CHOICE_NONE)


def _of(asked: Asked, place: int) -> Chosen:
    return Chosen(asked.choices[place].key, (asked,), asked.message)


def _again(visit: Visit, number: int, asked: Asked, *, newer: bool) -> Outgoing:
    return words.again(visit.voice, number, asked.text, asked.about, asked.choices, newer=newer)


def as_press(visit: Visit, choice: Chosen) -> Visit:
    """The same visit as if the choice had been pressed under its message."""
    pressed = replace(visit.incoming, came=Came.PRESS, press=choice.key, message=choice.message)
    return replace(visit, incoming=pressed)


async def taken(visit: Visit, choice: Chosen, said: Sequence[Outgoing]) -> None:
    """What was said takes the question's place: its numbers mean nothing any more, nor do its repetitions'.

    A handler that leaves the pressed message as it is (a digest has several decisions) leaves its numbers.
    """
    if not any(out.replaces and out.replaces == choice.message for out in said):
        return
    incoming = visit.incoming
    keys = {one.key for asked in choice.asked for one in asked.choices}
    for asked in await visit.work.outbox.asked(incoming.channel, incoming.chat, visit.now - STANDS):
        if keys & {one.key for one in asked.choices}:
            await visit.work.outbox.chosen(asked.id, visit.now)


async def answered(visit: Visit, question: Question) -> None:
    """Words have answered a question: the choices that were offered along with it mean nothing any more."""
    if not visit.incoming.numbered:
        return
    if question.id in [one.id for one in await visit.work.questions.open(visit.actor.person.id, visit.now)]:
        return
    incoming = visit.incoming
    for asked in await visit.work.outbox.asked(incoming.channel, incoming.chat, visit.now - STANDS):
        if asked.promised_at == question.asked_at:
            await visit.work.outbox.chosen(asked.id, visit.now)
