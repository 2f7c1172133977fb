"""A small committee of an invented province, for the tests of the rules."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from committee.calendar import WorkCalendar
from committee.meetings import Answer, Invitation, Meeting
from committee.people import Agency, Person, Role, Seat
from committee.practice import Practice
from committee.tasks import Extension, Status, StatusReport, Task

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOLIDAY = date(2026, 11, 24)  # a Tuesday off in the tests' calendar
MADE_UP = date(2026, 11, 28)  # a Saturday that is worked instead
PLAIN = Practice()
FESTIVE = Practice(calendar=WorkCalendar(frozenset({HOLIDAY}), frozenset({MADE_UP})))

OFFICE = Agency("VPTU", "Văn phòng Tỉnh ủy", "VPTU", "Đảng", position=1)
FINANCE = Agency("STC", "Sở Tài chính", "Sở TC", "Chính quyền", position=2)
CULTURE = Agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "Chính quyền", position=3)
YOUTH = Agency("TĐ", "Tỉnh đoàn", "", "Mặt trận, đoàn thể", position=4)


def seat(number: int, role: Role, agency: Agency, *, empty: bool = False) -> Seat:
    """A seat whose holder bears its number."""
    holder = None if empty else Person(number, f"Nguyễn Văn {number}")
    return Seat(number, f"{agency.code}-{number}", role, agency, holder)


CHAIR = seat(1, Role.CHAIR, OFFICE)
STANDING = seat(2, Role.STANDING_DEPUTY, CULTURE)
DEPUTY = seat(3, Role.DEPUTY, FINANCE)
FINANCE_MEMBER = seat(4, Role.MEMBER, FINANCE)
CULTURE_MEMBER = seat(5, Role.MEMBER, CULTURE)
YOUTH_MEMBER = seat(6, Role.MEMBER, YOUTH)
LEAD_SECRETARY = seat(7, Role.SECRETARIAT_LEAD, OFFICE)
SECRETARY = seat(8, Role.SECRETARY, FINANCE)
SEATS = [
    SECRETARY,
    YOUTH_MEMBER,
    CHAIR,
    FINANCE_MEMBER,
    LEAD_SECRETARY,
    DEPUTY,
    CULTURE_MEMBER,
    STANDING,
]


def at(day: int, clock: str = "08:00", month: int = 11) -> datetime:
    """A moment of 2026 on the committee's clocks; 23/11/2026 is a Monday."""
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), ZONE)


def task(
    number: int = 1,
    deadline: date | None = None,
    *,
    lead: Seat = FINANCE_MEMBER,
    latest: StatusReport | None = None,
    state: StatusReport | None = None,
    extension: Extension | None = None,
    done_on: date | None = None,
    cooperating: Sequence[Agency] = (),
) -> Task:
    """An open task of the finance department unless told otherwise; `latest` is its state if it can be."""
    if state is None and latest is not None and latest.status.speaks_of_the_work:
        state = latest
    return Task(
        id=number,
        code=f"NV-{number:02}",
        title=f"Nhiệm vụ {number}",
        lead_agency=lead.agency,
        lead=lead,
        deadline=deadline,
        original_deadline=deadline,
        done_on=done_on,
        cooperating=tuple(cooperating),
        latest=latest,
        state=state,
        extension=extension,
    )


def report(status: Status, moment: datetime, *, task_id: int = 1, note: str = "") -> StatusReport:
    """An answer about a task."""
    return StatusReport(1, task_id, status, moment, note=note)


def asked(moment: datetime, until: date | None = None, *, task_id: int = 1) -> Extension:
    """A later deadline that waits for a decision."""
    return Extension(9, task_id, until, None, "chờ ý kiến", moment)


def meeting(starts_at: datetime, *, answer_by: date | None = None) -> Meeting:
    """A meeting that is called."""
    return Meeting(3, "CH-03", "Họp góp ý", starts_at, place="phòng họp A", answer_by=answer_by)


def invited(
    whose: Seat = FINANCE_MEMBER,
    answer: Answer = Answer.NONE,
    *,
    when: datetime | None = None,
    answered_at: datetime | None = None,
) -> Invitation:
    """A seat's invitation, made on 2/11 unless told otherwise."""
    return Invitation(3, whose, when or at(2), answer, answered_at=answered_at)
