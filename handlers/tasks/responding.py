"""Says what was understood of a recorded answer, and asks the one thing that is still missing."""

from committee.tasks import Status
from handlers.tasks.asking import CARD_OPEN, ask, in_place, lacks, likely_days
from handlers.tasks.recording import Recorded, told
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import answers


async def respond(
    visit: Visit, recorded: Recorded, *, mark: str = "", offer_percent: bool = False
) -> list[Outgoing]:
    """The echo with Right and Correct; or, where something is missing, that question first."""
    voice, task, report, agency = visit.voice, recorded.task, recorded.report, recorded.agency
    missing = lacks(report.status, report.note, report.new_deadline)
    if missing == "block":
        await ask(visit, "task_block", task, report=report.id)
        out = answers.ask_block(voice, task, report, agency)
    elif missing == "until":
        await ask(visit, "task_until", task, report=report.id)
        days = likely_days(task, visit.today, visit.practice)
        out = answers.ask_until(voice, task, report, days, agency)
    elif missing == "why":
        await ask(visit, "task_why", task, report=report.id)
        rests = report.new_deadline is not None and not visit.practice.calendar.is_working(
            report.new_deadline
        )
        out = answers.ask_why(voice, task, report, day_off=rests, agency=agency)
    elif offer_percent and report.status is Status.IN_PROGRESS and not agency:
        missing = "percent"
        await ask(visit, "task_state", task, ends=visit.now + CARD_OPEN, report=report.id)
        out = answers.ask_percent(voice, task, report)
    else:
        out = answers.echo(voice, task, report, agency=agency, reopened=recorded.reopened)
    return [in_place(visit, out, mark), *told(visit, recorded, finished=not missing)]
