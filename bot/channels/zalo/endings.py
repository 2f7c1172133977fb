"""Translates the client's errors into the ways a send can end; the one place that knows Zalo's codes."""

from datetime import timedelta

from bot.channels.base import Ending, Later, Refused, Unreachable, Unsure
from bot.channels.zalo.client import Broken, NoAnswer, NotSent, Said, ServerTrouble, ZaloError

TOKEN_TROUBLE = timedelta(minutes=1)
QUOTA = timedelta(minutes=1)  # at first: 429 may be a moment's haste, or the quota until the month's end
TOKEN_CODES = (401, -216)
BAD_REQUEST, FORBIDDEN, NOT_FOUND, TIMEOUT, TOO_LARGE, TOO_MANY = 400, 403, 404, 408, 413, 429
MAYBE_TAKEN = (502, 504)  # a gateway gave up: what is behind it may have done it

# Zalo publishes no codes for a person who is out of reach, so its words are looked at, in lower case.
GONE = ("chat not found", "user not found", "chat_id", "recipient")
OWN_FAULT = "internal server error"  # Zalo's 403, by its own table


def ending_of(error: ZaloError) -> Ending:
    """How a send that raised `error` ended."""
    match error:
        case NotSent():
            return Later("no_connection", everybody=True)
        case NoAnswer():
            return Unsure("no_answer")
        case Broken():
            return Unsure("connection_broken")
        case ServerTrouble():
            return _of_server(error.status)
        case Said():
            return _of_code(error)
        case _:
            return Unsure("answer_unreadable")


def _of_code(said: Said) -> Ending:
    words = said.words.lower()
    code = said.code
    if code in TOKEN_CODES:
        return Later("token_refused", TOKEN_TROUBLE, everybody=True)
    if code == TOO_MANY:
        return Later("quota", QUOTA, everybody=True, growing=True)
    if code == TIMEOUT:
        return Unsure("no_answer")
    if code == NOT_FOUND or is_gone(said):
        return Unreachable("not_found")
    if code == FORBIDDEN and words and OWN_FAULT not in words:
        return Unreachable("not_found")
    if code in (BAD_REQUEST, TOO_LARGE):
        return Refused(f"{code} {said.words}"[:200])
    if code >= 500 or code == FORBIDDEN:
        return Later("server_trouble", doubtful=code in MAYBE_TAKEN)
    return Later(f"code_{code}")  # a no that nobody has written about: surely not taken


def _of_server(status: int) -> Ending:
    """Something before Zalo's bot platform has answered."""
    if status == TOO_LARGE:
        return Refused("too large")
    if status == TOO_MANY:
        return Later("quota", QUOTA, everybody=True, growing=True)
    return Later("server_trouble", doubtful=status in MAYBE_TAKEN)


def is_gone(said: Said) -> bool:
    """Zalo's words to a code of 400 mean the person and not the message."""
    return said.code == BAD_REQUEST and any(sign in said.words.lower() for sign in GONE)


def is_unformatted(error: ZaloError) -> bool:
    """The message as it is was surely not taken; its words may still go without their styles."""
    return isinstance(error, Said) and error.code == BAD_REQUEST and not is_gone(error)
