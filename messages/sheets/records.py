"""What one import file says, typed: a row of each table, and what had to be refused or remarked."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from committee.calendar import DayKind
from committee.people import Role

Day = date  # for the class that has a field called `date`


@dataclass(frozen=True)
class AgencyRow:
    """One agency; `position` is its place in the protocol order, from the STT column or the file order."""

    code: str
    name: str
    short_name: str = ""
    block: str = ""
    duty: str = ""
    phone: str = ""
    email: str = ""
    position: int = 0


@dataclass(frozen=True)
class MemberRow:
    """One person with the seat he or she holds; whether it is standing or leading is in `role`."""

    name: str
    agency_code: str
    role: Role
    seat_code: str
    courtesy: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True)
class TaskRow:
    """One task; a task without a deadline is allowed (`deadline` is then None)."""

    code: str
    title: str
    lead_agency: str  # the agency's code
    cooperating: tuple[str, ...] = ()  # the agencies' codes, in file order, without the lead agency
    source: str = ""
    deadline: date | None = None
    group: str = ""
    product: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """One meeting; times are the committee's own wall clock."""

    code: str
    title: str
    date: date
    start: time
    end: time | None = None
    kind: str = ""
    place: str = ""
    form: str = ""
    chaired_by: str = ""
    audience: str = ""
    answer_by: Day | None = None
    documents: str = ""
    note: str = ""


@dataclass(frozen=True)
class HolidayRow:
    """One calendar entry: a day off, or a weekend day that is worked."""

    date: date
    name: str
    kind: DayKind


class Reason(StrEnum):
    """Why something was refused or remarked; each has a sentence in templates/*/cli/refusals.toml."""

    # the file as a whole
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    EMPTY_FILE = "empty_file"
    EMPTY_FOLDER = "empty_folder"
    TOO_BIG = "too_big"
    OLD_EXCEL = "old_excel"
    STRICT_WORKBOOK = "strict_workbook"  # an .xlsx in the form that only Excel itself reads
    PASSWORD = "password"  # noqa: S105 (the reason word, not a password)
    BROKEN_WORKBOOK = "broken_workbook"
    WRONG_TYPE = "wrong_type"
    NOT_A_TABLE = "not_a_table"
    ENCODING = "encoding"
    NOTHING_KNOWN = "nothing_known"
    # a sheet
    NO_HEADER = "no_header"
    MISSING_COLUMN = "missing_column"
    NO_AGENCIES = "no_agencies"
    OPEN_QUOTE = "open_quote"
    # a line
    LONE_CELL = "lone_cell"  # a heading between the lines, a total, a signature
    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_CODE = "bad_code"
    DUPLICATE = "duplicate"
    UNKNOWN_AGENCY = "unknown_agency"
    AMBIGUOUS_AGENCY = "ambiguous_agency"
    SEVERAL_LEADS = "several_leads"
    UNKNOWN_ROLE = "unknown_role"
    BAD_DATE = "bad_date"
    NO_SUCH_DAY = "no_such_day"
    DATE_WITHOUT_YEAR = "date_without_year"
    ODD_YEAR = "odd_year"
    WEEKDAY_DIFFERS = "weekday_differs"
    BAD_TIME = "bad_time"
    END_BEFORE_START = "end_before_start"
    UNKNOWN_HOLIDAY_KIND = "unknown_holiday_kind"
    CELL_ERROR = "cell_error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    # only remarked: nothing is refused
    UNKNOWN_COLUMN = "unknown_column"
    SHEET_IGNORED = "sheet_ignored"
    HIDDEN_SHEET = "hidden_sheet"
    ON_DAY_OFF = "on_day_off"
    MIXED_DATES = "mixed_dates"
    ONGOING = "ongoing"
    PHONE_UNCLEAR = "phone_unclear"
    EMAIL_UNCLEAR = "email_unclear"
    ANSWER_AFTER_MEETING = "answer_after_meeting"


@dataclass(frozen=True)
class Refusal:
    """One thing that was not taken (or, among the warnings, only remarked), and where it stands.

    `row` is numbered as in the file, header and title rows included; 0 when the whole sheet is meant.
    """

    sheet: str  # the sheet's title, or the file's name
    reason: Reason
    row: int = 0
    column: str = ""  # as the file spells it
    value: str = ""
    suggestion: str = ""  # the nearest thing that is known
    other_row: int = 0  # where the first of two equal codes stands
    is_file: bool = False  # `sheet` names a file rather than a sheet of a workbook


@dataclass(frozen=True)
class Reading:
    """All that a file says. What is refused is left out of the records; the good lines are kept."""

    agencies: tuple[AgencyRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    holidays: tuple[HolidayRow, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Refusal, ...] = ()
