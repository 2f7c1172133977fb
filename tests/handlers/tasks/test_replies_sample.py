"""The labelled sample of replies, typed by somebody with one task: what is recorded, and nothing guessed."""

import csv
from datetime import datetime
from pathlib import Path

from committee.tasks import Status
from storage.work import working
from tests.handlers.porch import ZONE, text
from tests.handlers.tasks.room import Room

SAMPLE = Path(__file__).parents[2] / "messages" / "reading" / "data" / "replies_dev.tsv"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=ZONE)  # the moment of the labels


def rows() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


async def test_the_sample_is_recorded_asked_or_kept(room: Room) -> None:
    """One after another for the same task: each is echoed as labelled, asked about, or kept as typed."""
    room.now = NOW
    wrong, recorded, labelled = [], 0, rows()[::3]
    for row in labelled:
        async with working(room.database) as work:
            await work.reports.close_task((await room.task("NV-15")).id, None)
        await room.says("uyen", "/viec NV-15")
        said = await room.says("uyen", row["text"])
        assert said, row["text"]
        status, percent, _ = await room.state("NV-15")
        newest = (await room.history("NV-15"))[-1]
        if not newest.sure or newest.raw != row["text"].strip():
            continue  # asked about, or kept for the secretariat
        recorded += 1
        if newest.status.value != row["status"]:
            wrong.append((row["text"], newest.status.value, row["status"]))
        if newest.status is Status.DONE:
            assert row["status"] == "done", f"never done without being sure: {row['text']}"
            assert (status, percent) == (Status.DONE, 100)
    assert recorded >= len(labelled) * 0.8, text(said)
    assert len(wrong) <= len(labelled) * 0.02, wrong


async def test_no_answer_is_lost(room: Room) -> None:
    """Everything that was typed stands in an answer or in the secretariat's list."""
    room.now = NOW
    typed = [row["text"].strip() for row in rows()[3::40]]
    for one in typed:
        await room.says("uyen", one)
    kept = await room.database.reader.execute_fetchall("SELECT raw FROM status_reports")
    assert set(typed) <= {row["raw"] for row in kept}
