"""Promised messages: each is a row before it is sent, and its key makes the promise unrepeatable."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from messages.envelope import Attachment, Choice, Kind, Outgoing
from storage.database import QUERIES as Q
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


class Outbox:
    """What was promised and what became of it."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def promise(
        self, outgoing: Outgoing, now: datetime, *, channel: str = "", chat: str = ""
    ) -> int | None:
        """Keep a promise; returns its id, or nothing when the same promise was made before.

        Raises:
            ValueError: for a promise without a key, or to nobody.
        """
        if not outgoing.key:
            raise ValueError("a promise needs a key")
        if outgoing.person is None and not chat:
            raise ValueError(f"promised to nobody: {outgoing.key}")
        promise_id = await Q.promise_add(self._c, **_row(outgoing, now, channel, chat))
        return None if promise_id is None else int(promise_id)

    async def promise_all(self, outgoings: Iterable[Outgoing], now: datetime) -> None:
        """Keep many promises to persons at once; those made before are passed over.

        Raises:
            ValueError: for a promise without a key, or to nobody.
        """
        rows = []
        for outgoing in outgoings:
            if not outgoing.key or outgoing.person is None:
                raise ValueError(f"a promise needs a key and a person: {outgoing.key}")
            rows.append(_row(outgoing, now))
        await Q.promise_add_all(self._c, rows)

    async def due(self, now: datetime, limit: int) -> list[Promise]:
        """Waiting promises whose moment has come, answers before crowds, in the order they were made."""
        rows = Q.promises_due(self._c, now=to_text(now), limit=limit)
        return [_promise(row) async for row in rows]

    async def left_sending(self) -> list[Promise]:
        """Promises that a crash left between the network and the record."""
        return [_promise(row) async for row in Q.promises_left_sending(self._c)]

    async def claim(self, promise: Promise) -> bool:
        """Take a promise for sending; False when somebody was there first."""
        claimed = await Q.promise_claim(self._c, id=promise.id, channel=promise.channel, chat=promise.chat)
        return bool(claimed == 1)

    async def settle(
        self, promise_id: int, state: str, now: datetime, *, reason: str = "", message: str = ""
    ) -> None:
        """Record how a send ended: sent, unreachable, failed or unsure."""
        await Q.promise_settle(
            self._c, id=promise_id, state=state, reason=reason, message=message, now=to_text(now)
        )

    async def put_back(
        self,
        promise_id: int,
        not_before: datetime,
        *,
        reason: str,
        unsure: bool = False,
        maybe_doubled: bool = False,
    ) -> None:
        """Let a promise wait for another try."""
        await Q.promise_later(
            self._c,
            id=promise_id,
            not_before=to_text(not_before),
            reason=reason,
            unsure=int(unsure),
            doubled=int(maybe_doubled),
        )

    async def end(self, promise_id: int, state: str, now: datetime, *, reason: str) -> None:
        """End a waiting promise without sending it: expired, withdrawn or unreachable."""
        await Q.promise_end(self._c, id=promise_id, state=state, reason=reason, now=to_text(now))

    async def note_part(self, promise_id: int, parts: int) -> None:
        """Keep how many parts of a long message have gone."""
        await Q.promise_part(self._c, id=promise_id, parts=parts)

    async def withdraw(
        self, about: str, kind: Kind, now: datetime, *, reason: str, seat_id: int | None = None
    ) -> int:
        """Withdraw what waits about a thing, of one kind (and of one seat); returns how many."""
        common = {"about": about, "kind": kind.value, "now": to_text(now), "reason": reason}
        if seat_id is None:
            return int(await Q.promises_withdraw(self._c, **common))
        return int(await Q.promises_withdraw_seat(self._c, seat_id=seat_id, **common))

    async def revive(self, person_id: int, now: datetime) -> int:
        """Let what could not reach a person go now, where it is still useful; returns how many."""
        return int(await Q.promises_revive(self._c, person_id=person_id, now=to_text(now)))

    async def next_moment(self, now: datetime) -> datetime | None:
        """When the next promise that still has to wait becomes due."""
        text = await Q.promise_next_moment(self._c, now=to_text(now))
        return None if text is None else to_moment(text)

    async def unsettled(self, now: datetime) -> int:
        """How many promises are due but not settled."""
        return int(await Q.promises_waiting(self._c, now=to_text(now)))

    async def about_message(self, channel: str, chat: str, message: str) -> str:
        """What one of our messages was about, or nothing."""
        row = await Q.promise_of_message(self._c, channel=channel, chat=chat, message=message)
        return str(row["about"]) if row else ""


def _row(outgoing: Outgoing, now: datetime, channel: str = "", chat: str = "") -> dict[str, Any]:
    """A promise as the columns of its row; one to a person finds its chat when it is sent."""
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
        "commands": "" if outgoing.commands is None else json.dumps(outgoing.commands, ensure_ascii=False),
        "promised_at": to_text(now),
        "not_before": to_text(outgoing.not_before or now),
        "expires_at": to_text(outgoing.expires_at or now + USEFUL_FOR),
    }


def _choices_text(choices: tuple[tuple[Choice, ...], ...]) -> str:
    if not choices:
        return ""
    return json.dumps([[[c.key, c.label] for c in row] for row in choices], ensure_ascii=False)


def attachment_text(attachment: Attachment | None) -> str:
    """An attachment as one column."""
    return "" if attachment is None else json.dumps(vars(attachment), ensure_ascii=False)


def attachment_of(text: str) -> Attachment | None:
    """The attachment that `attachment_text` wrote."""
    return Attachment(**json.loads(text)) if text else None


def _promise(row: Any) -> Promise:
    columns = row.keys()
    choices = json.loads(row["choices"]) if row["choices"] else []
    fixed = bool(row["chat"])
    return Promise(
        id=row["id"],
        outgoing=Outgoing(
            text=row["text"],
            kind=Kind(row["kind"]),
            choices=tuple(tuple(Choice(key, label) for key, label in line) for line in choices),
            person=row["person_id"],
            seat=row["seat_id"],
            key=row["key"],
            about=row["about"],
            replaces=row["replaces"],
            attachment=attachment_of(row["attachment"]),
            commands=tuple((name, what) for name, what in json.loads(row["commands"]))
            if row["commands"]
            else None,
        ),
        channel=row["channel"] if fixed else ((row["now_channel"] or "") if "now_channel" in columns else ""),
        chat=row["chat"] if fixed else ((row["now_chat"] or "") if "now_chat" in columns else ""),
        unreachable="" if fixed or "now_unreachable" not in columns else (row["now_unreachable"] or ""),
        tries=row["tries"],
        parts_sent=row["parts_sent"],
        promised_at=to_moment(row["promised_at"]),
        not_before=to_moment(row["not_before"]),
        expires_at=to_moment(row["expires_at"]),
        maybe_doubled=bool(row["maybe_doubled"]),
        unsure=row["unsure"],
    )
