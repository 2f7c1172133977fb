"""Turns Zalo's events into Incoming, or drops what is none of ours; nothing else sees an event.

Whatever is missing, new or of another kind than expected is passed over and never an error: what is
documented and what arrives have differed before.
"""

import hashlib
import logging
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from bot.channels.zalo.their_time import TheirTime
from messages.envelope import Attachment, Came, Incoming

log = logging.getLogger(__name__)

Event = Mapping[str, Any]

# By the middle of an event's name, message.text.received. The last ones are not documented: Zalo tells of
# links, cards and files by "unsupported", without their content.
FORMS = {
    "text": Came.TEXT,
    "image": Came.PHOTO,
    "photo": Came.PHOTO,
    "sticker": Came.STICKER,
    "voice": Came.VOICE,
    "unsupported": Came.OTHER,
    "link": Came.OTHER,
    "file": Came.OTHER,
    "video": Came.OTHER,
    "location": Came.OTHER,
    "contact": Came.OTHER,
}
DEEPEST = 4  # envelopes around an event


def events_of(answer: Any, depth: int = 0) -> list[Event]:
    """The events of an answer or a post: one or a list of them, in an envelope or bare."""
    if depth > DEEPEST:
        return []
    if isinstance(answer, list):
        return [event for one in answer for event in events_of(one, depth + 1)]
    if not isinstance(answer, dict):
        return []
    if "event_name" in answer or "message" in answer:
        return [answer]
    for envelope in ("result", "updates", "data"):
        if isinstance(answer.get(envelope), dict | list):
            return events_of(answer[envelope], depth + 1)
    return []


def incoming_of(event: Event, channel: str, now: datetime, times: TheirTime) -> Incoming | None:
    """What came in, or nothing when nobody needs to act on it; dated when it was written."""
    message = _object(event.get("message"))
    sender, chat = _object(message.get("from")), _object(message.get("chat"))
    user = _word(sender.get("id")) or _word(chat.get("id"))
    place = _word(chat.get("id")) or user
    name = _word(event.get("event_name"))
    form = FORMS.get(name.removeprefix("message.").removesuffix(".received")) if name else Came.TEXT
    if form is None or not user or sender.get("is_bot") is True:
        log.debug("passed over an event of Zalo: %s", name[:80])
        return None
    came, attachment = _what(form, message)
    return Incoming(
        channel=channel,
        update_key=_key(event, message),
        chat=place,
        user=user,
        came=came,
        at=times.written(message.get("date"), now),
        # A decomposed letter counts twice against Zalo's limits, and would not compare equal.
        text=unicodedata.normalize("NFC", _text(message.get("text")) or _text(message.get("caption"))),
        message=_word(message.get("message_id")),
        reply_to=_word(_object(message.get("reply_to_message")).get("message_id")),
        attachment=attachment,
        private=_is_private(chat, place == user),
        numbered=True,
    )


def _what(form: Came, message: Event) -> tuple[Came, Attachment | None]:
    """The form in which it really came: a text without words and a photo without a place are neither."""
    if form is Came.TEXT:
        return (Came.TEXT if _text(message.get("text")).strip() else Came.OTHER), None
    if form is Came.PHOTO:
        address = _address(message.get("photo_url")) or _address(message.get("photo"))
        return (Came.PHOTO, Attachment("photo", address)) if address else (Came.OTHER, None)
    return form, None


def _key(event: Event, message: Event) -> str:
    """What makes the event unrepeatable: the id of its message, or where it has none a hash of it."""
    number = _word(message.get("message_id"))
    if number:
        return number
    try:
        written = orjson.dumps(event, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:  # nested deeper than anything that Zalo sends
        written = b""
    return f"hash:{hashlib.sha256(written).hexdigest()[:40]}"


def _is_private(chat: Event, alone: bool) -> bool:
    kind = _word(chat.get("chat_type")).upper()
    return kind == "PRIVATE" if kind else alone


def _object(value: Any) -> Event:
    return value if isinstance(value, dict) else {}


def _word(value: Any) -> str:
    """An id or a name, which Zalo gives as a string; nothing for anything that cannot be one."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _address(value: Any) -> str:
    """Where a photo can be fetched: as Zalo sends it, or in an object, or in a list from small to large."""
    if isinstance(value, list) and value:
        value = value[-1]
    if isinstance(value, dict):
        value = value.get("url") or value.get("photo_url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else ""
