"""The page's words: the same keys in both languages, all of them used, none missing."""

import json
import re

import pytest

from bot.sandbox.static import PAGE
from messages.render import labels
from messages.voice import LANGUAGES

BUILT = re.compile(r"^(bot|role|tour|error|message|composer|attach)\.")  # keys that code puts together


def words(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((PAGE / f"words.{language}.json").read_text(encoding="utf-8"))
    return found


def asked() -> set[str]:
    """Every key that is written out in the page."""
    keys: set[str] = set()
    for path in PAGE.iterdir():
        if path.suffix in (".js", ".html"):
            text = path.read_text(encoding="utf-8")
            keys |= set(re.findall(r"""\bt\(\s*"([\w.]+)\"""", text))
            keys |= set(re.findall(r"""data-t[a-z-]*="([\w.]+)\"""", text))
            keys |= set(re.findall(r"""\? "([\w]+\.[\w.]+)" : "[\w.]+"\s*[,)]""", text))
            keys |= set(re.findall(r"""\? "[\w.]+" : "([\w]+\.[\w.]+)"\s*[,)]""", text))
            keys |= set(re.findall(r"""button\("([\w.]+)",""", text))
    return {key for key in keys if "." in key}


def test_both_languages_have_the_same_keys_and_the_same_gaps() -> None:
    vi, en = words("vi"), words("en")
    assert list(vi) == list(en)
    gap = re.compile(r"\{\w+\}")
    assert {key: sorted(gap.findall(vi[key])) for key in vi} == {
        key: sorted(gap.findall(en[key])) for key in en
    }
    assert all(text.strip() for text in [*vi.values(), *en.values()])


def test_every_key_that_is_asked_is_there_and_every_key_is_asked() -> None:
    vi = words("vi")
    assert asked() - set(vi) == set()
    unused = {key for key in set(vi) - asked() if not BUILT.match(key)}
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tour_names_the_buttons_as_the_bot_does(language: str) -> None:
    named = {
        "agree": "agree_yes",
        "send": "meeting_send",
        "attend": "rsvp_yes",
        "recipients": "an_audience",
        "everyone": "audience_all",
        "received": "an_acknowledge",
    }
    for name, button in named.items():
        assert words(language)[f"bot.{name}"] == labels(language)[button]
    assert labels(language)["an_acknowledge_no"].startswith(f"{words(language)['bot.receipt']}:")


def test_every_act_of_the_tour_has_words() -> None:
    steps = (PAGE / "tour_steps.js").read_text(encoding="utf-8")
    named = re.findall(r'\{ id: "(\w+)", (?:acts|\n)|^    id: "(\w+)",$', steps, re.MULTILINE)
    steps_named = {one or other for one, other in named} - {""}
    vi = words("vi")
    assert steps_named
    for step in steps_named:
        assert f"tour.{step}.title" in vi
        assert f"tour.{step}.text" in vi


def test_nothing_on_the_page_names_another_address_or_writes_markup() -> None:
    for path in PAGE.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert not re.search(r"""(src|href|url\(|import|fetch\()\W*["'(]?(https?:)?//""", text), path.name
        assert "innerHTML" not in text and "insertAdjacentHTML" not in text, path.name
        if path.suffix == ".html":
            assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", text)
