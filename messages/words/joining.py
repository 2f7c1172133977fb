"""Says what there is to say about joining: greeting, consent, codes, accounts, who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from committee.joining import Entrance
from committee.kept import Kept
from committee.people import Actor, Person, Seat, short_form
from committee.register import address
from messages.envelope import PLATFORMS, Choice, Kind, Outgoing, platform_of
from messages.render import choice, label, plain, render
from messages.voice import LANGUAGES, Voice

MANY = 100  # seats; more are not listed in a chat


@dataclass(frozen=True)
class SeatCode:
    """What can be said of a seat's way in: a code with its link, or that its holder has joined."""

    seat: Seat
    code: str = ""
    expires_at: datetime | None = None
    link: str = ""  # Telegram's, which carries the code
    joined: bool = False  # and needs no code
    platforms: tuple[str, ...] = ()  # where the holder is already
    zalo: Entrance | None = None  # the bot to which the code can be written
    full: bool = False  # there are bots on Zalo, and none has room


@dataclass(frozen=True)
class RollAccount:
    """An account of a person in the list of who has joined; `unreachable` is empty or says why."""

    platform: str
    unreachable: str = ""


@dataclass(frozen=True)
class RollLine:
    """One seat in the list of who has joined; `state` is joined, asked, lost, invited or empty."""

    seat: Seat
    state: str
    accounts: tuple[RollAccount, ...] = ()


def platform_name(voice: Voice, platform: str) -> str:
    """What a platform is called: "Zalo"."""
    return label(f"platform_{platform}", voice)


def role_title(voice: Voice, seat: Seat) -> str:
    """What the seat is called: "Ủy viên", "Tổ trưởng Tổ giúp việc"."""
    return label(f"role_title_{seat.role}", voice)


def _consent(voice: Voice) -> tuple[tuple[Choice, ...], ...]:
    return ((choice("agree:yes", "agree_yes", voice), choice("agree:later", "agree_later", voice)),)


def welcome(voice: Voice, seat: Seat, person: Person) -> Outgoing:
    """The greeting after a code was taken: who one is here, what the bot does and keeps, and the question.

    Whoever agreed before, with another account, is not asked again.
    """
    text = render(
        "joining/welcome",
        voice,
        address=address(person, seat.role),
        title=person.title or seat.agency.name,
        role=role_title(voice, seat),
        asks=not person.agreed,
    )
    return Outgoing(text, choices=() if person.agreed else _consent(voice))


def ask_again(voice: Voice) -> Outgoing:
    """The short question, for everything that comes before consent."""
    return Outgoing(render("joining/ask_again", voice, postponed=False), choices=_consent(voice))


def postponed(voice: Voice, replaces: str) -> Outgoing:
    """Not now: the button stays."""
    text = render("joining/ask_again", voice, postponed=True)
    return Outgoing(text, choices=((choice("agree:yes", "agree_yes", voice),),), replaces=replaces)


def agreed(voice: Voice, at: datetime, replaces: str) -> Outgoing:
    """Consent is recorded."""
    toast = plain("joining/agreed_toast", voice)
    return Outgoing(render("joining/agreed", voice, at=at), replaces=replaces, toast=toast)


def already(voice: Voice) -> Outgoing:
    """Whoever joins or agrees again is told that nothing changed."""
    return Outgoing(render("joining/already", voice), toast=plain("joining/already", voice))


def second_phone(voice: Voice, seat: Seat, person: Person, platform: str) -> Outgoing:
    """To the secretariat: a code came from a second account of one person on a platform."""
    name = platform_name(voice, platform)
    text = render("joining/second_phone", voice, platform=name, **_who(seat, person))
    release = choice(f"release:{person.id}:{platform}", "release_yes", voice)
    return Outgoing(text, kind=Kind.NOTICE, choices=((release,),))


def choose_language(voice: Voice) -> Outgoing:
    """The languages as buttons."""
    buttons = tuple(choice(f"language:{code}", f"language_{code}", voice) for code in LANGUAGES)
    return Outgoing(render("joining/language", voice), choices=(buttons,))


def language_set(voice: Voice, replaces: str, commands: tuple[tuple[str, str], ...]) -> Outgoing:
    """The chosen language, in that language, with the menu in it."""
    return Outgoing(render("joining/language_set", voice), replaces=replaces, commands=commands)


def dropped(voice: Voice, any_open: bool) -> Outgoing:
    """An open question was dropped, or there was none."""
    return Outgoing(render("joining/dropped", voice, any=any_open))


def kept(voice: Voice, actor: Actor, facts: Kept, first: str = "") -> Outgoing:
    """What is kept about a person in plain words; `first` is the channel to which messages go first."""
    seat = actor.seat
    text = render(
        "joining/kept",
        voice,
        person=actor.person,
        role=role_title(voice, seat),
        agency=seat.agency.name,
        kept=facts,
        names=[platform_name(voice, platform_of(account.channel)) for account in facts.accounts],
        first=first,
    )
    return Outgoing(text)


def ask_withdraw(voice: Voice, platforms: Sequence[str]) -> Outgoing:
    """Whether a person really wants to stop, on all platforms where he or she is."""
    buttons = (choice("withdraw:yes", "withdraw_yes", voice), choice("withdraw:no", "withdraw_no", voice))
    names = [platform_name(voice, platform) for platform in platforms]
    return Outgoing(render("joining/withdraw_ask", voice, platforms=names), choices=(buttons,))


