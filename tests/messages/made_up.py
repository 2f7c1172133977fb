"""Makes up a value of any type that the words functions take: a task, a seat, a digest, in given words."""

import dataclasses
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from committee.digest import Digest
from committee.refusals import Refusal, RefusalReason
from committee.tasks import TaskClass
from messages.announced import Announcement
from messages.envelope import PLATFORMS
from messages.reading.unclear import UnclearTime
from messages.voice import LANGUAGES, Voice
from messages.words import deliveries, meeting_cards

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
LENGTHS = (0, 1, 2, 12)

UNCLEAR = ("contradicts", "impossible", "lunar", "none", "past", "vague")
# Strings that are no typed words but one of a few: (class or function, its field or parameter).
ONE_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("Announcement", "state"): ("draft", "scheduled", "sent", "dropped"),
    ("Announcement", "audience"): ("all", "participants,-agency:CAT", "role:member", ""),
    ("Attachment", "kind"): ("photo", "document"),
    ("Decision", "kind"): ("extension", "blocked"),
    ("Delivery", "state"): deliveries.STATES,
    ("Delivery", "reason"): ("", "not_joined", "too_late", "Bad Request: <b>&"),
    ("KeptAccount", "channel"): ("telegram", "zalo"),
    ("Use", "channel"): ("zalo", "zalo2"),
    ("KeptAccount", "user"): ("123456789",),
    ("Meeting", "audience"): ("participants", "all", "agencies:STC,SCT"),
    ("Person", "language"): LANGUAGES,
    ("Entrance", "platform"): PLATFORMS,
    ("RollAccount", "platform"): PLATFORMS,
    ("RollAccount", "unreachable"): ("", "blocked", "not_found"),
    ("SeatCode", "platforms"): PLATFORMS,
    ("Way", "platform"): PLATFORMS,
    ("Person", "courtesy"): ("", "ông", "bà"),
    ("RollLine", "state"): ("joined", "asked", "lost", "invited", "empty"),
    ("Trouble", "reason"): (*UNCLEAR, "too_far"),
    ("UnclearTime", "reason"): UNCLEAR,
    ("add_channel", "platform"): PLATFORMS,
    ("ask_release", "meant"): PLATFORMS,
    ("ask_release", "one_of"): PLATFORMS,
    ("ask_withdraw", "platforms"): PLATFORMS,
    ("channels", "addable"): PLATFORMS,
    ("joined_elsewhere", "platform"): PLATFORMS,
    ("no_channel", "platform"): PLATFORMS,
    ("platform_name", "platform"): PLATFORMS,
    ("release_done", "left"): PLATFORMS,
    ("release_done", "released"): PLATFORMS,
    ("second_channel", "platform"): PLATFORMS,
    ("second_phone", "platform"): PLATFORMS,
    ("ask_field", "field"): (*meeting_cards.FIELDS, "agencies"),
    ("ask_missing", "what"): ("when", "hour", "title", "place"),
    ("audience_words", "expression"): ("", "all", "role:member,-agency:STC", "group:Khối Đảng"),
    ("pick", "what"): ("answers", "move", "cancel"),
    ("reason_words", "state"): deliveries.STATES,
    ("state_words", "state"): deliveries.STATES,
    ("unreadable", "what"): ("sticker", "voice", "other"),
    ("until_again", "reason"): (*UNCLEAR, "not_later"),
    ("audience_of", "expression"): ("all", "role:member,-agency:STC", "group:Khối Đảng"),
    ("menu", "words"): ("hop", "viec", "tonghop", "trogiup"),
}
# Names of keys and of messages that no person reads.
INNER = {
    "about": "task:5",
    "card_text": "<b>Thông báo số 5</b>",
    "key": "answer:1",
    "message": "77",
    "on": "77",
    "ref": "AgAD",
    "replaces": "77",
    "tail": "5:3",
}
# What the sentences of refusals may name, by the name of the fact.
FACTS: dict[str, Any] = {
    "again_at": datetime,
    "asked_for": date,
    "at": datetime,
    "bot": str,
    "code": str,
    "command": str,
    "day": date,
    "deadline": date,
    "ends_at": datetime,
    "expired_at": datetime,
    "first": int,
    "granted": bool,
    "last": int,
    "like": str,
    "limit": int,
    "link": str,
    "nearest": str,
    "part": str,
    "starts_at": datetime,
    "title": str,
    "tries_left": int,
    "until": datetime,
}

Typed = Mapping[str, Sequence[str]]
"""The words that people typed: for "Task.code", for any field called "code", and under "" for all others."""


