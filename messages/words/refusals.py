"""Says why something cannot be done, and that the software itself failed."""

from committee.refusals import Refusal
from messages.envelope import Outgoing
from messages.render import plain, render
from messages.voice import Voice


def refused(voice: Voice, refusal: Refusal) -> Outgoing:
    """The sentence of a refusal, `refusals/<reason>`; over a pressed button it is shown short as well."""
    name = f"refusals/{refusal.reason}"
    return Outgoing(render(name, voice, **refusal.facts), toast=plain(name, voice, **refusal.facts))


def crashed(voice: Voice) -> Outgoing:
    """The software failed: calm words, nothing promised that is not true."""
    return Outgoing(render("help/crashed", voice), toast=plain("help/crashed", voice))


def busy(voice: Voice) -> str:
    """Over a button whose press could not be recorded yet; it will be, as it comes again by itself."""
    return plain("help/busy", voice)
