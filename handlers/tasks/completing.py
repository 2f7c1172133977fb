"""Takes the words that complete an answer: what is in the way, until when, why, which task, which reading."""

from dataclasses import replace
from datetime import date, datetime

from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status, StatusReport, Task
from handlers.tasks.asking import in_place, is_later, likely_days
from handlers.tasks.finding import begins_with_code, by_id, is_number, owned, same_code
from handlers.tasks.labels import says, typed_button
from handlers.tasks.pieces import pieces_of
from handlers.tasks.recording import record, take_back
from handlers.tasks.responding import respond
from handlers.tasks.typed import reply
from handlers.tasks.understanding import LONGEST, answer, heard
from handlers.visit import Visit
from messages.envelope import Came, Outgoing
from messages.reading import UnclearTime, read_reply, read_when
from messages.reading.titles import named_in
from messages.words import answers
from storage.questions import Question

NOTE = 500  # characters of a reason that are shown; the whole is kept as typed


async def about_card(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Words typed while a card is open, or in place of an answer that is being corrected."""
    del text
    return await reply(visit, await _task(visit, question))


async def obstacle(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """What is in the way, unless the words say that the work is done or that more time is needed."""
    task = await _task(visit, question)
    reading = read_reply(text, now=visit.practice.local(visit.now), deadline=task.deadline)
    another = reading.sure and reading.status in (Status.DONE, Status.EXTENSION)
    if another or await _is_own_answer(visit, text):
        return await reply(visit, task)
    report = StatusReport(0, task.id, Status.BLOCKED, visit.now, note=_line(text), raw=text[:LONGEST])
    return await respond(visit, await record(visit, task, report, heard=heard(visit)))


async def until(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Until when more time is asked for; a day that cannot be meant is asked again."""
    task = await _task(visit, question)
    if await _is_own_answer(visit, text):
        return await reply(visit, task)
    local = visit.practice.local(visit.now)
    reading = read_reply(text, now=local)
    note = ""
    if reading.status is Status.EXTENSION and reading.new_deadline:
        day, note = reading.new_deadline, reading.note
    else:
        try:
            found = read_when(text, now=local)
        except UnclearTime as unclear:
            other = reading.sure and reading.status in (Status.DONE, Status.IN_PROGRESS, Status.BLOCKED)
            if other and any(char.isalpha() for char in text):  # a bare number is a day mistyped
                return await reply(visit, task)
            return await _again(visit, task, question, unclear.reason, unclear.day)
        day = visit.practice.day(found) if isinstance(found, datetime) else found
    if not is_later(task, day, visit.today):
        return await _again(visit, task, question, "past" if day < visit.today else "not_later", day)
    earlier = await visit.work.reports.get(int(question.facts.get("report", 0)))
    note = note or (earlier.note if earlier else "")
    report = StatusReport(
        0, task.id, Status.EXTENSION, visit.now, new_deadline=day, note=note, raw=text[:LONGEST]
    )
    return await respond(visit, await record(visit, task, report, heard=heard(visit)))


async def reason(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Why more time is asked for, unless the words say that it is done by now, or name another day."""
    task = await _task(visit, question)
    earlier = await visit.work.reports.get(int(question.facts.get("report", 0)))
    said = await typed_button(visit)
    if said is not None:
        return said
    reading = read_reply(text, now=visit.practice.local(visit.now), deadline=task.deadline)
    done = reading.sure and reading.status is Status.DONE
    another = done or (reading.new_deadline is not None and not reading.note)  # "thôi cho đến 15/12"
    if earlier is None or another or await _is_own_answer(visit, text):
        return await reply(visit, task)
    report = replace(earlier, id=0, at=visit.now, note=_line(text), raw=text[:LONGEST], confirmed=False)
    return await respond(visit, await record(visit, task, report, heard=heard(visit)))


async def which(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Which task was meant, typed; words that name none of those offered are an answer of their own."""
    if says(visit, "task_pass_on"):
        return await _pass_on(visit, question)
    offered = [await visit.work.tasks.by_id(task_id) for task_id in question.facts["tasks"]]
    tasks = [task for task in offered if task is not None]
    named = [task for task in tasks if same_code(task.code, text) or _is_number_of(task.code, text)]
    if not named and read_reply(text, now=visit.practice.local(visit.now)).status is Status.UNCLEAR:
        named = named_in(text, tasks)
    if len(named) == 1:
        return await _chosen(visit, question, named[0])
    pieces = await pieces_of(visit, text)
    if any(same_code(task.code, piece.code) for task in tasks for piece in pieces if piece.code):
        await _forget(visit, question)  # said again, with the code
    return await reply(visit)


async def pressed_which(visit: Visit, rest: str) -> list[Outgoing]:
    """Which task was meant, pressed: `question:task`, or task 0 for "let the secretariat read it"."""
    question_id, _, task_id = rest.partition(":")
    question = await _open_question(visit, question_id, "task_which")
    if task_id == "0":
        return await _pass_on(visit, question)
    task = await by_id(visit.work, task_id)
    if task.id not in question.facts["tasks"]:
        raise Refusal(RefusalReason.BUTTON_OLD)
    said = await _chosen(visit, question, await owned(visit, task_id))
    return [replace(said[0], replaces=visit.incoming.message), *said[1:]]


async def pressed_reading(visit: Visit, rest: str) -> list[Outgoing]:
    """Which reading is right, pressed: `question:number`, or `no` for "let the secretariat read it"."""
    question_id, _, number = rest.partition(":")
    question = await _open_question(visit, question_id, "task_reading")
    task = await owned(visit, question.about.removeprefix("task:"))
    readings = question.facts["readings"]
    if number == "no":
        return await _pass_on(visit, question)
    if not is_number(number) or int(number) >= len(readings):
        raise Refusal(RefusalReason.BUTTON_OLD)
    facts = readings[int(number)]
    report = StatusReport(
        id=0,
        task_id=task.id,
        status=Status(facts["status"]),
        at=visit.now,
        percent=facts["percent"],
        note=facts["note"],
        raw=question.facts["text"],
        new_deadline=date.fromisoformat(facts["new_deadline"]) if facts["new_deadline"] else None,
    )
    recorded = await record(visit, task, report, heard=question.facts["heard"])
    return await respond(visit, recorded)


async def _chosen(visit: Visit, question: Question, task: Task) -> list[Outgoing]:
    await _forget(visit, question)
    return await answer(visit, task, str(question.facts["text"]), source=question.facts["heard"])


async def _pass_on(visit: Visit, question: Question) -> list[Outgoing]:
    """The secretariat is to read it: the words stay kept as they were typed."""
    await visit.work.questions.close(question.id, visit.now)
    return [in_place(visit, answers.kept(visit.voice))]


async def reading(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """Which reading is right, typed: mostly the answer again in clearer words."""
    if says(visit, "task_pass_on"):
        return await _pass_on(visit, question)
    return await about_card(visit, question, text)


async def _forget(visit: Visit, question: Question) -> None:
    """The words that were kept until one knew which task they are about need no longer be kept apart."""
    await visit.work.questions.close(question.id, visit.now)
    kept = await visit.work.reports.get(int(question.facts["report"]))
    if kept is not None:
        await take_back(visit, kept)


async def _open_question(visit: Visit, question_id: str, ask: str) -> Question:
    """The question behind a button, when it is still open and was asked of whoever pressed."""
    wanted = int(question_id) if is_number(question_id) else 0
    for question in await visit.work.questions.open(visit.actor.person.id, visit.now):
        if question.id == wanted and question.ask == ask:
            return question
    raise Refusal(RefusalReason.BUTTON_OLD)


async def _is_own_answer(visit: Visit, text: str) -> bool:
    """Whether words do not complete what was asked: they begin with a task's code, or edit what was said."""
    return visit.incoming.came is Came.EDITED or await begins_with_code(visit.work, text)


async def _again(visit: Visit, task: Task, question: Question, why: str, day: date | None) -> list[Outgoing]:
    report = await visit.work.reports.get(int(question.facts.get("report", 0)))
    if report is None:
        return [answers.until_again(visit.voice, task, why, day=day)]
    days = likely_days(task, visit.today, visit.practice)
    choices = answers.ask_until(visit.voice, task, report, days).choices
    return [answers.until_again(visit.voice, task, why, day=day, choices=choices)]


async def _task(visit: Visit, question: Question) -> Task:
    return await owned(visit, question.about.removeprefix("task:"))


def _is_number_of(code: str, text: str) -> bool:
    """Whether a bare number is the number of a code: "3" for NV-03."""
    digits = "".join(char for char in code if char.isdecimal())
    return is_number(text) and digits.lstrip("0") == text.lstrip("0")


def _line(text: str) -> str:
    return " ".join(text.split())[:NOTE]
