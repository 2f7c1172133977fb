"""Every message with hostile facts is accepted by Telegram's own parser (TDLib, offline)."""

import json
from html import unescape
from re import sub
from typing import Any

import pytest
import tdjson

from bot.channels.telegram.dress import parts
from committee.refusals import RefusalReason
from messages.voice import LANGUAGES, Voice
from tests.messages.made_up import ZONE
from tests.messages.saying import Said, on_disk, say, speakers, watch_templates

tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')

HOSTILE = {"": (
    "<b>&\"'",
    "</b></code><a href=\"tg://user?id=1\">x</a> &amp; &#x0; {{ voice }} {% raw %}",
    "x" * 200,
    "Kế hoạch tuyên truyền " * 9 + "hết",
    "Y Bliêng Niê",
    "H'Loan Byă",
    "Thạch Sô Phol",
    "👩‍👩‍👧‍👦 🇻🇳 \U0001f9ff",
    "\u202eđảo chiều\u202c \u200f\u2066x\u2069",
    "dòng một\n\n\n\ndòng hai\r\n\tdòng ba",
    "a  b\u00a0c\u200bd",
    "Nguye\u0302\u0303n",
    "'; DROP TABLE people; --",
    "{id} {n} %s %(x)d {0}",
)}  # fmt: skip
SEEDS = range(max(60, len(RefusalReason)))  # each reason to refuse is said at least once


def voice(language: str, committee: str = "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Bình Sơn") -> Voice:
    return Voice(language, ZONE, committee)


def parsed(html: str) -> dict[str, Any]:
    """What Telegram's parser makes of it; "@type" is "error" when it refuses."""
    wish = {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(wish).encode()))
    return answer


def visible(html: str) -> str:
    """What a reader should see."""
    return unescape(sub(r"<[^>]*>", "", html))


def refused(said: Said) -> str:
    """What Telegram would have against a message, or nothing."""
    for part in parts(said.text) if said.html else ():
        answer = parsed(part)
        if answer["@type"] == "error":
            return str(answer["message"])
        if part == said.text and answer["text"] != visible(part):
            return f"shown as {answer['text']!r}"
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", sorted(speakers()))
def test_telegram_accepts_hostile_facts(by: str, language: str) -> None:
    speaking = voice(language, "<i>Ban & 'Chỉ đạo'</i>")
    for seed in SEEDS:
        for said in say(by, seed, HOSTILE, speaking):
            assert not (why := refused(said)), f"{why}\n{said}"
            assert all(0 < len(choice.key.encode()) <= 64 for choice in said.choices), said
            assert len(said.toast) <= 200, (
                f"Telegram shows at most 200 characters over a button: {said.toast}"
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_said_here(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watch_templates(monkeypatch)
    for by in speakers():
        for seed in SEEDS:
            list(say(by, seed, {"": ("Sở Tài chính",)}, voice(language)))
    silent = on_disk(language) - seen
    assert not silent, f"no words function says these, or tests/messages/saying.py cannot: {sorted(silent)}"


def test_the_parser_refuses_what_is_wrong() -> None:
    assert parsed("<b>đồng chí")["@type"] == "error"
    assert parsed("<b>đồng chí</b>")["text"] == "đồng chí"
