"""What goes out by the ladder: the day's nudge, the copy for those who take part, the call list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from re import sub

from committee.ladder import CallList, Nudge, Owed
from committee.people import Person
from committee.register import Address, address
from committee.tasks import Task
from messages.envelope import Choice, Kind, Outgoing
from messages.render import render
from messages.voice import Voice
from messages.words.tasks import code_choices, state_choices

SCREEN = 600  # characters of a nudge that a reader sees (domain.md § 3.2)
TITLES = {1: 200, 2: 80}  # how much of each title, by the number of tasks; of more than two, 60
SHOWN = (6, 5, 4, 3, 2, 1)
COPIED = 3
CALLED = 8
BUTTONS = 8


@dataclass(frozen=True)
class Call:
    """A line of the call list: the task, and how often it was asked about in vain."""

    task: Task
    times: int


def nudge(voice: Voice, due: Nudge, person: Person) -> Outgoing:
    """All that a seat is asked about on one day; only a copy when it leads none of it.

    One task comes with its four answers, several with a button each that opens the card.
    """
    to = address(person, due.seat.role)
    if not due.owed:
        return Outgoing(_copied(voice, due.copied, to), kind=Kind.NUDGE)
    text = ""
    for shown in SHOWN:
        text = _owed(voice, due, to, due.owed[:shown])
        if due.copied:
            text += "\n\n" + _copied_lines(voice, due.copied)
        if seen_length(text) <= SCREEN:
            break
    tasks = [item.task for item in due.owed]
    choices: tuple[tuple[Choice, ...], ...] = code_choices(tasks[:BUTTONS], voice)
    if len(tasks) == 1:
        choices = state_choices(tasks[0].id, voice, mark="n")
    about = "nudge:" + ",".join(str(task.id) for task in tasks)
    return Outgoing(text, kind=Kind.NUDGE, choices=choices, about=about)


def call_list(voice: Voice, calls: CallList, times: Mapping[int, int]) -> Outgoing:
    """To the secretariat: whom to telephone, with the number and a sentence to begin with."""
    shown = [Call(task, times.get(task.id, 0)) for task in calls.tasks[:CALLED]]
    more = len(calls.tasks) - len(shown)
    text = render("nudges/call_list", voice, calls=shown, total=len(calls.tasks), more=more)
    tasks = [call.task for call in shown]
    return Outgoing(text, kind=Kind.NOTICE, choices=code_choices(tasks, voice))


def seen_length(text: str) -> int:
    """How many characters a reader sees of a message in Telegram's HTML."""
    return len(unescape(sub(r"<[^>]*>", "", text)))


def _owed(voice: Voice, due: Nudge, to: Address, shown: Sequence[Owed]) -> str:
    return render(
        "nudges/owed",
        voice,
        address=to,
        owed=shown,
        total=len(due.owed),
        more=len(due.owed) - len(shown),
        day=due.day,
        early=all(item.days_left > 0 and not item.days_overdue for item in due.owed),
        example=f"{due.owed[0].task.code} " if len(due.owed) > 1 else "",
        title_limit=TITLES.get(len(due.owed), 60),
    )


def _copied(voice: Voice, copied: Sequence[Task], to: Address) -> str:
    more = len(copied) - COPIED
    return render("nudges/copied", voice, address=to, copied=copied[:COPIED], more=max(more, 0))


def _copied_lines(voice: Voice, copied: Sequence[Task]) -> str:
    more = len(copied) - COPIED
    return render("nudges/copied_lines", voice, copied=copied[:COPIED], more=max(more, 0))
