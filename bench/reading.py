"""Prints how well answers and times are read: accuracy, a confusion table, sureness, speed."""

import csv
import sys
import time
import unicodedata
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

started = time.perf_counter()
from committee.tasks import Status  # noqa: E402
from messages.reading import UnclearTime, read_reply, read_when  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - started
DATA = ROOT / "tests" / "messages" / "reading" / "data"
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(value: object) -> str:
    return "" if value is None else str(value)


def measure_replies(path: Path) -> None:
    sample = rows(path)
    read = [(row, read_reply(row["text"], now=NOW)) for row in sample]
    total = len(read)
    right = [str(reply.status) == row["status"] for row, reply in read]
    percents = sum(shown(reply.percent) == (row["percent"] or "") for row, reply in read)
    days = sum(shown(reply.new_deadline) == (row["new_deadline"] or "") for row, reply in read)
    sure = [(row, reply) for row, reply in read if reply.sure]
    wrong = [(row, reply) for row, reply in sure if str(reply.status) != row["status"]]
    print(f"\n{path.name}: {total} answers")
    print(f"  status {sum(right) / total:7.1%}   percent {percents / total:7.1%}", end="")
    print(f"   new deadline {days / total:7.1%}")
    print(
        f"  sure   {len(sure) / total:7.1%}   wrong among the sure {len(wrong) / max(1, len(sure)):.1%}",
        end="",
    )
    print(f"   wrongly done and sure {sum(reply.status == 'done' for _, reply in wrong)}")
    if "note" in sample[0]:
        measure_notes(read)
    measure_slices(read)
    confusion(read)
    for row, reply in read:
        if str(reply.status) != row["status"]:
            print(
                f"  {row['text']!r}: {row['status']} read as {reply.status}{' (sure)' if reply.sure else ''}"
            )


def measure_notes(read: list) -> None:
    there = words = both = 0
    longer: list[float] = []
    for row, reply in read:
        wanted = unicodedata.normalize("NFC", row["note"] or "").lower().split()
        got = reply.note.lower().split()
        there += bool(wanted) == bool(got)
        if wanted and got:
            both += 1
            words += sum(word in got for word in wanted) >= 0.7 * len(wanted)
            longer.append(len(got) / len(wanted))
    print(f"  note   {there / len(read):7.1%} there or not, {words}/{both} hold the wanted words", end="")
    print(f", {sum(longer) / max(1, len(longer)):.2f} times as long")


def measure_slices(read: list) -> None:
    """How well the statuses of parts of the sample are read (replies_rules.md § 5)."""

    def composed(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    slices = {
        "with diacritics": lambda text: not composed(text).isascii(),
        "without": lambda text: composed(text).isascii(),
        "decomposed": lambda text: composed(text) != text,
        "one or two words": lambda text: len(text.split()) < 3,
    }
    shares = []
    for name, belongs in slices.items():
        part = [str(reply.status) == row["status"] for row, reply in read if belongs(row["text"])]
        if part:
            shares.append(f"{name} {sum(part)}/{len(part)}")
    print("  slices " + ", ".join(shares))


def confusion(read: list) -> None:
    table = Counter((row["status"], str(reply.status)) for row, reply in read)
    names = [str(status) for status in Status]
    print("  labelled \\ read " + " ".join(f"{name[:8]:>8}" for name in names))
    for name in names:
        print(f"  {name:15} " + " ".join(f"{table[name, other] or '.':>8}" for other in names))


def measure_dates(path: Path) -> None:
    sample = rows(path)
    right = 0
    for row in sample:
        try:
            got = read_when(row["text"], now=NOW).isoformat()
        except UnclearTime:
            got = "ERROR"
        right += got == row["iso"]
        if got != row["iso"]:
            print(f"  {row['text']!r}: {row['iso']} read as {got}")
    print(f"\n{path.name}: {right}/{len(sample)} times exact ({right / len(sample):.1%})")


def measure_speed() -> None:
    texts = [row["text"] for name in ("replies_dev.tsv", "own_replies.tsv") for row in rows(DATA / name)]
    began = time.perf_counter()
    for _ in range(3):
        for text in texts:
            read_reply(text, now=NOW)
    took = time.perf_counter() - began
    slowest = 0.0
    for hostile in (
        "x" * 4096,
        "a" + "\u0301\u0323" * 2000,
        "\u202e" * 4096,
        "5% " * 1365,
        "chưa " * 819,
        "1" * 4096,
    ):
        began = time.perf_counter()
        read_reply(hostile, now=NOW)
        slowest = max(slowest, time.perf_counter() - began)
    print(
        f"\nimport {IMPORT_SECONDS * 1000:.0f} ms   {3 * len(texts) / took:,.0f} answers/s on one core   ",
        end="",
    )
    print(f"slowest hostile message {slowest * 1000:.1f} ms")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    for path in given or [
        DATA / "replies_dev.tsv",
        DATA / "own_replies.tsv",
        DATA / "dates_dev.tsv",
        DATA / "own_dates.tsv",
    ]:
        (measure_dates if "dates" in path.name else measure_replies)(path)
    measure_speed()
