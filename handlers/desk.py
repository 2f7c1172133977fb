"""The front desk: finds out who has come with what, and sends the visit to the handler it is for."""

from dataclasses import replace
from datetime import datetime

from committee.permissions import Act, may, require
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from handlers import announcements, choosing, digest, joining, meanwhile, meetings, quota, tasks
from handlers import help as helping
from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Came, Incoming, Outgoing, platform_of
from messages.reading.fold import fold
from messages.reading.markings import is_classified
from messages.voice import Voice
from storage.questions import Question
from storage.work import Work

ROOMS = (joining, helping, meetings, tasks, digest, announcements, quota)

COMMANDS: dict[str, Command] = {}
PLAIN: dict[str, Command] = {}
PRESSES: dict[str, Handler] = {}
QUESTIONS: dict[str, Answering] = {}
for _room in ROOMS:
    for _each in _room.COMMANDS:
        for _word in (_each.word, *_each.aliases):
            COMMANDS[_word] = _each
        for _words in _each.plain:
            PLAIN[_words] = _each
    PRESSES |= _room.PRESSES
    QUESTIONS |= _room.QUESTIONS

EVERY_COMMAND = tuple(command for room in ROOMS for command in room.COMMANDS)
UNREADABLE = {Came.STICKER: "sticker", Came.VOICE: "voice", Came.OTHER: "other"}


async def receive(
    incoming: Incoming, work: Work, now: datetime, practice: Practice, voice: Voice
) -> list[Outgoing]:
    """Act on one thing that came in and return what is to be said; everything happens in `work`.

    Raises:
        Refusal: what was asked cannot be done; the transaction is rolled back and the sentence sent.
    """
    if incoming.came in (Came.LEFT, Came.RETURNED):
        reason = "blocked" if incoming.came is Came.LEFT else ""
        await work.joining.set_unreachable(incoming.channel, incoming.chat, reason)
        account = await work.joining.account(incoming.channel, incoming.user)
        if account and not reason:
            await work.outbox.revive(account.person_id, now)
        return []
    if not incoming.private:
        return []  # a group is never a place for one member's answers
    actor = await work.seats.actor(incoming.channel, incoming.user)
    if actor is None:
        return await joining.stranger(incoming, work, now, practice, voice, EVERY_COMMAND)
    visit = Visit(incoming, actor, work, now, practice, voice.to(actor.person.language), EVERY_COMMAND)
    if not actor.person.agreed:
        return await _not_agreed(visit)
    if incoming.came is Came.PRESS:
        return await _press(visit)
    named = incoming.attachment.name if incoming.attachment else ""
    if is_classified(f"{incoming.text}\n{named}"):
        raise Refusal(RefusalReason.CLASSIFIED)
    if incoming.came in (Came.PHOTO, Came.DOCUMENT):
        return await _file(visit)
    if incoming.came in UNREADABLE:
        hidden = incoming.came is Came.OTHER and platform_of(incoming.channel) == "zalo"
        if hidden:
            return helping.hidden(visit)
        return helping.unreadable(visit, UNREADABLE[incoming.came])
    if incoming.came is Came.EDITED and visit.text.startswith("/"):
        return helping.edited(visit)
    return await _text(visit)


async def within_reach(incoming: Incoming, work: Work, now: datetime) -> None:
    """Whoever writes can be written to: not every channel tells that somebody has unblocked the bot.

    That holds whatever becomes of what was written: it is kept also where the visit is refused.
    """
    if incoming.came is Came.LEFT or not incoming.private:
        return
    account = await work.joining.account(incoming.channel, incoming.user)
    if account and account.unreachable:
        await work.joining.set_unreachable(incoming.channel, incoming.chat, "")
        await work.outbox.revive(account.person_id, now)