def withdrawn(voice: Voice, replaces: str, number: int = 1) -> Outgoing:
    """The accounts (`number` of them) are unlinked; the chat's menu goes with it."""
    return Outgoing(render("joining/withdrawn", voice, number=number), replaces=replaces, commands=())


def withdrawn_elsewhere(voice: Voice, key: str) -> Outgoing:
    """To the person's other chat: that account is unlinked as well."""
    text = render("joining/withdrawn", voice, number=1)
    return Outgoing(text, kind=Kind.NOTICE, key=key, commands=())


def stays(voice: Voice, replaces: str) -> Outgoing:
    """A person thought better of it."""
    return Outgoing(render("joining/stays", voice), replaces=replaces)


def withdrew(voice: Voice, seat: Seat, person: Person) -> Outgoing:
    """To the secretariat: a person stopped taking part."""
    return Outgoing(render("joining/withdrew", voice, **_who(seat, person)), kind=Kind.NOTICE)


def released(voice: Voice, key: str) -> Outgoing:
    """To the chat of an account that was released."""
    return Outgoing(render("joining/released", voice), kind=Kind.NOTICE, key=key, commands=())


def ask_release(
    voice: Voice, seat: Seat, person: Person, meant: Sequence[str], *, one_of: Sequence[str]
) -> Outgoing:
    """Whether an account is to be released, and which: those `meant`, of the platforms where there is one."""
    names = [platform_name(voice, platform) for platform in meant]
    text = render("joining/release_ask", voice, platforms=names, **_who(seat, person))
    if len(one_of) < 2:
        return Outgoing(text, choices=((choice(f"release:{person.id}", "release_yes", voice),),))
    rows = [
        (choice(f"release:{person.id}:{platform}", "release_one", voice, platform=name),)
        for platform, name in zip(meant, names, strict=True)
    ]
    if len(meant) > 1:
        rows.append((choice(f"release:{person.id}", "release_all", voice),))
    return Outgoing(text, choices=tuple(rows))


def release_done(
    voice: Voice, seat: Seat, person: Person, replaces: str, released: Sequence[str], left: Sequence[str]
) -> Outgoing:
    """The accounts on these platforms were released; on the others the person stays."""
    text = render(
        "joining/release_done",
        voice,
        released=[platform_name(voice, platform) for platform in released],
        left=[platform_name(voice, platform) for platform in left],
        **_who(seat, person),
    )
    return Outgoing(text, replaces=replaces)


def no_account(voice: Voice, seat: Seat, person: Person, replaces: str = "") -> Outgoing:
    """There is nothing to release."""
    return Outgoing(render("joining/no_account", voice, **_who(seat, person)), replaces=replaces)


def which_seat(voice: Voice, command: str, typed: str) -> Outgoing:
    """Nobody was named, or nobody is called so."""
    return Outgoing(render("joining/which_seat", voice, command=command, typed=typed))


def several(voice: Voice, command: str, seats: Sequence[Seat]) -> Outgoing:
    """More than one fits what was typed."""
    return Outgoing(render("joining/several", voice, command=command, seats=seats))


def codes(voice: Voice, found: Sequence[SeatCode], *, named: bool) -> Outgoing:
    """Codes and links; `named` when the seats were asked for by name and not all at once."""
    text = render(
        "joining/codes",
        voice,
        codes=found,
        named=named,
        platforms={platform: platform_name(voice, platform) for platform in PLATFORMS},
        linkless=not any(code.link or code.zalo for code in found) and any(code.code for code in found),
        full=any(code.full for code in found),
    )
    return Outgoing(text)


def too_many(voice: Voice, number: int) -> Outgoing:
    """Codes of so many seats are a matter of the command line."""
    return Outgoing(render("joining/too_many", voice, number=number))


def to_forward(voice: Voice, code: SeatCode, person: Person) -> Outgoing:
    """An invitation that the secretary can forward to the person as it is."""
    text = render(
        "joining/to_forward",
        voice,
        address=address(person, code.seat.role),
        link=code.link,
        code=code.code,
        zalo=code.zalo,
        more=bool(code.platforms),
        expires_at=code.expires_at,
    )
    return Outgoing(text)


def revoked(voice: Voice, seats: Sequence[Seat], number: int) -> Outgoing:
    """Unused codes were revoked, or there were none."""
    return Outgoing(render("joining/revoked", voice, seats=seats, number=number))


def lost(voice: Voice, seats: Sequence[Seat]) -> Outgoing:
    """To the secretariat: whoever holds these seats can no longer be written to."""
    return Outgoing(render("joining/lost", voice, seats=seats), kind=Kind.NOTICE)


def roll(voice: Voice, lines: Sequence[RollLine], *, named: bool = False) -> Outgoing:
    """Who has joined and who has not, one line per seat; of a large committee only who has not.

    `named` adds on which platforms, where the committee has more than one.
    """
    counts = {
        state: sum(line.state == state for line in lines) for state in ("joined", "asked", "lost", "empty")
    }
    shown = lines if len(lines) <= MANY else [line for line in lines if line.state != "joined"]
    facts = {
        "total": len(lines),
        "more": max(len(shown) - MANY, 0),
        "named": named,
        "platforms": {platform: platform_name(voice, platform) for platform in PLATFORMS},
    }
    return Outgoing(render("joining/roll", voice, lines=shown[:MANY], **facts, **counts))


def _who(seat: Seat, person: Person) -> dict[str, str]:
    return {
        "person": person.name,
        "short": person.short_name or short_form(person.name),
        "agency": seat.agency.short_name or seat.agency.name,
        "seat": seat.code,
    }
