"""Translates python-telegram-bot's errors into the ways a send can end; the one place that knows them.

Order matters: BadRequest and TimedOut are both NetworkError, while Forbidden, RetryAfter and ChatMigrated
are not. Narrow classes come first.
"""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import Ending, Later, Moved, Refused, Unreachable, Unsure
from bot.channels.telegram.transport import NotSent

# The Bot API's own sentences (tdlib/telegram-bot-api, Client.cpp); compared in lower case.
GONE = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "bot can't initiate conversation": "never_started",
    "chat not found": "chat_not_found",
    "bot was kicked": "kicked",
    "bot is not a member": "kicked",
    "group chat was deleted": "kicked",
    "have no rights to send": "kicked",
    "need administrator rights": "kicked",
    "peer_id_invalid": "chat_not_found",
}
SERVER_TROUBLE = timedelta(seconds=5)


def ending_of(error: TelegramError) -> Ending:
    """How a send that raised `error` ended."""
    text = error.message.lower()
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return Later("too_fast", timedelta(seconds=seconds))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden() | BadRequest():
            for sentence, reason in GONE.items():
                if sentence in text:
                    return Unreachable(reason)
            return Refused(error.message[:200])
        case InvalidToken():
            return Later("token_refused", timedelta(minutes=1), everybody=True)
        case Conflict():
            return Later("conflict", SERVER_TROUBLE)
        case NotSent():
            return Later("no_connection", SERVER_TROUBLE, everybody=True)
        case TimedOut():
            return Unsure("no_answer")
        case NetworkError():
            # A status of 5xx is the server's own word that it did not do it; a broken connection is not.
            if any(mark in text for mark in ("(500)", "(502)", "(503)", "(504)", "internal server error")):
                return Later("server_trouble", SERVER_TROUBLE)
            if any(mark in text for mark in ("bad gateway", "gateway timeout", "service unavailable")):
                return Later("server_trouble", SERVER_TROUBLE)
            return Unsure("connection_broken")
        case _:
            return Unsure("answer_unreadable")


def is_unmodified(error: TelegramError) -> bool:
    """The message already says just this: the edit has nothing to do, which is success."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def is_gone_message(error: TelegramError) -> bool:
    """The message to be edited is no longer there, or may no longer be edited: say it anew."""
    text = error.message.lower()
    return isinstance(error, BadRequest) and (
        "message to edit not found" in text
        or "message can't be edited" in text
        or "there is no text in the message to edit" in text
    )
