"""Says everything that the words functions can say: each is found by itself and given made-up facts."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
import pytest

import messages.words
from messages.envelope import Choice, Outgoing
from messages.render import TEMPLATES
from messages.voice import Voice
from tests.messages.made_up import MadeUp, Typed

# What a function takes for granted, as its callers keep it: fields and parameters that are never left out.
TAKEN_FOR_GRANTED: dict[str, set[str]] = {
    "announcements.correction": {"Announcement.send_at"},
    "announcements.listed": {"Announcement.send_at"},
    "announcements.reminder": {"Announcement.send_at", "Seat.holder"},
    "announcement_cards.card": {"Announcement.send_at", "Seat.holder"},
    "announcement_cards.correction_card": {"Announcement.corrects"},
    "answers.ask_why": {"StatusReport.new_deadline"},
    "answers.taken_back": {"codes"},
    "answers.until_again": {"day", "Task.deadline"},
    "calls.call_list": {"Seat.holder", "Unheard.announcement", "Call.unheard"},
    "calls.unreached": {"Seat.holder", "meetings"},
    "deliveries.report": {"Announcement.send_at"},
    "deliveries.rows": {"Announcement.send_at"},
    "digest.digest_for": {"TaskLine.deadline"},
    "digest.digest_text": {"TaskLine.deadline"},
    "help.help_text": {"commands"},
    "joining.codes": {"SeatCode.expires_at", "found"},
    "joining.kept": {"Kept.accounts"},
    "joining.lost": {"Seat.holder", "seats"},
    "joining.release_done": {"released"},
    "joining.revoked": {"seats"},
    "joining.roll": {"lines"},
    "joining.several": {"seats"},
    "joining.to_forward": {"SeatCode.code", "SeatCode.expires_at"},
    "joining_channels.channels": {"ways"},
    "joining_channels.second_channel": {"ways"},
    "joining_channels.add_channel": {"SeatCode.code", "SeatCode.expires_at"},
    "meeting_cards.ask_field": {"Trouble.day", "Trouble.said", "Trouble.real"},
    "meeting_cards.ask_missing": {"Trouble.day", "Trouble.said", "Trouble.real", "day"},
    "meeting_changes.change_card": {"Meeting.place"},
    "meeting_lists.answers": {"Invitation.substitute"},
    "meeting_lists.mine": {"invited", "Invitation.substitute"},
    "meeting_lists.office": {"meetings"},
    "meeting_lists.pick": {"meetings"},
    "meetings.answered": {"Invitation.substitute"},
    "meetings.addressed": {"Seat.holder"},
    "meetings.cancelled": {"Seat.holder"},
    "meetings.changed": {"Seat.holder"},
    "meetings.invitation": {"Seat.holder"},
    "meetings.left_out": {"Seat.holder"},
    "meetings.reminder": {"Seat.holder"},
    "meetings.to_answer": {"Seat.holder"},
    "nudges.call_list": {"CallList.tasks", "Task.deadline", "Task.lead"},
    "nudges.nudge": {"Task.deadline"},
    "tasks.owed": {"tasks"},
    "unclear_answers.unread_item": {"Unread.task_title"},
}
# Parameters that are given together or not at all.
TOGETHER: dict[str, tuple[str, ...]] = {
    "answers.decided": ("granted", "deadline"),
    "answers.decision": ("granted", "deadline"),
    "meeting_changes.remind_later": ("by", "at", "again"),
}
# They return the text of a message, and not a phrase.
WHOLE_MESSAGES = {"announcements.text_of", "digest.digest_text", "running.trouble"}
# They say a part of something, from a value of their own that no annotation tells.
NOT_FOR_ALL_VALUES = {"meeting_cards.weekday"}


@dataclass(frozen=True)
class Said:
    """One thing that was said: by which function, with which seed."""

    by: str
    seed: int
    text: str
    choices: tuple[Choice, ...] = ()
    toast: str = ""
    html: bool = True  # not a phrase that only becomes part of a message

    def __str__(self) -> str:
        return f"{self.by} (seed {self.seed}):\n{self.text}\n{[choice.label for choice in self.choices]}"


@cache
def speakers() -> dict[str, Callable[..., Any]]:
    """Every public function of messages/words/ that speaks with a voice, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(messages.words.__path__):
        inside = importlib.import_module(f"messages.words.{module.name}")
        for name, function in inspect.getmembers(inside, inspect.isfunction):
            known = f"{module.name}.{name}"
            if function.__module__ != inside.__name__ or name.startswith("_") or known in NOT_FOR_ALL_VALUES:
                continue
            if next(iter(inspect.signature(function).parameters), "") == "voice":
                found[known] = function
    return found


def say(by: str, seed: int, typed: Typed, voice: Voice) -> Iterator[Said]:
    """What a words function says to made-up facts; `typed` are the words that people have typed."""
    function = speakers()[by]
    made = MadeUp(seed, typed, voice, TAKEN_FOR_GRANTED.get(by, ()))
    signature = inspect.signature(function).parameters
    hints = typing.get_type_hints(function)
    usual = {name: each.default is not inspect.Parameter.empty for name, each in signature.items()}
    wishes = {name: hints[name] for name in signature}
    facts = made.arguments(wishes, function.__name__, usual)
    together = TOGETHER.get(by, ())
    if not all(facts[name] for name in together):
        facts |= {name: signature[name].default for name in together if usual[name]}
        facts |= {name: False if hints[name] is bool else None for name in together if not usual[name]}
    yield from _heard(by, seed, function(**facts))


def _heard(by: str, seed: int, result: Any) -> Iterator[Said]:
    if isinstance(result, Outgoing):
        choices = tuple(choice for row in result.choices for choice in row)
        yield Said(by, seed, result.text, choices, result.toast)
    elif isinstance(result, Choice):
        yield Said(by, seed, "", (result,))
    elif isinstance(result, str):
        yield Said(by, seed, result, html=by in WHOLE_MESSAGES)
    elif isinstance(result, Iterable):
        for one in result:
            yield from _heard(by, seed, one)


def on_disk(language: str) -> set[str]:
    """The templates of messages, without those that only others include (their names begin with "_")."""
    folder = TEMPLATES / language
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    return {name for name in names if not name.rsplit("/", 1)[-1].startswith("_")}


def watch_templates(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the templates that are rendered from now on."""
    seen: set[str] = set()
    real = jinja2.Environment.get_template

    def watched(self: jinja2.Environment, name: Any, *rest: Any, **named: Any) -> jinja2.Template:
        seen.add(str(name))
        return real(self, name, *rest, **named)

    monkeypatch.setattr(jinja2.Environment, "get_template", watched)
    return seen
