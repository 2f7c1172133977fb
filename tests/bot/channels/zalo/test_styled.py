"""HTML becomes letters with styles where Zalo counts them, and nothing typed becomes formatting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.styled import MOST_SPANS, Styled, cut, plain, read_html, units

SHOWN: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    # html: text, spans as (start, length, styles)
    "đồng chí": ("đồng chí", []),
    "<b>đồng</b> chí": ("đồng chí", [(0, 4, "b")]),
    "<b>a<i>b<u>c</u></i></b><s>d</s>": ("abcd", [(0, 1, "b"), (1, 1, "bi"), (2, 1, "biu"), (3, 1, "s")]),
    "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>": (
        "abcd",
        [(0, 1, "b"), (1, 1, "i"), (2, 1, "u"), (3, 1, "s")],
    ),
    "<b>a</b><b>b</b>": ("ab", [(0, 2, "b")]),
    "<b>a <b>b</b> c</b>d": ("a b cd", [(0, 5, "b")]),
    "✅ <b>xong</b>": ("✅ xong", [(2, 4, "b")]),
    "🇻🇳 <b>x</b> 👩‍👩‍👧 <i>y</i>": ("🇻🇳 x 👩‍👩‍👧 y", [(5, 1, "b"), (16, 1, "i")]),
    "<b>Nguye\u0302\u0303n</b> <i>A</i>": ("Nguyễn A", [(0, 6, "b"), (7, 1, "i")]),
    "<code>/moi STC</code>": ("/moi STC", []),
    # what people have typed
    "&lt;b&gt;x&lt;/b&gt;": ("<b>x</b>", []),
    "a &amp;lt; b &amp; c &#39; &#x1F600;": ("a &lt; b & c ' 😀", []),
    "1 < 2 <3 <- x": ("1 < 2 <3 <- x", []),
    "*a* _b_ `c` **d** # e": ("*a* _b_ `c` **d** # e", []),
    "<b>\u0338x</b>": ("\u0338x", [(0, 2, "b")]),
    "a\x00b\x1bc\r\nd\te": ("abc\nd\te", []),
    "a\ud83db": ("a\ufffdb", []),
    # tags that do not match
    "<b>x": ("x", [(0, 1, "b")]),
    "x</b>y": ("xy", []),
    "<b>a<i>b</b>c</i>d": ("abcd", [(0, 1, "b"), (1, 1, "bi")]),
    "<img src=1>x<br/>": ("x", []),
    # links
    '<a href="https://a.vn/?b=1&amp;c=2">ở đây</a>.': ("ở đây (https://a.vn/?b=1&c=2).", []),
    '<a href="https://a.vn">https://a.vn</a>': ("https://a.vn", []),
    '<a href="https://a.vn"></a>': ("https://a.vn", []),
    '<b><a href="tel:0912">gọi</a></b>': ("gọi (0912)", [(0, 10, "b")]),
    '<a href="mailto:a@b.vn">a@b.vn</a>': ("a@b.vn", []),
    '<a href="tg://user?id=1">Khoa</a>': ("Khoa", []),
    "<a>x</a>": ("x", []),
    # quotations
    "a\n<blockquote>b\nc</blockquote>\nd": ("a\n› b\n› c\nd", []),
    "a<blockquote>b\n\nc</blockquote>d": ("a\n› b\n\n› c\nd", []),
    "<blockquote><b>b</b></blockquote>": ("› b", [(2, 1, "b")]),
}


@pytest.mark.parametrize("html", SHOWN)
def test_how_it_is_shown(html: str) -> None:
    text, spans = SHOWN[html]
    read = read_html(html)
    assert read.text == text
    found = [(span["start"], span["len"], "".join(span["st"])) for span in read.spans()]
    assert found == spans


@given(st.text())
def test_typed_words_travel_as_they_are(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    assert read_html(f"<b>{escaped}</b>").text == plain(typed).text
    assert plain("Nguye\u0302\u0303n").text == "Nguyễn"


def test_what_is_styled_beyond_the_limit_is_plain() -> None:
    read = read_html("".join(f"<b>{number}</b>, " for number in range(300)))
    assert len(read.spans()) == MOST_SPANS
    assert read.text.endswith("299, ")


def test_units_are_utf_16() -> None:
    for text in ("", "đ", "✅", "😀", "👩‍👩‍👧‍👦", "a\U0001f9ffb"):
        assert units(text) == len(text.encode("utf-16-le")) // 2


CUTS = {
    "at a blank line": ("a" * 6 + "\n\n" + "b" * 6 + "\nccc", ["a" * 6, "b" * 6 + "\nccc"]),
    "at a line end": ("a" * 6 + "\n" + "b c" * 4, ["a" * 6, "b cb cb cb c"]),
    "at a space": ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
    "an early blank line is no place": ("a\n\n" + "b" * 4 + " " + "c" * 8, ["a\n\nbbbb", "c" * 8]),
    "where there is none": ("a" * 15, ["a" * 12, "aaa"]),
    "not within a sign": ("a" * 11 + "😀b", ["a" * 11, "😀b"]),
    "not before what belongs to it": ("a" * 9 + "👩\u200d👧", ["a" * 9, "👩\u200d👧"]),
    "just fitting": ("a" * 12, ["a" * 12]),
    "fitting before a space": ("a" * 12 + " b", ["a" * 12, "b"]),
    "nothing": (" \n ", []),
}


@pytest.mark.parametrize("case", CUTS)
def test_where_it_is_cut(case: str) -> None:
    text, pieces = CUTS[case]
    assert [piece.text for piece in cut(plain(text), 12)] == pieces


def test_a_cut_keeps_the_styles_right() -> None:
    whole = read_html("😀 <b>đậm đậm\n\n</b>thường <i>nghiêng nghiêng</i> hết")
    pieces = list(cut(whole, 20))
    assert [piece.text for piece in pieces] == ["😀 đậm đậm", "thường nghiêng", "nghiêng hết"]
    styled = [
        [(piece.text.encode("utf-16-le")[2 * s["start"] : 2 * (s["start"] + s["len"])].decode("utf-16-le"))
         for s in piece.spans()]
        for piece in pieces
    ]  # fmt: skip
    assert styled == [["đậm đậm"], ["nghiêng"], ["nghiêng"]]


@given(st.text(alphabet=st.sampled_from("ab đ😀\n\u0301\u200d👧"), max_size=300), st.integers(2, 40))
def test_cutting_loses_no_word(text: str, limit: int) -> None:
    pieces = list(cut(Styled(text, (1,) * len(text)), limit))
    assert all(0 < piece.units <= limit for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())
    assert all(len(piece.marks) == len(piece.text) for piece in pieces)
