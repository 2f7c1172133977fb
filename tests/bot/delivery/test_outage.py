"""When a whole channel counts as out of reach, and how one message at a time finds out that it is back."""

from datetime import timedelta

from bot.channels.base import Later, Sent, Unreachable, Unsure
from bot.delivery.outage import LADDER, Outage

TROUBLE = Later("server_trouble")
NO_WAY = Later("no_connection", everybody=True)


def test_one_chat_that_fails_is_no_outage() -> None:
    outage = Outage()
    for _ in range(10):
        assert not outage.ended("1", TROUBLE, 0.0)
    assert outage.wait(0.0) == 0.0


def test_several_chats_at_once_are() -> None:
    outage = Outage()
    assert [outage.ended(chat, TROUBLE, 0.0) for chat in "123"] == [False, False, True]
    assert outage.wait(0.0) == LADDER[0]


def test_no_connection_is_at_once() -> None:
    outage = Outage()
    assert outage.ended("1", NO_WAY, 0.0)


def test_a_success_between_them_says_that_it_is_the_chats() -> None:
    outage = Outage()
    for chat, ending in (("1", TROUBLE), ("2", TROUBLE), ("3", Sent()), ("4", Unsure("x"))):
        assert not outage.ended(chat, ending, 0.0)


def test_one_tries_and_the_others_wait() -> None:
    outage = Outage()
    outage.ended("1", NO_WAY, 0.0)
    assert outage.wait(LADDER[0]) == 0.0
    outage.goes()
    assert outage.wait(100.0) is None
    assert outage.ended("2", NO_WAY, 2.0)
    assert outage.wait(2.0) == LADDER[1]
    assert outage.wait(2.0 + LADDER[1]) == 0.0
    outage.goes()
    assert not outage.ended("2", Unreachable("blocked"), 10.0)  # an answer of whatever kind: it is there
    assert outage.wait(10.0) == 0.0


def test_what_was_on_its_way_before_does_not_end_it() -> None:
    outage = Outage()
    outage.ended("1", NO_WAY, 0.0)
    assert outage.ended("2", Sent(), 0.1)
    assert outage.lasting


def test_what_the_platform_asks_for_is_kept() -> None:
    outage = Outage()
    for chat in "123":
        outage.ended(chat, Later("too_fast", timedelta(seconds=300)), 0.0)
    assert outage.wait(0.0) == 300.0


def test_tries_never_come_further_apart_than_the_ladder() -> None:
    outage = Outage()
    at = 0.0
    for _ in range(20):
        outage.goes()
        outage.ended("1", NO_WAY, at)
        at += outage.wait(at) or 0.0
    outage.goes()
    outage.ended("1", NO_WAY, at)
    assert outage.wait(at) == LADDER[-1]


def test_a_used_up_quota_is_asked_about_more_and_more_rarely() -> None:
    outage, at, waits = Outage(), 0.0, []
    for _ in range(9):
        outage.ended("1", Later("quota", timedelta(minutes=1), everybody=True, growing=True), at)
        waits.append(outage.wait(at))
        at += waits[-1] or 0.0
        outage.goes()
    assert waits == [60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 3600.0, 3600.0, 3600.0]
