"""Several tasks in one message are split, and an unsure answer is asked back with its likeliest readings."""

from datetime import datetime, timedelta, timezone

import pytest

from messages.reading import likely_readings, split_answers, unknown_codes

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=7)))
CODES = [f"NV-{number:02d}" for number in range(1, 31)]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("NV-03 xong, NV-05 đang làm 50%", [("NV-03", "xong"), ("NV-05", "đang làm 50%")]),
        ("nv3 xong", [("NV-03", "xong")]),
        ("xong", [(None, "xong")]),
        (
            "NV 3, NV 4 đều xong; nv05: vướng kinh phí",
            [("NV-03", "đều xong"), ("NV-04", "đều xong"), ("NV-05", "vướng kinh phí")],
        ),
        ("NV-21 và NV-22 cùng xong", [("NV-21", "cùng xong"), ("NV-22", "cùng xong")]),
        ("NV-03, 04 và 05 đều xong", [("NV-03", "đều xong"), ("NV-04", "đều xong"), ("NV-05", "đều xong")]),
        ("xong NV-03, đang làm NV-05", [("NV-03", "xong"), ("NV-05", "đang làm")]),
        ("Dạ báo cáo chị: NV-07 xin lùi 10/12\nNV-09 70%", [("NV-07", "xin lùi 10/12"), ("NV-09", "70%")]),
        ("việc NV03 đang chờ ký còn NV-04 chưa làm", [("NV-03", "đang chờ ký"), ("NV-04", "chưa làm")]),
        ("em xong NV-03 rồi nhé", [("NV-03", "em xong NV-03 rồi nhé")]),
        ("NV-01", [("NV-01", "")]),
        ("NV-99 xong", [(None, "NV-99 xong")]),
    ],
)
def test_a_message_is_split_by_its_codes(text, answers):
    assert split_answers(text, CODES) == answers


def test_without_codes_the_message_is_one_answer():
    assert split_answers("NV-03 xong", []) == [(None, "NV-03 xong")]


def test_a_code_that_does_not_exist_is_told():
    assert unknown_codes("NV-99 xong, nv3 xong", CODES) == ["NV-99"]


def test_an_unsure_answer_has_up_to_three_likely_readings():
    readings = likely_readings("gửi báo cáo", NOW)
    assert [str(reply.status) for reply in readings][:2] == ["done", "in_progress"]
    assert readings[0].percent == 100
    assert not any(reply.sure for reply in readings)


def test_nothing_understood_offers_nothing():
    assert likely_readings("asdf", NOW) == []
