"""Who may do what: asked by every handler and command, so that no button is trusted."""

from enum import StrEnum

from committee.people import Actor, Role
from committee.refusals import Refusal, RefusalReason


class Act(StrEnum):
    """Something that somebody may or may not do."""

    # of one's own seat; the secretariat may record it on behalf
    SEE_TASKS = "see_tasks"
    ANSWER_TASK = "answer_task"
    ANSWER_MEETING = "answer_meeting"
    ACKNOWLEDGE = "acknowledge"
    # of the committee
    SEE_ALL_TASKS = "see_all_tasks"
    SEE_ANSWERS = "see_answers"
    READ_DIGEST = "read_digest"
    DECIDE_EXTENSION = "decide_extension"
    SETTLE_BLOCKER = "settle_blocker"
    CALL_MEETING = "call_meeting"
    CHANGE_MEETING = "change_meeting"
    ANNOUNCE = "announce"
    SEE_DELIVERIES = "see_deliveries"
    REMIND_SILENT = "remind_silent"
    SEE_UNREAD = "see_unread"  # answers that were not understood
    INVITE = "invite"
    RELEASE_ACCOUNT = "release_account"
    NAME_READERS = "name_readers"  # who else gets the digest
    CHANGE_CALENDAR = "change_calendar"
    DECIDE_QUOTA = "decide_quota"  # what waits when a month's messages run short


OWN_ACTS = frozenset({Act.SEE_TASKS, Act.ANSWER_TASK, Act.ANSWER_MEETING, Act.ACKNOWLEDGE})

_SECRETARIAT = frozenset({Role.SECRETARIAT_LEAD, Role.SECRETARY})
_LEADERS = frozenset({Role.CHAIR, Role.STANDING_DEPUTY})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE_ALL_TASKS: _LEADERS | _SECRETARIAT,
    Act.SEE_ANSWERS: _LEADERS | _SECRETARIAT,
    Act.READ_DIGEST: _LEADERS | _SECRETARIAT,
    Act.DECIDE_EXTENSION: _LEADERS,  # only whoever assigned the task grants a later date (§ 2.5)
    Act.SETTLE_BLOCKER: _LEADERS,
    Act.CALL_MEETING: _SECRETARIAT,
    Act.CHANGE_MEETING: _SECRETARIAT,
    Act.ANNOUNCE: _SECRETARIAT,
    Act.SEE_DELIVERIES: _SECRETARIAT,
    Act.REMIND_SILENT: _SECRETARIAT,
    Act.SEE_UNREAD: _SECRETARIAT,
    Act.INVITE: _SECRETARIAT,
    Act.RELEASE_ACCOUNT: _SECRETARIAT,
    Act.NAME_READERS: _SECRETARIAT,
    Act.CHANGE_CALENDAR: _SECRETARIAT,
    Act.DECIDE_QUOTA: _SECRETARIAT,
}


def may(actor: Actor, act: Act, owner_seat_id: int | None = None, *, named_reader: bool = False) -> bool:
    """Whether the actor may do it, to something that belongs to the seat `owner_seat_id`.

    An act of one's own needs the owner: without one it means the actor's own seat. `named_reader` says
    that the secretariat named this seat as a reader of the digest.
    """
    if act in OWN_ACTS:
        return owner_seat_id in (None, actor.seat.id) or actor.role.in_secretariat
    if act is Act.READ_DIGEST and named_reader:
        return True
    return actor.role in ALLOWED[act]


def require(actor: Actor, act: Act, owner_seat_id: int | None = None, *, named_reader: bool = False) -> None:
    """Refuse what the actor may not do: NOT_YOURS for another seat's matter, NOT_ALLOWED otherwise."""
    if may(actor, act, owner_seat_id, named_reader=named_reader):
        return
    reason = RefusalReason.NOT_YOURS if act in OWN_ACTS else RefusalReason.NOT_ALLOWED
    raise Refusal(reason, act=act.value)
