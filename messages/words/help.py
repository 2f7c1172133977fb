"""Says what a person can do here, and what could not be read."""

from collections.abc import Sequence

from messages.envelope import Outgoing
from messages.render import label, render
from messages.voice import Voice


def menu(voice: Voice, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The commands with what each is for, as a channel's menu and the help list them."""
    return tuple((word, label(f"menu_{word}", voice)) for word in words)


def help_text(voice: Voice, commands: tuple[tuple[str, str], ...]) -> Outgoing:
    """What this person can do, one line each; the chat's command menu is set to the same."""
    return Outgoing(render("help/help", voice, commands=commands), commands=commands)


def unreadable(voice: Voice, what: str) -> Outgoing:
    """A sticker, a voice message or something else that holds no words."""
    return Outgoing(render("help/unreadable", voice, what=what))


def hidden(voice: Voice, *, announces: bool) -> Outgoing:
    """Zalo handed over an empty message: what to do instead, for a member or whoever announces."""
    return Outgoing(render("help/hidden", voice, announces=announces))


def edited(voice: Voice) -> Outgoing:
    """A command was changed in an old message."""
    return Outgoing(render("help/edited", voice))
