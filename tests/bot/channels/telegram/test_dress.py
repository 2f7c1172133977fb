"""Dressing for Telegram: choices become buttons, a long text goes in parts that Telegram takes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.dress import SOURCE_LIMIT, TEXT_LIMIT, keyboard, parts, units, visible
from messages.envelope import Choice

TAG = re.compile(r"<(/?)([a-z]+)[^<>]*>")


def unbalanced(html: str) -> str:
    """The first tag that is closed wrongly or left open, or nothing."""
    stack: list[str] = []
    for closing, name in TAG.findall(html):
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return f"</{name}>"
    return f"<{stack[-1]}>" if stack else ""


def test_choices_are_rows_of_buttons() -> None:
    rows = ((Choice("rsvp:1:yes", "Có dự"), Choice("rsvp:1:no", "Vắng")), (Choice("x", "Xem"),))
    assert keyboard(rows) == {
        "inline_keyboard": [
            [
                {"text": "Có dự", "callback_data": "rsvp:1:yes"},
                {"text": "Vắng", "callback_data": "rsvp:1:no"},
            ],
            [{"text": "Xem", "callback_data": "x"}],
        ]
    }
    assert keyboard(()) is None


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("Đặng", 4), ("\U0001f9ff", 2), ("e\u0301", 2)])
def test_length_is_counted_as_telegram_counts(text: str, length: int) -> None:
    assert units(text) == length


def test_tags_and_entities_are_not_seen() -> None:
    assert visible('<b>A</b> &lt; <a href="https://x/?a=1&amp;b=2">B &amp; C</a>') == "A < B & C"


@pytest.mark.parametrize("size", [1, TEXT_LIMIT // 2, TEXT_LIMIT])
def test_what_fits_is_not_touched(size: int) -> None:
    text = "<b>" + "ă" * size + "</b>"
    assert parts(text) == [text]


def test_tags_do_not_count_against_the_limit() -> None:
    text = "<b>a</b>" * 3000
    assert len(text) > TEXT_LIMIT
    assert parts(text) == [text]


@pytest.mark.parametrize("mark", ["\n\n", "\n", " "])
def test_it_is_cut_where_a_reader_would_pause(mark: str) -> None:
    """At the last blank line that fits, else the last line end, else the last space."""
    text = mark.join(f"đoạn{number:03}" + "x" * 90 for number in range(60))
    found = parts(text)
    assert len(found) == 2
    assert mark.join(found) == text


def test_a_blank_line_is_preferred_to_a_later_space() -> None:
    text = "a " * 1500 + "\n\n" + "b " * 1500
    assert [set(part.split()) for part in parts(text)] == [{"a"}, {"b"}]


def test_a_blank_line_near_the_beginning_is_not_worth_a_part_of_its_own() -> None:
    found = parts("đầu\n\n" + "b " * 3000)
    assert found[0].startswith("đầu\n\nb")
    assert units(visible(found[0])) > TEXT_LIMIT / 2


def test_open_tags_are_closed_and_opened_again() -> None:
    text = "<blockquote><b>" + "từ " * 3000 + '</b></blockquote> <a href="https://x/">nối</a>'
    found = parts(text)
    assert len(found) == 3
    assert not [bad for part in found if (bad := unbalanced(part))]
    assert all(part.startswith("<blockquote><b>") for part in found)
    assert all(part.endswith("</b></blockquote>") for part in found[:-1])
    assert found[-1].endswith('<a href="https://x/">nối</a>')


def test_a_link_that_is_cut_leads_to_the_same_place_in_both_parts() -> None:
    found = parts('<a href="https://x/">' + "từ " * 2000 + "</a>")
    assert len(found) == 2
    assert all('<a href="https://x/">' in part and part.endswith("</a>") for part in found)


def test_nothing_but_one_endless_word_is_cut_all_the_same() -> None:
    found = parts("<i>" + "ệ" * 9000 + "</i>")
    assert [units(visible(part)) for part in found] == [TEXT_LIMIT, TEXT_LIMIT, 9000 - 2 * TEXT_LIMIT]


def test_an_entity_and_a_wide_letter_are_never_cut_in_two() -> None:
    for text in ("&amp;" * 5000, "\U0001f9ff" * 3000, "x" + "\U0001f9ff" * 3000):
        found = parts(text)
        assert "".join(map(visible, found)) == visible(text)
        assert all(units(visible(part)) <= TEXT_LIMIT for part in found)


def test_raw_text_over_32_kilobytes_is_cut_though_little_of_it_is_seen() -> None:
    text = "".join(f'<a href="https://example.org/{"x" * 300}">{number}</a> ' for number in range(200))
    assert units(visible(text)) < TEXT_LIMIT
    found = parts(text)
    assert len(found) > 1
    assert max(len(part.encode()) for part in found) <= 32_768
    assert " ".join(map(visible, found)).split() == [str(number) for number in range(200)]
    assert not [bad for part in found if (bad := unbalanced(part))]


WORDS = st.sampled_from(["từ", "a", "\U0001f9ff", "&lt;", "ệ" * 700, "x" * 5000])
GAPS = st.sampled_from([" ", "\n", "\n\n", "", "\n\n\n"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts with nested tags, longer than one message may be."""
    found, opened = [], []
    for _ in range(draw(st.integers(5, 60))):
        if draw(st.booleans()) and len(opened) < 3:
            opened.append(draw(st.sampled_from(["b", "i", "blockquote"])))
            found.append(f"<{opened[-1]}>")
        found.append(draw(WORDS) * draw(st.integers(1, 3)) + draw(GAPS))
        if opened and draw(st.booleans()):
            found.append(f"</{opened.pop()}>")
    return "".join(found) + "".join(f"</{tag}>" for tag in reversed(opened))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts())
def test_whatever_the_text_the_parts_are_taken_and_nothing_is_missing(text: str) -> None:
    found = parts(text)
    for part in found:
        assert units(visible(part)) <= TEXT_LIMIT
        assert len(part.encode()) <= SOURCE_LIMIT + 200  # what closes the tags comes on top
        assert not unbalanced(part)
        assert visible(part).strip() or not visible(text).strip()
    assert "".join("".join(map(visible, found)).split()) == "".join(visible(text).split())
