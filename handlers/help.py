"""The room of help: what a person can do here, what could not be read, and dropping an open question."""

import difflib
from collections.abc import Iterator

from committee.permissions import Act, may
from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing
from messages.words import help as words
from messages.words.joining import dropped

# First the committee's work, then who takes part in it, at the end what concerns everybody.
LAST = ("goidien", "moi", "danhsach", "giaiphong", "thuhoi", "kenh", "ngonngu", "dulieu", "trogiup")


async def help_for(visit: Visit, rest: str) -> list[Outgoing]:
    """/trogiup: just what this role can do, with an example each."""
    del rest
    return await show(visit)


async def show(visit: Visit) -> list[Outgoing]:
    """The help, which also sets the chat's command menu."""
    return [words.help_text(visit.voice, await menu_of(visit))]


async def menu_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The commands that this person may use, with what each is for."""
    allowed = _allowed(visit, await is_named_reader(visit))
    listed = [command.word for command in allowed if command.menu]
    listed.sort(key=lambda word: LAST.index(word) if word in LAST else -1)
    return words.menu(visit.voice, listed)


async def is_named_reader(visit: Visit) -> bool:
    """Whether the secretariat named the visitor's seat as a reader of the digest."""
    return any(seat.id == visit.actor.seat.id for seat in await visit.work.seats.reading_digest())


def _allowed(visit: Visit, named_reader: bool = False) -> Iterator[Command]:
    for command in visit.commands:
        if command.act is None or may(visit.actor, command.act, named_reader=named_reader):
            yield command


def nearest(visit: Visit, typed: str) -> str:
    """The command that a mistyped one is most like, among those this person may use; or nothing."""
    known = {word: command.word for command in _allowed(visit) for word in (command.word, *command.aliases)}
    found = difflib.get_close_matches(typed, known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def unreadable(visit: Visit, what: str) -> list[Outgoing]:
    """A sticker, a voice message or something else without words (`what`: sticker, voice, other)."""
    return [words.unreadable(visit.voice, what)]


def hidden(visit: Visit) -> list[Outgoing]:
    """A link, card or file, of which Zalo tells nothing; who announces files is told how they go out."""
    return [words.hidden(visit.voice, announces=may(visit.actor, Act.ANNOUNCE))]


def edited(visit: Visit) -> list[Outgoing]:
    """A command was changed in a message sent before: it is not carried out twice."""
    return [words.edited(visit.voice)]


async def drop(visit: Visit, rest: str) -> list[Outgoing]:
    """/huy: closes the newest open question."""
    del rest
    questions = await visit.work.questions.open(visit.actor.person.id, visit.now)
    if questions:
        await visit.work.questions.close(questions[-1].id, visit.now)
    return [dropped(visit.voice, bool(questions))]


COMMANDS: tuple[Command, ...] = (
    Command(
        "trogiup",
        help_for,
        aliases=("help", "huongdan"),
        plain=("tro giup", "trogiup", "huong dan", "help", "giup", "menu"),
    ),
    Command("huy", drop, aliases=("cancel",), plain=("huy", "bo", "bo qua", "cancel"), menu=False),
)
PRESSES: dict[str, Handler] = {}
QUESTIONS: dict[str, Answering] = {}
