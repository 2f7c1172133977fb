"""The command line: help, mistakes of usage and of settings, and troubles, each in a sentence."""

import socket
import sqlite3
from pathlib import Path

import pytest

from bot.commands import base
from bot.commands.main import COMMANDS, main
from messages.render import render_plain
from messages.voice import LANGUAGES
from tests.handlers.porch import VOICE

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_the_help_lists_every_command(capsys: Captured, word: str) -> None:
    assert main([word]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name}" in shown for name in COMMANDS) and "Cách dùng" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_names_everything_that_it_takes(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{name} – ")
    parser = base.Parser(add_help=False)
    COMMANDS[name].add_arguments(parser)
    for action in parser._actions:
        for word in action.option_strings or [str(action.metavar or action.dest)]:
            assert word in shown, f"{name} --help does not explain {word}"


def test_the_help_comes_with_broken_settings_too(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_TIME", "7h")
    assert main(["invite", "--help"]) == 0 and "Cách dùng" in capsys.readouterr().out


@pytest.mark.parametrize("given", ["en", "EN", " en "])
def test_the_operator_is_spoken_to_in_the_language_set(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("LANGUAGE", given)
    assert main(["--help"]) == 0 and "Usage:" in capsys.readouterr().out


def test_a_list_of_locales_is_not_meant_for_us(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US:en")
    assert main(["--help"]) == 0 and "Cách dùng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["invit"], "Có phải «invite»?"),
        (["xyz"], "Không có lệnh «xyz»"),
        (["--port", "1"], "Không có lệnh «--port»"),
        (["import"], "Lệnh import còn thiếu: PATH"),
        (["import", "a", "b"], "Lệnh import không dùng: b"),
        (["invite", "--alle"], "Lệnh invite không dùng: --alle"),
        (["invite", "--all", "--csv", "--json"], "--json và --csv không dùng cùng nhau được"),
        (["sandbox", "--port"], "Sau --port cần một giá trị"),
        (["sandbox", "--port", "65536"], "Giá trị '65536' của --port không dùng được"),
        (["sandbox", "--port", "x"], "Giá trị 'x' của --port không dùng được"),
        (["invite"], "Ghi rõ mời ai"),
        (["invite", "STC", "--all"], "Ghi rõ mời ai"),
    ],
)
def test_a_mistake_of_usage_ends_with_two(capsys: Captured, words: list[str], said: str) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert said in captured.err and captured.out == ""


def test_all_mistakes_of_the_settings_at_once_by_name(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = {
        "DIGEST_TIME": "7h",
        "LOG_LEVEL": "loud",
        "TIMEZONE": "Asia/Nowhere",
        "WORKING_HOURS": "8-17",
        "MEETING_REMINDERS": "soon",
        "NUDGE_DAYS": "x",
        "JOIN_CODE_DAYS": "0",
        "SANDBOX_PORT": "many",
        "TELEGRAM_API_URL": "telegram",
        "TELEGRAM_BOT_TOKEN": "my token",
        "DATABASE_URL": "mysql://x",
        "TIMEZON": "UTC",
        "WEBHOOK_SECRET_FILE": str(tmp_path / "none"),
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    assert main(["invite", "--all"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"Thiết lập có {len(wrong)} chỗ cần sửa (trong môi trường hoặc tệp .env):"
    assert len(lines) == len(wrong) + 1
    assert all(any(line.startswith(f"- {name}: ") for line in lines) for name in wrong)
    assert any("có phải TIMEZONE" in line for line in lines)
    assert not any("my token" in line or "Input should" in line for line in lines)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////proc/none/x.db", "Không ghi được vào thư mục dữ liệu"),
        ("sqlite:///{folder}", "Không mở được tệp dữ liệu"),
    ],
)
def test_an_unusable_database(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))
    assert main(["invite", "--all"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("setting", ["SANDBOX_PORT", "HEALTH_PORT", "WEBHOOK_PORT"])
def test_a_port_in_use_is_told_with_its_setting(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WEBHOOK_URL", "https://127.0.0.1" if setting == "WEBHOOK_PORT" else "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "" if setting == "SANDBOX_PORT" else "123456:AAE-x")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        monkeypatch.setenv(setting, str(number))
        assert main([]) == 1
    said = capsys.readouterr().err
    assert f"Không mở được cổng {number}: đang có chương trình khác dùng." in said
    assert ("--port" if setting == "SANDBOX_PORT" else setting) in said


def test_a_file_that_is_not_there(capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert main(["announce", "--to", "all", "--text-file", "none.txt"]) == 1
    assert "Không dùng được none.txt (không tìm thấy)." in capsys.readouterr().err


def test_no_command_without_a_token_is_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "bot.commands.main._run", lambda command, args, settings: asked.append(command.name) or 0
    )
    assert main([]) == 0
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:AAE-x")
    assert main([]) == 0
    assert asked == ["sandbox", "run"]


def test_every_command_can_be_loaded() -> None:
    assert all(callable(command.load()) for command in COMMANDS.values())


def test_another_wording_of_argparse_is_shown_as_it_is() -> None:
    text = render_plain("usage_mistake", VOICE, command="x", reason="", what="odd", value="")
    assert "odd" in text


def test_a_database_that_another_program_holds(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    monkeypatch.setattr("storage.connection.BUSY_TIMEOUT_MS", 50)
    sample = str(Path(__file__).parents[3] / "sample")
    assert main(["import", sample, "--yes"]) == 0
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert main(["invite", "--all"]) == 1
    finally:
        other.close()
    assert "chương trình khác giữ" in capsys.readouterr().err
