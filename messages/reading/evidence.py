"""Applies the rules of phrases/rules.tsv to a shape: which words say what, and how sure that is."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from messages.reading.datafiles import rows


class Rule(NamedTuple):
    """One line of rules.tsv."""

    name: str
    says: str
    sure: bool
    pattern: re.Pattern[str]


class Evidence(NamedTuple):
    """What a rule found: its name, what it says, and the letters of the row it stands on."""

    rule: str
    says: str
    sure: bool
    start: int
    end: int


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in their order."""
    return tuple(
        Rule(cells[0], cells[1], cells[2] == "sure", re.compile(cells[3].replace("[^", "[^_")))
        for cells in rows("rules.tsv")
        if len(cells) > 3
    )


_INDEFINITE = re.compile(r"([YNM][^,.?I]{0,4})I")


@lru_cache(maxsize=8_192)  # a few hundred shapes make up most answers
def read_evidence(row: str) -> tuple[tuple[Evidence, ...], str]:
    """All evidence in the order of the message, and the row with the letters that no rule has used."""
    row = _INDEFINITE.sub(r"\1x", _INDEFINITE.sub(r"\1x", row))  # "chưa ai làm gì" asks nothing
    found: list[Evidence] = []
    for rule in rules():
        for match in rule.pattern.finditer(row):
            start, end = match.span()
            if start == end:
                continue
            if rule.says.startswith("as "):  # read on as another letter
                row = row[:start] + rule.says[3:] * (end - start) + row[end:]
                continue
            found.append(Evidence(rule.name, rule.says, rule.sure, start, end))
            row = row[:start] + "_" * (end - start) + row[end:]
    found.sort(key=lambda evidence: evidence.start)
    return tuple(found), row
