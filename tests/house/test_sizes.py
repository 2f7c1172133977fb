"""Every file is short, has a name that says what it is, and says in its first line what it is for."""

import ast
from pathlib import Path

from tests.house.source import files, name, tree

LINES = 300
# Names under which anything may be put, and therefore is.
NAMELESS = {"common", "helper", "helpers", "misc", "shared", "stuff", "tools", "util", "utils"}


def test_no_file_is_longer_than_300_lines() -> None:
    counted = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(".py", ".js", ".html")
    }
    long = {path: lines for path, lines in counted.items() if lines >= LINES}
    assert not long, f"cut these where they change their subject: {long}"


def test_a_name_says_something() -> None:
    nameless = [name(path) for path in files(".py", ".js") if path.stem.lower() in NAMELESS]
    assert not nameless, f"name these after the one thing that is in them: {nameless}"


def introduced(path: Path) -> bool:
    """Whether line 1 opens a docstring whose first line is a sentence."""
    said = (ast.get_docstring(tree(path)) or "").split("\n", 1)[0]
    opened = path.read_text(encoding="utf-8").startswith('"""')
    return opened and len(said.split()) >= 4 and said.endswith((".", ":"))


def test_the_first_line_says_what_the_file_is_for() -> None:
    mute = [name(path) for path in files(".py") if not introduced(path)]
    assert not mute, f'these do not begin with """One sentence for a newcomer.""": {mute}'
