"""When a task is left in peace after an answer, and what is known of the nudges that met with silence."""

from dataclasses import dataclass
from datetime import date

from committee.practice import Practice
from committee.tasks import Status, Task


@dataclass(frozen=True)
class Nudges:
    """What was sent about one task. A nudge is silent when no answer about the task came after it."""

    first: date | None = None  # the first nudge ever
    last: date | None = None
    silent: int = 0  # nudges since the last answer
    silent_since: date | None = None  # the first of them


def is_silenced(task: Task, day: date, practice: Practice) -> bool:
    """Whether nobody is nudged about this task on that day.

    - Done: never again. A later deadline that was asked for: until that is decided.
    - An answer about the work that was given on the ladder (from its first rung on) silences the task
      until the deadline has passed; one given earlier rests it for five working days.
    - Once overdue, an answer about the work rests it for five working days.
    - An acknowledgement, a question, a handover or something not understood rests it for that day only.
    """
    if task.done_on is not None or task.extension is not None:
        return True
    if task.latest is not None and practice.day(task.latest.at) >= day:
        return True
    report = task.state  # thanks sent after an answer do not undo it
    if report is None:
        return False
    if report.status is Status.DONE:
        return True
    answered = practice.day(report.at)
    calendar = practice.calendar
    if task.deadline is not None and answered <= task.deadline:
        due = calendar.on_or_before(task.deadline)
        if day > task.deadline:
            return False
        if calendar.working_days_between(answered, due) <= max(practice.ladder, default=0):
            return True
    return calendar.working_days_between(answered, day) <= practice.answer_rests
