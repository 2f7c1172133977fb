"""`announce`: promises an announcement to an audience, now or at a time; a running bot sends it."""

import argparse
import sys
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app import calendar_of
from bot.clock import SystemClock
from bot.commands.base import Failure
from bot.commands.console import say, show_json, voice_of
from bot.settings import Settings
from committee.announcing import appointed, goes_at
from committee.people import Seat
from committee.practice import Practice
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.sending import reach_of, send
from messages.announced import Announcement, Reach
from messages.envelope import Attachment
from messages.reading import UnclearTime, read_when
from messages.reading.markings import is_classified
from messages.reading.recipients import read_recipients
from messages.words.announcement_cards import time_unclear_plain
from messages.words.audiences import place
from storage.database import Database, open_database
from storage.work import Work, working

LARGEST = 50  # megabytes that a bot may upload (Bot API)
LARGEST_PHOTO = 10
PHOTOS = (".jpg", ".jpeg", ".png")
NAMED = 10


async def announce(args: argparse.Namespace, settings: Settings) -> int:
    """Promise it and say to how many; 0 only when it is promised.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        Failure: the text or the file cannot be read, or the time is unclear.
        Refusal: nobody to send to, nothing to say, or a time that is past.
    """
    text, attachment = _text(args), _attachment(args.file)
    if is_classified(f"{text}\n{attachment.name if attachment else ''}"):
        raise Refusal(RefusalReason.CLASSIFIED)
    if not text and attachment is None:
        raise Refusal(RefusalReason.ANNOUNCEMENT_EMPTY)
    draft = Announcement(0, text, attachment, acknowledge=args.ack, urgent=args.urgent)
    database = await open_database(settings.database_url)
    try:
        made, reach = await _promise(database, draft, args, settings)
    finally:
        await database.close()
    _print(made, reach, args, settings)
    return 0


async def _promise(
    database: Database, draft: Announcement, args: argparse.Namespace, settings: Settings
) -> tuple[Announcement, Reach]:
    """One transaction: the promises for all, or the appointment that the running bot keeps."""
    now = SystemClock().now()
    async with working(database) as work:
        practice = replace(settings.practice(), calendar=await calendar_of(work))
        audience = read_recipients(args.to, await work.seats.agencies())
        draft = replace(draft, audience=str(audience))
        if args.at:
            at = _at(args.at, now, practice, settings)
            return await _appoint(work, replace(draft, state="scheduled", send_at=at), now)
        kept = await work.announcements.add(draft, now)
        return await send(work, kept, now, practice, voice_of(settings), at=now)


async def _appoint(work: Work, draft: Announcement, now: datetime) -> tuple[Announcement, Reach]:
    reach = await reach_of(work, draft.audience)
    if not reach.seats:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    kept = await work.announcements.add(draft, now)
    await work.audit.add(None, "announcement_scheduled", kept.about, now, after=f"{kept.send_at}")
    return kept, reach


def _at(typed: str, now: datetime, practice: Practice, settings: Settings) -> datetime:
    """The moment in words, or as a script writes it with its zone ("2026-11-24T01:00:00Z")."""
    exact = _with_zone(typed)
    try:
        return appointed(exact or read_when(typed, now=practice.local(now)), now, practice)
    except UnclearTime as unclear:
        if unclear.reason == "past":
            raise Refusal(RefusalReason.SEND_TIME_PAST) from None
        raise Failure("announce/time", said=time_unclear_plain(voice_of(settings), unclear)) from None


def _with_zone(typed: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(typed.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _text(args: argparse.Namespace) -> str:
    """The text as it is to be sent: composed letters, one sort of line end.

    Raises:
        Failure: it cannot be read, or is no UTF-8; the sentence names the first bad byte.
    """
    if args.text_file is None:
        text = str(args.text or "")
    else:
        data = sys.stdin.buffer.read() if str(args.text_file) == "-" else Path(args.text_file).read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Failure("announce/not_utf8", file=str(args.text_file), at=error.start) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", text).strip()


def _attachment(file: Path | None) -> Attachment | None:
    """The file to be uploaded when the announcement goes; it must stay where it is until then."""
    if file is None:
        return None
    size = file.stat().st_size
    if size == 0:
        raise Failure("announce/empty_file", file=str(file))
    if size > LARGEST * 1024 * 1024:
        raise Refusal(RefusalReason.FILE_TOO_BIG, limit=LARGEST)
    photo = file.suffix.lower() in PHOTOS and size <= LARGEST_PHOTO * 1024 * 1024
    path = file.resolve()
    with path.open("rb"):  # whether it may be read is found out now, not when it goes
        return Attachment("photo" if photo else "document", "", name=file.name, size=size, path=str(path))


def _print(made: Announcement, reach: Reach, args: argparse.Namespace, settings: Settings) -> None:
    if args.json:
        show_json(_facts(made, reach))
        return
    practice = settings.practice()
    late = not args.at and goes_at(made.send_at or SystemClock().now(), practice, urgent=True) != made.send_at
    say(
        "announce/done",
        settings,
        a=made,
        reach=reach,
        away=[f"{seat.holder.name} ({place(seat)})" for seat in reach.away[:NAMED] if seat.holder],
        more=max(0, len(reach.away) - NAMED),
        quiet=late and not made.urgent,
    )


def _facts(made: Announcement, reach: Reach) -> dict[str, Any]:
    return {
        "id": made.id,
        "state": "scheduled" if made.state == "scheduled" else "promised",
        "recipients": len(reach.seats),
        "send_at": made.send_at.isoformat() if made.send_at else None,
        "not_joined": [_who(seat) for seat in reach.away],
        "vacant": [seat.code for seat in reach.vacant],
    }


def _who(seat: Seat) -> dict[str, str]:
    return {"seat": seat.code, "person": seat.holder.name if seat.holder else ""}
