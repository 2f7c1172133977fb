"""Says what became of an announcement: in counts, with names where something is wrong, and in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.announced import Announcement, Delivery, Tally
from messages.envelope import Choice, Outgoing
from messages.render import choice, label, labels, render
from messages.voice import Voice
from messages.words.announcements import title_of
from messages.words.audiences import place

SILENT_NAMED = 40
ACKNOWLEDGED_NAMED = 20
TROUBLED_NAMED = 10
TROUBLES = 8  # different ones in a report
ROWS = 60
STATES = ("sent", "sending", "waiting", "unreachable", "failed", "unsure", "expired", "withdrawn")


@dataclass(frozen=True)
class Line:
    """One recipient, as a line shows it."""

    person: str
    place: str
    what: str
    ok: bool
    open: bool
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class Group:
    """The recipients who share one trouble."""

    what: str
    number: int
    names: str


@dataclass(frozen=True)
class Report:
    """What there is to say about one announcement at a moment; the last two lists may be cut."""

    tally: Tally
    troubles: Sequence[Delivery]
    acknowledged: Sequence[Delivery] = ()
    silent: Sequence[Delivery] = ()


def state_words(voice: Voice, state: str) -> str:
    """A state of delivery in plain words."""
    return label(f"state_{state}", voice)


def reason_words(voice: Voice, state: str, reason: str) -> str:
    """Why a message did not arrive, or has not yet; empty when there is nothing to explain."""
    if not reason or state == "sent":
        return ""
    known = f"reason_{reason.split(':', 1)[0]}"
    if known in labels(voice.language):
        return label(known, voice)
    return label("reason_other", voice, detail=reason)


def what(voice: Voice, delivery: Delivery) -> str:
    """State and reason of one delivery in one phrase."""
    reason = reason_words(voice, delivery.state, delivery.reason)
    said = state_words(voice, delivery.state) + (f", {reason}" if reason else "")
    return f"{said} ({label('delivery_doubled', voice)})" if delivery.maybe_doubled else said


def line_of(voice: Voice, delivery: Delivery) -> Line:
    """One recipient's line."""
    return Line(
        person=delivery.person,
        place=place(delivery.seat),
        what=what(voice, delivery),
        ok=delivery.state == "sent",
        open=delivery.state in ("waiting", "sending"),
        acknowledged_at=delivery.acknowledged_at,
    )


def counts(voice: Voice, tally: Tally) -> str:
    """The counts by state: "đã gửi 25, không gửi đến được 3"."""
    shown = [(state, tally.states[state]) for state in STATES if tally.states.get(state)]
    return ", ".join(f"{state_words(voice, state)} {number}" for state, number in shown)


def report(voice: Voice, a: Announcement, found: Report, audience: str, now: datetime) -> Outgoing:
    """To whoever sent it: how far it is, who did not get it and why, who has confirmed."""
    text = render(
        "deliveries/report",
        voice,
        a=a,
        title=title_of(a, 80),
        audience=audience,
        tally=found.tally,
        troubles=_groups(voice, found.troubles),
        acknowledged=_names(found.acknowledged, ACKNOWLEDGED_NAMED),
        silent=_names(found.silent, SILENT_NAMED),
        now=now,
    )
    choices = _choices(voice, a, found.tally)
    return Outgoing(text, choices=choices, about=f"deliveries:{a.id}")


def _choices(voice: Voice, a: Announcement, tally: Tally) -> tuple[tuple[Choice, ...], ...]:
    first = (choice(f"an_ref:{a.id}", "an_refresh", voice), choice(f"an_fix:{a.id}", "an_correct", voice))
    if not (a.acknowledge and tally.silent):
        return (first,)
    remind = Choice(f"an_remind:{a.id}", label("an_remind", voice, number=tally.silent))
    return (first, (remind,))


def _groups(voice: Voice, troubles: Sequence[Delivery]) -> list[Group]:
    """The same trouble is said once, the most frequent first."""
    shared: dict[str, list[Delivery]] = {}
    for delivery in troubles:
        shared.setdefault(what(voice, delivery), []).append(delivery)
    ordered = sorted(shared.items(), key=lambda item: -len(item[1]))
    return [Group(said, len(who), _names(who, TROUBLED_NAMED)) for said, who in ordered[:TROUBLES]]


def _names(deliveries: Sequence[Delivery], most: int) -> str:
    named = [f"{delivery.person} ({place(delivery.seat)})" for delivery in deliveries]
    return ", ".join(named[:most]) + (" …" if len(named) > most else "")


def rows(voice: Voice, a: Announcement, tally: Tally, deliveries: Sequence[Delivery]) -> Outgoing:
    """Every recipient with state and reason."""
    text = render(
        "deliveries/rows",
        voice,
        a=a,
        counts=counts(voice, tally),
        lines=[line_of(voice, delivery) for delivery in deliveries[:ROWS]],
        more=max(0, tally.total - ROWS),
    )
    return Outgoing(text, about=f"deliveries:{a.id}")
