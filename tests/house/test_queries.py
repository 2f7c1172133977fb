"""Every query in the .sql files is asked by some file of storage/, under the name that it has there."""

import re

from tests.house.source import ROOT

NAME = re.compile(r"^-- name: (\w+)", re.MULTILINE)


def test_every_query_is_used() -> None:
    written = [
        name
        for path in sorted((ROOT / "storage" / "queries").glob("*.sql"))
        for name in NAME.findall(path.read_text("utf-8"))
    ]
    code = "".join(path.read_text("utf-8") for path in (ROOT / "storage").rglob("*.py"))
    used = set(re.findall(r"\w+", code))
    assert written
    assert [name for name in written if name not in used] == []
