"""Promised messages as rows and as objects: what is written into a row, and what is read from one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import orjson

from messages.envelope import Attachment, Choice, Kind, Outgoing
from storage.moments import to_moment, to_text

USEFUL_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Promise:
    """A promised message with where it goes now; `chat` is empty when the person has joined no channel."""

    id: int
    outgoing: Outgoing
    channel: str
    chat: str
    unreachable: str
    tries: int
    parts_sent: int
    promised_at: datetime
    not_before: datetime
    expires_at: datetime
    maybe_doubled: bool
    unsure: int = 0  # how often its fate was unknown
    lane: int = 0
    due_at: datetime | None = None  # when it was to go; `not_before` moves on with each try
    language: str = ""  # the reader's, where one was chosen


@dataclass(frozen=True)
class Held:
    """A promise that waits for another try, and with it what is behind it in its chat and lane."""

    channel: str
    chat: str
    lane: int
    until: datetime
    reason: str
    tries: int


@dataclass(frozen=True)
class Asked:
    """A message that offered choices; `chosen` when one of them was taken, by its number or its words."""

    id: int
    message: str
    about: str
    kind: Kind
    text: str
    choices: tuple[Choice, ...]
    promised_at: datetime
    settled_at: datetime
    chosen: bool


def row_of(outgoing: Outgoing, now: datetime, channel: str = "", chat: str = "") -> dict[str, Any]:
    """A promise as the columns of its row; one to a person finds its chat when it is sent."""
    promised = to_text(now)
    return {
        "key": outgoing.key,
        "kind": outgoing.kind.value,
        "lane": int(outgoing.lane.value),
        "channel": channel if outgoing.person is None else "",
        "chat": chat if outgoing.person is None else "",
        "person_id": outgoing.person,
        "seat_id": outgoing.seat,
        "about": outgoing.about,
        "text": outgoing.text,
        "choices": _choices_text(outgoing.choices),
        "attachment": attachment_text(outgoing.attachment),
        "replaces": outgoing.replaces,
        "commands": "" if outgoing.commands is None else as_json(outgoing.commands),
        "promised_at": promised,
        "not_before": to_text(outgoing.not_before) if outgoing.not_before else promised,
        "expires_at": to_text(outgoing.expires_at or now + USEFUL_FOR),
    }


def as_json(value: Any) -> str:
    """A value as one column, or as the rows of a query that takes many."""
    return orjson.dumps(value).decode()


def _choices_text(choices: tuple[tuple[Choice, ...], ...]) -> str:
    if not choices:
        return ""
    return as_json([[[c.key, c.label] for c in row] for row in choices])


def attachment_text(attachment: Attachment | None) -> str:
    """An attachment as one column."""
    return "" if attachment is None else as_json(vars(attachment))


def attachment_of(text: str) -> Attachment | None:
    """The attachment that `attachment_text` wrote."""
    return Attachment(**orjson.loads(text)) if text else None


def promise_of(row: Any, *, looked_up: bool = True) -> Promise:
    """The promise of a row; where it goes now comes from the row itself or from the person's account.

    `looked_up`: the row tells of the account as well.
    """
    fixed = bool(row["chat"])
    known = looked_up and not fixed
    channel = row["channel"] if fixed else (row["now_channel"] or "" if known else "")
    begun = row["tried_on"] in ("", channel)  # on another channel it begins with its first part
    return Promise(
        id=row["id"],
        outgoing=Outgoing(
            text=row["text"],
            kind=Kind(row["kind"]),
            choices=_choices_of(row["choices"]),
            person=row["person_id"],
            seat=row["seat_id"],
            key=row["key"],
            about=row["about"],
            replaces=row["replaces"],
            attachment=attachment_of(row["attachment"]),
            commands=_commands_of(row["commands"]),
        ),
        channel=channel,
        chat=row["chat"] if fixed else (row["now_chat"] or "" if known else ""),
        unreachable=(row["now_unreachable"] or "") if known else "",
        tries=row["tries"],
        parts_sent=row["parts_sent"] if begun else 0,
        promised_at=to_moment(row["promised_at"]),
        not_before=to_moment(row["not_before"]),
        expires_at=to_moment(row["expires_at"]),
        maybe_doubled=bool(row["maybe_doubled"]),
        unsure=row["unsure"],
        lane=row["lane"],
        due_at=to_moment(row["due_at"]),
        language=(row["language"] or "") if looked_up else "",
    )


@lru_cache(256)  # a crowd's messages have the same
def _choices_of(text: str) -> tuple[tuple[Choice, ...], ...]:
    if not text:
        return ()
    return tuple(tuple(Choice(key, label) for key, label in line) for line in orjson.loads(text))


def asked_of(row: Any) -> Asked:
    """A row with choices, as what was asked."""
    return Asked(
        id=row["id"],
        message=row["message"],
        about=row["about"],
        kind=Kind(row["kind"]),
        text=row["text"],
        choices=tuple(choice for line in _choices_of(row["choices"]) for choice in line),
        promised_at=to_moment(row["promised_at"]),
        settled_at=to_moment(row["settled_at"]),
        chosen=row["chosen_at"] is not None,
    )


def _commands_of(text: str) -> tuple[tuple[str, str], ...] | None:
    return tuple((name, what) for name, what in orjson.loads(text)) if text else None
