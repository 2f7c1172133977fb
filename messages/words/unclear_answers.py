"""What is asked when an answer could mean several tasks or things, and the secretariat's list of them."""

from collections.abc import Sequence

from committee.tasks import StatusReport, Task
from committee.unread import Unread
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, plain, render
from messages.voice import Voice
from messages.words.tasks import cut, state_choices, which_choice

OFFERED = 8  # tasks among which one is asked to choose
READINGS = 3


def which(voice: Voice, question_id: int, text: str, tasks: Sequence[Task]) -> Outgoing:
    """Which task is meant? With a button for each that it could be."""
    rows = [(which_choice(f"twh:{question_id}:{task.id}", task, voice),) for task in tasks[:OFFERED]]
    rows.append((choice(f"twh:{question_id}:0", "task_pass_on", voice),))
    return Outgoing(render("tasks/which", voice, text=text), choices=tuple(rows))


def which_reading(
    voice: Voice, question_id: int, task: Task, text: str, readings: Sequence[StatusReport]
) -> Outgoing:
    """Which of the likeliest readings is right?"""
    rows = [
        (Choice(f"trd:{question_id}:{number}", cut(plain("tasks/reading", voice, report=reading))),)
        for number, reading in enumerate(readings[:READINGS])
    ]
    rows.append((choice(f"trd:{question_id}:no", "task_pass_on", voice),))
    text = render("tasks/which_reading", voice, task=task, text=text)
    return Outgoing(text, choices=tuple(rows), about=f"task:{task.id}")


def unread(voice: Voice, items: Sequence[Unread], total: int) -> Outgoing:
    """What waits to be read, the oldest first, with a button each."""
    if not items:
        return Outgoing(render("tasks/unread_none", voice))
    buttons = tuple(
        choice(f"tun:{item.id}", "task_unread_open", voice, number=number)
        for number, item in enumerate(items, start=1)
    )
    return Outgoing(render("tasks/unread", voice, items=list(items), total=total), choices=(buttons,))


def unread_item(voice: Voice, item: Unread, tasks: Sequence[Task] = ()) -> Outgoing:
    """One of them whole, with what can be recorded for the agency, or the tasks it may be about."""
    seen = (choice(f"tus:{item.id}", "task_seen", voice),)
    rows: tuple[tuple[Choice, ...], ...]
    if item.task_id:
        rows = state_choices(item.task_id, voice, mark=f"u{item.id}")
    else:
        rows = tuple((which_choice(f"tut:{item.id}:{task.id}", task, voice),) for task in tasks[:OFFERED])
    text = render("tasks/unread_item", voice, item=item, tasks=list(tasks))
    return Outgoing(text, choices=(*rows, seen))


def unread_seen(voice: Voice, item: Unread, left: int) -> Outgoing:
    """It was read; how many are left."""
    choices = (next_row(voice),) if left else ()
    return Outgoing(render("tasks/unread_seen", voice, item=item, left=left), choices=choices)


def next_row(voice: Voice) -> tuple[Choice, ...]:
    """The button that goes on to the next of what waits."""
    return (choice("tun:next", "task_unread_next", voice),)


def unread_notice(voice: Voice, number: int) -> Outgoing:
    """To the secretariat: something came that waits to be read."""
    choices = ((choice("tun:list", "task_unread_list", voice),),)
    return Outgoing(render("tasks/unread_notice", voice, number=number), kind=Kind.NOTICE, choices=choices)


def behalf_how(voice: Voice) -> Outgoing:
    """How an answer is recorded for an agency."""
    return Outgoing(render("tasks/behalf_how", voice))


def not_found(voice: Voice, text: str) -> Outgoing:
    """No agency and no task by that name."""
    return Outgoing(render("tasks/not_found", voice, text=text))
