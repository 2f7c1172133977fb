"""Says announcements as members get them, their receipts and reminders, and the list of those sent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from committee.people import Seat
from committee.register import address
from messages.announced import Announcement, Tally
from messages.envelope import Choice, Kind, Outgoing
from messages.reading.fold import fold
from messages.reading.urgency import says_urgent
from messages.render import choice, label, plain, render
from messages.voice import Voice

ONE_MESSAGE = 4096  # UTF-16 units, the most that a channel shows as one message
ONE_CAPTION = 1024
ROOM = 96  # units kept for the lines that are added above and below the text
TITLE = 48
EXCERPT = 160


def text_of(voice: Voice, a: Announcement, acknowledged_at: datetime | None = None) -> str:
    """The announcement as members get it: the typed text, marked when it is urgent or a correction."""
    return render(
        "announcements/text",
        voice,
        a=a,
        mark_correction=a.corrections > 0 or a.corrects is not None,
        mark_urgent=a.urgent and not says_urgent(a.text),
        acknowledged_at=acknowledged_at,
    )


def units(text: str) -> int:
    """A text's length as channels count it."""
    return len(text.encode("utf-16-le")) // 2


def editable(a: Announcement) -> bool:
    """Whether its message can be changed in place: one message, without a file."""
    return a.attachment is None and units(a.text) + ROOM <= ONE_MESSAGE


def parts_of(a: Announcement) -> int:
    """In how many messages it arrives."""
    length = units(a.text)
    if a.attachment and length <= ONE_CAPTION:
        return 1
    return -(-length // ONE_MESSAGE) + (1 if a.attachment else 0)


def to_all(
    voice: Voice, a: Announcement, seats: Sequence[Seat], expires_at: datetime | None = None
) -> Iterator[Outgoing]:
    """To each recipient in his or her language; the text is made once for each language."""
    made: dict[str, Outgoing] = {}
    for seat in seats:
        if seat.holder is None:
            continue
        own = voice.to(seat.holder.language)
        if own.language not in made:
            made[own.language] = announcement(own, a, seat, expires_at)
        yield replace(made[own.language], person=seat.holder.id, seat=seat.id, key=key_of(a, seat))


def key_of(a: Announcement, seat: Seat) -> str:
    """The key that lets an announcement go to a seat once, whatever happens."""
    return f"announcement:{a.id}:seat:{seat.id}"


def report_key(a: Announcement) -> str:
    """The key of the first report about an announcement, which later ones replace."""
    return f"announcement:{a.id}:report"


def title_of(a: Announcement, width: int = TITLE) -> str:
    """What one calls it: its first line that is no salutation, cut; or its file's name."""
    lines = [line.strip() for line in a.text.splitlines() if line.strip()]
    telling = [line for line in lines if not fold(line).startswith(("kinh gui", "kinh bao cao"))]
    found = next(iter(telling or lines), "") or (a.attachment.name if a.attachment else "")
    return found if len(found) <= width else found[: width - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def acknowledge_choice(
    voice: Voice, a: Announcement, *, reminded: bool = False
) -> tuple[tuple[Choice, ...], ...]:
    """The one button under an announcement that asks for it."""
    return ((choice(f"ack:{a.id}:r" if reminded else f"ack:{a.id}", "an_acknowledge", voice),),)


def announcement(voice: Voice, a: Announcement, seat: Seat, expires_at: datetime | None = None) -> Outgoing:
    """To one recipient."""
    return Outgoing(
        text_of(voice, a),
        kind=Kind.ANNOUNCEMENT,
        choices=acknowledge_choice(voice, a) if a.acknowledge else (),
        attachment=a.attachment,
        person=seat.holder.id if seat.holder else None,
        seat=seat.id,
        key=key_of(a, seat),
        about=f"announcement:{a.id}",
        not_before=a.send_at,
        expires_at=expires_at,
        urgent=a.urgent,
    )


def acknowledged(
    voice: Voice, a: Announcement, at: datetime, seat: Seat, *, again: bool, on: str
) -> Outgoing:
    """Thanks for a receipt, in the announcement itself where its message (`on`) can be changed."""
    if on and editable(a):
        toast = plain("announcements/acknowledged_toast", voice, at=at, again=again)
        return Outgoing(text_of(voice, a, at), about=a.about, replaces=on, toast=toast)
    return acknowledged_shortly(voice, a, at, seat, again=again, on="")


def acknowledged_shortly(
    voice: Voice, a: Announcement, at: datetime, seat: Seat, *, again: bool, on: str
) -> Outgoing:
    """Thanks for a receipt in a short message, once; under a reminder (`on`) in its place."""
    toast = plain("announcements/acknowledged_toast", voice, at=at, again=again)
    text = render("announcements/acknowledged", voice, at=at)
    key = "" if on else f"announcement:{a.id}:thanks:seat:{seat.id}"
    return Outgoing(text, about=a.about, replaces=on, key=key, toast=toast)


def reminder(voice: Voice, a: Announcement, seat: Seat, number: int) -> Outgoing:
    """To one who has not acknowledged."""
    assert seat.holder is not None
    text = render(
        "announcements/remind",
        voice,
        a=a,
        address=address(seat.holder, seat.role),
        excerpt=title_of(a, EXCERPT),
    )
    return Outgoing(
        text,
        kind=Kind.REMINDER,
        choices=acknowledge_choice(voice, a, reminded=True),
        person=seat.holder.id,
        seat=seat.id,
        key=f"announcement:{a.id}:remind:{number}:seat:{seat.id}",
        about=a.about,
    )


def correction(
    voice: Voice, a: Announcement, seat: Seat, message: str, acknowledged_at: datetime | None
) -> list[Outgoing]:
    """To one recipient: the message changed in place with a short notice, or the whole text anew."""
    in_place = bool(message) and editable(a)
    key = f"announcement:{a.id}:correct:{a.corrections}:seat:{seat.id}"
    asks = a.acknowledge and not acknowledged_at
    said = replace(
        announcement(voice, a, seat),
        text=text_of(voice, a, acknowledged_at),
        choices=acknowledge_choice(voice, a) if asks else (),
        key=key,
        not_before=None,
        replaces=message if in_place else "",
    )
    if not in_place:
        return [said]
    notice = Outgoing(
        render("announcements/correction_notice", voice, a=a),
        kind=Kind.ANNOUNCEMENT,
        person=said.person,
        seat=seat.id,
        key=f"{key}:notice",
        about=a.about,
        urgent=a.urgent,
    )
    return [said, notice]


def listed(
    voice: Voice, scheduled: Sequence[Announcement], sent: Sequence[tuple[Announcement, Tally]]
) -> Outgoing:
    """The latest announcements, each with a button."""
    if not scheduled and not sent:
        return Outgoing(render("announcements/none", voice))
    rows = [
        (Choice(f"an_show:{a.id}", label("an_one_scheduled", voice, id=a.id, title=title_of(a, 22))),)
        for a in scheduled
    ]
    rows += [
        (Choice(f"an_show:{a.id}", label("an_one_sent", voice, id=a.id, title=title_of(a, 22))),)
        for a, _ in sent
    ]
    text = render("announcements/list", voice, scheduled=scheduled, sent=sent, title=title_of)
    return Outgoing(text, choices=tuple(rows))
