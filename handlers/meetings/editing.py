"""Edits a meeting by button or by sentence: a draft at once, a called meeting by a change to be confirmed."""

from dataclasses import replace

from committee.meetings import Meeting, MeetingState
from committee.permissions import Act, require
from handlers.meetings import cards, changing
from handlers.meetings.finding import (
    by_code,
    fresh,
    looks_like_code,
    pressed,
    question_ends,
    refuse_cancelled,
    refuse_past,
)
from handlers.meetings.typed import Sketch, read_sentence, read_time, taken
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.reading.audience import read_audience
from messages.reading.calling import is_hour_alone, new_title, says_no_place
from messages.words import meeting_cards as words
from messages.words import meeting_lists, meetings
from messages.words.meeting_cards import FIELDS, Trouble
from storage.questions import Question

ASK = "hop_edit"


async def edit(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Sửa" of a card."""
    require(visit.actor, Act.CHANGE_MEETING)
    number, _, version = rest.partition(":")
    meeting = await _open(visit, await pressed(visit, number))
    await fresh(visit, meeting, version)
    await _ask(visit, meeting, "")
    return [words.ask_edit(visit.voice, meeting, replaces=visit.incoming.message)]


async def move(visit: Visit, typed: str) -> list[Outgoing]:
    """/doihop 3 15h thứ Sáu: the new time, place or title in one sentence."""
    first, _, sentence = typed.partition(" ")
    if not looks_like_code(first):
        ahead = await visit.work.meetings.upcoming(visit.now)
        return [meeting_lists.pick(visit.voice, ahead, "move")]
    meeting = await _open(visit, await by_code(visit, first))
    if not sentence.strip():
        await _ask(visit, meeting, "")
        return [words.ask_edit(visit.voice, meeting)]
    return await _sentence(visit, meeting, sentence)


async def move_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """A meeting chosen from the list of /doihop."""
    require(visit.actor, Act.CHANGE_MEETING)
    meeting = await _open(visit, await pressed(visit, rest))
    await _ask(visit, meeting, "")
    return [words.ask_edit(visit.voice, meeting, replaces=visit.incoming.message)]


async def field(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on one thing to edit."""
    require(visit.actor, Act.CHANGE_MEETING)
    number, _, name = rest.partition(":")
    meeting = await _open(visit, await pressed(visit, number))
    name = name if name in FIELDS else FIELDS[0]
    await _ask(visit, meeting, "agencies" if name == "who" else name)
    return [words.ask_field(visit.voice, meeting, name, replaces=visit.incoming.message)]


async def who(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on one of the usual audiences, or on "Chọn cơ quan"."""
    require(visit.actor, Act.CHANGE_MEETING)
    number, _, expression = rest.partition(":")
    meeting = await _open(visit, await pressed(visit, number))
    if expression not in {key for key, _ in words.AUDIENCES} - {"type"}:
        await _ask(visit, meeting, "agencies")
        return [words.ask_field(visit.voice, meeting, "agencies", replaces=visit.incoming.message)]
    return await _apply(visit, replace(meeting, audience=expression))


async def answer(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """What was typed after "Sửa"."""
    meeting = await _open(visit, await pressed(visit, question.about.partition(":")[2]))
    name = question.facts.get("field", "")
    if name == "when":
        return await _when(visit, meeting, text)
    if name == "agencies":
        return await _agencies(visit, meeting, text)
    if name == "place":
        place = meetings.place_later(visit.voice) if says_no_place(text) else " ".join(text.split())
        return await _apply(visit, replace(meeting, place=place))
    if name == "title":
        return await _apply(visit, replace(meeting, title=" ".join(text.split())))
    return await _sentence(visit, meeting, text)


async def _open(visit: Visit, meeting: Meeting) -> Meeting:
    """The meeting with whatever change is being made to it, refused when nothing can be changed."""
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    return await changing.as_proposed(visit, meeting)


async def _when(visit: Visit, meeting: Meeting, text: str) -> list[Outgoing]:
    timed, trouble = read_time(visit, text, on=visit.practice.day(meeting.starts_at))
    if timed.starts_at is None and timed.day is not None:
        timed, trouble = _at_its_hour(visit, meeting, timed)
    if timed.starts_at is None:
        why = trouble or Trouble("none")
        return [words.ask_field(visit.voice, meeting, "when", why=why)]
    return await _apply(visit, _moved(visit, meeting, timed))


async def _agencies(visit: Visit, meeting: Meeting, text: str) -> list[Outgoing]:
    expression, unknown = read_audience(text, await visit.work.seats.agencies())
    if unknown or not expression:
        named = "; ".join(unknown) or text[:80]
        return [words.ask_field(visit.voice, meeting, "agencies", unknown=named)]
    return await _apply(visit, replace(meeting, audience=expression))


async def _sentence(visit: Visit, meeting: Meeting, text: str) -> list[Outgoing]:
    """One sentence with any of time, place, title, who chairs, who is called."""
    sketch, trouble = await read_sentence(visit, text)
    if sketch.starts_at is not None and is_hour_alone(text, visit.practice.local(visit.now)):
        same_day = visit.practice.at(visit.practice.day(meeting.starts_at), sketch.starts_at.time())
        timed, trouble = taken(visit, same_day)
        sketch = replace(sketch, day=timed.day, starts_at=timed.starts_at)
    if sketch.starts_at is None and sketch.day is not None:
        sketch, trouble = _at_its_hour(visit, meeting, sketch)
    if trouble is not None:
        await _ask(visit, meeting, "when")
        return [words.ask_field(visit.voice, meeting, "when", why=trouble)]
    edited = _moved(visit, meeting, sketch)
    beside = sketch.starts_at is not None or bool(sketch.place)
    return await _apply(
        visit,
        replace(
            edited,
            title=new_title(sketch.title, beside=beside) or meeting.title,
            place=sketch.place or meeting.place,
            chaired_by=sketch.chaired_by or meeting.chaired_by,
            audience=sketch.audience or meeting.audience,
        ),
    )


def _at_its_hour(visit: Visit, meeting: Meeting, sketch: Sketch) -> tuple[Sketch, Trouble | None]:
    """A day alone: the meeting keeps its hour."""
    assert sketch.day is not None
    timed, trouble = taken(
        visit, visit.practice.at(sketch.day, visit.practice.local(meeting.starts_at).time())
    )
    return replace(sketch, day=timed.day, starts_at=timed.starts_at), trouble


def _moved(visit: Visit, meeting: Meeting, sketch: Sketch) -> Meeting:
    """The meeting at its new time, its end moved along; a last day for answers that no longer fits goes."""
    if sketch.starts_at is None or sketch.starts_at == meeting.starts_at:
        return meeting
    ends_at = meeting.ends_at + (sketch.starts_at - meeting.starts_at) if meeting.ends_at else None
    last = meeting.answer_by
    fits = last is not None and visit.today < last < visit.practice.day(sketch.starts_at)
    return replace(meeting, starts_at=sketch.starts_at, ends_at=ends_at, answer_by=last if fits else None)


async def _apply(visit: Visit, edited: Meeting) -> list[Outgoing]:
    """A draft is changed and shown again; a change to a called meeting is shown and waits for "Gửi"."""
    stored = await visit.work.meetings.by_id(edited.id)
    assert stored is not None
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.ask == ASK and question.about == f"meeting:{edited.id}":
            await visit.work.questions.close(question.id, visit.now)
    if stored.state is MeetingState.CALLED:
        return await changing.propose(visit, stored, edited)
    await visit.work.meetings.change(edited, visit.now)
    await visit.work.audit.add(visit.actor, "edit_meeting", f"meeting:{edited.id}", visit.now)
    return [await cards.show(visit, edited)]


async def _ask(visit: Visit, meeting: Meeting, name: str) -> None:
    await visit.work.questions.ask(
        visit.actor.person.id, ASK, f"meeting:{meeting.id}", {"field": name}, visit.now, question_ends(visit)
    )
