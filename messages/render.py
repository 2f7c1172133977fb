"""Turns a template and facts into the text that a person reads; the only place that knows Jinja."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from messages import spelling
from messages.envelope import Choice
from messages.voice import Voice

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment(language: str, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / language),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(
        when=_when, clock=_clock, day=_day, weekday_day=_weekday_day, short_day=_short_day, number=_number
    )
    return environment


def render(name: str, voice: Voice, **facts: Any) -> str:
    """The message `name` in the voice's language, as Telegram HTML, with nothing typed by people unescaped.

    Raises:
        jinja2.TemplateNotFound: when there is no such template.
        jinja2.UndefinedError: when a fact that the template names is missing.
    """
    template = _environment(voice.language, True).get_template(f"{name}.html")
    return template.render(voice=voice, **facts).strip()


def render_plain(name: str, voice: Voice, **facts: Any) -> str:
    """A sentence of the command line, as plain text (templates/<language>/cli/<name>.txt)."""
    template = _environment(voice.language, False).get_template(f"cli/{name}.txt")
    return template.render(voice=voice, **facts).strip()


@cache
def labels(language: str) -> dict[str, str]:
    """All words on buttons and in menus, by name, from templates/<language>/choices/*.toml."""
    found: dict[str, str] = {}
    for file in sorted((TEMPLATES / language / "choices").glob("*.toml")):
        found |= tomllib.loads(file.read_text("utf-8"))
    return found


def label(name: str, voice: Voice, **facts: Any) -> str:
    """The words on a button."""
    return labels(voice.language)[name].format(**facts)


def choice(key: str, name: str, voice: Voice, **facts: Any) -> Choice:
    """A button with its words."""
    return Choice(key, label(name, voice, **facts))


def plain(name: str, voice: Voice, **facts: Any) -> str:
    """A message as plain text, for a short notice over a button (at most 200 characters at Telegram)."""
    template = _environment(voice.language, False).get_template(f"{name}.html")
    return template.render(voice=voice, **facts).strip()[:200]


@pass_context
def _when(context: Context, moment: datetime) -> str:
    return spelling.when(moment.astimezone(context["voice"].zone), context["voice"].language)


@pass_context
def _clock(context: Context, moment: datetime) -> str:
    return spelling.clock(moment.astimezone(context["voice"].zone), context["voice"].language)


@pass_context
def _day(context: Context, day: date | datetime) -> str:
    return spelling.day(_local(context, day), context["voice"].language)


@pass_context
def _weekday_day(context: Context, day: date | datetime) -> str:
    return spelling.weekday_day(_local(context, day), context["voice"].language)


@pass_context
def _short_day(context: Context, day: date | datetime) -> str:
    local = _local(context, day)
    return f"{local.day}/{local.month}"


@pass_context
def _number(context: Context, value: float) -> str:
    return spelling.number(value, context["voice"].language)


def _local(context: Context, day: date | datetime) -> date:
    return day.astimezone(context["voice"].zone).date() if isinstance(day, datetime) else day
