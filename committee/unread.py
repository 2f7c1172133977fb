"""What the secretariat has to read: answers that were not understood, questions, work passed on."""

from dataclasses import dataclass
from datetime import datetime

from committee.people import Seat
from committee.tasks import Status


@dataclass(frozen=True)
class Unread:
    """An answer as it was typed, until somebody of the secretariat has dealt with it."""

    id: int
    seat: Seat
    raw: str
    at: datetime
    status: Status
    task_id: int = 0  # 0: it belongs to no task that is known
    task_code: str = ""
    task_title: str = ""
