"""Each reason has its sentence in both languages; those of joining fill in what they are told."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.formatting import parse_html
from committee.refusals import Refusal, RefusalReason
from messages.render import TEMPLATES
from messages.voice import LANGUAGES, Voice
from messages.words.refusals import crashed, refused

NOW = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)
FACTS: dict[RefusalReason, dict[str, object]] = {
    RefusalReason.STRANGER: {},
    RefusalReason.NOT_ALLOWED: {"act": "invite"},
    RefusalReason.NOT_YOURS: {"act": "see_tasks"},
    RefusalReason.NOT_AGREED: {},
    RefusalReason.CODE_UNKNOWN: {"tries_left": 2},
    RefusalReason.CODE_USED: {},
    RefusalReason.CODE_EXPIRED: {"expired_at": NOW},
    RefusalReason.CODE_REVOKED: {},
    RefusalReason.CODE_PAUSED: {"until": NOW},
    RefusalReason.CODE_BOT_FULL: {"bot": "", "link": ""},
    RefusalReason.SECOND_ACCOUNT: {},
    RefusalReason.ACCOUNT_TAKEN: {},
    RefusalReason.TEXT_EXPECTED: {"sends_files": True},
    RefusalReason.FILE_TOO_BIG: {"limit": 50},
    RefusalReason.BUTTON_OLD: {},
    RefusalReason.COMMAND_UNKNOWN: {"command": "<b>&\"'", "nearest": "viec"},
    RefusalReason.CLASSIFIED: {},
}


def voice(language: str) -> Voice:
    return Voice(language, ZoneInfo("Asia/Ho_Chi_Minh"), "Ban Chỉ đạo <tỉnh> & \"Bình Sơn'")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", RefusalReason)
def test_every_reason_has_its_sentence(reason: RefusalReason, language: str) -> None:
    assert (TEMPLATES / language / "refusals" / f"{reason}.html").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_without_a_reason(language: str) -> None:
    named = {path.stem for path in (TEMPLATES / language / "refusals").glob("*.html")}
    assert named <= {reason.value for reason in RefusalReason}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", FACTS)
def test_a_refusal_is_said_and_shown(reason: RefusalReason, language: str) -> None:
    out = refused(voice(language), Refusal(reason, **FACTS[reason]))
    assert parse_html(out.text).text.strip() and out.text[-1] in ".?>"
    assert 0 < len(out.toast) <= 200 and not out.choices


def test_the_stranger_hears_one_sentence() -> None:
    sentence = refused(voice("vi"), Refusal(RefusalReason.STRANGER)).text
    assert "\n" not in sentence and sentence.count(".") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crash_is_calm(language: str) -> None:
    assert crashed(voice(language)).text and crashed(voice(language)).toast
