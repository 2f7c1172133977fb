"""How this committee works: its name, zone, hours, calendar and the figures that an operator may set."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from committee.calendar import WorkCalendar
from committee.hours import Hours, narrowed

WORKING_HOURS: Hours = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
MARGIN = timedelta(minutes=15)  # no message in the first and last quarter of an hour (domain.md § 2.7)


@dataclass(frozen=True)
class Practice:
    """The customs of one committee, read once at start. All times of day are those of `zone`."""

    name: str = "Ban Chỉ đạo"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Ho_Chi_Minh"))
    language: str = "vi"
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    digest_time: time = time(7, 0)
    digest_until: time = time(12, 0)  # a digest that is late is still worth sending until then
    nudge_time: time = time(8, 0)  # "due-day 08:00", domain.md § 2.5
    working_hours: Hours = WORKING_HOURS
    send_windows: Hours = ()  # derived from the working hours unless given
    quiet_from: time = time(20, 0)
    quiet_until: time = time(7, 0)
    meeting_reminders: tuple[timedelta, ...] = (timedelta(days=3), timedelta(days=1), timedelta(hours=2))
    ladder: tuple[int, ...] = (7, 3, 1)  # working days before the deadline
    overdue_every: int = 2  # working days
    answer_rests: int = 5  # working days for which an answer spares an overdue task
    silent_limit: int = 3  # the silent nudge of which the secretariat is told
    code_days: int = 7
    code_tries: int = 5
    code_window: timedelta = timedelta(minutes=15)
    code_pause: timedelta = timedelta(minutes=15)
    monthly_messages: int = 3000  # that a Zalo bot may say and hear; 0 is without a limit
    organ: str = "party"  # or "state": who set the committee up, for the layout of documents

    def __post_init__(self) -> None:
        if not self.send_windows:
            object.__setattr__(self, "send_windows", narrowed(self.working_hours, MARGIN))

    def local(self, moment: datetime) -> datetime:
        """The moment as the committee's clocks show it."""
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        """The date on the committee's wall at that moment."""
        return moment.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """That time of that day, aware."""
        return datetime.combine(day, clock, self.zone)

    def day_ends(self, day: date) -> datetime:
        """The end of working hours on that day, worked or not."""
        return self.at(day, self.working_hours[-1][1])
