"""What a handler is given: what came in, who sent it, the open transaction, the moment and the customs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from committee.people import Actor
from committee.permissions import Act
from committee.practice import Practice
from messages.envelope import Incoming, Outgoing
from messages.voice import Voice
from storage.questions import Question
from storage.work import Work


@dataclass(frozen=True)
class Visit:
    """Somebody known has written, pressed or sent something, and this is all there is to know about it."""

    incoming: Incoming
    actor: Actor
    work: Work
    now: datetime
    practice: Practice
    voice: Voice  # in the language of whoever wrote
    commands: "tuple[Command, ...]" = ()  # all that there are, for help and for menus

    @property
    def today(self) -> date:
        """The date on the committee's wall."""
        return self.practice.day(self.now)

    @property
    def text(self) -> str:
        """What was typed, or the caption of what was sent."""
        return self.incoming.text.strip()

    async def newest_about(self) -> str:
        """What the newest message that the visitor sees is about ("meeting:3"), or nothing."""
        return await self.work.outbox.last_about(self.incoming.channel, self.incoming.chat)

    def typed(self, text: str) -> "Visit":
        """The same visit with other words: the part of a message that is meant for one handler."""
        return replace(self, incoming=replace(self.incoming, text=text))


Handler = Callable[[Visit, str], Awaitable[list[Outgoing]]]
"""Takes the visit and the words behind the command (or the parts behind the button's verb)."""

Answering = Callable[[Visit, Question, str], Awaitable[list[Outgoing]]]
"""Takes the visit, the open question and the text that answers it."""


@dataclass(frozen=True)
class Command:
    """A chat command: `/word` and its aliases (with or without the slash for `plain` ones).

    `act` is what one must be allowed to do to see it in the menu and to use it; None is for everybody.
    The menu's description is the label `menu_<word>` in choices.toml.
    """

    word: str
    run: Handler
    act: Act | None = None
    aliases: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()  # whole messages, folded, that mean the same ("viec", "viec cua toi")
    menu: bool = True
