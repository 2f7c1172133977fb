"""The log: every secret blotted out, wherever it stands, and the noisy libraries quiet."""

import logging
from collections.abc import Callable, Iterator

import pytest

from bot.logs import BLOT, Redaction, set_up_logs

TOKEN = "123456789:AAFq-abcdefghijklmnopqrstuvwxyz_01"


Written = Callable[[], str]


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Written]:
    """What went to standard error; afterwards the log is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    noisy = {name: logging.getLogger(name).level for name in ("httpx", "aiohttp.access", "apscheduler")}
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in noisy.items():
        logging.getLogger(name).setLevel(was)


def test_a_secret_is_blotted_out_of_words_and_arguments(written: Written) -> None:
    set_up_logs("INFO", ["webhook-secret-0123456789"])
    logging.getLogger("bot.x").info("secret %s and token %r", "webhook-secret-0123456789", {"t": TOKEN})
    said = written()
    assert "webhook-secret" not in said
    assert TOKEN not in said
    assert said.count(BLOT) == 2


def test_a_secret_is_blotted_out_of_a_traceback(written: Written) -> None:
    set_up_logs("INFO", [TOKEN])
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("a.child.of.nobody").exception("it broke")
    said = written()
    assert "Traceback" in said and "ValueError" in said
    assert TOKEN not in said
    assert f"/bot{BLOT}/getMe" in said


@pytest.mark.parametrize(
    "text",
    [
        f"Bot[token={TOKEN}]",
        f"GET https://api.telegram.org/bot{TOKEN}/getUpdates",
        "GET https://api.telegram.org/bot12345:short/getUpdates",
        f"file/bot{TOKEN}/documents/a.pdf",
        f"%{TOKEN}%",
    ],
)
def test_whatever_looks_like_a_token_is_blotted_out_unasked(text: str) -> None:
    blotted = Redaction().blot(text)
    assert BLOT in blotted
    assert ":AAFq" not in blotted and ":short" not in blotted


@pytest.mark.parametrize(
    "text", ["lúc 15:30:00.123456", "2026-11-23 08:00:00", "announcement:12:seat:7", "127.0.0.1:8080", "97%"]
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert Redaction(["", "abc"]).blot(text) == text  # too short to be a secret: it would blot out words


def test_a_secret_that_holds_another_is_blotted_out_whole() -> None:
    assert Redaction(["secret", "secret-and-more"]).blot("x secret-and-more y") == f"x {BLOT} y"


def test_what_only_a_library_wants_to_tell_is_not_written(written: Written) -> None:
    set_up_logs("DEBUG", [])
    for name in ("httpx", "httpcore", "aiohttp.access", "apscheduler"):
        logging.getLogger(name).info("address")
    logging.getLogger("bot.x").debug("ours")
    said = written()
    assert "address" not in said
    assert "ours" in said


def test_set_up_twice_there_is_still_one_line_for_each_event(written: Written) -> None:
    for _ in range(2):
        set_up_logs("INFO", [])
    logging.getLogger("bot.x").warning("một dòng")
    said = written()
    assert said.count("một dòng") == 1
    assert "WARNING bot.x: một dòng" in said
