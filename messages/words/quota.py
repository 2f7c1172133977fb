"""Says how much of a month's messages the Zalo bots have used, and what waits when hardly any are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from committee.quota import Forecast
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, render
from messages.voice import Voice
from messages.words.running import channel_words


@dataclass(frozen=True)
class Bot:
    """One bot's month, as it is shown."""

    name: str
    forecast: Forecast
    waits: bool = False  # announcements wait there
    held: bool = False  # and the secretariat wants them to wait for the next month
    confirmed: bool = False  # they go on although messages are scarce
    refused: bool = False  # Zalo itself lets no more through


def bot_words(voice: Voice, channel: str, name: str = "") -> str:
    """What a Zalo bot is called: "Zalo", "Zalo 2 (Bot Giao ban)"."""
    said = channel_words(voice, channel)
    return f"{said} ({name})" if name else said


def month(voice: Voice, bots: Sequence[Bot], first: date) -> Outgoing:
    """To the secretariat: each bot's month (which begins on `first`) so far, what is to come, and choices."""
    text = render("quota/month", voice, bots=bots, month=first)
    rows = [
        row
        for bot in bots
        if bot.waits or bot.confirmed
        for row in _choices(voice, bot, first, several=len(bots) > 1)
    ]
    return Outgoing(text, choices=tuple(rows), about="quota")


def warning(voice: Voice, bot: Bot, first: date) -> Outgoing:
    """To the secretariat: four fifths of the month's messages are used."""
    return Outgoing(render("quota/warning", voice, bot=bot, month=first), kind=Kind.NOTICE, about="quota")


def thrifty(voice: Voice, bot: Bot, first: date) -> Outgoing:
    """To the secretariat: announcements wait now, and what can be decided."""
    text = render("quota/thrifty", voice, bot=bot, month=first)
    return Outgoing(text, kind=Kind.NOTICE, choices=_choices(voice, bot, first), about="quota")


def refused(voice: Voice, bot: Bot, first: date) -> Outgoing:
    """To the secretariat: Zalo itself lets no more messages of a bot through."""
    return Outgoing(render("quota/refused", voice, bot=bot, month=first), kind=Kind.NOTICE, about="quota")


def decided(voice: Voice, name: str, *, goes: bool, on: str) -> Outgoing:
    """What follows from a decision, in the place of the question where that can be changed."""
    return Outgoing(render("quota/decided", voice, channel=name, goes=goes), about="quota", replaces=on)


def _choices(voice: Voice, bot: Bot, first: date, *, several: bool = False) -> tuple[tuple[Choice, ...], ...]:
    """Let announcements go, or wait; what was decided already is not offered again."""
    channel = bot.forecast.use.channel
    rest = f"{channel}:{first:%Y-%m}"
    if several:
        go = choice(f"quota:go:{rest}", "quota_go_on", voice, channel=bot_words(voice, channel))
        wait = choice(f"quota:wait:{rest}", "quota_wait_on", voice, channel=bot_words(voice, channel))
    else:
        go = choice(f"quota:go:{rest}", "quota_go", voice)
        wait = choice(f"quota:wait:{rest}", "quota_wait", voice)
    return tuple((one,) for one, done in ((go, bot.confirmed), (wait, bot.held)) if not done)
