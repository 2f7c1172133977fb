"""The room of meetings: calling, answering, seeing answers, moving and cancelling."""

from committee.permissions import Act
from handlers.meetings import answering, calling, cancelling, changing, editing, listing, sending, speaking
from handlers.meetings.listing import invitations_for
from handlers.meetings.speaking import reply
from handlers.visit import Answering, Command, Handler

__all__ = ["COMMANDS", "OWN_WORDS", "PRESSES", "QUESTIONS", "invitations_for", "reply"]

COMMANDS: tuple[Command, ...] = (
    Command("hop", calling.call, Act.CALL_MEETING, aliases=("meeting",)),
    Command("dshop", listing.answers, Act.SEE_ANSWERS, aliases=("attendance",), plain=("ds hop", "dshop")),
    Command("doihop", editing.move, Act.CHANGE_MEETING, aliases=("move",)),
    Command("huyhop", cancelling.cancel, Act.CHANGE_MEETING, aliases=("cancelmeeting",)),
    Command("lich", listing.calendar, aliases=("calendar",), plain=("lich hop", "lich", "lich hop cua toi")),
)

PRESSES: dict[str, Handler] = {
    "rsvp": answering.press,
    "rsvpw": speaking.which,
    "mplace": calling.place_pressed,
    "mcall": sending.send,
    "mdrop": sending.drop,
    "mfix": editing.edit,
    "mfield": editing.field,
    "mwho": editing.who,
    "mmove": editing.move_pressed,
    "mchg": changing.confirm,
    "mcan": cancelling.confirm,
    "mend": cancelling.chosen,
    "mcard": listing.card,
    "mlist": listing.answers_pressed,
    "mrem": listing.remind,
    "mopen": listing.mine_pressed,
}

QUESTIONS: dict[str, Answering] = {
    "hop_what": calling.what,
    "hop_when": calling.when,
    "hop_title": calling.title,
    "hop_place": calling.place,
    "hop_edit": editing.answer,
    answering.REASON: answering.reason,
    answering.WHO: answering.substitute,
}

OWN_WORDS = frozenset({answering.REASON, answering.WHO})
"""Questions that any words answer, and so also words that were meant for something else."""
