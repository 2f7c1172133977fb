"""Translates python-telegram-bot's errors into the ways a send can end; the one place that knows them.

Order matters: BadRequest and TimedOut are both NetworkError, while Forbidden, RetryAfter and ChatMigrated
are not. Narrow classes come first.
"""

import re
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import Ending, Later, Moved, Refused, Unreachable, Unsure
from bot.channels.telegram.transport import NotSent, ServerTrouble

# The Bot API's own sentences (tdlib/telegram-bot-api, Client.cpp); compared in lower case.
GONE = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "bot can't initiate conversation": "never_started",
    "chat not found": "chat_not_found",
    "user not found": "chat_not_found",
    "peer_id_invalid": "chat_not_found",
    "bot was kicked": "kicked",
    "bot is not a member": "kicked",
    "group chat was deleted": "kicked",
    "have no rights to send": "kicked",
    "not enough rights to send": "kicked",
    "need administrator rights": "kicked",
}
UNSAID = timedelta(seconds=5)  # too fast, and not told how long to wait
TOKEN_TROUBLE = timedelta(minutes=1)

# What stands in the message when the server said no, in its own words or in those of the status line.
_GATEWAY_TIMEOUT = re.compile(r"^gateway time-?out|\(504\)")
_SERVER = re.compile(r"^(internal server error|bad gateway|service unavailable|restart)|\(5\d\d\)")
_TOO_FAST = re.compile(r"^too many requests|\(429\)")
_TOO_LARGE = re.compile(r"^request entity too large|\(413\)")
# python-telegram-bot's own transport, in its words: nothing has left.
_NOT_SENT = re.compile(r"^httpx\.connecterror|^httpx\.proxyerror|^pool timeout")


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
        case InvalidToken() | EndPointNotFound():
            return Later("token_refused", TOKEN_TROUBLE, everybody=True)
        case Conflict():
            return Later("conflict")
        case NotSent():
            return Later("no_connection", everybody=True)
        case ServerTrouble():
            return Later("server_trouble", doubtful=error.status == 504)
        case TimedOut():
            return Later("no_connection", everybody=True) if _NOT_SENT.search(text) else Unsure("no_answer")
        case NetworkError():
            return _of_network_error(text)
        case _:
            return Unsure("answer_unreadable")


def _of_network_error(text: str) -> Ending:
    """A status of 5xx is the server's own word that it did not do it; a broken connection is not."""
    if _NOT_SENT.search(text):
        return Later("no_connection", everybody=True)
    if _GATEWAY_TIMEOUT.search(text):
        return Later("server_trouble", doubtful=True)
    if _SERVER.search(text):
        return Later("server_trouble")
    if _TOO_FAST.search(text):
        return Later("too_fast", UNSAID)
    if _TOO_LARGE.search(text):
        return Refused("file too large")
    return Unsure("connection_broken")


def is_unmodified(error: TelegramError) -> bool:
    """The message already says just this: the edit has nothing to do, which is success."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def is_gone_message(error: TelegramError) -> bool:
    """The message to be edited is no longer there, or may no longer be edited: say it anew."""
    text = error.message.lower()
    return isinstance(error, BadRequest) and (
        "message to edit not found" in text
        or "message can't be edited" in text
        or "message_id_invalid" in text
        or "there is no text in the message to edit" in text
    )


def is_unparsed(error: TelegramError) -> bool:
    """The formatting could not be read: the words can still go without it."""
    return isinstance(error, BadRequest) and "can't parse entities" in error.message.lower()
