"""The pieces of a meeting order that depend on nothing but the words."""

from messages.reading.audience import read_audience
from messages.reading.calling import is_hour_alone, new_title, read_order, says_no_place
from tests.committee.province import CULTURE, FINANCE, OFFICE, YOUTH, at

NOW = at(23)


def test_an_order_is_taken_apart() -> None:
    typed = "9h 27/11, họp chuyên đề, mời Sở Tài chính, Tỉnh đoàn, phòng họp 2, do đ/c Nhạn chủ trì"
    order = read_order(typed, [FINANCE, YOUTH], now=NOW)
    assert (order.when, order.where, order.title) == (at(27, "09:00"), "phòng họp 2", "họp chuyên đề")
    assert (order.chaired_by, order.audience, order.unknown) == ("Nhạn", "agency:STC,agency:TĐ", ())
    assert read_order("14h mai, giao ban, mời Sở Tư pháp", [FINANCE], now=NOW).unknown == ("Sở Tư pháp",)


def test_the_parts_of_a_time_may_disagree_across_commas() -> None:
    order = read_order("thứ Ba, ngày 26/11, góp ý dự thảo, phòng B", [], now=NOW)
    assert order.unclear is not None and order.unclear.reason == "contradicts"
    assert (order.when, order.title, order.where) == (None, "góp ý dự thảo", "phòng B")


def test_an_hour_alone() -> None:
    assert is_hour_alone("14h", NOW) and not is_hour_alone("14h mai", NOW) and not is_hour_alone("mai", NOW)


def test_audiences() -> None:
    agencies = [OFFICE, FINANCE, CULTURE, YOUTH]
    assert read_audience("mời Sở Tài chính và Tỉnh đoàn", agencies) == ("agency:STC,agency:TĐ", [])
    assert read_audience("Ban Chỉ đạo và Tổ giúp việc", agencies)[0] == "all"
    assert read_audience("toàn thể ban chỉ đạo", agencies) == ("participants", [])
    assert read_audience("Sở Văn hóa, Thể thao và Du lịch, STC", agencies)[0] == "agency:SVHTTDL,agency:STC"
    assert read_audience("Sở Tư pháp", agencies) == ("", ["Sở Tư pháp"])


def test_no_place_yet() -> None:
    assert all(says_no_place(text) for text in ("không", "Chưa có", "báo sau.", "ko"))
    assert not says_no_place("phòng họp không gian sáng tạo")


def test_the_words_before_a_new_title_are_no_part_of_it() -> None:
    assert new_title("đổi nội dung thành góp ý lần 2", beside=False) == "góp ý lần 2"
    assert new_title("chuyển sang", beside=True) == ""
    assert new_title("vì phòng họp A bận", beside=True) == ""
    assert new_title("góp ý dự thảo lần 2", beside=True) == "góp ý dự thảo lần 2"
