"""Reads Telegram's HTML subset exactly as Telegram does, with its error sentences (byte offsets too)."""

import re
from typing import Any

from bot.sandbox.entities import Entity, Formatted, sort_entities, units
from bot.sandbox.links import checked_link, lower, mentioned_user
from bot.sandbox.refusal import Refused, bad_request

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
TAGS = {*KINDS, "a", "pre", "code", "tg-emoji"}
RAW_LIMIT = 1 << 15  # bytes, before parsing; Bot API server
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPACE = " \t\r\n\0\v"
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*))")
_NEXT = re.compile("[<&]")
_NAME_TOKEN = re.compile("[A-Za-z0-9.-]*")


class _Reader:
    """One pass over the text; `self.at` walks in letters, errors speak in bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.size = len(source)
        self.at = 0
        self.out: list[str] = []
        self.length = 0  # UTF-16 units written so far
        self.open: list[dict[str, Any]] = []
        self.entities: list[Entity] = []

    def fail(self, why: str, begin: int | None = None) -> Refused:
        if begin is not None:
            why += f" at byte offset {len(self.source[:begin].encode())}"
        return bad_request(f"can't parse entities: {why}")

    def here(self) -> str:
        return self.source[self.at] if self.at < self.size else ""

    def write(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.length += units(text)

    def skip_until(self, stops: str) -> None:
        while self.at < self.size and self.source[self.at] not in stops:
            self.at += 1

    def skip_space(self) -> None:
        while self.at < self.size and self.source[self.at] in _SPACE:
            self.at += 1

    def read(self) -> Formatted:
        while True:
            hit = _NEXT.search(self.source, self.at)
            if not hit:
                self.write(self.source[self.at :])
                break
            self.write(self.source[self.at : hit.start()])
            self.at = hit.start()
            if hit.group() == "&":
                self.write(self.reference())
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise self.fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1]["tag"]}"')
        text = "".join(self.out)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise self.fail(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        for one in self.entities:
            one.pop("class", None)
        sort_entities(self.entities)
        return Formatted(text, self.entities)

    def reference(self) -> str:
        """The letter an `&…;` stands for, or the sign itself when it stands for nothing."""
        hit = _REFERENCE.match(self.source, self.at)
        assert hit  # the pattern always matches at "&"
        hexadecimal, decimal, name = hit.groups()
        if name is not None:
            letter = NAMED.get(name, "")
        else:
            digits = hexadecimal if hexadecimal is not None else decimal
            code = int(digits or "0", 16 if hexadecimal is not None else 10) & 0xFFFFFFFF
            letter = chr(code) if 0 < code < 0x10FFFF and hit.end() - hit.start() < 10 else ""
        if not letter:
            self.at += 1
            return "&"
        self.at = hit.end()
        if self.here() == ";":
            self.at += 1
        return letter

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name_from = self.at
        self.skip_until(_SPACE + ">")
        if self.at >= self.size:
            raise self.fail("Unclosed start tag", begin)
        tag = lower(self.source[name_from : self.at])
        if tag not in TAGS:
            raise self.fail(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while self.here() != ">":
            self.skip_space()
            if self.here() == ">":
                break
            name, value = self.attribute(tag, begin)
            if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
                argument = value
            elif (tag, name) == ("code", "class") and value.startswith("language-"):
                argument = value[9:]
            elif (tag, name) == ("span", "class") and value.startswith("tg-"):
                argument = value[3:]
            elif (tag, name) == ("blockquote", "expandable"):
                argument = "1"
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append({"tag": tag, "argument": argument, "offset": self.length, "part": len(self.out)})

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name_from = self.at
        self.skip_until(_SPACE + "=>/\"'")
        name = self.source[name_from : self.at]
        if not name:
            raise self.fail(f'Empty attribute name in the tag "{tag}"', begin)
        self.skip_space()
        if self.here() == "=":
            self.at += 1
            self.skip_space()
        elif self.at < self.size:
            return name, ""
        if self.at >= self.size:
            raise self.fail(f'Unclosed start tag "{tag}"', begin)
        value = self.quoted() if self.here() in "\"'" else self.token(self.at)
        if self.at >= self.size:
            raise self.fail("Unclosed start tag", begin)
        return name, value

    def quoted(self) -> str:
        quote = self.here()
        self.at += 1
        parts: list[str] = []
        while self.at < self.size and self.here() != quote:
            if self.here() == "&":
                parts.append(self.reference())
            else:
                parts.append(self.here())
                self.at += 1
        self.at += 1
        return "".join(parts)

    def token(self, begin: int) -> str:
        hit = _NAME_TOKEN.match(self.source, begin)
        assert hit
        self.at = hit.end()
        if self.at < self.size and self.here() not in _SPACE + ">":
            raise self.fail("Unexpected end of name token", begin)
        return lower(hit.group())

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self.fail("Unexpected end tag", begin)
        self.at += 2
        name_from = self.at
        self.skip_until(_SPACE + ">")
        name = lower(self.source[name_from : self.at])
        self.skip_space()
        if self.here() != ">":
            raise self.fail("Unclosed end tag", begin)
        self.at += 1
        tag = self.open[-1]["tag"]
        if name and name != tag:
            place = len(self.source[:begin].encode())
            raise self.fail(
                f'Unmatched end tag at byte offset {place}, expected "</{tag}>", found "</{name}>"'
            )
        opened = self.open.pop()
        if self.length > opened["offset"]:
            self.mark(tag, opened)

    def mark(self, tag: str, opened: dict[str, Any]) -> None:
        entity: Entity = {"offset": opened["offset"], "length": self.length - opened["offset"]}
        argument = opened["argument"]
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == entity["offset"] and last.get("length") == entity["length"]
        if tag == "a":
            url = argument or "".join(self.out[opened["part"] :])
            user, link = mentioned_user(url), checked_link(url)
            if user:
                self.entities.append({"type": "text_mention", **entity, "user": {"id": user}})
            elif link:
                self.entities.append({"type": "text_link", **entity, "url": link})
        elif tag == "pre" and same and last["type"] == "code" and last.get("class"):
            last["type"], last["language"] = "pre", last["class"]
        elif tag == "code" and same and last["type"] == "pre" and argument:
            last["language"] = argument
        elif tag == "code":
            self.entities.append({"type": "code", **entity, "class": argument})
        elif tag == "pre":
            self.entities.append({"type": "pre", **entity})
        elif tag == "tg-emoji":
            if not argument.isdigit() or not int(argument):
                raise self.fail("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", **entity, "custom_emoji_id": argument})
        elif tag == "blockquote" and argument:
            self.entities.append({"type": "expandable_blockquote", **entity})
        else:
            self.entities.append({"type": KINDS[tag], **entity})


def parse_html(source: str) -> Formatted:
    """Text and entities of a message in HTML; raises `Refused` with Telegram's sentence.

    The rules are those of Telegram's own parser (td_api parseTextEntities); a test compares the two.
    """
    if len(source) > RAW_LIMIT or len(source.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad_request("text is too long")
    if "<" not in source and "&" not in source:
        return Formatted(source)
    return _Reader(source).read()
