"""Compares a sheet's meetings with those remembered; new ones are drafts, for an import invites nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from committee.meetings import Meeting, MeetingState
from committee.practice import Practice
from messages.sheets.audiences import AudienceReader, AudienceText
from messages.sheets.records import MeetingRow
from storage.importing.difference import Change, Sort, Sorting, Value, Why, changes

_FIELDS = (
    "title",
    "sort",
    "starts_at",
    "ends_at",
    "place",
    "form",
    "chaired_by",
    "answer_by",
    "documents",
    "note",
)
NOBODY_NAMED = "participants"  # what a meeting is for whose audience the sheet leaves open


def compare_meetings(
    sorting: Sorting,
    rows: Iterable[MeetingRow],
    stored: Mapping[str, Meeting],
    audiences: AudienceReader,
    now: datetime,
    practice: Practice,
) -> None:
    """Sort the rows. A draft is changed; a meeting that people were called to is changed in the chat only."""
    for row in rows:
        audience = audiences.read(row.audience)
        meeting = _meeting(row, audience, practice)
        old = stored.get(row.code)
        if old is None:
            sorting.add(Sort.MEETING, row.code, row.title, meeting, None)
            _look_at(sorting, meeting, audience, now)
            continue
        found = _changes(old, meeting)
        if found and old.state is not MeetingState.DRAFT:
            names = tuple(change.field for change in found)
            sorting.refuse(Sort.MEETING, row.code, row.title, Why.MEETING_CALLED, *names)
        else:
            sorting.add(Sort.MEETING, row.code, row.title, _onto(old, meeting, found), found)


def _meeting(row: MeetingRow, audience: AudienceText, practice: Practice) -> Meeting:
    return Meeting(
        id=0,
        code=row.code,
        title=row.title,
        starts_at=practice.at(row.date, row.start),
        ends_at=practice.at(row.date, row.end) if row.end else None,
        place=row.place,
        form=row.form,
        chaired_by=row.chaired_by,
        audience=audience.expression or NOBODY_NAMED,
        answer_by=row.answer_by,
        note="; ".join(filter(None, (row.note, *audience.others))),
        sort=row.kind,
        documents=row.documents,
        state=MeetingState.DRAFT,
    )


def _changes(old: Meeting, new: Meeting) -> tuple[Change, ...]:
    pairs: dict[str, tuple[Value, Value]] = {
        field: (getattr(old, field), getattr(new, field)) for field in _FIELDS
    }
    if old.state is MeetingState.DRAFT:
        pairs["audience"] = (old.audience, new.audience)
    return changes(pairs)


def _onto(old: Meeting, new: Meeting, found: tuple[Change, ...]) -> Meeting:
    """The old meeting with just the changed fields."""
    return replace(old, **{change.field: getattr(new, change.field) for change in found})


def _look_at(sorting: Sorting, meeting: Meeting, audience: AudienceText, now: datetime) -> None:
    if meeting.starts_at <= now:
        sorting.remark(Sort.MEETING, meeting.code, meeting.title, Why.MEETING_PAST, meeting.starts_at)
    if not audience.expression:
        why = Why.AUDIENCE_UNCLEAR
        sorting.remark(Sort.MEETING, meeting.code, meeting.title, why, "; ".join(audience.others))
    elif audience.others:
        sorting.remark(Sort.MEETING, meeting.code, meeting.title, Why.GUESTS, "; ".join(audience.others))
