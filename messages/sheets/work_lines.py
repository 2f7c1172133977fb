"""Turns the lines of the task, meeting and holiday tables into records."""

from committee.calendar import DayKind, WorkCalendar
from messages.sheets.agency_book import AgencyBook, AmbiguousAgency
from messages.sheets.cells import fold
from messages.sheets.lines import Line
from messages.sheets.people_lines import Seen, find_agency
from messages.sheets.records import HolidayRow, MeetingRow, Reason, TaskRow


def read_task(line: Line, seen: Seen, book: AgencyBook, calendar: WorkCalendar) -> TaskRow | None:
    """The task of a line. A due date on a day off stays as written (domain: § 2.7) and is only remarked."""
    code = line.code()
    seen.again(line, "code", code)
    title = line.text("title", required=True)
    lead = find_agency(line, "lead", book)
    cooperating = _cooperating(line, book)
    deadline = line.day("deadline")
    row = TaskRow(
        code=code,
        title=title,
        lead_agency=lead,
        cooperating=tuple(found for found in cooperating if found != lead),
        source=line.text("source"),
        deadline=deadline,
        group=line.text("group"),
        product=line.listed("product"),
    )
    if not line.good:
        return None
    if deadline and not calendar.is_working(deadline):
        line.warn("deadline", Reason.ON_DAY_OFF, f"{deadline:%d/%m/%Y}")
    return row


def _cooperating(line: Line, book: AgencyBook) -> list[str]:
    words = line.lines("cooperating")
    if not fold(words):  # empty, or a dash
        return []
    try:
        codes, unknown = book.find_all(words)
    except AmbiguousAgency as several:
        line.refuse("cooperating", Reason.AMBIGUOUS_AGENCY, str(several))
        return []
    for piece in unknown:
        line.refuse("cooperating", Reason.UNKNOWN_AGENCY, piece, suggestion=book.nearest(piece))
    return codes


def read_meeting(line: Line, seen: Seen, calendar: WorkCalendar) -> MeetingRow | None:
    """The meeting of a line."""
    code = line.code()
    seen.again(line, "code", code)
    title = line.text("title", required=True)
    day = line.day("date", required=True)
    start, end = line.hours("start")
    end = line.hour("end") or end
    if start and end and end <= start:
        line.refuse("end", Reason.END_BEFORE_START, f"{end:%H:%M}", suggestion=f"{start:%H:%M}")
    answer_by = line.day("answer_by")
    texts = {field: line.text(field) for field in ("kind", "place", "form", "chaired_by")}
    lists = {field: line.listed(field) for field in ("audience", "documents")}
    note = line.lines("note")
    if not line.good or day is None or start is None:
        return None
    if not calendar.is_working(day):
        line.warn("date", Reason.ON_DAY_OFF, f"{day:%d/%m/%Y}")
    if answer_by and answer_by > day:
        line.warn(
            "answer_by", Reason.ANSWER_AFTER_MEETING, f"{answer_by:%d/%m/%Y}", suggestion=f"{day:%d/%m/%Y}"
        )
    return MeetingRow(
        code=code,
        title=title,
        date=day,
        start=start,
        end=end,
        answer_by=answer_by,
        note=note,
        kind=texts["kind"],
        place=texts["place"],
        form=texts["form"],
        chaired_by=texts["chaired_by"],
        audience=lists["audience"],
        documents=lists["documents"],
    )


def read_holiday(line: Line, seen: Seen) -> HolidayRow | None:
    """The calendar entry of a line."""
    day = line.day("date", required=True)
    if day:
        seen.again(line, "date", f"{day:%d/%m/%Y}")
    name = line.text("name")
    words = line.text("kind", required=True)
    kind = _holiday_kind(words)
    if words and kind is None:
        line.refuse("kind", Reason.UNKNOWN_HOLIDAY_KIND, words)
    return HolidayRow(day, name, kind) if line.good and day and kind else None


def _holiday_kind(words: str) -> DayKind | None:
    text = fold(words)
    if text.startswith(("lam", "di lam", "made up")):
        return DayKind.MADE_UP
    if text.startswith(("nghi", "le", "day off")):
        return DayKind.DAY_OFF
    return None
