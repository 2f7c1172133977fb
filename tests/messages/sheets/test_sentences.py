"""Each refusal is one sentence in both languages that says where it is and what to do."""

import re
import string
import tomllib

import pytest

from messages.sheets.records import Reason, Refusal
from messages.sheets.sentences import _TEMPLATES, sentence

LANGUAGES = ("vi", "en")
FIELDS = {"sheet", "row", "column", "value", "suggestion", "other_row"}


def test_a_whole_sentence() -> None:
    refusal = Refusal("Nhiệm vụ", Reason.NO_SUCH_DAY, 14, "Hạn hoàn thành", "31/11/2026")
    assert sentence(refusal, "vi") == (
        "Sheet «Nhiệm vụ», dòng 14, cột «Hạn hoàn thành»: «31/11/2026» không phải ngày có thật; "
        "ghi ngày trước, tháng sau, theo mẫu 30/11/2026."
    )
    assert sentence(refusal, "en") == (
        "Sheet «Nhiệm vụ», row 14, column «Hạn hoàn thành»: «31/11/2026» is no day that exists; "
        "write the day first, then the month, like 30/11/2026."
    )


def test_a_suggestion_is_asked() -> None:
    refusal = Refusal(
        "tasks.csv", Reason.UNKNOWN_AGENCY, 3, "Cơ quan chủ trì", "Sở Tài chánh", "Sở Tài chính", 0, True
    )
    said = sentence(refusal, "vi")
    assert said.startswith("Tệp «tasks.csv», dòng 3, cột «Cơ quan chủ trì»: không có cơ quan «Sở Tài chánh»;")
    assert said.endswith("; có phải «Sở Tài chính»?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason, language: str) -> None:
    hostile = "<b>&\"'{value}%s 😀" + "x" * 200 + "\nz"
    said = sentence(Refusal(hostile, reason, 7, hostile, hostile, hostile, 5), language)
    assert "\n" not in said
    assert said.endswith((".", "?"))
    assert len(said) < 800
    bare = sentence(Refusal("a.csv", reason, value="x", is_file=True), language)
    assert re.match(r"(Tệp|File) «a\.csv»: \S", bare)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_over_and_no_field_unknown(language: str) -> None:
    words = tomllib.loads((_TEMPLATES / language / "cli" / "refusals.toml").read_text("utf-8"))
    assert set(words["reason"]) == {reason.value for reason in Reason}
    assert set(words["suggest"]) <= set(words["reason"])
    for section in ("reason", "suggest"):
        for text in words[section].values():
            assert {field for _, field, _, _ in string.Formatter().parse(text) if field} <= FIELDS
            assert "!" not in text


def test_both_languages_use_the_same_facts() -> None:
    vi, en = (
        tomllib.loads((_TEMPLATES / language / "cli" / "refusals.toml").read_text("utf-8"))["reason"]
        for language in LANGUAGES
    )
    for reason in Reason:
        assert set(re.findall(r"{\w+}", vi[reason])) == set(re.findall(r"{\w+}", en[reason])), reason
