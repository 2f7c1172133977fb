"""Lists: who attends a meeting, with a reminder to the silent; one's own meetings; the committee's."""

from dataclasses import replace
from datetime import timedelta

from committee.meetings import Answer, MeetingState, count_answers
from committee.permissions import Act, may, require
from committee.refusals import Refusal, RefusalReason
from handlers.meetings import cards
from handlers.meetings.cards import after_quiet
from handlers.meetings.finding import answer_day, by_code, pressed, refuse_cancelled, refuse_past
from handlers.meetings.guests import voice_of
from handlers.meetings.speaking import invitations_ahead
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import meeting_changes, meeting_lists
from messages.words import meetings as words

REMINDED = "remind_silent"  # the audit trail's name for it
PAUSE = timedelta(hours=4)  # between two reminders to answer that a secretary sends by hand


async def answers(visit: Visit, typed: str) -> list[Outgoing]:
    """/dshop 3, or /dshop alone: the only meeting there is, or the list."""
    if not typed:
        called = await visit.work.meetings.called_after(visit.now)
        if len(called) == 1:
            return [await _answers(visit, str(called[0].id))]
        return [meeting_lists.pick(visit.voice, called, "answers")]
    meeting = await by_code(visit, typed)
    return [await _answers(visit, str(meeting.id))]


async def answers_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """A meeting chosen from the list, or "Ai dự" under a card."""
    require(visit.actor, Act.SEE_ANSWERS)
    return [await _answers(visit, rest)]


async def _answers(visit: Visit, number: str) -> Outgoing:
    meeting = await pressed(visit, number)
    refuse_cancelled(meeting)
    if meeting.state is MeetingState.DRAFT:
        raise Refusal(RefusalReason.MEETING_NOT_CALLED, title=meeting.title, starts_at=meeting.starts_at)
    invitations = await visit.work.meetings.invitations(meeting.id)
    reminds = may(visit.actor, Act.REMIND_SILENT) and meeting.starts_at > visit.now
    return meeting_lists.answers(visit.voice, meeting, invitations, reminds=reminds)


async def remind(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Nhắc người chưa trả lời": once in four hours for one meeting, whoever presses."""
    require(visit.actor, Act.REMIND_SILENT)
    meeting = await pressed(visit, rest)
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    last = await visit.work.meetings.last_act(meeting.id, REMINDED)
    if last is not None and visit.now < last.at + PAUSE:
        again = last.at + PAUSE
        return [meeting_changes.remind_later(visit.voice, meeting, by=last.by, at=last.at, again=again)]
    told = await visit.work.meetings.told(meeting.id)
    silent = [
        one.seat
        for one in await visit.work.meetings.invitations(meeting.id)
        if one.answer is Answer.NONE and one.seat.holder and one.seat.id in told
    ]
    if not silent:
        return [meeting_changes.remind_later(visit.voice, meeting)]
    await visit.work.audit.add(visit.actor, REMINDED, words.about(meeting), visit.now, after=str(len(silent)))
    later = after_quiet(visit, meeting.starts_at)
    said = [meeting_changes.reminded(visit.voice, meeting, len(silent), later)]
    for seat in silent:
        assert seat.holder is not None
        out = words.to_answer(voice_of(visit, seat.holder), meeting, seat, answer_day(visit, meeting))
        out = replace(out, not_before=later, expires_at=meeting.starts_at)
        key = f"reminder:{meeting.id}:{meeting.revision}:asked:{visit.now:%Y%m%d%H%M%S}"
        said.append(words.addressed(out, seat, key))
    return said


async def calendar(visit: Visit, typed: str) -> list[Outgoing]:
    """/lich: one's own meetings; for the secretariat the committee's first, with drafts."""
    del typed
    own = await invitations_ahead(visit)
    said = []
    if may(visit.actor, Act.CALL_MEETING):
        ahead = []
        for meeting in await visit.work.meetings.upcoming(visit.now):
            invited = await visit.work.meetings.invitations(meeting.id)
            called = meeting.state is MeetingState.CALLED
            ahead.append((meeting, count_answers(invited) if called else None))
        said.append(meeting_lists.office(visit.voice, ahead))
    if own or not said:
        said.append(meeting_lists.mine(visit.voice, own))
    return said


async def card(visit: Visit, rest: str) -> list[Outgoing]:
    """A meeting's card, from the committee's list or back from editing."""
    require(visit.actor, Act.CALL_MEETING)
    meeting = await pressed(visit, rest)
    refuse_cancelled(meeting)
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.ask == "hop_edit":
            await visit.work.questions.close(question.id, visit.now)
    return [await cards.show(visit, meeting)]


async def mine_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """One of one's own meetings: the three answers."""
    meeting = await pressed(visit, rest)
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    if await visit.work.meetings.invitation(meeting.id, visit.actor.seat.id) is None:
        raise Refusal(RefusalReason.NOT_INVITED)
    return [words.ask_again(visit.voice, meeting)]


async def invitations_for(visit: Visit) -> list[Outgoing]:
    """The invitations that wait for an answer of the visitor's seat, for somebody who has just joined.

    Those that were promised to this person and found nobody are left out: they go by themselves now. What a
    predecessor answered stands for the seat until the newcomer, who is asked too, answers otherwise.
    """
    seat, person = visit.actor.seat, visit.actor.person
    waiting = []
    for meeting, one in await invitations_ahead(visit):
        coming = await visit.work.meetings.on_its_way(meeting.id, seat.id, person.id, visit.now)
        anothers = one.answered_by not in ("", person.name)
        if (one.answer is Answer.NONE or anothers) and not coming:
            waiting.append(words.invitation(visit.voice, meeting, seat, answer_day(visit, meeting)))
    return waiting
