"""What holds for every test: no network beyond loopback, no settings from outside, nothing skipped on CI."""

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.network_guard import GUARD

ROOT = Path(__file__).resolve().parent.parent
ON_CI = os.environ.get("CI", "").lower() in ("true", "1")


def pytest_configure() -> None:
    GUARD.install()


@pytest.fixture(autouse=True)
def _stay_at_home() -> Iterator[None]:
    """The code under test may swallow the refusal; the test fails all the same."""
    GUARD.attempts.clear()
    yield
    attempts = sorted(set(GUARD.attempts))
    GUARD.attempts.clear()
    if attempts:
        pytest.fail(f"This test tried to reach {', '.join(attempts)}; tests talk to 127.0.0.1 only.")


@pytest.fixture(autouse=True)
def _away_from_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test depends on the folder it is started in, finds the developer's .env, or writes to data/."""
    monkeypatch.chdir(tmp_path)


def setting_names() -> list[str]:
    """Every setting of .env.example, those commented out too."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return re.findall(r"^(?:# ?)?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own token, database and language stay out of the tests; HOME and PATH stay."""
    for name in setting_names():
        for form in (name, f"{name}_FILE", name.lower()):
            monkeypatch.delenv(form, raising=False)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """On CI a skipped test has failed: everything that it needs is to be installed there."""
    if not (ON_CI and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"skipped on CI: {reason.removeprefix('Skipped: ')}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
