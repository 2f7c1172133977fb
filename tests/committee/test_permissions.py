"""Permissions: every act against every role, and what belongs to a seat."""

import pytest

from committee.people import Actor, Seat
from committee.permissions import ALLOWED, OWN_ACTS, Act, may, require
from committee.refusals import Refusal, RefusalReason
from tests.committee.province import CHAIR, DEPUTY, FINANCE_MEMBER, LEAD_SECRETARY, SECRETARY, STANDING

LEADERS = [CHAIR, STANDING]
MEMBERS = [DEPUTY, FINANCE_MEMBER]
SECRETARIES = [LEAD_SECRETARY, SECRETARY]


def actor(seat: Seat) -> Actor:
    assert seat.holder is not None
    return Actor(seat.holder, seat)


def test_every_act_is_ruled_once() -> None:
    assert set(Act) == set(ALLOWED) | OWN_ACTS
    assert not set(ALLOWED) & OWN_ACTS


@pytest.mark.parametrize("act", [Act.SEE_ANSWERS, Act.READ_DIGEST, Act.SEE_ALL_TASKS])
def test_leaders_and_secretariat_look(act: Act) -> None:
    assert all(may(actor(seat), act) for seat in LEADERS + SECRETARIES)
    assert not any(may(actor(seat), act) for seat in MEMBERS)


@pytest.mark.parametrize("act", [Act.DECIDE_EXTENSION, Act.SETTLE_BLOCKER])
def test_leaders_decide(act: Act) -> None:
    assert all(may(actor(seat), act) for seat in LEADERS)
    assert not any(may(actor(seat), act) for seat in MEMBERS + SECRETARIES)


@pytest.mark.parametrize(
    "act",
    [Act.CALL_MEETING, Act.CHANGE_MEETING, Act.ANNOUNCE, Act.SEE_DELIVERIES, Act.INVITE, Act.SEE_UNREAD],
)
def test_the_secretariat_runs(act: Act) -> None:
    assert all(may(actor(seat), act) for seat in SECRETARIES)
    assert not any(may(actor(seat), act) for seat in MEMBERS + LEADERS)


@pytest.mark.parametrize("act", sorted(OWN_ACTS))
def test_one_answers_for_ones_own_seat(act: Act) -> None:
    for seat in LEADERS + MEMBERS:
        assert may(actor(seat), act, seat.id)
        assert may(actor(seat), act)
        assert not may(actor(seat), act, seat.id + 1)
    assert all(may(actor(seat), act, FINANCE_MEMBER.id) for seat in SECRETARIES)


def test_a_named_reader_reads_the_digest_and_nothing_else() -> None:
    reader = actor(FINANCE_MEMBER)
    assert may(reader, Act.READ_DIGEST, named_reader=True)
    assert not may(reader, Act.DECIDE_EXTENSION, named_reader=True)


def test_refusals_say_whose_it_is() -> None:
    with pytest.raises(Refusal) as refused:
        require(actor(FINANCE_MEMBER), Act.ANSWER_TASK, CHAIR.id)
    assert refused.value.reason is RefusalReason.NOT_YOURS
    with pytest.raises(Refusal) as refused:
        require(actor(FINANCE_MEMBER), Act.ANNOUNCE)
    assert refused.value.reason is RefusalReason.NOT_ALLOWED
    assert refused.value.facts == {"act": "announce"}
    require(actor(SECRETARY), Act.ANNOUNCE)
