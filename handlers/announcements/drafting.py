"""Writes a draft: from a command, a plain text, a photo or a document, from one message or several pieces."""

import re
from dataclasses import replace

from committee.announcing import PIECES_WITHIN, joined, may_go_on
from committee.permissions import Act, may
from committee.refusals import Refusal, RefusalReason
from committee.tasks import Status
from handlers.announcements.showing import asked_about, changed, ends, shown
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Attachment, Came, Outgoing, platform_of
from messages.reading import fold, read_reply
from messages.words import announcement_cards as cards
from storage.questions import Question

LARGEST = 20  # megabytes
LONGEST = {"telegram": 4096, "zalo": 2000}  # characters of one message; a client cuts what is longer
FORMAL = ("kinh gui", "kinh moi", "thong bao", "tran trong", "to giup viec", "khan")  # how one begins
CODE = re.compile(r"^\W*(?:thay|ghi ho)?\W*[a-z]{1,6}-\d+\b")  # an answer names its task
LONG = 120  # characters: nobody answers a reminder at such length
FEW_WORDS = 4


async def begin(visit: Visit, text: str) -> list[Outgoing]:
    """/thongbao: the draft of what follows the command, or the question for it."""
    if text:
        return await _new(visit, text)
    person = visit.actor.person.id
    await visit.work.questions.ask(person, "announcement_text", "", {}, visit.now, ends(visit))
    files = platform_of(visit.incoming.channel) != "zalo"
    return [cards.ask_text(visit.voice, files=files)]


async def written(visit: Visit) -> list[Outgoing] | None:
    """A text that the secretariat sent without a command, when it looks like an announcement."""
    if not may(visit.actor, Act.ANNOUNCE) or visit.incoming.reply_to or visit.incoming.came is not Came.TEXT:
        return None
    folded = fold(visit.text)
    if len(folded.split()) < FEW_WORDS or CODE.search(folded):
        return None
    formal = folded.startswith(FORMAL) or "cac dong chi" in folded or len(folded) >= LONG
    if not formal and not await _idle_words(visit):
        return None
    return await _new(visit, visit.text)


async def _idle_words(visit: Visit) -> bool:
    """Whether somebody who owes nothing wrote a sentence that is no answer to anything."""
    if await visit.work.tasks.open_of_seat(visit.actor.seat.id):
        return False
    reply = read_reply(visit.text, now=visit.practice.local(visit.now))
    return reply.status is Status.UNCLEAR


async def text_given(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The answer to "what is to be announced?"."""
    await visit.work.questions.close(question.id, visit.now)
    return await _new(visit, text)


async def _new(
    visit: Visit, text: str, attachment: Attachment | None = None, *, corrects: Announcement | None = None
) -> list[Outgoing]:
    if not text.strip() and attachment is None:
        raise Refusal(RefusalReason.ANNOUNCEMENT_EMPTY)
    draft = Announcement(
        0, text.strip(), attachment, album=visit.incoming.album, made_by=visit.actor.person.id
    )
    if corrects is not None:
        kept = corrects.attachment
        draft = replace(draft, corrects=corrects.id, attachment=kept, acknowledge=corrects.acknowledge)
        draft = replace(draft, urgent=corrects.urgent)
    draft = await visit.work.announcements.add(draft, visit.now)
    return await _piece_taken(visit, draft)


async def _piece_taken(visit: Visit, draft: Announcement) -> list[Outgoing]:
    """Show the draft; after a long message its continuation is expected for a moment."""
    length = len(visit.incoming.text)
    goes_on = may_go_on(visit.incoming.text, _longest(visit))
    if goes_on:
        await visit.work.questions.ask(
            visit.actor.person.id,
            "announcement_more",
            draft.about,
            {"length": length},
            visit.now,
            visit.now + PIECES_WITHIN,
        )
    return await shown(visit, draft, may_go_on=goes_on)


async def more(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """What comes right after a long message: the next piece of a text that the client has cut."""
    draft = await asked_about(visit, question.about)
    if visit.incoming.came is Came.EDITED:
        return [cards.edited(visit.voice, draft)]
    await visit.work.questions.close(question.id, visit.now)
    whole = joined(draft.text, text, last=int(question.facts["length"]), limit=_longest(visit))
    return await _piece_taken(
        visit, await changed(visit, replace(draft, text=whole, pieces=draft.pieces + 1))
    )


def _longest(visit: Visit) -> int:
    return LONGEST[platform_of(visit.incoming.channel)]


async def new_text(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The answer to "Sửa": the whole new text."""
    draft = await asked_about(visit, question.about)
    await visit.work.questions.close(question.id, visit.now)
    return await _piece_taken(visit, await changed(visit, replace(draft, text=text.strip(), pieces=1)))


async def correction_given(visit: Visit, question: Question, text: str) -> list[Outgoing]:
    """The right text of an announcement that was sent: a draft of its own until it is confirmed."""
    await visit.work.questions.close(question.id, visit.now)
    wrong = await visit.work.announcements.get(int(question.about.partition(":")[2]))
    return await _new(visit, text, corrects=wrong)


async def file(visit: Visit, question: Question | None) -> list[Outgoing]:
    """A photo or document: of the secretariat it becomes an announcement, of a member it is not kept."""
    attachment, incoming = visit.incoming.attachment, visit.incoming
    assert attachment is not None
    once = f"{incoming.channel}:{incoming.chat}:album:{incoming.album}" if incoming.album else ""
    if not may(visit.actor, Act.ANNOUNCE):
        return [cards.file_of_member(visit.voice, once)]
    if attachment.size > LARGEST * 1024 * 1024:
        raise Refusal(RefusalReason.FILE_TOO_BIG, limit=LARGEST)
    if once and await visit.work.announcements.of_album(visit.actor.person.id, incoming.album):
        return [cards.album(visit.voice, once)]
    if question is None or question.ask == "announcement_text":
        if question is not None:
            await visit.work.questions.close(question.id, visit.now)
        return await _new(visit, visit.text, attachment)
    return await _attached(visit, question, attachment)


async def _attached(visit: Visit, question: Question, attachment: Attachment) -> list[Outgoing]:
    """A file sent while a draft's text is asked for: it replaces the draft's, its caption the text."""
    draft = await asked_about(visit, question.about)
    await visit.work.questions.close(question.id, visit.now)
    text = draft.text
    if visit.text:
        text = visit.text if question.ask == "announcement_edit" else f"{draft.text}\n\n{visit.text}"
    draft = replace(draft, text=text, attachment=attachment, album=visit.incoming.album)
    return await shown(visit, await changed(visit, draft))
