"""Puts what is remembered into the rows of the secretary's sheets: what an export writes, an import reads."""

from dataclasses import fields

from committee.calendar import DayKind
from committee.meetings import Meeting
from committee.people import Agency, Seat
from committee.practice import Practice
from messages.sheets.audience_cells import AudienceWriter
from messages.sheets.records import AgencyRow, HolidayRow, MeetingRow, MemberRow, Reading, TaskRow
from storage.imports import StoredTask
from storage.work import Work


async def snapshot(work: Work, practice: Practice) -> Reading:
    """The agencies, members, tasks, meetings and days off as they are now; read in again it changes nothing.

    Seats that nobody holds have no line, and neither have answers: a sheet has no columns for them.
    """
    agencies = await work.seats.agencies()
    writer = AudienceWriter(agencies)
    kinds = {kind.value for kind in DayKind}
    days = await work.holidays.all()
    return Reading(
        agencies=tuple(_agency(agency) for agency in agencies),
        members=tuple(_member(seat) for seat in await work.seats.all() if seat.holder),
        tasks=tuple(_task(code, task) for code, task in sorted((await work.imports.tasks()).items())),
        meetings=tuple(_meeting(meeting, writer, practice) for meeting in await work.meetings.all()),
        holidays=tuple(
            HolidayRow(day, name, DayKind(kind)) for day, (name, kind) in days.items() if kind in kinds
        ),
    )


def _agency(agency: Agency) -> AgencyRow:
    return AgencyRow(**{field.name: getattr(agency, field.name) for field in fields(AgencyRow)})


def _member(seat: Seat) -> MemberRow:
    person = seat.holder
    assert person is not None
    return MemberRow(
        name=person.name,
        agency_code=seat.agency.code,
        role=seat.role,
        seat_code=seat.code,
        courtesy=person.courtesy,
        title=person.title,
        phone=person.phone,
        email=person.email,
        note=person.note,
    )


def _task(code: str, task: StoredTask) -> TaskRow:
    return TaskRow(
        code=code,
        title=task.title,
        lead_agency=task.lead_agency,
        cooperating=task.cooperating,
        source=task.source,
        deadline=task.deadline,
        group=task.group,
        product=task.product,
    )


def _meeting(meeting: Meeting, writer: AudienceWriter, practice: Practice) -> MeetingRow:
    start = practice.local(meeting.starts_at)
    end = practice.local(meeting.ends_at) if meeting.ends_at else None
    return MeetingRow(
        code=meeting.code,
        title=meeting.title,
        date=start.date(),
        start=start.time(),
        end=end.time() if end and end.date() == start.date() else None,
        kind=meeting.sort,
        place=meeting.place,
        form=meeting.form,
        chaired_by=meeting.chaired_by,
        audience=writer.write(meeting.audience),
        answer_by=meeting.answer_by,
        documents=meeting.documents,
        note=meeting.note,
    )
