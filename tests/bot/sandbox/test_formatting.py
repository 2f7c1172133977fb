"""The sandbox reads HTML as Telegram's own parser does: same text, same entities, same sentences."""

import json
from typing import Any

import pytest
import tdjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import Formatted, settle
from bot.sandbox.formatting import parse_html
from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.refusal import Refused

tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')
NAMES = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "MentionName": "text_mention", "BlockQuote": "blockquote", "CustomEmoji": "custom_emoji",
    "ExpandableBlockQuote": "expandable_blockquote", "BotCommand": "bot_command", "Mention": "mention",
    "Hashtag": "hashtag", "EmailAddress": "email", "Url": "url",
}  # fmt: skip


def td(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    return answer


def entity(given: dict[str, Any]) -> dict[str, Any]:
    kind = given["type"]
    ours = {"type": NAMES[kind["@type"].removeprefix("textEntityType")]}
    ours |= {"offset": given["offset"], "length": given["length"]}
    ours |= {key: kind[key] for key in ("url", "language", "custom_emoji_id") if key in kind}
    return ours | ({"user": {"id": kind["user_id"]}} if "user_id" in kind else {})


def theirs(text: str) -> Any:
    """What Telegram's parser makes of it: text and entities, or the sentence of the Bot API."""
    mode = {"@type": "textParseModeHTML"}
    answer = td({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if answer["@type"] == "error":
        return f"Bad Request: c{answer['message'][1:]}"
    return answer["text"], [entity(one) for one in answer["entities"]]


def ours(text: str) -> Any:
    try:
        parsed = parse_html(text)
    except Refused as refused:
        return refused.description
    return parsed.text, parsed.entities


GOOD = [
    "", "đơn giản", "<b>Kính gửi</b> đồng chí", "<i>a <u>b</u></i>", "<b>a</b><b>b</b>",
    "<b><i>x</i></b>", "<i><b>x</b></i>", "<u><b><s><i>x</i></s></b></u>",
    "<strong>a</strong> <em>b</em> <ins>c</ins>", "<strike>a</strike> <del>b</del>", "😀<b>c</b>",
    "&#x1F600;a<b>c</b>", "a &lt; &foo; &#65; &amp", "&quot;x&quot; &#39;", "a > b & c", "<b></b>",
    "<b>  </b>", "<B>x</B>", "<b>x</b >", "<b>a</>", "<b a>x</b>", '<a href="http://x.vn">k</a>',
    "<a href='https://a.vn/b?c=1&amp;d=2'>k</a>", '<a href="foo">x</a>',
    '<a href="tg://user?id=5">k</a>', "<a>vnexpress.net</a>", '<a href="javascript:alert(1)">x</a>',
    '<pre><code class="language-py">x</code></pre>', "<code>a</code>", "<pre>a</pre>",
    "<code><b>a</b></code>", "<blockquote>a</blockquote>", "<blockquote expandable>a</blockquote>",
    "<tg-spoiler>x</tg-spoiler>", '<span class="tg-spoiler">x</span>',
    '<tg-emoji emoji-id="5">a</tg-emoji>', "a&#0;b", "a\u200bb",
    "<blockquote>a<blockquote>b</blockquote></blockquote>", "<b\n>x</b>", "<b a=1>x</b>",
]  # fmt: skip
BAD = [
    "<b>x", "<x>a</x>", "</b>", "<b></i>", "<b", "<", "<br>", "<b/>", "<h1>x</h1>", "<p>", "<>", "</>",
    "a < b", "<!-- x -->", "< b>x</b>", "<b>a</ b>", "<b>a</b", "<b>x</b x>", "<i>a<b>b</i></b>",
    "<b =x>x</b>", '<b a="1>x</b>', "<b a=1", "<b a", "<b a=", "<a href=http://x.vn>k</a>",
    "<span>x</span>", "&#xd83d;", "&#xd83d;&#xde00;", "<tg-emoji>a</tg-emoji>", '<a href="x"y">k</a>',
    "đồng chí <b>x</i>", "😀<z>", "<b>thiếu", "a<b>b<i>c</i>", "Y H'Đơk <Niê>",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_read_as_telegram_reads_it(text: str) -> None:
    assert not isinstance(theirs(text), str)
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", BAD)
def test_bad_text_is_refused_with_telegrams_sentence(text: str) -> None:
    assert theirs(text).startswith("Bad Request: can't parse entities: ")
    assert ours(text) == theirs(text)


PIECES = [
    "<b>", "</b>", "<i>", "</i>", "<u>", "<s>", "<code>", "</code>", "<pre>", "</pre>", '<a href="',
    '">', "</a>", "<a>", "<a href=", "<blockquote>", "<blockquote expandable>", "</blockquote>", "</>",
    "<", "</", ">", "&", "&amp;", "&lt", "&#", "65;", "&#x1F600;", "&#xd83d;", "&quot;", "&foo;", "x",
    "đ", "😀", " ", "\n", '"', "'", "=", "/", "a.vn", "https://a.vn", "tg://user?id=5", "?", "#",
    'class="language-py"', '<code class="language-c">', '<span class="tg-spoiler">', "</span>",
    "<tg-spoiler>", "</tg-spoiler>", "<strong>", "</strong>", "<em>", "</EM>", "<B >", "\t", "10.0.0.1",
    "-", "<!--", "&#0;", "&#1114111;",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_heap_of_tags_is_read_alike(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_in_a_tag_is_read_alike(text: str) -> None:
    for dressed in (text, f"<b>{text}</b>", f"<{text}>"):
        assert ours(dressed) == theirs(dressed)


LINKS = [
    "http", "https", "://", ":", "//", "/", "a", "b.c", "vn", ".", "10.0.0.1", "@", "?", "#", "-", "_",
    "%20", "tg", "user?id=5", "user", "?id=", "5", "A", "Đ", "đ.vn", "..", "x=y", "65536", "80", "0",
    "&", "~", "*", "!", "(", ",", ";", "$", "|", "\\", "^", "{", "mailto:", "localhost", "T.ME", " ",
    "%",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINKS), min_size=1, max_size=7).map("".join))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_links_are_taken_and_refused_alike(url: str) -> None:
    found = theirs(f'<a href="{url.replace("&", "&amp;")}">x</a>')[1]
    expected = (found[0].get("url") or found[0]["user"]["id"]) if found else ""
    assert (mentioned_user(url) or checked_link(url)) == expected


FOUND = [
    "/viec", "/viec ngay", "(/viec)", "/hop@sandbox_bot", "và/hoặc", "số 12/QĐ-UBND", "ngày 14/7/2026",
    "a/b", "chinhphu.vn", "(https://a.vn/x)", "http://a.vn/x_(y)", "https://chinhphu.vn/a?b=c&d=e).",
    "0.5%", "Q.1", "xem vbpl.vn/van-ban, nhé", "bao-cao.docx", "x@y.vn", "#đồng #12 #a1", "@abcd xin",
    "@ab", "😀 /viec 😀 a.vn", "VNEXPRESS.NET", "http://localhost:80", "//a", "đ/viec", "/viec/",
]  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_commands_and_addresses_are_found_alike(text: str) -> None:
    found = td({"@type": "getTextEntities", "text": text})["entities"]
    assert settle(Formatted(text)).entities == [entity(one) for one in found]
