"""Every refusal that the code raises brings the facts that its sentence names."""

import ast
import re

import jinja2
import jinja2.meta
import pytest

from committee.refusals import RefusalReason
from messages.render import TEMPLATES
from messages.voice import LANGUAGES
from tests.house.source import LAYERS, at, calls, files

PARSER = jinja2.Environment(autoescape=True)
PARSER.filters |= dict.fromkeys(("when", "clock", "day", "weekday_day", "short_day", "number"), str)


def wanted(reason: RefusalReason, language: str) -> set[str]:
    """The facts that a sentence names; one that it asks for with "is defined" may be missing."""
    text = (TEMPLATES / language / "refusals" / f"{reason.value}.html").read_text("utf-8")
    named = jinja2.meta.find_undeclared_variables(PARSER.parse(text))
    return named - {"voice"} - set(re.findall(r"(\w+) is defined", text))


def raised() -> list[tuple[RefusalReason, set[str], str]]:
    """Each place where a reason is written out: which, with what facts, where."""
    found = []
    for path in files(".py", folders=LAYERS):
        for called, call in calls(path):
            reason = ast.unparse(call.args[0]) if call.args else ""
            if called.split(".")[-1] == "Refusal" and reason.startswith("RefusalReason."):
                facts = {word.arg for word in call.keywords if word.arg}
                if all(word.arg for word in call.keywords):
                    named = RefusalReason[reason.split(".")[1]]
                    found.append((named, facts, at(path, call.lineno)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_brings_the_facts_of_its_sentence(language: str) -> None:
    assert raised()
    wrong = [
        f"{where}: {reason.value} lacks {sorted(missing)}"
        for reason, facts, where in raised()
        if (missing := wanted(reason, language) - facts)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: str) -> None:
    written = {path.stem for path in (TEMPLATES / language / "refusals").glob("*.html")}
    assert written == {reason.value for reason in RefusalReason}
