"""Says an announcement while it is written: the preview, the card with its buttons, and what is asked."""

from datetime import datetime

from messages.announced import Announcement, Reach
from messages.envelope import Choice, Outgoing
from messages.reading.unclear import UnclearTime
from messages.render import choice, label, plain, render
from messages.spelling import clock
from messages.voice import Voice
from messages.words.announcements import editable, parts_of, text_of
from messages.words.audiences import audience_choices, people

AWAY_NAMED = 5


def preview(voice: Voice, a: Announcement, not_before: datetime | None) -> Outgoing:
    """To whoever writes it: exactly what members will see."""
    return Outgoing(text_of(voice, a), attachment=a.attachment, about=a.about, not_before=not_before)


def card(
    voice: Voice,
    a: Announcement,
    reach: Reach | None,
    audience: str,
    *,
    goes_at: datetime | None = None,
    replaces: str = "",
    not_before: datetime | None = None,
) -> Outgoing:
    """The card under the preview: for whom, how many, when; its buttons are bound to this revision.

    `reach` is none as long as nobody was chosen; `goes_at` is when it would leave, if not at once.
    """
    text = render(
        "announcements/card",
        voice,
        a=a,
        reach=reach,
        audience=audience,
        away=people(reach.away, AWAY_NAMED) if reach else "",
        length=len(a.text),
        parts=parts_of(a),
        goes_at=goes_at,
    )
    choices = _card_choices(voice, a, goes_at, chosen=reach is not None)
    return Outgoing(text, choices=choices, about=a.about, replaces=replaces, not_before=not_before)


def _card_choices(
    voice: Voice, a: Announcement, goes_at: datetime | None, *, chosen: bool
) -> tuple[tuple[Choice, ...], ...]:
    tail = f"{a.id}:{a.revision}"
    edit, drop = choice(f"an_edit:{tail}", "an_edit", voice), choice(f"an_drop:{tail}", "an_drop", voice)
    now = choice(f"an_now:{tail}", "an_now", voice)
    if a.state == "scheduled":
        return ((choice(f"an_unat:{tail}", "an_unschedule", voice), now),)
    if not chosen:
        return (*audience_choices(voice, tail), (edit, drop))
    asks = "an_acknowledge_yes" if a.acknowledge else "an_acknowledge_no"
    urgent = "an_urgent_yes" if a.urgent else "an_urgent_no"
    if goes_at is None:
        send: tuple[Choice, ...] = (choice(f"an_send:{tail}", "an_send", voice),)
    else:
        at = clock(goes_at.astimezone(voice.zone), voice.language)
        send = (Choice(f"an_send:{tail}", label("an_send_later", voice, clock=at)), now)
    return (
        (choice(f"an_to:{tail}", "an_audience", voice), choice(f"an_urg:{tail}", urgent, voice)),
        (choice(f"an_ack:{tail}", asks, voice),),
        (*send, choice(f"an_at:{tail}", "an_schedule", voice)),
        (edit, drop),
    )


def choose_audience(voice: Voice, a: Announcement, card_text: str, replaces: str) -> Outgoing:
    """The same card with the audiences as buttons."""
    tail = f"{a.id}:{a.revision}"
    back = (choice(f"an_back:{tail}", "an_back", voice),)
    return Outgoing(
        card_text, choices=(*audience_choices(voice, tail), back), about=a.about, replaces=replaces
    )


def ask_text(voice: Voice, *, files: bool) -> Outgoing:
    """What is to be announced; `files`: the channel on which it is asked can take them."""
    return Outgoing(render("announcements/ask_text", voice, files=files))


def ask_new_text(voice: Voice, a: Announcement) -> Outgoing:
    """The whole new text of a draft."""
    return Outgoing(render("announcements/ask_new_text", voice, a=a), about=a.about)


def ask_audience(voice: Voice, a: Announcement) -> Outgoing:
    """Whom it is for, typed."""
    return Outgoing(render("announcements/ask_audience", voice), about=a.about)


def ask_time(voice: Voice, a: Announcement) -> Outgoing:
    """When it is to go."""
    return Outgoing(render("announcements/ask_time", voice, a=a), about=a.about)


def time_unclear(voice: Voice, unclear: UnclearTime, about: str) -> Outgoing:
    """The typed time means nothing, or contradicts itself."""
    text = render("announcements/time_unclear", voice, reason=unclear.reason, day=unclear.day)
    return Outgoing(text, about=about)


def time_unclear_plain(voice: Voice, unclear: UnclearTime) -> str:
    """The same for the command line."""
    return plain("announcements/time_unclear", voice, reason=unclear.reason, day=unclear.day)


def dropped(voice: Voice, a: Announcement, replaces: str) -> Outgoing:
    """A draft was thrown away."""
    return Outgoing(render("announcements/dropped", voice, a=a), replaces=replaces)


def file_of_member(voice: Voice, key: str) -> Outgoing:
    """A member's file is not taken."""
    return Outgoing(render("announcements/file_of_member", voice), key=key)


def album(voice: Voice, key: str) -> Outgoing:
    """Only the first file of an album was taken."""
    return Outgoing(render("announcements/album", voice), key=key)


def ask_correction(voice: Voice, a: Announcement) -> Outgoing:
    """The right text of an announcement that was sent."""
    return Outgoing(render("announcements/ask_correction", voice, a=a), about=f"correct:{a.id}")


def correction_card(
    voice: Voice, a: Announcement, reached: int, *, replaces: str = "", not_before: datetime | None = None
) -> Outgoing:
    """The card under the preview of a correction: how many get it, and how."""
    tail = f"{a.id}:{a.revision}"
    choices = (
        (choice(f"an_cor:{tail}", "an_send_correction", voice),),
        (choice(f"an_edit:{tail}", "an_edit", voice), choice(f"an_drop:{tail}", "an_drop", voice)),
    )
    text = render("announcements/correction_card", voice, a=a, reached=reached, in_place=editable(a))
    return Outgoing(text, choices=choices, about=a.about, replaces=replaces, not_before=not_before)


def edited(voice: Voice, a: Announcement) -> Outgoing:
    """A message that became a part of a draft was changed afterwards."""
    return Outgoing(render("announcements/edited", voice, a=a), about=a.about)
