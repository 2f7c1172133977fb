"""Turns Telegram's updates into Incoming, or drops what is none of ours; nothing else sees an Update."""

import unicodedata
from datetime import datetime
from typing import TypeVar

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from messages.envelope import Attachment, Came, Incoming

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

Plain = TypeVar("Plain", str, int)


def incoming_of(update: Update, now: datetime) -> Incoming | None:
    """What came in, or nothing when nobody needs to act on it.

    Raises:
        TypeError: a field holds what the Bot API does not put there; the library takes whatever comes.
    """
    key = str(update.update_id)
    if update.callback_query is not None:
        query = update.callback_query
        message = query.message
        chat = message.chat if message else None
        return Incoming(
            channel="telegram",
            update_key=key,
            chat=_id(chat.id if chat else query.from_user.id),
            user=_id(query.from_user.id),
            came=Came.PRESS,
            at=now,
            press=_plain(str, query.data),
            press_id=_plain(str, query.id),
            message=_id(message.message_id) if message else "",
            private=chat is None or chat.type == ChatType.PRIVATE,
        )
    if update.my_chat_member is not None:
        member = update.my_chat_member
        if member.chat.type != ChatType.PRIVATE:
            return None
        left = member.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
        return Incoming(
            channel="telegram",
            update_key=key,
            chat=_id(member.chat.id),
            user=_id(member.from_user.id),
            came=Came.LEFT if left else Came.RETURNED,
            at=now,
        )
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    return _of_message(message, key, now, edited=update.message is None)


def _of_message(message: Message, key: str, now: datetime, *, edited: bool) -> Incoming:
    came, attachment = _what(message)
    assert message.from_user is not None
    return Incoming(
        channel="telegram",
        update_key=key,
        chat=_id(message.chat.id),
        user=_id(message.from_user.id),
        came=Came.EDITED if edited and came is Came.TEXT else came,
        at=now,
        # A decomposed letter counts twice against Telegram's limits, and would not compare equal.
        text=unicodedata.normalize("NFC", _plain(str, message.text) or _plain(str, message.caption)),
        message=_id(message.message_id),
        reply_to=_id(message.reply_to_message.message_id) if message.reply_to_message else "",
        attachment=attachment,
        private=message.chat.type == ChatType.PRIVATE,
        album=_plain(str, message.media_group_id),
    )


def _what(message: Message) -> tuple[Came, Attachment | None]:
    if message.text is not None:
        return Came.TEXT, None
    if message.photo:
        largest = message.photo[-1]
        size = _plain(int, largest.file_size)
        return Came.PHOTO, Attachment("photo", _plain(str, largest.file_id), size=size)
    if message.document:
        document = message.document
        return Came.DOCUMENT, Attachment(
            "document",
            _plain(str, document.file_id),
            name=unicodedata.normalize("NFC", _plain(str, document.file_name)),
            size=_plain(int, document.file_size),
            mime=_plain(str, document.mime_type),
        )
    if message.sticker:
        return Came.STICKER, None
    if message.voice or message.audio or message.video_note:
        return Came.VOICE, None
    return Came.OTHER, None


def _id(value: object) -> str:
    """A number by which Telegram knows somebody or something."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no id")
    return str(value)


def _plain(kind: type[Plain], value: object) -> Plain:
    """A value of this kind, an empty one where there is none."""
    if value is None:
        return kind()
    if not isinstance(value, kind):
        raise TypeError(f"no {kind.__name__}")
    return value
