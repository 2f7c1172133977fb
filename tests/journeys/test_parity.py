"""Parity kept by machine: every journey runs on all profiles, but for those named here with their reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent

# Whole files whose subject is not a channel's, or that arrange the channels themselves.
OF_THEIR_OWN = {
    "test_day_in_the_browser.py": "the sandbox's page",
    "test_readme_picture.py": "the sandbox's page",
    "test_first_day.py": "compares the profiles with each other",
    "test_halves.py": "some people on one channel, some on the other",
    "test_parity.py": "this list",
    "test_reports_of_delivery.py": "faults ordered of Telegram's server, told in the words for all channels",
}
# Journeys that run on some profiles only; the reason stands at each, `only(…, because=…)`.
ONLY = {
    "test_announcements.py": {"test_old_buttons_and_other_people"},
    "test_announcements_long.py": {
        "test_a_document_with_its_caption",
        "test_an_album_gives_one_announcement",
    },
    "test_meetings_mistakes.py": {"test_old_buttons_and_buttons_of_others"},
    "test_numbers.py": {"*"},
    "test_one_channel_out.py": {"*"},
    "test_quota.py": {"*"},
    "test_typed_choices.py": {
        "test_choices_beside_a_question_that_words_have_answered_are_gone",
        "test_the_heading_over_choices_is_in_the_readers_language",
        "test_who_announces_is_told_how_a_file_goes_out",
        "test_words_with_which_several_choices_begin_are_asked_back",
    },
    "test_tasks_answers.py": {"test_a_button_pressed_by_somebody_else"},
}


def journeys(file: Path) -> Iterator[ast.AsyncFunctionDef | ast.FunctionDef]:
    """The tests of a file."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def arguments(test: ast.AsyncFunctionDef | ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in test.args.args}


def marked(file: Path) -> set[str]:
    """The tests of a file that `only(…)` keeps to some profiles, by itself or under a name."""
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and "only(" in ast.unparse(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {
        test.name
        for test in journeys(file)
        for words in map(ast.unparse, test.decorator_list)
        if words.startswith("only(") or words in named
    }


def test_every_journey_is_given_its_profile() -> None:
    """By the fixture `committee`, or by `profile` for those that found their own."""
    without = [
        f"{file.name}: {test.name}"
        for file in HERE.glob("test_*.py")
        if file.name not in OF_THEIR_OWN
        for test in journeys(file)
        if not arguments(test) & {"committee", "profile"}
        and not (file.name in ONLY and "*" in ONLY[file.name])
    ]
    assert without == []


def test_no_file_brings_profiles_of_its_own() -> None:
    for file in HERE.glob("test_*.py"):
        if file.name not in OF_THEIR_OWN:
            names = {
                node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if hasattr(node, "name")
            }
            assert not names & {"committee", "profile"}, file.name


def test_what_is_not_on_all_profiles_is_listed_here() -> None:
    for file in sorted(HERE.glob("test_*.py")):
        listed = ONLY.get(file.name, set())
        if file.name in OF_THEIR_OWN or "*" in listed:
            continue
        assert marked(file) == listed, f"{file.name}: list above what runs on some profiles only"
