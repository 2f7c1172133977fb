"""The clean-up of texts: trimmed, entities clipped and joined, lengths in UTF-16 units."""

from bot.sandbox.entities import Formatted, cut, settle, units
from bot.sandbox.formatting import parse_html


def settled(html: str) -> Formatted:
    return settle(parse_html(html))


def marks(text: Formatted) -> list[tuple[str, str]]:
    return [(one["type"], cut(text.text, one["offset"], one["length"])) for one in text.entities]


def test_units_are_those_of_utf16() -> None:
    assert units("abc") == 3
    assert units("đồng chí") == 8
    assert units("😀 a") == 4


def test_a_text_is_trimmed_and_its_marks_with_it() -> None:
    text = settled("\n  <b> Kính gửi </b>đồng chí \n")
    assert text.text == "Kính gửi đồng chí"
    assert marks(text) == [("bold", "Kính gửi ")]


def test_marks_around_nothing_go() -> None:
    assert settled("a <b> </b> b <i></i>").entities == []


def test_marks_that_touch_are_joined() -> None:
    assert marks(settled("<b>a</b><b>b</b> <i>c</i>")) == [("bold", "ab"), ("italic", "c")]
    assert marks(settled("<b>a<b>b</b></b>")) == [("bold", "ab")]


def test_nothing_is_marked_inside_code() -> None:
    assert marks(settled("<code><b>a</b></code> <b><code>b</code></b> <code>/viec</code>")) == [
        ("code", "a"),
        ("code", "b"),
        ("code", "/viec"),
    ]


def test_control_characters_become_spaces_and_returns_go() -> None:
    text = settled("a\r\n<b>b\u2028c</b>\td")
    assert text.text == "a\nbc d"
    assert marks(text) == [("bold", "bc")]


def test_at_most_a_hundred_marks_are_kept() -> None:
    assert len(settled("<b>a</b> " * 150).entities) == 100


def test_an_emoji_before_a_mark_counts_two() -> None:
    text = settled("😀 <b>đ</b> 😀 chinhphu.vn")
    assert marks(text) == [("bold", "đ"), ("url", "chinhphu.vn")]
