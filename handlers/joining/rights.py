"""What a person may do about his or her own data: choose a language, see what is kept, stop."""

from collections.abc import Sequence
from dataclasses import replace

from committee.refusals import Refusal, RefusalReason
from handlers import help as helping
from handlers.joining.notices import to_secretariat
from handlers.joining.releasing import platforms_of
from handlers.joining.ways import preferred
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.voice import LANGUAGES
from messages.words import joining as words
from storage.joining import Identity


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
    person = visit.actor.person
    facts = await visit.work.joining.kept_about(person.id)
    accounts = await visit.work.joining.accounts_of(person.id)
    first = preferred(accounts, await visit.work.joining.preferred(person.id))
    return [words.kept(visit.voice, visit.actor, facts, first.channel if first else "")]


async def ask_withdraw(visit: Visit, rest: str) -> list[Outgoing]:
    """/thoi: asks once."""
    del rest
    accounts = await visit.work.joining.accounts_of(visit.actor.person.id)
    return [words.ask_withdraw(visit.voice, platforms_of(accounts))]


async def withdraw(visit: Visit, rest: str) -> list[Outgoing]:
    """The answer to it: all accounts are unlinked at once, and the secretariat is told."""
    pressed = visit.incoming.message
    if rest != "yes":
        return [words.stays(visit.voice, pressed)]
    person, seat = visit.actor.person, visit.actor.seat
    for question in await visit.work.questions.open(person.id, visit.now):
        await visit.work.questions.close(question.id, visit.now)
    accounts = await visit.work.joining.accounts_of(person.id)
    await visit.work.joining.withdraw_consent(person.id)
    await visit.work.joining.release(person.id, visit.now)
    await _farewell(visit, accounts)
    await visit.work.audit.add(visit.actor, "withdrew", f"person:{person.id}", visit.now)
    key = f"withdrew:{person.id}:{visit.incoming.update_key}"
    told = await to_secretariat(
        visit.work, visit.voice, key, lambda own: words.withdrew(own, seat, person), but=person.id
    )
    return [words.withdrawn(visit.voice, pressed, len(accounts)), *told]


async def _farewell(visit: Visit, accounts: Sequence[Identity]) -> None:
    """The chats on the other channels are told too, and lose their menus."""
    for account in accounts:
        if account.channel != visit.incoming.channel:
            key = f"withdrawn:{visit.incoming.channel}:{visit.incoming.update_key}:{account.channel}"
            said = words.withdrawn_elsewhere(visit.voice, key)
            await visit.work.outbox.promise(said, visit.now, channel=account.channel, chat=account.chat)