async def _not_agreed(visit: Visit) -> list[Outgoing]:
    """Nothing but the consent counts, also where its choice is typed."""
    choice = await choosing.chosen(visit, None)
    if not isinstance(choice, choosing.Chosen):
        return await joining.not_agreed(visit)
    said = await joining.not_agreed(choosing.as_press(visit, choice))
    await choosing.taken(visit, choice, said)
    return said


async def _press(visit: Visit) -> list[Outgoing]:
    verb, _, rest = visit.incoming.press.partition(":")
    handler = PRESSES.get(verb)
    if handler is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return await handler(visit, rest)


async def _file(visit: Visit) -> list[Outgoing]:
    questions = await visit.work.questions.open(visit.actor.person.id, visit.now)
    takes_files = [q for q in questions if q.ask in announcements.FILE_QUESTIONS]
    sends_files = may(visit.actor, Act.ANNOUNCE)
    if visit.text and not sends_files:  # the file is not taken, the words beside it are not lost
        spoken = replace(visit, incoming=replace(visit.incoming, came=Came.TEXT, attachment=None))
        return [*await _text(spoken), *await announcements.file(visit, None)]
    if questions and not takes_files:
        raise Refusal(RefusalReason.TEXT_EXPECTED, sends_files=sends_files)
    return await announcements.file(visit, takes_files[-1] if takes_files else None)


async def _text(visit: Visit) -> list[Outgoing]:
    text = visit.text
    if text.startswith("/"):
        first, *rest = text[1:].split(maxsplit=1) or [""]
        word = first.split("@", 1)[0].lower()
        return await _command(visit, COMMANDS.get(word), word, rest[0] if rest else "")
    question = await _question(visit)
    choice = await choosing.chosen(visit, question)
    if isinstance(choice, choosing.Chosen):
        pressed = await _press(choosing.as_press(visit, choice))
        await choosing.taken(visit, choice, pressed)
        return pressed
    if choice is not None:
        return choice
    if elsewhere := await joining.code_typed(visit):
        return elsewhere
    meant = PLAIN.get(fold(text))
    if meant is not None and (meant.act is None or may(visit.actor, meant.act)):
        return await meant.run(visit, "")
    if question is not None:
        by_choice = question.ask in tasks.BY_CHOICE
        said = await meetings.reply(visit, await _about(visit)) if by_choice else None
        said = said or await QUESTIONS[question.ask](visit, question, text)
        await choosing.answered(visit, question)
        return said
    number = text.removesuffix(".")
    if len(number) == 1 and number.isdecimal() and (key := await digest.choose(visit, number)):
        return await _press(replace(visit, incoming=replace(visit.incoming, press=key, message="")))
    about = await _about(visit)
    said = await meetings.reply(visit, about) or await announcements.reply(visit, about)
    return said or await announcements.written(visit) or await tasks.reply(visit)


async def _about(visit: Visit) -> str:
    """What the message that this one replies to was about, or nothing."""
    incoming = visit.incoming
    if not incoming.reply_to:
        return ""
    return await visit.work.outbox.about_message(incoming.channel, incoming.chat, incoming.reply_to)


async def _command(visit: Visit, command: Command | None, word: str, rest: str) -> list[Outgoing]:
    if command is None:
        nearest = helping.nearest(visit, word)
        raise Refusal(RefusalReason.COMMAND_UNKNOWN, command=word[:32], nearest=nearest)
    if command.act is not None:
        require(visit.actor, command.act, named_reader=await helping.is_named_reader(visit))
    return await command.run(visit, rest)


async def _question(visit: Visit) -> Question | None:
    """The open question that a text answers: the one about the message replied to, else the newest."""
    questions = await visit.work.questions.open(visit.actor.person.id, visit.now)
    questions = [q for q in questions if q.ask in QUESTIONS]
    if not questions:
        return None
    if about := await _about(visit):
        same = [q for q in questions if q.about == about]
        return same[-1] if same else None
    newest = questions[-1]
    return None if await meanwhile.for_reminder(visit, newest) else newest
