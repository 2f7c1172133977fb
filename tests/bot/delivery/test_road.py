"""A channel's road: answers before crowds, one at a time to a chat, only so much claimed ahead."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from bot.channels.base import Later, Sent, Unsure
from bot.delivery.outage import LADDER, SEVERAL
from bot.delivery.pacing import MARGIN, Pace
from bot.delivery.road import ANSWERS_AHEAD, AWAY_FROM, GROUP, HOLDING_TRIES, IN_FLIGHT, Road
from messages.envelope import Kind
from storage.outbox import Promise
from tests.bot.delivery.made import promise
from tests.bot.delivery.station import MONDAY, UNPACED

TELEGRAM = Pace()
DOWN = Later("no_connection", everybody=True)


def claim(road: Road, promises: Iterable[Promise]) -> None:
    for one in promises:
        road.reserve(one, MONDAY)
        road.accept(one)


def gone(road: Road, at: float) -> list[int]:
    """The promises that may go at a moment, in their order; a thousandth of a second passes between two."""
    found = []
    while one := road.next(at + 0.001 * len(found)):
        found.append(one.id)
    return found


def test_answers_go_before_a_crowd_whatever_was_claimed_first() -> None:
    road = Road(UNPACED)
    claim(road, [promise(1), promise(2, kind=Kind.REMINDER), promise(3, kind=Kind.ANSWER), promise(4)])
    assert gone(road, 0.0) == [3, 2, 1, 4]


def test_a_crowd_waits_for_its_place_and_an_answer_overtakes_it() -> None:
    road = Road(TELEGRAM)
    claim(road, [promise(1), promise(2)])
    assert gone(road, 0.0) == [1]
    claim(road, [promise(3, kind=Kind.ANSWER)])
    assert gone(road, 0.0) == [3]
    pause = road.pause(0.001)
    assert pause is not None and 0 < pause < 0.05
    assert gone(road, 0.001 + pause + 1e-9) == [2]


def test_a_chat_that_must_wait_lets_others_by() -> None:
    road = Road(Pace(per_second=1000, chat_burst=1))
    claim(road, [promise(1, chat="a", kind=Kind.ANSWER), promise(2, chat="a", kind=Kind.ANSWER)])
    claim(road, [promise(3, chat="b", kind=Kind.ANSWER)])
    assert gone(road, 0.0) == [1, 3]
    assert gone(road, MARGIN - 0.001) == []
    assert gone(road, MARGIN + 0.001) == [2]


def test_a_chat_is_busy_until_its_message_is_recorded() -> None:
    road = Road(UNPACED)
    first, second = promise(1, chat="a"), promise(2, chat="a")
    claim(road, [first])
    assert road.is_free(second, 0.0, MONDAY) is None
    assert gone(road, 0.0) == [1]
    road.ended(first, Sent("5"), 0.1)
    assert road.is_free(second, 0.2, MONDAY) is None
    road.release(first)
    assert road.is_free(second, 0.2, MONDAY) == 0.0
    assert road.busy == 0


@pytest.mark.parametrize("pace", [TELEGRAM, Pace(per_second=1000), UNPACED])
def test_no_more_of_a_crowd_is_claimed_than_a_crash_may_leave_open(pace: Pace) -> None:
    """On its way, and what goes within one window of results: under Telegram's limits it is two or three."""
    road = Road(pace)
    number = 0
    for step in range(50):
        room = road.room(step / 1000, MONDAY)
        claim(road, [promise(number + n) for n in range(room.crowd)])
        number += room.crowd
        assert road.ready <= GROUP
        while road.flying < IN_FLIGHT and road.next(step / 1000):
            pass
        assert road.flying + road.ready <= IN_FLIGHT + GROUP
    if pace is TELEGRAM:
        assert road.ready <= 2


def test_a_crowd_that_is_claimed_takes_no_answers_place() -> None:
    road = Road(UNPACED)
    claim(road, [promise(number) for number in range(GROUP)])
    room = road.room(0.0, MONDAY)
    assert (room.answers, room.crowd) == (ANSWERS_AHEAD, 0)
    assert not road.running_low


