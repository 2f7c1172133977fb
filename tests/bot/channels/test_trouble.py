"""A trouble of a channel is logged when it begins and when it ends, however often it is met in between."""

import logging

import pytest

from bot.channels.trouble import Trouble


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def test_it_is_said_once_until_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble("zalo2")
    for _ in range(3):
        trouble.note("no answer")
    trouble.end()
    trouble.end()
    trouble.note("no answer")
    assert caplog.messages == ["zalo2: no answer", "zalo2: receiving again", "zalo2: no answer"]


def test_another_trouble_is_said_too(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble("zalo")
    for what in ("no answer", "refused", "no answer"):
        trouble.note(what)
    assert caplog.messages == ["zalo: no answer", "zalo: refused", "zalo: no answer"]


def test_no_trouble_is_nothing_to_say(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble("zalo")
    trouble.note("")
    trouble.end()
    trouble.note("no answer")
    trouble.note("")
    trouble.end()
    assert caplog.messages == ["zalo: no answer"]
