"""What the operator is told about the running of the bot."""

from datetime import datetime

from messages.envelope import platform_of
from messages.render import label, labels, render
from messages.voice import Voice
from messages.words.deliveries import reason_words

COUNTED = ("failed", "unsure", "expired")  # told as lines of "how many" and "why"


def trouble(voice: Voice, kind: str, what: str, at: datetime) -> str:
    """Something is wrong with the bot, in one short notice."""
    return render("running/trouble", voice, said=trouble_words(voice, kind, what), at=at)


def trouble_words(voice: Voice, kind: str, what: str) -> str:
    """A kind of alarm in plain words; `kind` is "word" or "word:part", `what` the detail with it."""
    word, _, part = kind.partition(":")
    if f"trouble_{word}" not in labels(voice.language):
        return label("trouble_other", voice, kind=kind, why=what)
    return label(f"trouble_{word}", voice, part=_part(voice, word, part), why=_why(voice, word, what))


def channel_words(voice: Voice, channel: str) -> str:
    """What a channel is called: "Zalo", and "Zalo 2" for the second bot there."""
    platform = platform_of(channel)
    number = channel.removeprefix(platform)
    said = _known(voice, f"channel_{platform}", platform)
    return f"{said} {number}" if number else said


def _part(voice: Voice, word: str, part: str) -> str:
    """The part of the bot; work that goes on by itself is named by the first word of its name."""
    prefix = {"plan": "plan", "stopped": "work"}.get(word, "channel")
    if prefix == "channel":
        return channel_words(voice, part)
    return _known(voice, f"{prefix}_{part.split(' ', 1)[0]}", part)


def _why(voice: Voice, word: str, what: str) -> str:
    if word == "database":
        return _known(voice, f"stuck_{what}", what)
    if word == "out_of_reach":
        return reason_words(voice, "waiting", what)
    if word in COUNTED:
        return "; ".join(_counted(voice, word, line) for line in what.splitlines())
    return what


def _counted(voice: Voice, state: str, line: str) -> str:
    many, _, reason = line.partition(" ")
    return f"{many} × {reason_words(voice, state, reason)}"


def _known(voice: Voice, name: str, otherwise: str) -> str:
    return label(name, voice) if name in labels(voice.language) else otherwise
