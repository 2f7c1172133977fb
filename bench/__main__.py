"""Runs the measurements and prints the tables (`make bench`); named parts only, --quick: one round of few."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
QUICK = "--quick" in sys.argv
ROUNDS = 1 if QUICK else 5
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []

OTHERS = {
    "ptb": ("python-telegram-bot, one after the other, nothing durable", 1000),
    "ptb_limiter": ("python-telegram-bot + AIORateLimiter (limits lifted), 50 in flight", 1000),
    "aiogram": ("aiogram, 50 in flight, nothing durable", 4000),
    "broadcaster": ("aiogram-broadcaster, its file storage (durable)", 500),
    "raw": ("raw aiohttp + orjson, 50 in flight (the practical limit)", 10_000),
    "ptb_bridge": ("python-telegram-bot over httpx-aiohttp, 50 in flight, nothing durable", 2000),
}


def pinned(core: int) -> list[str]:
    """What keeps a process on one core, where the system can."""
    if len(CORES) < 2 or not Path("/usr/bin/taskset").exists():
        return []
    return ["taskset", "-c", str(CORES[core % len(CORES)])]


@contextmanager
def server(latency: float = 0.0, updates: int = 0) -> Iterator[str]:
    """The lean Bot API server on a core of its own; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "bench.server", str(port), str(latency), str(updates)]
    process = subprocess.Popen([*pinned(0), *words], cwd=ROOT)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def child(python: Path | str, module: str, *words: object) -> Any:
    """Run a measurement in a process of its own; its last line is JSON."""
    command = [*pinned(1), str(python), "-m", module, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode:
        raise SystemExit(f"{module} {words}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


Measure = Callable[[], dict[str, float]]


def medians(measures: dict[str, Measure]) -> dict[str, dict[str, float]]:
    """Every measure once in each round: a busy moment of the machine does not hit one of them alone."""
    rounds = [{name: measure() for name, measure in measures.items()} for _ in range(ROUNDS)]
    return {
        name: {what: statistics.median(one[name][what] for one in rounds) for what in rounds[0][name]}
        for name in measures
    }


def ours(what: str, count: int, latency: float = 0.0, updates: int = 0) -> dict[str, float]:
    with server(latency, updates) as address:
        return dict(child(sys.executable, "bench.ours", what, address, count))


def peer(name: str, count: int, latency: float = 0.0, updates: int = 0) -> dict[str, float]:
    with server(latency, updates) as address:
        return dict(child(PEERS, "bench.peers", name, address, count))


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def sending() -> None:
    print("\n## Sending\n")
    row(
        "300 letters of HTML with a button, one core", "messages/s", "ours is", "processor µs each", "ours is"
    )
    row("---", "---:", "---:", "---:", "---:")
    measures: dict[str, Measure] = {name: partial(peer, name, count) for name, (_, count) in OTHERS.items()}
    found = medians(measures | {"ours": partial(ours, "outbound", 10_000)})
    mine = found["ours"]
    for name, (words, _) in OTHERS.items():
        theirs = found[name]
        row(
            words,
            f"{theirs['rate']:,.0f}",
            f"{mine['rate'] / theirs['rate']:.2f} ×",
            f"{theirs['cpu_us']:,.0f}",
            f"{theirs['cpu_us'] / mine['cpu_us']:.2f} ×",
        )
    words = "**ours, durable: promise, claim, send, settle**"
    row(words, f"**{mine['rate']:,.0f}**", "", f"**{mine['cpu_us']:,.0f}**", "")
    waiting()


def waiting() -> None:
    """Where something else than the processor takes the time."""
    print()
    row("where disk or server take their time", "messages/s", "ours is")
    row("---", "---:", "---:")
    found = medians(
        {
            "disk": partial(ours, "outbound_slow_disk", 10_000),
            "ours": partial(ours, "outbound", 4000, latency=0.06),
            "theirs": partial(peer, "ptb_limiter", 500, latency=0.06),
        }
    )
    row("ours, durable, disk with 8 ms fsync", f"{found['disk']['rate']:,.0f}", "")
    mine, theirs = found["ours"]["rate"], found["theirs"]["rate"]
    row("ours, durable, 60 ms until the server answers", f"{mine:,.0f}", "")
    row("python-telegram-bot, 50 in flight, 60 ms", f"{theirs:,.0f}", f"{mine / theirs:.1f} ×")


def receiving() -> None:
    print("\n## Receiving: a press is recorded, answered, and its message edited\n")
    row("one core, 5,000 members", "presses/s", "ours is", "processor µs each")
    row("---", "---:", "---:", "---:")
    found = medians(
        {
            "ours": partial(ours, "inbound", 5000, updates=5000),
            "theirs": partial(peer, "ptb_inbound", 500, updates=500),
        }
    )
    mine, theirs = found["ours"], found["theirs"]
    times = f"{mine['rate'] / theirs['rate']:.1f} ×"
    row(
        "python-telegram-bot's Application, aiosqlite",
        f"{theirs['rate']:,.0f}",
        times,
        f"{theirs['cpu_us']:,.0f}",
    )
    row("**ours**", f"**{mine['rate']:,.0f}**", "", f"**{mine['cpu_us']:,.0f}**")


def memory() -> None:
    print("\n## Memory and time over the number of recipients\n")
    row("recipients", "MB in use afterwards", "seconds", "µs each")
    row("---:", "---:", "---:", "---:")
    for count in (100, 1000, 10_000) if QUICK else (100, 1000, 10_000, 100_000):
        with server() as address:
            done = child(sys.executable, "bench.ours", "outbound", address, count)
        row(
            count,
            f"{done['resident_mb']:.1f}",
            f"{done['seconds']:.2f}",
            f"{1e6 * done['seconds'] / count:.0f}",
        )


def priority() -> None:
    print("\n## Answers while a crowd is served, under Telegram's limits\n")
    done = child(sys.executable, "bench.priority", 300 if QUICK else 3000)
    row("recipients", "taps", "median ms", "99th percentile ms", "messages/s", "of the limit", "429s")
    row("---:", "---:", "---:", "---:", "---:", "---:", "---:")
    row(
        done["people"],
        done["taps"],
        f"{done['median_ms']:.0f}",
        f"{done['p99_ms']:.0f}",
        f"{done['per_second']:.1f}",
        f"{done['of_the_limit']:.1%}",
        done["refused_429"],
    )


def first_day() -> None:
    print("\n## Speed and size\n")
    done = child(sys.executable, "bench.firstday")
    row("what", "measured", "goal")
    row("---", "---:", "---:")
    row("start to first poll", f"{done['first_poll_s']:.2f} s", "1.5 s")
    row("resident memory with the sample committee", f"{done['resident_mb']:.0f} MB", "120 MB")
    row("a tap at 5,000 members and 10,000 tasks", f"{done['tap_ms']:.1f} ms", "50 ms")
    row("the digest of 10,000 tasks", f"{done['digest_ms']:.0f} ms", "150 ms")


def reading() -> None:
    print("\n## Reading", flush=True)
    subprocess.run([sys.executable, str(ROOT / "bench" / "reading.py")], cwd=ROOT, check=True)


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {len(CORES)} cores, medians of {ROUNDS}")
    for part in (sending, receiving, memory, priority, first_day, reading):
        if part.__name__ in sys.argv or not {one for one in sys.argv[1:] if not one.startswith("-")}:
            part()
