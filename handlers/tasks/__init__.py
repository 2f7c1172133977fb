"""The room of tasks and replies: what is owed, how far it is, what was not understood, later deadlines."""

from committee.permissions import Act
from handlers.tasks import completing, extensions, owed, pressing, unread
from handlers.tasks.typed import reply
from handlers.visit import Answering, Command, Handler

__all__ = ["BY_CHOICE", "COMMANDS", "PRESSES", "QUESTIONS", "reply"]

COMMANDS: tuple[Command, ...] = (
    Command(
        "viec",
        owed.owed,
        aliases=("nhiemvu", "tasks"),
        plain=("viec", "viec cua toi", "viec toi", "nhiem vu"),
    ),
    Command("chuaro", unread.unread, act=Act.SEE_UNREAD, aliases=("unread",)),
    Command("ghiho", unread.behalf, act=Act.SEE_UNREAD, aliases=("record",)),
)

PRESSES: dict[str, Handler] = {
    "t": owed.opened,
    "st": pressing.state,
    "tpc": pressing.percent,
    "tud": pressing.day,
    "tnr": pressing.no_reason,
    "tok": pressing.right,
    "tfx": pressing.fix,
    "twh": completing.pressed_which,
    "trd": completing.pressed_reading,
    "tun": unread.open_item,
    "tut": unread.choose_task,
    "tus": unread.seen,
    "x": extensions.decide,
}

QUESTIONS: dict[str, Answering] = {
    "task_state": completing.about_card,
    "task_block": completing.obstacle,
    "task_until": completing.until,
    "task_why": completing.reason,
    "task_which": completing.which,
    "task_reading": completing.reading,
}

BY_CHOICE = frozenset({"task_which", "task_reading"})
"""Questions that a button answers: words that answer an invitation meanwhile are for the invitation."""
