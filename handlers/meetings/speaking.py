"""Answers to an invitation in plain words, replied to it or just typed: "dự", "vắng, đi công tác"."""

from typing import Any

from committee.meetings import Answer, Invitation, Meeting, MeetingState, check_answerable
from committee.refusals import Refusal, RefusalReason
from handlers.meetings.answering import invitation, respond
from handlers.meetings.finding import pressed, question_ends
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.reading.attendance import Attendance, read_attendance
from messages.words import meetings as words

WHICH = "rsvp_which"
SHORT = 40  # characters; a longer reply that is no answer is for the secretariat to read


async def reply(visit: Visit, about: str) -> list[Outgoing] | None:
    """What was said if the words answer an invitation, or nothing: then they are about something else.

    `about` names what the message speaks of that is replied to; empty when none is.
    """
    if about.startswith("meeting:"):
        return await _to_invitation(visit, about.partition(":")[2])
    said = None if about else read_attendance(visit.text)
    if said is None:
        return None
    waiting = await _candidates(visit)
    if not waiting:
        return None
    if len(waiting) > 1:
        await _keep(visit, said)
        return [words.ask_which(visit.voice, [meeting for meeting, _ in waiting])]
    return await respond(visit, *waiting[0], said)


async def which(visit: Visit, rest: str) -> list[Outgoing]:
    """A press that says to which invitation the words answered."""
    questions = await visit.work.questions.open(visit.actor.person.id, visit.now)
    asked = [question for question in questions if question.ask == WHICH]
    if not asked:
        raise Refusal(RefusalReason.BUTTON_OLD)
    meeting = await pressed(visit, rest)
    invited = await invitation(visit, meeting, RefusalReason.NOT_YOURS)
    check_answerable(meeting, visit.now)
    await visit.work.questions.close(asked[-1].id, visit.now)
    facts: dict[str, Any] = asked[-1].facts
    said = Attendance(Answer(facts["answer"]), facts["reason"], facts["substitute"])
    return await respond(visit, meeting, invited, said, replaces=visit.incoming.message)


async def _to_invitation(visit: Visit, number: str) -> list[Outgoing] | None:
    meeting = await visit.work.meetings.by_id(int(number)) if number.isdecimal() else None
    if meeting is None:
        return None
    invited = await visit.work.meetings.invitation(meeting.id, visit.actor.seat.id)
    if invited is None:
        return None
    said = read_attendance(visit.text, asked=True)
    if said is None:
        ahead = meeting.state is MeetingState.CALLED and visit.now < meeting.starts_at
        if not ahead or len(visit.text) > SHORT or "?" in visit.text:
            return None
        return [words.ask_again(visit.voice, meeting, unclear=True)]
    check_answerable(meeting, visit.now)
    return await respond(visit, meeting, invited, said)


async def _candidates(visit: Visit) -> list[tuple[Meeting, Invitation]]:
    """The invitations that wait for an answer; if none does, all that could still be answered otherwise."""
    invited = await invitations_ahead(visit)
    return [pair for pair in invited if pair[1].answer is Answer.NONE] or invited


async def invitations_ahead(visit: Visit) -> list[tuple[Meeting, Invitation]]:
    """The called meetings ahead to which the visitor's seat is invited."""
    seat = visit.actor.seat.id
    found = []
    for meeting in await visit.work.meetings.of_seat(seat, visit.now):
        one = await visit.work.meetings.invitation(meeting.id, seat)
        if one is not None:
            found.append((meeting, one))
    return found


async def _keep(visit: Visit, said: Attendance) -> None:
    facts = {"answer": said.answer.value, "reason": said.reason, "substitute": said.substitute}
    await visit.work.questions.ask(visit.actor.person.id, WHICH, "", facts, visit.now, question_ends(visit))
