"""Every template is there in both languages and is said by somebody; every button has its words in both."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

from tests.house.source import LAYERS, ROOT, at, calls, files, patterns
from tests.house.wording import labels, sentences, templates, text

LANGUAGES = ("vi", "en")
ENDINGS = {"render": "{}.html", "plain": "{}.html", "render_plain": "cli/{}.txt"}
# Domain.md § 3.2: marks in lists, and nothing else that is drawn.
PICTURES = set("✅⏳⚠")
# How the bot never addresses an official, nor itself; whole words.
TOO_FAMILIAR = re.compile(r"\b(bạn|mình|em|tớ|quý khách|nhé|nha|ạ)\b", re.IGNORECASE)

INCLUDED = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)")


def spoken(language: str, template: str) -> str:
    """What a reader may see of a template: without its tags, comments and expressions."""
    without = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text(language, template), flags=re.DOTALL)
    return re.sub(r"<[^>]*>|&\w+;", " ", without)


@cache
def said_in_python() -> frozenset[str]:
    """Every string in the code as a pattern, so that f"digest_{part}" says digest_overdue."""
    found = {pattern for path in files(".py", folders=LAYERS) for pattern in patterns(path)}
    found |= set(patterns(ROOT / "run_bot.py"))
    return frozenset(pattern for pattern in found if "*" not in pattern or len(pattern.replace("*", "")) >= 3)


def said(word: str) -> bool:
    return any(word == pattern or ("*" in pattern and fnmatch(word, pattern)) for pattern in said_in_python())


def test_both_languages_have_the_same_templates() -> None:
    vietnamese, english = templates("vi"), templates("en")
    assert vietnamese, "there are no templates"
    assert vietnamese == english, f"only in one language: {sorted(vietnamese ^ english)}"


def test_every_template_that_is_said_exists() -> None:
    missing = []
    for path in files(".py", folders=("bot", "handlers", "messages")):
        for called, call in calls(path):
            ending = ENDINGS.get(called.split(".")[-1])
            if ending is None or not call.args or not isinstance(call.args[0], ast.Constant):
                continue
            wanted = ending.format(call.args[0].value)
            missing += [
                f"{at(path, call.lineno)}: templates/{language}/{wanted}"
                for language in LANGUAGES
                if wanted not in templates(language)
            ]
    assert not missing, "these templates are said but not written:\n" + "\n".join(missing)


def test_every_template_is_said() -> None:
    included = {
        name
        for language in LANGUAGES
        for template in templates(language)
        for name in re.findall(
            r"\{%-?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)", text(language, template)
        )
    }
    silent = [
        template
        for template in sorted(templates("vi") | templates("en"))
        if template not in included and not said(template.removeprefix("cli/").rsplit(".", 1)[0])
    ]
    assert not silent, f"no words function says these, delete them: {silent}"


def test_both_languages_have_the_same_short_sentences() -> None:
    vietnamese, english = sentences("vi"), sentences("en")
    assert vietnamese.keys() == english.keys(), f"only in one language: {vietnamese.keys() ^ english.keys()}"
    empty = [where for words in (vietnamese, english) for where, said in words.items() if not said.strip()]
    assert not empty, f"nothing is said here: {empty}"


def test_both_languages_name_the_same_facts() -> None:
    facts = re.compile(r"\{(\w+)")
    vietnamese, english = sentences("vi"), sentences("en")
    different = [
        where
        for where in vietnamese.keys() & english.keys()
        if set(facts.findall(vietnamese[where])) != set(facts.findall(english[where]))
    ]
    assert not different, f"the languages name different facts: {sorted(different)}"


def shown_buttons() -> Iterator[tuple[str, str]]:
    """The names of buttons as the words functions give them to label() and choice(), with the place."""
    position = {"label": 0, "choice": 1}
    for path in files(".py", folders=("messages",)):
        for called, call in calls(path):
            at_position = call.args[position.get(called.split(".")[-1], len(call.args)) :]
            if at_position and isinstance(at_position[0], ast.Constant):
                yield str(at_position[0].value), at(path, call.lineno)


def test_every_button_that_is_shown_has_words() -> None:
    missing = [f"{where}: {key}" for key, where in shown_buttons() if key not in labels("vi")]
    assert not missing, "these buttons have no words in choices/*.toml:\n" + "\n".join(missing)


def test_every_word_on_a_button_is_used() -> None:
    unused = [key for key in labels("vi") if not said(key)]
    assert not unused, f"no button says these, delete them from choices/*.toml: {unused}"


def read_by_people(language: str) -> dict[str, str]:
    """Everything in a language that somebody may read, by where it stands."""
    return {name: spoken(language, name) for name in templates(language)} | sentences(language)


def test_the_official_register() -> None:
    wrong = []
    for language in LANGUAGES:
        for where, words in read_by_people(language).items():
            if "!" in words:
                wrong.append(f"{language}/{where}: an exclamation mark")
            if familiar := language == "vi" and TOO_FAMILIAR.search(words):
                wrong.append(f"{language}/{where}: {familiar.group()}")
    assert not wrong, "\n".join(wrong)


def test_pictures_and_composed_letters() -> None:
    wrong = []
    for language in LANGUAGES:
        for where, words in read_by_people(language).items():
            drawn = {c for c in words if unicodedata.category(c) in ("So", "Cs")} - PICTURES
            if drawn:
                wrong.append(f"{language}/{where}: {' '.join(sorted(drawn))}")
            if not unicodedata.is_normalized("NFC", words):
                wrong.append(f"{language}/{where}: letters in pieces (NFD)")
    assert not wrong, "\n".join(wrong)
