"""`read` shows how an answer is understood."""

import json

import pytest

from bot.commands.main import main


def test_the_stages_end_with_what_was_decided(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "đang", "làm", "70%,", "chờ", "ký", "--json"]) == 0
    stages = {line["stage"]: line["value"] for line in json.loads(capsys.readouterr().out)}
    assert stages["text"] == "đang làm 70%, chờ ký"
    assert stages["decided"].startswith("in_progress")
    assert (stages["percent"], stages["note"], stages["sure"]) == ("70", "chờ ký", "True")


def test_without_words_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read"]) == 2
    assert "run_bot.py read" in capsys.readouterr().err
