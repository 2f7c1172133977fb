"""What a person may do about his or her own data: choose a language, see what is kept, stop."""

from dataclasses import replace

from committee.refusals import Refusal, RefusalReason
from handlers import help as helping
from handlers.joining.notices import to_secretariat
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.voice import LANGUAGES
from messages.words import joining as words


async def ask_language(visit: Visit, rest: str) -> list[Outgoing]:
    """/ngonngu: the languages as buttons, or at once the one that was typed."""
    if rest.lower() in LANGUAGES:
        return await set_language(visit, rest.lower())
    return [words.choose_language(visit.voice)]


async def set_language(visit: Visit, language: str) -> list[Outgoing]:
    """The person's language from now on, and the menu in it."""
    if language not in LANGUAGES:
        raise Refusal(RefusalReason.BUTTON_OLD)
    person = visit.actor.person
    await visit.work.seats.set_language(person.id, language)
    await visit.work.audit.add(
        visit.actor, "language", f"person:{person.id}", visit.now, before=person.language, after=language
    )
    visit = replace(visit, voice=visit.voice.to(language))
    pressed = visit.incoming.message if visit.incoming.press else ""
    return [words.language_set(visit.voice, pressed, await helping.menu_of(visit))]


async def show_kept(visit: Visit, rest: str) -> list[Outgoing]:
    """/dulieu: what is kept about the person who asks."""
    del rest
    facts = await visit.work.joining.kept_about(visit.actor.person.id)
    return [words.kept(visit.voice, visit.actor, facts)]


async def ask_withdraw(visit: Visit, rest: str) -> list[Outgoing]:
    """/thoi: asks once."""
    del rest
    return [words.ask_withdraw(visit.voice)]


async def withdraw(visit: Visit, rest: str) -> list[Outgoing]:
    """The answer to it: the account is unlinked at once, and the secretariat is told."""
    pressed = visit.incoming.message
    if rest != "yes":
        return [words.stays(visit.voice, pressed)]
    person, seat = visit.actor.person, visit.actor.seat
    for question in await visit.work.questions.open(person.id, visit.now):
        await visit.work.questions.close(question.id, visit.now)
    await visit.work.joining.withdraw_consent(person.id)
    await visit.work.joining.release(person.id, visit.now)
    await visit.work.audit.add(visit.actor, "withdrew", f"person:{person.id}", visit.now)
    key = f"withdrew:{person.id}:{visit.incoming.update_key}"
    told = await to_secretariat(
        visit.work, visit.voice, key, lambda own: words.withdrew(own, seat, person), but=person.id
    )
    return [words.withdrawn(visit.voice, pressed), *told]
