"""What is said of tasks themselves: the list of what is owed, and the card of one task."""

from collections.abc import Sequence
from datetime import date

from committee.tasks import Task
from messages.envelope import Choice, Outgoing
from messages.render import choice, label, render
from messages.voice import Voice

LISTED = 8  # tasks that one list shows; the rest are counted
IN_A_ROW = 4
LONGEST_LABEL = 40


def state_choices(task_id: int, voice: Voice, *, mark: str = "") -> tuple[tuple[Choice, ...], ...]:
    """The four answers about a task, two in a row; `mark` tells the handler where they were pressed."""
    tail = f":{mark}" if mark else ""
    return (
        (
            choice(f"st:{task_id}:done{tail}", "task_done", voice),
            choice(f"st:{task_id}:doing{tail}", "task_doing", voice),
        ),
        (
            choice(f"st:{task_id}:stuck{tail}", "task_stuck", voice),
            choice(f"st:{task_id}:later{tail}", "task_later", voice),
        ),
    )


def code_choices(tasks: Sequence[Task], voice: Voice) -> tuple[tuple[Choice, ...], ...]:
    """A button for each task that opens its card."""
    buttons = [choice(f"t:{task.id}", "task_open", voice, code=cut(task.code)) for task in tasks]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def which_choice(key: str, task: Task, voice: Voice) -> Choice:
    """A button that names a task by code and the beginning of its title."""
    return Choice(key, cut(label("task_which", voice, code=cut(task.code, 15), title=task.title)))


def owed(
    voice: Voice,
    tasks: Sequence[Task],
    today: date,
    *,
    total: int = 0,
    cooperating: Sequence[Task] = (),
    agency: str = "",
    whole: bool = False,
) -> Outgoing:
    """What a seat owes (or an agency, or the whole committee), the most urgent first."""
    shown = list(tasks[:LISTED])
    text = render(
        "tasks/owed",
        voice,
        tasks=[(task, days_left(task, today)) for task in shown],
        total=total or len(tasks),
        cooperating=list(cooperating[:LISTED]),
        agency=agency,
        whole=whole,
    )
    return Outgoing(text, choices=(*code_choices(shown, voice), *code_choices(cooperating[:IN_A_ROW], voice)))


def nothing_owed(voice: Voice, *, cooperating: Sequence[Task] = (), agency: str = "") -> Outgoing:
    """There is no open task."""
    text = render("tasks/nothing_owed", voice, cooperating=list(cooperating[:LISTED]), agency=agency)
    return Outgoing(text, choices=code_choices(cooperating[:IN_A_ROW], voice))


def card(
    voice: Voice, task: Task, today: date, *, answering: bool, read_only: bool, cooperating: bool = False
) -> Outgoing:
    """One task: what, by when, for whom; with the four answers for whoever may give them.

    `read_only` leaves out what was answered: one member's answer is not shown to another (domain.md § 3.2).
    """
    text = render(
        "tasks/card",
        voice,
        task=task,
        days=days_left(task, today),
        answering=answering,
        read_only=read_only,
        cooperating=cooperating,
    )
    return Outgoing(text, choices=state_choices(task.id, voice) if answering else (), about=f"task:{task.id}")


def days_left(task: Task, today: date) -> int | None:
    """Calendar days until the deadline, negative when it has passed."""
    return (task.deadline - today).days if task.deadline else None


def cut(text: str, limit: int = LONGEST_LABEL) -> str:
    """The beginning of a text that must stand on a button."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
