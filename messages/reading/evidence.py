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
    needs: frozenset[str]  # a row without any of these letters cannot fit; empty: unknown


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
        Rule(
            cells[0],
            cells[1],
            cells[2] == "sure",
            re.compile(cells[3].replace("[^", "[^_")),
            needed(cells[3]),
        )
        for cells in rows("rules.tsv")
        if len(cells) > 3
    )


# One alternative of a pattern cut into what stands for one letter, with what tells how often it stands there.
_PIECE = re.compile(
    r"\[[^\]]*\](?:[?*]|\{\d+(?:,\d*)?\})?"
    r"|(?P<letter>[\w¿¡¤€&;=<>@%#§^])(?P<often>[?*]|\{\d+(?:,\d*)?\})?|."
)
_MAYBE = frozenset(f"{{0,{most}}}" for most in range(1, 20))
_COMMON = "xFSPRYCrb"  # found in most rows, so that needing them rules little out


def needed(pattern: str) -> frozenset[str]:
    """For every alternative of a rule's pattern one letter without which it cannot fit; empty when unsure."""
    letters: set[str] = set()
    for alternative in _alternatives(pattern):
        sure = [
            found["letter"]
            for found in _PIECE.finditer(alternative.lstrip("^"))
            if found["letter"] and (found["often"] or "1")[0] not in "?*" and found["often"] not in _MAYBE
        ]
        if not sure:
            return frozenset()
        letters.add(min(sure, key=lambda letter: _COMMON[::-1].find(letter)))
    return frozenset(letters)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern without its groups, which may be optional or only look around."""
    parts, depth, at = [""], 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "[":  # a class is kept whole
            end = pattern.index("]", at + 2)
            if not depth:
                parts[-1] += pattern[at : end + 1]
            at = end + 1
            continue
        if char == "\\":
            at += 2
            continue
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        elif not depth and char != ")":
            parts[-1] += char
        at += 1
    return parts


@lru_cache(maxsize=8_192)  # a few hundred shapes make up most answers
def read_evidence(row: str) -> tuple[tuple[Evidence, ...], str]:
    """All evidence in the order of the message, and the row with the letters that no rule has used."""
    found: list[Evidence] = []
    present = set(row)
    for rule in rules():
        if rule.needs and rule.needs.isdisjoint(present):
            continue
        for match in rule.pattern.finditer(row):
            start, end = match.span()
            if start == end:
                continue
            if rule.says.startswith("as "):  # read on as another letter
                row = row[:start] + rule.says[3:] * (end - start) + row[end:]
                present.add(rule.says[3:])
                continue
            found.append(Evidence(rule.name, rule.says, rule.sure, start, end))
            row = row[:start] + "_" * (end - start) + row[end:]
    found.sort(key=lambda evidence: evidence.start)
    return tuple(found), row
