"""Takes what was typed outside any command: answers about tasks, one or several in a message."""

from committee.refusals import Refusal
from committee.tasks import Status, StatusReport, Task
from handlers.tasks.asking import question_ends
from handlers.tasks.finding import may_answer
from handlers.tasks.labels import typed_button
from handlers.tasks.meant import Meant, coded, meant
from handlers.tasks.owed import card
from handlers.tasks.pieces import Piece, pieces_of
from handlers.tasks.recording import record, take_back
from handlers.tasks.understanding import LONGEST, answer, heard, keep
from handlers.visit import Visit
from messages.envelope import Came, Outgoing
from messages.reading import read_reply
from messages.words import answers, unclear_answers
from messages.words.refusals import refused


async def reply(visit: Visit, asked: Task | None = None) -> list[Outgoing]:
    """What was typed is an answer about a task, however it is named; `asked` is the card that is open."""
    said = await typed_button(visit)
    if said is not None:
        return said
    earlier = await _edited(visit)
    if earlier is not None:
        return earlier
    return await _answers(visit, asked)


async def _answers(visit: Visit, asked: Task | None) -> list[Outgoing]:
    pieces = await pieces_of(visit, visit.text)
    if len(pieces) == 1:
        return await _one(visit, pieces[0], asked)
    said: list[Outgoing] = []
    for number, piece in enumerate(pieces):
        try:
            async with visit.work.step(f"piece{number}"):
                said += await _one(visit, piece, asked)
        except Refusal as refusal:  # one that is refused takes no other with it
            said.append(refused(visit.voice, refusal))
    return said


async def _one(visit: Visit, piece: Piece, asked: Task | None) -> list[Outgoing]:
    if not piece.code:
        return await about_one_of(visit, await meant(visit, piece.text, asked), piece.text)
    task = await coded(visit, piece.code, part=True)
    if not piece.text:
        return await card(visit, task)
    if not may_answer(visit.actor, task):
        await keep(visit, visit.text)  # a remark of an agency that takes part: for the secretariat to read
        return [answers.remark(visit.voice, task)]
    return await answer(visit, task, piece.text, raw=visit.text)


async def about_one_of(visit: Visit, could_be: Meant, text: str) -> list[Outgoing]:
    """Act on an answer that is about one of these tasks; with several the sender says which."""
    reading = read_reply(text, now=visit.practice.local(visit.now))
    if reading.status is Status.ACK and reading.sure:
        return await _received(visit, could_be, text)
    if could_be.certain is not None:
        return await answer(visit, could_be.certain, text)
    if not could_be.tasks and visit.actor.role.in_secretariat:
        return [unclear_answers.behalf_how(visit.voice)]
    if not could_be.tasks or (reading.status is Status.UNCLEAR and reading.sure):
        await keep(visit, text)
        return [answers.kept(visit.voice)]
    if reading.status is Status.QUESTION and reading.sure:
        await keep(visit, text, Status.QUESTION, note=reading.note)
        return [answers.question(visit.voice, None)]
    kept = await keep(visit, text)
    facts = {
        "text": text,
        "report": kept,
        "heard": heard(visit),
        "tasks": [task.id for task in could_be.tasks],
    }
    question_id = await visit.work.questions.ask(
        visit.actor.person.id, "task_which", "", facts, visit.now, question_ends(visit)
    )
    return [unclear_answers.which(visit.voice, question_id, text, could_be.tasks)]


async def _received(visit: Visit, could_be: Meant, text: str) -> list[Outgoing]:
    """An acknowledgement: of each task that was asked about, or of nothing in particular."""
    tasks = could_be.tasks if could_be.asked else ()
    for task in tasks:
        ack = StatusReport(0, task.id, Status.ACK, visit.now, raw=text[:LONGEST])
        await record(visit, task, ack, heard=heard(visit))
    if not tasks:
        await keep(visit, text, Status.ACK)
    return [answers.acknowledged(visit.voice, [task.code for task in tasks])]


async def _edited(visit: Visit) -> list[Outgoing] | None:
    """An edited message: what was read from it before is superseded by what it says now."""
    if visit.incoming.came is not Came.EDITED:
        return None
    earlier = await visit.work.reports.heard_in(heard(visit))
    if not earlier:
        return None
    if all(report.raw == visit.text for report in earlier):
        return []  # a platform reports an edit although the words are the same
    for report in earlier:
        await take_back(visit, report)
    before = {report.task_id for report in earlier if report.task_id}
    asked = await visit.work.tasks.by_id(min(before)) if len(before) == 1 else None
    said = await _answers(visit, asked)
    now = {report.task_id for report in await visit.work.reports.heard_in(heard(visit))}
    dropped = [await visit.work.tasks.by_id(task_id) for task_id in sorted(before - now)]
    codes = [task.code for task in dropped if task is not None]
    return [*said, answers.taken_back(visit.voice, codes)] if codes else said
