"""What the operator is told about the running of the bot."""

from datetime import datetime

from messages.render import render
from messages.voice import Voice


def trouble(voice: Voice, kind: str, what: str, at: datetime) -> str:
    """Something is wrong with the bot, in one short notice."""
    return render("running/trouble", voice, kind=kind, what=what, at=at)
