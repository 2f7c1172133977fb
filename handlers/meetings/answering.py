"""Answers to an invitation by button, and the reason or the name that is asked for after them."""

from dataclasses import replace

from committee.meetings import Answer, Invitation, Meeting, check_answerable
from committee.refusals import Refusal, RefusalReason
from handlers.meetings.finding import answer_day, pressed, question_ends
from handlers.visit import Visit
from messages.envelope import Kind, Outgoing
from messages.reading import fold
from messages.reading.attendance import Attendance, read_attendance, reason_of, substitute_of
from messages.words import meetings as words
from storage.questions import Question

REASON, WHO = "rsvp_reason", "rsvp_who"
LONGEST = 300  # characters of a reason or a name that are kept
ANSWERS = {"yes": Answer.ATTENDING, "no": Answer.ABSENT, "sub": Answer.SUBSTITUTE}
_NO_REASON = frozenset({"khong", "ko", "k", "khong co", "bo qua", "thoi", "khong can", "viec rieng thoi"})


async def press(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Dự", "Vắng", "Cử người dự thay" or "Đổi ý": `3:1:yes` is meeting 3 at its first start."""
    number, revision, what = (*rest.split(":"), "", "")[:3]
    meeting = await pressed(visit, number)
    invited = await invitation(visit, meeting, RefusalReason.NOT_YOURS)
    check_answerable(meeting, visit.now)
    message = visit.incoming.message
    if revision != str(meeting.revision):
        return [_current(visit, meeting, message)]
    if what not in ANSWERS:
        return [words.ask_again(visit.voice, meeting, replaces=message)]
    return await respond(visit, meeting, invited, Attendance(ANSWERS[what]), replaces=message)


async def respond(
    visit: Visit, meeting: Meeting, invited: Invitation, said: Attendance, *, replaces: str = ""
) -> list[Outgoing]:
    """Record an answer and ask for what it lacks.

    An absence counts at once, its reason is added when it comes. A substitute counts when the name is
    there: until then the seat has not answered.
    """
    await forget(visit, meeting)
    if said.answer is Answer.SUBSTITUTE and not said.substitute:
        await _ask(visit, WHO, meeting)
        return [words.ask_substitute(visit.voice, meeting)]
    if said.answer is Answer.ABSENT and not said.reason and invited.answer is Answer.ABSENT:
        said = replace(said, reason=invited.reason)  # pressed twice: the reason stays
    now_said = await record(visit, meeting, invited, said)
    answers = [words.answered(visit.voice, meeting, now_said, replaces=replaces)]
    if said.answer is Answer.ABSENT and not said.reason:
        await _ask(visit, REASON, meeting)
        answers.append(words.ask_reason(visit.voice, meeting))
    return answers


async def reason(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The reason for an absence, or a change of mind."""
    meeting, invited = await _asked_about(visit, question)
    if question.facts.get("revision") != meeting.revision:
        return [_current(visit, meeting)]
    other = read_attendance(text)
    if other is not None and (other.answer is not Answer.ABSENT or other.reason):
        return await respond(visit, meeting, invited, other)
    why = "" if fold(text).strip(" .") in _NO_REASON else reason_of(text)[:LONGEST]
    await forget(visit, meeting)
    said = await record(visit, meeting, invited, Attendance(Answer.ABSENT, reason=why))
    return [words.answered(visit.voice, meeting, said)]


async def substitute(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Name and title of whoever comes instead, or another answer altogether."""
    meeting, invited = await _asked_about(visit, question)
    if question.facts.get("revision") != meeting.revision:
        return [_current(visit, meeting)]
    other = read_attendance(text)
    if other is not None and other.answer is not Answer.SUBSTITUTE:
        return await respond(visit, meeting, invited, other)
    name = (other.substitute if other else substitute_of(text))[:LONGEST]
    if not name:
        return [words.ask_substitute(visit.voice, meeting, again=True)]
    return await respond(visit, meeting, invited, Attendance(Answer.SUBSTITUTE, substitute=name))


async def invitation(visit: Visit, meeting: Meeting, reason: RefusalReason) -> Invitation:
    """The invitation of the visitor's own seat; refused with `reason` when it has none."""
    found = await visit.work.meetings.invitation(meeting.id, visit.actor.seat.id)
    if found is None:
        raise Refusal(reason)
    return found


async def record(visit: Visit, meeting: Meeting, before: Invitation, said: Attendance) -> Invitation:
    """Keep an answer; saying the same again changes nothing. What waits to remind of it is withdrawn."""
    after = replace(before, answer=said.answer, reason=said.reason, substitute=said.substitute)
    if after == before and before.answered_by == visit.actor.person.name:
        return before  # what a predecessor said is now said by the holder himself
    seat, about = visit.actor.seat.id, words.about(meeting)
    await visit.work.meetings.answer(
        meeting,
        seat,
        said.answer,
        visit.actor.person.id,
        visit.now,
        reason=said.reason,
        substitute=said.substitute,
    )
    await visit.work.outbox.withdraw(about, Kind.REMINDER, visit.now, reason="answered", seat_id=seat)
    await visit.work.audit.add(
        visit.actor,
        "answer_meeting",
        about,
        visit.now,
        before=_line(before),
        after=_line(after),
        for_seat=seat,
    )
    return after


async def forget(visit: Visit, meeting: Meeting) -> None:
    """Close what was asked of the visitor about his answer."""
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.ask in (REASON, WHO) and question.about == words.about(meeting):
            await visit.work.questions.close(question.id, visit.now)


def _current(visit: Visit, meeting: Meeting, replaces: str = "") -> Outgoing:
    """The invitation as it is now, instead of recording an answer to an earlier start."""
    out = words.invitation(visit.voice, meeting, visit.actor.seat, answer_day(visit, meeting), again=True)
    return replace(out, kind=Kind.ANSWER, expires_at=None, replaces=replaces)


async def _asked_about(visit: Visit, question: Question) -> tuple[Meeting, Invitation]:
    meeting = await pressed(visit, question.about.partition(":")[2])
    check_answerable(meeting, visit.now)
    return meeting, await invitation(visit, meeting, RefusalReason.NOT_INVITED)


async def _ask(visit: Visit, ask: str, meeting: Meeting) -> None:
    """An open question ends with the next working day, and never outlives the meeting's start."""
    ends = min(question_ends(visit), meeting.starts_at)
    facts = {"revision": meeting.revision}
    await visit.work.questions.ask(visit.actor.person.id, ask, words.about(meeting), facts, visit.now, ends)


def _line(one: Invitation) -> str:
    return ": ".join(filter(None, (one.answer.value, one.reason or one.substitute)))
