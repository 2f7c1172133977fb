"""Codes: how they look and read, which let in, and when an account must pause."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import joining
from committee.joining import JoinCode
from committee.refusals import Refusal, RefusalReason
from tests.committee.province import PLAIN, at

NOW = at(23, "09:00")
CODE = JoinCode("K7MP-2XQA", 4, 4, expires_at=NOW + timedelta(days=1))
MINUTE = timedelta(minutes=1)


@given(st.data())
def test_a_code_is_eight_letters_that_cannot_be_mistaken(data: st.DataObject) -> None:
    code = joining.make_code(lambda n: data.draw(st.integers(0, n - 1)))
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("0O1IL")
    assert joining.read_code(code) == code
    assert joining.read_code(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize("text", ["", "K7MP-2XQ", "K7MP-2XQAA", "K7MP-2XQ0", "đang làm", "/start"])
def test_what_cannot_be_a_code(text: str) -> None:
    assert joining.read_code(text) is None


def test_a_code_lives_for_a_week() -> None:
    assert joining.expires_at(NOW, PLAIN) == NOW + timedelta(days=7)
    assert joining.expires_at(NOW, replace(PLAIN, code_days=1)) == NOW + timedelta(days=1)


def test_a_good_code_lets_in() -> None:
    wrong = [NOW - MINUTE] * 4
    assert joining.check_code(CODE, NOW, PLAIN, wrong=wrong) is CODE


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (replace(CODE, used_at=NOW), RefusalReason.CODE_USED),
        (replace(CODE, revoked_at=NOW), RefusalReason.CODE_REVOKED),
        (replace(CODE, expires_at=NOW), RefusalReason.CODE_EXPIRED),
        (None, RefusalReason.CODE_UNKNOWN),
    ],
)
def test_codes_that_do_not(code: JoinCode | None, reason: RefusalReason) -> None:
    with pytest.raises(Refusal) as refused:
        joining.check_code(code, NOW, PLAIN)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("has", "taken", "reason"),
    [
        (True, False, RefusalReason.SECOND_ACCOUNT),
        (False, True, RefusalReason.ACCOUNT_TAKEN),
    ],
)
def test_one_account_for_one_person(has: bool, taken: bool, reason: RefusalReason) -> None:
    with pytest.raises(Refusal) as refused:
        joining.check_code(CODE, NOW, PLAIN, has_account=has, account_taken=taken)
    assert refused.value.reason is reason


def test_five_wrong_tries_begin_a_pause_even_for_a_good_code() -> None:
    wrong = [NOW - n * MINUTE for n in range(5)]
    with pytest.raises(Refusal) as refused:
        joining.check_code(CODE, NOW, PLAIN, wrong=wrong)
    assert refused.value.reason is RefusalReason.CODE_PAUSED
    assert refused.value.facts == {"until": NOW + 15 * MINUTE}
    assert joining.check_code(CODE, NOW + 15 * MINUTE, PLAIN, wrong=wrong) is CODE


def test_tries_left_count_this_one() -> None:
    with pytest.raises(Refusal) as refused:
        joining.check_code(None, NOW, PLAIN, wrong=[NOW - MINUTE, NOW - 20 * MINUTE])
    assert refused.value.facts == {"tries_left": 3}


def test_slow_mistakes_do_not_pause() -> None:
    assert joining.paused_until([NOW - n * 4 * MINUTE for n in range(5)], NOW, PLAIN) is None


@given(st.lists(st.integers(0, 90), max_size=12))
def test_a_pause_is_just_after_five_close_tries(ago: list[int]) -> None:
    tries = [NOW - n * MINUTE for n in ago]

    def closes(moment: datetime) -> bool:
        return sum(timedelta() <= moment - one <= 15 * MINUTE for one in tries) >= 5

    ends = [moment + 15 * MINUTE for moment in tries if closes(moment)]
    expected = max(ends) if ends and max(ends) > NOW else None
    assert joining.paused_until(tries, NOW, PLAIN) == expected
