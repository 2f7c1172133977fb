"""The digest on one screen: titles where they fit, codes where they do not, 1,000 characters at most."""

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from committee.digest import Decision, Digest, SilentAgency, TaskLine
from committee.tasks import TaskClass
from messages.voice import Voice
from messages.words.digest import ONE_SCREEN, digest_text

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Vận động, tập hợp tác phẩm dự Giải thưởng toàn quốc về thông tin đối ngoại"
DAY = date(2026, 11, 24)


def line(number: int, *, decision: int = 0) -> TaskLine:
    return TaskLine(number, f"NV-{number:02}", TITLE, "Sở VHTTDL", date(2026, 11, 20), 4, decision)


def decision(number: int) -> Decision:
    code, later = f"NV-{number:02}", date(2026, 12, 4)
    return Decision(
        number, "extension", number, code, TITLE, "Sở VHTTDL", "chờ " * 40, DAY, DAY, 1, later, times=2
    )


def digest(overdue: int, decisions: int = 0) -> Digest:
    return Digest(
        code="BC-24/11-07:00",
        day=DAY,
        compiled_at=datetime(2026, 11, 24, 7, 0, tzinfo=ZONE),
        decisions=tuple(decision(n) for n in range(1, decisions + 1)),
        overdue=tuple(line(n, decision=n if n <= decisions else 0) for n in range(1, overdue + 1)),
        due_soon=(),
        silent=(),
        next_meeting=None,
        finished=(),
        counts={kind.value: 0 for kind in TaskClass} | {TaskClass.OPEN_OVERDUE.value: overdue},
        rate_of=(0, overdue),
        unread=0,
    )


@pytest.fixture(params=["vi", "en"])
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice(request.param, ZONE, "Ban Chỉ đạo")


def test_a_code_is_not_left_alone_where_there_is_room(voice: Voice) -> None:
    assert digest_text(voice, digest(3)).count("Vận động, tập hợp tác phẩm") == 3


def test_a_title_is_said_once(voice: Voice) -> None:
    """A task that waits for a decision is named there, and not again among those that are late."""
    assert digest_text(voice, digest(3, decisions=1)).count("Vận động, tập hợp tác phẩm") == 3


@pytest.mark.parametrize("overdue", range(0, 31, 5))
@pytest.mark.parametrize("decisions", [0, 1, 4, 12])
def test_it_never_grows_over_one_screen(voice: Voice, overdue: int, decisions: int) -> None:
    full = digest(overdue, min(decisions, overdue))
    same = full.overdue[:8]
    silent = tuple(SilentAgency(str(n), "Ban Quản lý Khu kinh tế", 9, 3, 4) for n in range(12))
    full = replace(full, due_soon=same, finished=same, silent=silent)
    assert len(unescape(re.sub(r"<[^>]+>", "", digest_text(voice, full)))) <= ONE_SCREEN


def test_what_is_to_be_decided_keeps_its_title_longest(voice: Voice) -> None:
    full = digest(14, decisions=2)
    said = digest_text(voice, replace(full, due_soon=full.overdue[2:8], finished=full.overdue[2:]))
    assert "NV-01 (Vận động" in said and said.count("Vận động") == 2
