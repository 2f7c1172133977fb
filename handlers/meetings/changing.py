"""A change to a called meeting: kept until it is confirmed, then made with one notice to each."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from committee.consequences import consequence
from committee.meetings import Meeting
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.meetings import cards
from handlers.meetings.finding import pressed, question_ends, refuse_cancelled, refuse_past
from handlers.meetings.guests import guests
from handlers.meetings.making import make
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import meeting_cards, meeting_changes

FIELDS = ("title", "starts_at", "ends_at", "place", "chaired_by", "audience", "answer_by")


@dataclass(frozen=True)
class Proposal:
    """A change that one person prepares: `number` tells its card from earlier ones, `version` what it is
    based on; `fields` are empty once it was made or dropped.
    """

    number: int = 0
    version: int = 0
    fields: dict[str, Any] | None = None


async def as_proposed(visit: Visit, meeting: Meeting) -> Meeting:
    """The meeting with the change that this person is preparing, if it still fits."""
    proposal = await _kept(visit, meeting)
    filing = await visit.work.meetings.filing(meeting.id)
    if not proposal.fields or proposal.version != filing.version:
        return meeting
    return _onto(meeting, proposal.fields)


async def propose(visit: Visit, before: Meeting, after: Meeting) -> list[Outgoing]:
    """Keep a change and show what it would touch; several edits in a row are one change."""
    earlier = await _kept(visit, before)
    filing = await visit.work.meetings.filing(before.id)
    fields = {
        name: _text(getattr(after, name)) for name in FIELDS if getattr(after, name) != getattr(before, name)
    }
    proposal = Proposal(earlier.number + 1, filing.version, fields)
    await _keep(visit, before, proposal)
    if not fields:
        return [meeting_changes.nothing_changed(visit.voice, before)]
    invitations = await visit.work.meetings.invitations(before.id)
    called = await guests(visit, after)
    invited = {one.seat.id for one in invitations if one.seat.holder}
    wanted = {seat.id for seat in called.seats} if "audience" in fields else invited
    moved = after.starts_at != before.starts_at
    card = meeting_changes.change_card(
        visit.voice,
        before,
        after,
        called,
        consequence(before, invitations, visit.now, visit.practice),
        await cards.warned(visit, after, called) if moved else meeting_cards.Warned(),
        proposal.number,
        added=len(wanted - invited),
        removed=len(invited - wanted),
    )
    return [card]


async def confirm(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on the card of a change: "send", "edit" or "drop"."""
    require(visit.actor, Act.CHANGE_MEETING)
    number, card, how = (*rest.split(":"), "", "")[:3]
    meeting = await pressed(visit, number)
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    proposal = await _kept(visit, meeting)
    filing = await visit.work.meetings.filing(meeting.id)
    if not proposal.fields or card != str(proposal.number) or proposal.version != filing.version:
        raise Refusal(RefusalReason.BUTTON_OLD)
    if how == "edit":
        await visit.work.questions.ask(
            visit.actor.person.id,
            "hop_edit",
            f"meeting:{meeting.id}",
            {"field": ""},
            visit.now,
            question_ends(visit),
        )
        return [meeting_cards.ask_edit(visit.voice, meeting, replaces=visit.incoming.message)]
    await _keep(visit, meeting, replace(proposal, fields=None))
    if how != "send":
        return [
            meeting_cards.dropped(
                visit.voice, meeting, draft=False, kept=True, replaces=visit.incoming.message
            )
        ]
    return await make(visit, meeting, _onto(meeting, proposal.fields))


def _onto(meeting: Meeting, fields: dict[str, Any]) -> Meeting:
    read: dict[str, Any] = dict(fields)
    for name in ("starts_at", "ends_at"):
        if name in read:
            read[name] = datetime.fromisoformat(read[name]) if read[name] else None
    if "answer_by" in read:
        read["answer_by"] = date.fromisoformat(read["answer_by"]) if read["answer_by"] else None
    return replace(meeting, **read)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _name(visit: Visit, meeting: Meeting) -> str:
    return f"meeting_change:{meeting.id}:{visit.actor.person.id}"


async def _kept(visit: Visit, meeting: Meeting) -> Proposal:
    text = await visit.work.notes.get(_name(visit, meeting))
    return Proposal(**json.loads(text)) if text else Proposal()


async def _keep(visit: Visit, meeting: Meeting, proposal: Proposal) -> None:
    text = json.dumps(vars(proposal), ensure_ascii=False)
    await visit.work.notes.put(_name(visit, meeting), text)