class MadeUp:
    """`MadeUp(seed, typed, voice).of(Task)`; the same seed makes the same value.

    Seed 0 leaves nothing out, seed 1 everything that may be left out; the others take their chances.
    """

    def __init__(self, seed: int, typed: Typed, voice: Voice, never_left_out: Collection[str] = ()) -> None:
        self.seed = seed
        self._never_left_out = never_left_out  # "Task.deadline", or the name of a parameter
        self.voice = voice
        self._typed = typed
        self._random = Random(seed)

    def of(self, wanted: Any, owner: str = "", name: str = "", *, optional: bool = False) -> Any:
        """A value of the annotation; `optional` when leaving it out is usual too."""
        origin = typing.get_origin(wanted)
        if origin in (typing.Union, types.UnionType):
            return self._union(typing.get_args(wanted), owner, name)
        if origin is not None:
            return self._many(origin, typing.get_args(wanted), owner, name)
        if wanted is Voice:
            return self.voice
        if wanted is Refusal:
            return self.refusal(list(RefusalReason)[self.seed % len(RefusalReason)])
        if wanted is UnclearTime:
            return UnclearTime(self.of(str, "UnclearTime", "reason"), day=self.of(date | None))
        if dataclasses.is_dataclass(wanted):
            return self._made(wanted)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return self._one(list(wanted))
        return self._plain(wanted, owner, name, optional=optional)

    def refusal(self, reason: RefusalReason) -> Refusal:
        """A refusal with every fact that one can have."""
        return Refusal(reason, **{name: self.of(kind, "Refusal", name) for name, kind in FACTS.items()})

    def arguments(self, hints: Mapping[str, Any], owner: str, usual: Mapping[str, bool]) -> dict[str, Any]:
        """Values for annotated names; `usual` says which of them have a default."""
        return {
            name: self.of(hint, owner, name, optional=usual.get(name, False)) for name, hint in hints.items()
        }

    def _made(self, wanted: Any) -> Any:
        fields = dataclasses.fields(wanted)
        hints = typing.get_type_hints(wanted)
        usual = {
            field.name: field.default is not dataclasses.MISSING
            or field.default_factory is not dataclasses.MISSING
            for field in fields
        }
        wishes = {field.name: hints[field.name] for field in fields if field.init}
        return self._possible(wanted(**self.arguments(wishes, wanted.__name__, usual)))

    def _possible(self, value: Any) -> Any:
        """Mends what the types allow and the rules do not."""
        if isinstance(value, Announcement):
            sent = value.state in ("sent", "scheduled")
            moment = NOW + timedelta(hours=1)
            return dataclasses.replace(
                value,
                send_at=moment if sent else value.send_at,
                reminded_at=moment if value.reminders else value.reminded_at,
            )
        if isinstance(value, Digest):
            counts = {kind.value: index for index, kind in enumerate(TaskClass)}
            return dataclasses.replace(value, counts=counts, rate_of=(6, 9))
        return value

    def _union(self, kinds: tuple[Any, ...], owner: str, name: str) -> Any:
        rest = [kind for kind in kinds if kind is not type(None)]
        if len(rest) < len(kinds) and not self._kept(owner, name) and not self._present():
            return None
        return self.of(self._one(rest), owner, name)

    def _many(self, origin: Any, inside: tuple[Any, ...], owner: str, name: str) -> Any:
        if origin is typing.Literal:
            return self._one(list(inside))
        if issubclass(origin, Mapping):
            if (owner, name) == ("Tally", "states"):
                return {state: number for number, state in enumerate(deliveries.STATES)}
            return {self.of(inside[0]): self.of(inside[1]) for _ in range(self._length())}
        if origin is tuple and inside[-1] is not Ellipsis:
            return tuple(self.of(kind, owner, name) for kind in inside)
        length = self._length() or int(self._kept(owner, name))
        values = [self.of(inside[0], owner, name) for _ in range(length)]
        return tuple(values) if origin is tuple else values

    def _plain(self, wanted: Any, owner: str, name: str, *, optional: bool) -> Any:
        if wanted is str:
            return self._words(owner, name, optional=optional)
        if wanted is bool:
            return self._present()
        if wanted is int:
            ids = [2_000_000_001] if name == "id" or name.endswith("_id") else [1, 2, 7, 40]
            return self._one(ids) if self._present() else 0
        if wanted is float:
            return self._one([0.0, 2.5, 70.0])
        if wanted is datetime:
            return NOW + timedelta(minutes=self._random.randrange(20_000) - 5_000)
        if wanted is date:
            return NOW.date() + timedelta(days=self._random.randrange(40) - 10)
        raise TypeError(f"tests/messages/made_up.py does not know how to make up {owner}.{name}: {wanted}")

    def _words(self, owner: str, name: str, *, optional: bool) -> str:
        if (owner, name) in ONE_OF:
            return self._one(ONE_OF[owner, name])
        if name in INNER:
            return INNER[name] if name == "key" or self._present() else ""
        if optional and not self._kept(owner, name) and not self._present():
            return ""
        return self._one(
            next(self._typed[key] for key in (f"{owner}.{name}", name, "") if key in self._typed)
        )

    def _kept(self, owner: str, name: str) -> bool:
        return name in self._never_left_out or f"{owner}.{name}" in self._never_left_out

    def _present(self) -> bool:
        return self.seed == 0 or (self.seed > 1 and self._random.random() < 0.5)

    def _length(self) -> int:
        return 2 if self.seed == 0 else 0 if self.seed == 1 else self._one(LENGTHS)

    def _one(self, among: Sequence[Any]) -> Any:
        return among[self._random.randrange(len(among))]
