"""The entry without its libraries, on an old Python, from another folder: one sentence, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

import run_bot

ENTRY = Path(run_bot.__file__)
Ran = subprocess.CompletedProcess[str]


def bare(*arguments: str, language: str = "en", folder: Path = ENTRY.parent) -> Ran:
    """Run the entry with a Python that sees the standard library only (-S leaves site-packages out)."""
    return subprocess.run(
        [sys.executable, "-S", str(ENTRY), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={"LANGUAGE": language, "PATH": ""},
        check=False,
    )


def test_missing_libraries_are_said_with_the_command_to_type() -> None:
    run = bare("check")
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("Libraries are missing. Please type: ")
    assert run.stderr.count("\n") == 1


def test_it_is_said_in_vietnamese_by_default() -> None:
    assert bare(language="").stderr.startswith("Chưa cài đủ thư viện để chạy. Đề nghị gõ lệnh: ")
    assert bare(language="vi_VN:vi").stderr.startswith("Chưa")
    assert bare(language="en_US:en").stderr.startswith("Libraries")


def test_the_command_is_good_in_any_folder(tmp_path: Path) -> None:
    assert str(ENTRY.parent) in bare(folder=tmp_path).stderr


@pytest.mark.parametrize(
    ("system", "prepared", "command"),
    [
        ("linux", False, "make setup"),
        ("linux", True, ".venv/bin/python run_bot.py import 'a b'"),
        ("win32", False, "-m pip install -r requirements.txt"),
        ("win32", True, 'python.exe run_bot.py import "a b"'),
    ],
)
def test_the_command_fits_the_system(
    system: str, prepared: bool, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_bot, "HERE", tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "argv", ["run_bot.py", "import", "a b"])
    if prepared:
        for own in (tmp_path / ".venv/bin/python", tmp_path / ".venv/Scripts/python.exe"):
            own.parent.mkdir(parents=True)
            own.touch()
    assert run_bot.what_to_type().endswith(command)


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("LANGUAGE", "en")
    assert run_bot.main([]) == 1
    assert "Python 3.11" in capsys.readouterr().err
