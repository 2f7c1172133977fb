"""How fast a bot may speak: in no window more than the limit, and never a long wait for an answer."""

from bot.delivery.pacing import MARGIN, Pace, Pacer

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


def test_a_window_is_kept_a_little_longer_than_asked() -> None:
    pacer = Pacer(Pace(per_second=1))
    pacer.note("1", 0.0)
    assert pacer.wait("2", 0.0) == MARGIN
