"""Turns Telegram's updates into Incoming, or drops what is none of ours; nothing else sees an Update."""

import unicodedata
from datetime import datetime

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from messages.envelope import Attachment, Came, Incoming

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]


def incoming_of(update: Update, now: datetime) -> Incoming | None:
    """What came in, or nothing when nobody needs to act on it."""
    key = str(update.update_id)
    if update.callback_query is not None:
        query = update.callback_query
        message = query.message
        chat = message.chat if message else None
        return Incoming(
            channel="telegram",
            update_key=key,
            chat=str(chat.id if chat else query.from_user.id),
            user=str(query.from_user.id),
            came=Came.PRESS,
            at=now,
            press=query.data or "",
            press_id=query.id,
            message=str(message.message_id) if message else "",
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
            chat=str(member.chat.id),
            user=str(member.from_user.id),
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
        chat=str(message.chat.id),
        user=str(message.from_user.id),
        came=Came.EDITED if edited and came is Came.TEXT else came,
        at=now,
        # A decomposed letter counts twice against Telegram's limits, and would not compare equal.
        text=unicodedata.normalize("NFC", message.text or message.caption or ""),
        message=str(message.message_id),
        reply_to=str(message.reply_to_message.message_id) if message.reply_to_message else "",
        attachment=attachment,
        private=message.chat.type == ChatType.PRIVATE,
        album=message.media_group_id or "",
    )


def _what(message: Message) -> tuple[Came, Attachment | None]:
    if message.text is not None:
        return Came.TEXT, None
    if message.photo:
        largest = message.photo[-1]
        return Came.PHOTO, Attachment("photo", largest.file_id, size=largest.file_size or 0)
    if message.document:
        document = message.document
        return Came.DOCUMENT, Attachment(
            "document",
            document.file_id,
            name=unicodedata.normalize("NFC", document.file_name or ""),
            size=document.file_size or 0,
            mime=document.mime_type or "",
        )
    if message.sticker:
        return Came.STICKER, None
    if message.voice or message.audio or message.video_note:
        return Came.VOICE, None
    return Came.OTHER, None
