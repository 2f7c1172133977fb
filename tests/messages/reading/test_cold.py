"""Answers and times written without knowledge of the reader are read as well as is promised."""

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from messages.reading import Reply, UnclearTime, read_reply, read_when

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))
SETS = (
    "cold_replies.tsv",
    "cold2_replies.tsv",
    "others_a.tsv",
    "others_b.tsv",
    "others_c.tsv",
    "others_d.tsv",
    "others_e.tsv",
    "others_f.tsv",
    "others_g.tsv",
    "others_h.tsv",
    "others_i.tsv",
    "others_j.tsv",
    "others_k.tsv",
    "others_l.tsv",
    "others_m.tsv",
    "others_n.tsv",
    "others_o.tsv",
    "others_p.tsv",
    "others_q.tsv",
    "others_r.tsv",
    "others_s.tsv",
    "others_t.tsv",
    "others_u.tsv",
    "others_v.tsv",
    "others_w.tsv",
    "others_x.tsv",
    "others_y.tsv",
    "others_z.tsv",
    "others_za.tsv",
    "others_zb.tsv",
    "others_zc.tsv",
    "others_zd.tsv",
    "others_ze.tsv",
    "others_zf.tsv",
    "others_zg.tsv",
    "others_zh.tsv",
    "others_zi.tsv",
    "others_zj.tsv",
    "others_zk.tsv",
)

Read = list[tuple[dict[str, str], Reply]]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(params=SETS)
def read(request) -> Read:
    return [(row, read_reply(row["text"], now=NOW)) for row in rows(request.param)]


def shown(value: object) -> str:
    return "" if value is None else str(value)


def test_the_status_is_right_on_nineteen_in_twenty(read):
    assert sum(str(reply.status) == row["status"] for row, reply in read) >= 0.95 * len(read)


def test_percent_and_new_deadline_are_exact(read):
    assert sum(shown(reply.percent) == row["percent"] for row, reply in read) >= 0.96 * len(read)
    assert sum(shown(reply.new_deadline) == row["new_deadline"] for row, reply in read) >= 0.96 * len(read)


def test_hardly_a_sure_one_is_wrong(read):
    sure = [(row, reply) for row, reply in read if reply.sure]
    wrong = [(row["text"], reply.status) for row, reply in sure if str(reply.status) != row["status"]]
    assert len(wrong) <= 0.01 * len(sure), wrong


def test_most_are_sure():
    sure = [read_reply(row["text"], now=NOW).sure for name in SETS for row in rows(name)]
    assert sum(sure) >= 0.85 * len(sure)


def test_nothing_is_wrongly_done_and_sure(read):
    assert [
        row["text"] for row, reply in read if reply.sure and reply.status == "done" != row["status"]
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        "cold_dates.tsv",
        "cold2_dates.tsv",
        "others_a_dates.tsv",
        "others_b_dates.tsv",
        "others_c_dates.tsv",
        "others_d_dates.tsv",
    ],
)
def test_times_are_exact(name):
    def got(text: str) -> str:
        try:
            return read_when(text, now=NOW).isoformat()
        except UnclearTime:
            return "ERROR"

    sample = rows(name)
    wrong = [(row["text"], row["iso"], got(row["text"])) for row in sample if got(row["text"]) != row["iso"]]
    assert len(wrong) <= 0.03 * len(sample), wrong
