"""Calls a meeting: one sentence, the missing pieces one at a time, then the card."""

from dataclasses import replace

from committee.meetings import Meeting, MeetingState, Missing, missing
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.meetings import cards
from handlers.meetings.finding import question_ends
from handlers.meetings.guests import EVERYBODY
from handlers.meetings.typed import Sketch, read_sentence, read_time
from handlers.visit import Visit
from messages import spelling
from messages.envelope import Outgoing
from messages.reading.calling import says_no_place
from messages.words import meeting_cards as words
from messages.words import meetings as invited_words
from messages.words.meeting_cards import NEW, Trouble
from storage.questions import Question

ASKS = {
    Missing.WHEN: "hop_when",
    Missing.HOUR: "hop_when",
    Missing.TITLE: "hop_title",
    Missing.PLACE: "hop_place",
}


async def call(visit: Visit, typed: str) -> list[Outgoing]:
    """/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A."""
    await _forget(visit)
    if not typed:
        await _ask(visit, "hop_what", Sketch())
        return [words.ask_all(visit.voice)]
    sketch, trouble = await read_sentence(visit, typed)
    return await _go_on(visit, sketch, trouble)


async def what(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The whole sentence, after /hop alone."""
    del question
    return await call(visit, text)


async def when(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The time; an hour alone is for the day that is known, and other pieces are taken where they lack."""
    sketch = Sketch.of(question.facts)
    newer, trouble = await read_sentence(visit, text)
    if sketch.day is not None:
        timed, trouble = read_time(visit, text, on=sketch.day)
        newer = replace(newer, day=timed.day, starts_at=timed.starts_at)
    if newer.starts_at is None and newer.day is None:
        trouble = trouble or Trouble("none")
        newer = replace(newer, title="", place="")  # what holds no time is no title either
    return await _go_on(visit, sketch.filled(newer), trouble)


async def title(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """What it is about."""
    return await _go_on(visit, replace(Sketch.of(question.facts), title=" ".join(text.split())))


async def place(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Where it is; "bỏ qua" says that the place follows."""
    named = invited_words.place_later(visit.voice) if says_no_place(text) else " ".join(text.split())
    return await _placed(visit, question, named)


async def _placed(visit: Visit, question: Question, named: str) -> list[Outgoing]:
    return await _go_on(visit, replace(Sketch.of(question.facts), place=named))


async def place_pressed(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Báo sau" under the question for the place."""
    require(visit.actor, Act.CALL_MEETING)
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.ask == ASKS[Missing.PLACE]:
            return await _placed(visit, question, invited_words.place_later(visit.voice))
    raise Refusal(RefusalReason.BUTTON_OLD)


async def _go_on(visit: Visit, sketch: Sketch, trouble: Trouble | None = None) -> list[Outgoing]:
    """Ask for the next missing piece, or show the card."""
    lacking = missing(sketch.draft)
    await _forget(visit)
    if not lacking:
        return [await cards.show(visit, await _keep(visit, sketch))]
    await _ask(visit, ASKS[lacking[0]], sketch)
    return [
        words.ask_missing(visit.voice, lacking[0].value, _kept(visit, sketch), day=sketch.day, why=trouble)
    ]


async def _keep(visit: Visit, sketch: Sketch) -> Meeting:
    """The draft as a row, which nobody is told of yet."""
    assert sketch.starts_at is not None
    draft = Meeting(
        id=0,
        code="",
        title=sketch.title,
        starts_at=sketch.starts_at,
        place=sketch.place,
        chaired_by=await _full_name(visit, sketch.chaired_by),
        audience=sketch.audience or EVERYBODY,
        note=sketch.note,
        state=MeetingState.DRAFT,
    )
    made = await visit.work.meetings.add(draft, visit.now, visit.actor.person.id)
    await visit.work.audit.add(
        visit.actor, "draft_meeting", f"meeting:{made.id}", visit.now, after=made.title
    )
    return made


async def _full_name(visit: Visit, typed: str) -> str:
    """The whole name of whoever was named by a part of it, when just one person of the committee was."""
    if not typed:
        return ""
    names = [seat.holder.name for seat in await visit.work.seats.all() if seat.holder]
    same = {name for name in names if f" {name}".casefold().endswith(f" {typed}".casefold())}
    return same.pop() if len(same) == 1 else typed


def _kept(visit: Visit, sketch: Sketch) -> list[str]:
    language = visit.voice.language
    kept = [sketch.title, sketch.place]
    if sketch.starts_at is not None:
        kept.insert(0, spelling.when(visit.practice.local(sketch.starts_at), language))
    elif sketch.day is not None:
        kept.insert(0, spelling.weekday_day(sketch.day, language))
    return [piece for piece in kept if piece]


async def _ask(visit: Visit, ask: str, sketch: Sketch) -> None:
    await visit.work.questions.ask(
        visit.actor.person.id, ask, NEW, sketch.facts(), visit.now, question_ends(visit)
    )


async def _forget(visit: Visit) -> None:
    """Close what was asked about a meeting that does not exist yet: one order at a time."""
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.about == NEW:
            await visit.work.questions.close(question.id, visit.now)
