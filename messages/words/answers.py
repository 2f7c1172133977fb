"""What is said to an answer about a task: the echo of what was understood, and what is still asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from committee.tasks import StatusReport, Task
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, plain, render
from messages.spelling import weekday_day
from messages.voice import Voice
from messages.words.tasks import state_choices

PERCENTS = (25, 50, 75, 90)


def echo(
    voice: Voice,
    task: Task,
    report: StatusReport,
    *,
    agency: str = "",
    confirmed: bool = False,
    reopened: bool = False,
) -> Outgoing:
    """One line of what was recorded, with Right and Correct.

    `agency` names for whom it was recorded; whether it is right is then for that agency to say.
    """
    text = render(
        "tasks/echo",
        voice,
        task=task,
        report=report,
        agency=agency,
        confirmed=confirmed,
        reopened=reopened,
        waits=task.extension is not None and report.status == "extension",
    )
    buttons = (_fix(report.id, voice),) if agency else _right_or_fix(report.id, voice)
    return Outgoing(text, choices=() if confirmed else (buttons,), about=_about(task))


def ask_percent(voice: Voice, task: Task, report: StatusReport, agency: str = "") -> Outgoing:
    """In progress is recorded; how far it is may be said with one more press."""
    percents = tuple(
        choice(f"tpc:{report.id}:{number}", "task_percent", voice, percent=number) for number in PERCENTS
    )
    rest = (choice(f"tpc:{report.id}:no", "task_no_percent", voice), _fix(report.id, voice))
    text = render("tasks/ask_percent", voice, task=task, agency=agency)
    return Outgoing(text, choices=(percents, rest), about=_about(task))


def ask_block(voice: Voice, task: Task, report: StatusReport, agency: str = "") -> Outgoing:
    """The obstacle is recorded; what it is stands in one line that is asked for."""
    text = render("tasks/ask_block", voice, task=task, agency=agency)
    return Outgoing(text, choices=((_fix(report.id, voice),),), about=_about(task))


def ask_until(
    voice: Voice, task: Task, report: StatusReport, days: Sequence[date], agency: str = ""
) -> Outgoing:
    """More time is asked for; until when, with a few likely days as buttons."""
    rows = [
        (
            choice(
                f"tud:{report.id}:{day.isoformat()}", "task_day", voice, day=weekday_day(day, voice.language)
            ),
        )
        for day in days
    ]
    text = render("tasks/ask_until", voice, task=task, agency=agency)
    return Outgoing(text, choices=(*rows, (_fix(report.id, voice),)), about=_about(task))


def date_wanted(voice: Voice, task: Task, report: StatusReport, days: Sequence[date]) -> Outgoing:
    """To the seat: its request for a later deadline cannot be decided as long as it names no day."""
    asked = ask_until(voice, task, report, days)
    return replace(asked, text=render("tasks/date_wanted", voice, task=task), kind=Kind.NOTICE)


def no_date(voice: Voice, task: Task) -> Outgoing:
    """To whoever would have granted it: the request names no day, and its seat was asked."""
    text, toast = render("tasks/no_date", voice, task=task), plain("tasks/no_date", voice, task=task)
    return Outgoing(text, about=_about(task), toast=toast)


def until_again(
    voice: Voice,
    task: Task,
    reason: str,
    *,
    day: date | None = None,
    choices: tuple[tuple[Choice, ...], ...] = (),
) -> Outgoing:
    """The day that was given cannot be meant; the question stays open."""
    text = render("tasks/until_again", voice, reason=reason, day=day, deadline=task.deadline)
    return Outgoing(text, choices=choices, about=_about(task))


def ask_why(
    voice: Voice, task: Task, report: StatusReport, *, day_off: bool = False, agency: str = ""
) -> Outgoing:
    """The day is recorded; a reason may be given."""
    text = render(
        "tasks/ask_why", voice, task=task, until=report.new_deadline, day_off=day_off, agency=agency
    )
    buttons = (choice(f"tnr:{report.id}", "task_no_reason", voice), _fix(report.id, voice))
    return Outgoing(text, choices=(buttons,), about=_about(task))


def fix(voice: Voice, task: Task) -> Outgoing:
    """The four answers again; what was recorded holds until a new one comes."""
    return Outgoing(
        render("tasks/fix", voice, task=task), choices=state_choices(task.id, voice), about=_about(task)
    )


def acknowledged(voice: Voice, codes: Sequence[str] = ()) -> Outgoing:
    """Thanks or a promise was received; nothing is asked."""
    return Outgoing(render("tasks/acknowledged", voice, codes=list(codes[:5])))


def question(voice: Voice, task: Task | None) -> Outgoing:
    """A question was received; the secretariat answers it."""
    return Outgoing(render("tasks/question", voice, task=task), about=_about(task))


def handover(voice: Voice, task: Task | None, report: StatusReport) -> Outgoing:
    """Somebody else is said to have the work; the secretariat decides what follows."""
    choices = (_right_or_fix(report.id, voice),) if task else ()
    return Outgoing(
        render("tasks/handover", voice, task=task, report=report), choices=choices, about=_about(task)
    )


def kept(voice: Voice, task: Task | None = None) -> Outgoing:
    """Not understood; kept as it is for the secretariat. With a known task its four answers are offered."""
    choices = state_choices(task.id, voice) if task else ()
    return Outgoing(render("tasks/kept", voice, task=task), choices=choices, about=_about(task))


def remark(voice: Voice, task: Task) -> Outgoing:
    """To an agency that takes part: its words were kept, the lead agency reports on the task."""
    return Outgoing(render("tasks/remark", voice, task=task), about=_about(task))


def taken_back(voice: Voice, codes: Sequence[str]) -> Outgoing:
    """What an edited message no longer says is no longer recorded."""
    return Outgoing(render("tasks/taken_back", voice, codes=list(codes)))


def told(voice: Voice, task: Task, report: StatusReport) -> Outgoing:
    """To the seat: what the secretariat recorded for it, to be confirmed or corrected."""
    return Outgoing(
        render("tasks/told", voice, task=task, report=report),
        kind=Kind.NOTICE,
        choices=(_right_or_fix(report.id, voice),),
        about=_about(task),
    )


def decided(voice: Voice, task: Task, *, granted: bool, deadline: date | None) -> Outgoing:
    """To whoever decided on a later deadline."""
    facts = {"task": task, "granted": granted, "deadline": deadline}
    text, toast = render("tasks/decided", voice, **facts), plain("tasks/decided", voice, **facts)
    return Outgoing(text, about=_about(task), toast=toast)


def decision(voice: Voice, task: Task, *, granted: bool, deadline: date | None, by: str) -> Outgoing:
    """To the lead seat and the secretariat: how a request for a later deadline was decided."""
    text = render("tasks/decision", voice, task=task, granted=granted, deadline=deadline, by=by)
    return Outgoing(text, kind=Kind.NOTICE, about=_about(task))


def _about(task: Task | None) -> str:
    return f"task:{task.id}" if task else ""


def _fix(report_id: int, voice: Voice) -> Choice:
    return choice(f"tfx:{report_id}", "task_fix", voice)


def _right_or_fix(report_id: int, voice: Voice) -> tuple[Choice, ...]:
    return (choice(f"tok:{report_id}", "task_right", voice), _fix(report_id, voice))