def test_what_is_claimed_ahead_runs_low() -> None:
    road = Road(UNPACED)
    claim(road, [promise(number) for number in range(GROUP)])
    for step in range(GROUP // 2 + 1):
        road.next(step / 1000)
    assert road.running_low


def test_too_fast_parks_the_chat_as_long_as_was_asked() -> None:
    road = Road(UNPACED)
    one = promise(1, chat="a")
    claim(road, [one])
    road.next(10.0)
    assert not road.ended(one, Later("too_fast", timedelta(seconds=35)), 10.0)
    road.release(one)
    assert road.is_free(one, 11.0, MONDAY) == 34.0
    assert road.room(11.0, MONDAY).chats == ("a",)
    assert road.is_free(promise(2, chat="b"), 11.0, MONDAY) == 0.0


def test_what_waits_for_another_try_holds_back_its_lane_in_its_chat_only() -> None:
    road = Road(UNPACED)
    road.hold(3, "a", MONDAY + timedelta(seconds=10), tries=1)
    assert road.is_free(promise(2, chat="a"), 0.0, MONDAY) == 10.0
    assert road.is_free(promise(3, chat="a", kind=Kind.ANSWER), 0.0, MONDAY) == 0.0
    assert road.is_free(promise(4, chat="b"), 0.0, MONDAY) == 0.0
    assert road.room(0.0, MONDAY).held == ("3:a",)
    assert road.room(0.0, MONDAY + timedelta(seconds=10)).held == ()


def test_what_failed_for_an_hour_holds_back_nobody() -> None:
    road = Road(UNPACED)
    road.hold(3, "a", MONDAY + timedelta(minutes=15), tries=HOLDING_TRIES)
    assert road.is_free(promise(2, chat="a"), 0.0, MONDAY) == 0.0


def test_a_clock_that_was_put_back_holds_back_nobody() -> None:
    road = Road(UNPACED)
    road.hold(3, "a", MONDAY + timedelta(hours=1), tries=1)
    road.hold_nothing()
    assert road.is_free(promise(2, chat="a"), 0.0, MONDAY) == 0.0


def out(road: Road, at: float) -> None:
    """Let the channel be found out of reach."""
    one = promise(900)
    claim(road, [one])
    assert road.next(at) is one
    assert road.ended(one, DOWN, at)
    road.release(one)


def test_in_an_outage_one_tries_and_the_others_wait_in_the_database() -> None:
    road = Road(UNPACED)
    claim(road, [promise(1), promise(2)])
    out_at = 0.0
    first = road.next(out_at)
    assert first is not None and road.ended(first, DOWN, out_at)
    assert [one.id for one in road.give_back()] == [2]
    assert road.ready == 0
    room = road.room(out_at, MONDAY)
    assert (room.answers, room.crowd) == (0, 0)
    at = out_at + LADDER[0]
    room = road.room(at, MONDAY)
    assert (room.answers, room.crowd) == (1, 1)
    claim(road, [promise(3), promise(4)])
    assert road.next(at) is not None
    assert road.next(at) is None, "a second one went although the first has not come back"
    assert road.pause(at) is None


def test_success_ends_the_outage() -> None:
    road = Road(UNPACED)
    out(road, 0.0)
    one = promise(1)
    claim(road, [one])
    assert road.next(LADDER[0]) is one
    assert not road.ended(one, Sent("1"), LADDER[0] + 0.1)
    assert not road.outage.lasting
    assert road.room(2.0, MONDAY).crowd == GROUP


def test_several_chats_that_fail_are_an_outage_one_is_not() -> None:
    road = Road(UNPACED)
    claim(road, [promise(number) for number in range(SEVERAL)])
    endings = []
    for step in range(SEVERAL):
        one = road.next(step / 1000)
        assert one is not None
        endings.append(road.ended(one, Unsure("no_answer"), step / 1000))
    assert endings == [False] * (SEVERAL - 1) + [True]


def test_a_channel_is_gone_round_only_after_a_quarter_of_an_hour_of_outage() -> None:
    road = Road(UNPACED)
    assert not road.is_away(MONDAY)
    out(road, 0.0)
    assert not road.is_away(MONDAY)
    assert not road.is_away(MONDAY + AWAY_FROM - timedelta(seconds=1))
    assert road.is_away(MONDAY + AWAY_FROM)
    one = promise(1)
    claim(road, [one])
    road.next(LADDER[0])
    road.ended(one, Sent("1"), LADDER[0])
    assert not road.is_away(MONDAY + AWAY_FROM)


def test_each_part_of_a_long_message_takes_a_place_of_its_own() -> None:
    road = Road(Pace(per_second=2))
    one = promise(1, kind=Kind.ANSWER)
    claim(road, [one])
    assert road.next(0.0) is one
    assert road.turn(one, 0.1) == 0.0
    assert road.turn(one, 0.2) > 0.7
    assert road.turn(one, MARGIN + 0.2) == 0.0
    road.ended(one, Sent("3"), 1.5)
    assert road.flying == 0
