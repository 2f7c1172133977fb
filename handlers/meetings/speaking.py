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
    if about:
        return None
    said = read_attendance(visit.text)
    if said is None:
        return await _under_invitation(visit)
    waiting = await _candidates(visit)
    if not waiting:
        return await _too_late(visit)
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


async def _under_invitation(visit: Visit) -> list[Outgoing] | None:
    """Bare words right under an invitation that waits: "bận họp UBND" answers it; "ok" and "1" may mean
    no more than that it was read, so the buttons are shown again."""
    if len(visit.text) > SHORT:
        return None
    meeting, invited = await _newest(visit)
    if meeting is None or invited is None or invited.answer is not Answer.NONE:
        return None
    if meeting.state is not MeetingState.CALLED or visit.now >= meeting.starts_at:
        return None
    said = read_attendance(visit.text, asked=True)
    if visit.text.strip(" .").isdecimal() or (said and said.answer is Answer.ATTENDING):
        return [words.ask_again(visit.voice, meeting, unclear=True)]
    return await respond(visit, meeting, invited, said) if said else None


async def _too_late(visit: Visit) -> list[Outgoing] | None:
    """An answer to the meeting of the newest message, which is over or cancelled: that is said."""
    meeting, invited = await _newest(visit)
    if meeting is not None and invited is not None:
        check_answerable(meeting, visit.now)
    return None


async def _newest(visit: Visit) -> tuple[Meeting | None, Invitation | None]:
    """The meeting that the newest message in the chat is about, and the visitor's invitation to it."""
    kind, _, number = (await visit.newest_about()).partition(":")
    meeting = (
        await visit.work.meetings.by_id(int(number)) if kind == "meeting" and number.isdecimal() else None
    )
    return meeting, await visit.work.meetings.invitation(meeting.id, visit.actor.seat.id) if meeting else None


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
