"""Each channel is watched by itself: a silent one is named, the others are well."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import watching
from bot.app import App
from bot.channels.identified import Identified

NOW = 1000.0


class Office:
    """As much of a running bot as is looked at."""

    def __init__(self, *channels: tuple[str, float, str]) -> None:
        self.alarms: list[str] = []
        self.channels = cast(
            list[Identified],
            [SimpleNamespace(name=name, last_good=good, trouble=why) for name, good, why in channels],
        )
        alerts = SimpleNamespace(raise_alarm=lambda kind, what: self.alarms.append(f"{kind} {what}"))
        self.app = cast(App, SimpleNamespace(alerts=alerts, sender=SimpleNamespace(last_round=NOW - 1)))


def test_a_silent_channel_is_named() -> None:
    office = Office(("telegram", NOW - 10, ""), ("zalo", NOW - 91, ""), ("zalo2", NOW - 89, ""))
    watching.look(office.app, office.channels, NOW)
    assert office.alarms == ["not_receiving:zalo 91"]


def test_a_lost_channel_is_told_as_what_it_is() -> None:
    office = Office(("telegram", NOW - 10, ""), ("zalo", NOW - 5000, "another_bot"))
    watching.look(office.app, office.channels, NOW)
    assert office.alarms == ["another_bot:zalo another_bot"]


@pytest.mark.parametrize(
    ("good", "trouble", "ok", "silent"),
    [(NOW - 10, "", True, []), (NOW - 95, "", False, ["zalo"]), (NOW, "token_refused", False, ["zalo"])],
)
def test_the_health_page_judges_each_by_itself(
    good: float, trouble: str, ok: bool, silent: list[str]
) -> None:
    office = Office(("telegram", NOW - 4, ""), ("zalo", good, trouble))
    facts: dict[str, Any] = watching.health(office.app, office.channels, NOW)
    assert (facts["ok"], facts["silent"]) == (ok, silent)
    assert facts["channels"]["telegram"] == {"ok": True, "seconds_since_receiving": 4.0}


def test_a_sender_that_does_not_look_is_not_well() -> None:
    office = Office(("zalo", NOW + 59, ""))
    facts = watching.health(office.app, office.channels, NOW + 60)
    assert not facts["ok"] and facts["seconds_since_sending"] == 61.0
