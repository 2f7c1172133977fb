"""How fast a bot may speak: in no window more than the limit, and never a long wait for an answer."""

import random

from bot.delivery.pacing import CREEP, MARGIN, Pace, Pacer, Went

TELEGRAM = Pace()


def walk(pacer: Pacer, chats: list[str], *, crowd: bool) -> list[float]:
    """When each may go, one after the other as soon as it may."""
    at, went = 0.0, []
    for chat in chats:
        at += pacer.wait(chat, at, crowd=crowd)
        pacer.note(chat, at)
        went.append(at)
    return went


def most_in_a_second(went: list[float]) -> int:
    return max(sum(1 for other in went if moment <= other < moment + 1.0) for moment in went)


def test_a_crowd_never_exceeds_thirty_a_second_nor_wastes_much() -> None:
    went = walk(Pacer(TELEGRAM), [str(chat) for chat in range(300)], crowd=True)
    assert most_in_a_second(went) <= 30
    assert 299 / went[-1] >= 0.97 * 30


def test_the_first_second_is_not_doubled() -> None:
    went = walk(Pacer(TELEGRAM), [str(chat) for chat in range(100)], crowd=False)
    assert sum(1 for moment in went if moment < 1.0) == 30
    assert most_in_a_second(went) <= 30


def test_a_crowd_leaves_a_place_for_an_answer_soon() -> None:
    pacer = Pacer(TELEGRAM)
    went = walk(pacer, [str(chat) for chat in range(200)], crowd=True)
    waits = [pacer.wait("answer", went[-1] + step / 1000) for step in range(0, 40, 5)]
    assert max(waits) < 0.15


def test_one_chat_gets_one_a_second_after_a_short_burst() -> None:
    went = walk(Pacer(TELEGRAM), ["1"] * 12, crowd=False)
    assert went[:3] == [0.0, 0.0, 0.0]
    assert most_in_a_second(went) <= 3
    assert went[-1] >= 9.0


def test_a_group_gets_twenty_a_minute() -> None:
    went = walk(Pacer(TELEGRAM), ["-100"] * 41, crowd=False)
    assert went[20] >= 60.0
    assert went[40] >= 120.0


def test_a_parked_chat_waits_alone() -> None:
    pacer = Pacer(TELEGRAM)
    pacer.park("1", 300.0)
    assert pacer.wait("1", 10.0) == 290.0
    assert pacer.wait("2", 10.0) == 0.0
    assert pacer.parked(10.0) == ["1"]
    assert pacer.parked(300.0) == []


def test_memory_stays_flat() -> None:
    pacer = Pacer(TELEGRAM)
    walk(pacer, [str(chat) for chat in range(20_000)], crowd=True)
    assert len(pacer._chats) <= 2_001


def test_memory_stays_flat_where_there_is_hardly_a_limit() -> None:
    pacer = Pacer(Pace(per_second=1_000_000))
    for number in range(20_000):
        pacer.ended(pacer.note("1", number / 1000), number / 1000 + 0.01, answered=True)
    assert len(pacer._all) <= 1_010


def test_a_window_is_kept_a_little_longer_than_asked() -> None:
    pacer = Pacer(Pace(per_second=1))
    pacer.note("1", 0.0)
    assert pacer.wait("2", 0.0) == MARGIN


def test_what_arrived_late_keeps_its_place_for_as_much_longer() -> None:
    """The platform counts arrivals: the one that takes its place is on a quicker way."""
    pacer = Pacer(Pace(per_second=1))
    pacer.ended(pacer.note("1", 0.0), 0.02, answered=True)  # the quickest way: 20 ms
    slow = pacer.note("2", 2.0)
    pacer.ended(slow, 2.15, answered=True)
    assert round(pacer.wait("3", 2.15), 6) == round(2.0 + 0.13 - CREEP + MARGIN - 2.15, 6)


def test_the_first_are_measured_by_those_after_them() -> None:
    """A first connection takes its time; how late its message was is known only later."""
    pacer = Pacer(Pace(per_second=2))
    pacer.ended(pacer.note("1", 0.0), 0.3, answered=True)
    assert pacer.wait("3", 0.9) == 0.0
    pacer.ended(pacer.note("2", 0.31), 0.32, answered=True)
    assert round(pacer.wait("3", 0.9), 6) == round(0.3 - 0.01 + MARGIN - 0.9, 6)


def test_a_way_that_has_become_longer_is_learnt() -> None:
    pacer, at = Pacer(Pace(per_second=1)), 0.0
    pacer.ended(pacer.note("1", at), 0.01, answered=True)
    for _ in range(2000):
        at += 2.0
        pacer.ended(pacer.note("1", at), at + 0.1, answered=True)
    assert round(pacer.wait("2", at), 6) == MARGIN


def test_what_was_never_answered_teaches_nothing() -> None:
    pacer = Pacer(Pace(per_second=1))
    pacer.ended(pacer.note("1", 0.0), 0.0, answered=False)
    pacer.ended(pacer.note("1", 2.0), 2.1, answered=True)
    assert round(pacer.wait("2", 2.1), 6) == round(MARGIN - 0.1, 6)


def test_arrivals_are_never_more_than_the_limit_whatever_the_way_takes() -> None:
    """Each message takes another time to arrive; what the platform counts is never above the limit."""
    chance, pacer, at = random.Random(5), Pacer(TELEGRAM), 0.0
    arrived: list[float] = []
    answers: list[tuple[float, Went]] = []
    for number in range(1500):
        while (wait := pacer.wait(str(number), at, crowd=True)) > 0:
            at += wait
            for answer, one in [pair for pair in answers if pair[0] <= at]:
                pacer.ended(one, answer, answered=True)
                answers.remove((answer, one))
        there, back = 0.02 + chance.expovariate(200), 0.02 + chance.expovariate(200)
        answers.append((at + there + back, pacer.note(str(number), at)))
        arrived.append(at + there)
    arrived.sort()
    assert all(later - first > 1.0 for first, later in zip(arrived, arrived[30:], strict=False))
    assert len(arrived) / arrived[-1] >= 0.97 * 30
