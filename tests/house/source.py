"""The project's own files as the house tests read them: which there are, what they import and say."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("bot", "handlers", "storage", "messages", "committee")  # from the top down
TEMPLATES = ROOT / "messages" / "templates"
FOLDERS = (*LAYERS, "tests", "bench", ".ci")


def files(*suffixes: str, folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    """Every file of ours with one of the suffixes, entry included, generated folders not."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    if ".py" in suffixes and folders == FOLDERS:
        found.append(ROOT / "run_bot.py")
    return sorted(path for path in found if "__pycache__" not in path.parts)


def name(path: Path) -> str:
    """The path from the root of the project, with slashes everywhere."""
    return path.relative_to(ROOT).as_posix()


def at(path: Path, line: int) -> str:
    """The place as an editor takes it."""
    return f"{name(path)}:{line}"


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Each imported module with its line, imports inside functions included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level) + (node.module or ""), node.lineno


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """Each string literal with its line, pieces of f-strings included, docstrings and annotations not."""
    documented = {
        node.body[0].value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented:
            yield node.value, node.lineno


def patterns(path: Path) -> Iterator[str]:
    """Each string literal as a file name pattern: what an f-string fills in becomes a star."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    for text, _ in strings(path):
        yield text


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the dotted name of what is called, as far as it is written out."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
