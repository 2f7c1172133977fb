"""What the operator sees on a terminal: columns, and a progress bar on long work."""

import io
import json
import os

import pytest

from bot.commands.console import ask, progress, show_json, show_rows
from bot.settings import Settings


class Terminal(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        return True


SETTINGS = Settings()
ROWS = [("STC-UV", "Nông Đức Hiếu", "K7MP-2XQA", ""), ("SNgV-PTB", "Lò", "", "đã tham gia")]


def test_columns_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    show_rows(ROWS)
    assert terminal.getvalue().splitlines() == [
        "STC-UV    Nông Đức Hiếu  K7MP-2XQA",
        "SNgV-PTB  Lò                        đã tham gia",
    ]


def test_tabs_for_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(ROWS)
    assert capsys.readouterr().out == "STC-UV\tNông Đức Hiếu\tK7MP-2XQA\nSNgV-PTB\tLò\t\tđã tham gia\n"


def test_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    show_rows([])


def test_json_keeps_the_letters(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"người": "Thạch Sô Phol"})
    shown = capsys.readouterr().out
    assert "Thạch Sô Phol" in shown and json.loads(shown)


def test_a_bar_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, seen in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with progress("import/reading", SETTINGS) as tell:
            tell(5, 10)
            tell(10, 10)
        assert ("Đọc tệp" in stream.getvalue()) == seen


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
def test_a_bar_on_a_terminal_that_does_not_tell_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    outer, inner = os.openpty()
    with os.fdopen(inner, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with progress("import/reading", SETTINGS) as tell:
            tell(5, 10)
        assert "Đọc tệp" in os.read(outer, 10_000).decode()
    os.close(outer)


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert ask("import/confirm", SETTINGS) == ""
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith("Ghi vào dữ liệu?")
