"""Rules that are passed over because a row lacks a letter would not have fitted it."""

import csv
from pathlib import Path

import pytest

from messages.reading.datafiles import rows
from messages.reading.evidence import needed, rules
from messages.reading.reply import read_stages
from tests.messages.reading.test_replies import NOW

DATA = Path(__file__).parent / "data"


def shapes() -> set[str]:
    found = set()
    for name in ("replies_dev.tsv", "own_replies.tsv", "cold2_replies.tsv"):
        with (DATA / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.add(read_stages(row["text"], NOW).shape.row)
    return found


def test_no_rule_is_passed_over_that_fits():
    wrong = [
        (rule.name, shape)
        for shape in shapes()
        for rule in rules()
        if rule.needs and rule.needs.isdisjoint(shape) and rule.pattern.search(shape)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("Yx{1,3}b[xR]", {"Y", "b", "x"}),
        ("h?[OQ]", set()),
        ("w{0,2}O|E", {"O", "E"}),
        ("(?<=F)2D(?!r)", {"2", "D"}),
        ("F(?:x|r)?k", {"k"}),
    ],
)
def test_a_needed_letter_is_one_of_those_a_pattern_cannot_do_without(pattern, letters):
    assert needed(pattern) <= letters
    assert bool(needed(pattern)) == bool(letters)


def test_every_rule_has_an_example():
    assert [cells for cells in rows("rules.tsv") if len(cells) != 5 and cells != ["#"]] == []
