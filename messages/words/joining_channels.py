"""Says on which channels a person is reached, which of them goes first, and how another one is added."""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.people import Person, Seat
from committee.register import address
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, render
from messages.voice import Voice
from messages.words.joining import SeatCode, platform_name, role_title


@dataclass(frozen=True)
class Way:
    """A channel of a person: whether messages arrive there, and whether it is written to first."""

    platform: str
    reached: bool = True
    preferred: bool = False
    bot: str = ""  # the bot's name there, as far as it is known


def channels(
    voice: Voice, ways: Sequence[Way], addable: Sequence[str], *, changed: bool = False, replaces: str = ""
) -> Outgoing:
    """A person's channels with what can be chosen about them; `changed` when another now goes first."""
    choices = [_prefer(voice, way.platform) for way in ways if not way.preferred and way.reached]
    choices += [
        choice(f"channel_add:{platform}", "channel_add", voice, platform=platform_name(voice, platform))
        for platform in addable
    ]
    text = render(
        "joining/channels",
        voice,
        lines=_lines(voice, ways),
        two=len(ways) > 1,
        addable=bool(addable),
        changed=changed,
    )
    return Outgoing(text, choices=tuple((one,) for one in choices), replaces=replaces)


def second_channel(voice: Voice, seat: Seat, person: Person, ways: Sequence[Way], platform: str) -> Outgoing:
    """The greeting on a second channel: whose account it is now, and what goes where. No second consent."""
    text = render(
        "joining/second_channel",
        voice,
        address=address(person, seat.role),
        title=person.title or seat.agency.name,
        role=role_title(voice, seat),
        platform=platform_name(voice, platform),
        lines=_lines(voice, ways),
    )
    rows = tuple((_prefer(voice, way.platform),) for way in ways if not way.preferred and way.reached)
    return Outgoing(text, choices=rows)


def joined_elsewhere(voice: Voice, platform: str, key: str) -> Outgoing:
    """To a person's other chats: an account was added, in case it was not his or hers."""
    text = render("joining/joined_elsewhere", voice, platform=platform_name(voice, platform))
    return Outgoing(text, kind=Kind.NOTICE, key=key)


def add_channel(voice: Voice, code: SeatCode, platform: str, replaces: str = "") -> Outgoing:
    """How to join on another platform: the code, and the bot's name and link."""
    text = render(
        "joining/add_channel",
        voice,
        code=code,
        telegram=platform == "telegram",
        platform=platform_name(voice, platform),
    )
    return Outgoing(text, replaces=replaces)


def no_channel(voice: Voice, platform: str) -> Outgoing:
    """The committee has no bot on that platform."""
    return Outgoing(render("joining/no_channel", voice, platform=platform_name(voice, platform)))


def _prefer(voice: Voice, platform: str) -> Choice:
    name = platform_name(voice, platform)
    return choice(f"channel:{platform}", "channel_prefer", voice, platform=name)


def _lines(voice: Voice, ways: Sequence[Way]) -> list[dict[str, object]]:
    return [{"name": platform_name(voice, way.platform), "way": way} for way in ways]
