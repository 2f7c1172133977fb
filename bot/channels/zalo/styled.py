"""Reads a message's HTML into the letters that Zalo shows, each with its styles, and cuts them: pure.

The text travels literally, beside a list of what in it is bold, italic, underlined or struck through. So
nothing that people have typed can be taken for formatting.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import Any

STYLES = {"b": 1, "strong": 1, "i": 2, "em": 2, "u": 4, "ins": 4, "s": 8, "strike": 8, "del": 8}
CODES = {1: "b", 2: "i", 4: "u", 8: "s"}  # Zalo's names for them
MOST_SPANS = 100  # as many pieces of a text as Telegram marks; what comes after them is shown plain
QUOTE = "› "
ADDRESSES = ("http://", "https://", "mailto:", "tel:")

_PIECE = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>[^<>]*)>|[^<]+|<")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Styled:
    """Letters, and for each of them its styles as bits."""

    text: str = ""
    marks: tuple[int, ...] = ()

    def __add__(self, other: "Styled") -> "Styled":
        return Styled(self.text + other.text, self.marks + other.marks)

    def __getitem__(self, part: slice) -> "Styled":
        return Styled(self.text[part], self.marks[part])

    def strip(self) -> "Styled":
        """Without blanks and empty lines at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]

    @property
    def units(self) -> int:
        """The length that Zalo counts: UTF-16 units."""
        return units(self.text)

    def spans(self) -> list[dict[str, Any]]:
        """What Zalo calls text_styles: start and length in UTF-16 units, and the styles there."""
        found: list[dict[str, Any]] = []
        start = 0
        for mark, group in groupby(zip(self.text, self.marks, strict=True), key=lambda pair: pair[1]):
            length = units("".join(letter for letter, _ in group))
            if mark and len(found) < MOST_SPANS:
                styles = [code for bit, code in CODES.items() if mark & bit]
                found.append({"start": start, "len": length, "st": styles})
            start += length
        return found


def units(text: str) -> int:
    """How many UTF-16 units a text has: one for most letters, two for an emoji."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def plain(text: str) -> Styled:
    """Words that are no HTML, in the form in which they travel."""
    text = _clean(text)
    return Styled(text, (0,) * len(text))


def read_html(html: str) -> Styled:
    """The HTML subset of the templates as letters with styles; whatever is no tag stays as it is typed."""
    reader = _Reader()
    for piece in _PIECE.finditer(html):
        name = piece["name"]
        if name is None:
            reader.add(_clean(unescape(piece[0])))
        elif piece["end"]:
            reader.end(name)
        else:
            reader.begin(name, piece["rest"])
    while reader.opened:
        reader.end(reader.opened[-1].name)
    return Styled("".join(reader.letters), tuple(reader.marks))


def _clean(text: str) -> str:
    """Composed letters, one kind of line end, and nothing that cannot be sent or seen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


@dataclass
class _Opened:
    """A tag that is open: where it began, the address of a link, the styles from before it."""

    name: str
    at: int
    href: str
    mark: int


class _Reader:
    """Reads tags and words one after the other."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.marks: list[int] = []
        self.opened: list[_Opened] = []
        self._mark = 0
        self._quotes = 0
        self._quote_ended = False

    def add(self, text: str) -> None:
        """Words, each line of a quotation with its sign."""
        for letter in text:
            if self._quote_ended and letter != "\n":
                self._new_line()
            self._quote_ended = False
            if self._quotes and letter != "\n" and self._at_line_start:
                self._put(QUOTE, 0)
            self._put(letter, self._mark)

    def begin(self, name: str, rest: str) -> None:
        """A tag opens."""
        href = _HREF.search(rest) if name == "a" else None
        address = _clean(unescape(href[1] or href[2] or "")) if href else ""
        if name == "blockquote":
            self._new_line()
            self._quotes += 1
        self.opened.append(_Opened(name, len(self.letters), address, self._mark))
        self._mark |= STYLES.get(name, 0)

    def end(self, name: str) -> None:
        """A tag closes, and with it whatever was opened inside; one that never opened closes nothing."""
        if all(one.name != name for one in self.opened):
            return
        while True:
            closed = self.opened.pop()
            if closed.name == "blockquote":
                self._quotes -= 1
                self._quote_ended = True
            self._mark = closed.mark
            self._tell_address(closed)
            if closed.name == name:
                return

    def _tell_address(self, link: _Opened) -> None:
        """Behind a link's words its address, unless it is just what the words say."""
        if not link.href.startswith(ADDRESSES):
            return
        address = link.href.removeprefix("mailto:").removeprefix("tel:")
        label = "".join(self.letters[link.at :]).strip()
        if not label:
            self.add(address)
        elif label != address:
            self.add(f" ({address})")

    @property
    def _at_line_start(self) -> bool:
        return not self.letters or self.letters[-1] == "\n"

    def _new_line(self) -> None:
        if not self._at_line_start:
            self._put("\n", 0)

    def _put(self, text: str, mark: int) -> None:
        self.letters += text
        self.marks += [mark] * len(text)


def cut(whole: Styled, limit: int) -> Iterator[Styled]:
    """The parts of a text, each of at most `limit` units, with their styles.

    It is cut at the last blank line that fits, else the last line end, else the last space.
    """
    rest = whole.strip()
    while rest.units > limit:
        at = _place(rest.text, limit)
        yield rest[:at].strip()
        rest = rest[at:].strip()
    if rest.text:
        yield rest


def _place(text: str, limit: int) -> int:
    """How many letters go into the first part."""
    fits, used = 0, 0
    for letter in text:
        used += units(letter)
        if used > limit:
            break
        fits += 1
    places = [_last(text, cut, fits) for cut in ("\n\n", "\n", " ")]
    return next((at for at in places if at > fits // 4), 0) or max(places) or _whole_sign(text, fits)


def _last(text: str, where: str, fits: int) -> int:
    """Where the last of these ends that begins within what fits; 0 when there is none."""
    at = text.rfind(where, 0, fits + 1)
    return 0 if at <= 0 else at


def _whole_sign(text: str, fits: int) -> int:
    """A little before, so that no sign is torn apart that is put together from several."""
    for at in range(fits, max(fits - 16, 1), -1):
        if not _joins(text[at]) and text[at - 1] != "\u200d":
            return at
    return fits


def _joins(letter: str) -> bool:
    return (
        unicodedata.combining(letter) > 0
        or letter in "\u200d\ufe0f"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def joined(parts: Sequence[Styled], between: str) -> Styled:
    """Parts put together, without those that are empty."""
    whole = Styled()
    for part in parts:
        if part.text:
            whole = whole + plain(between) + part if whole.text else part
    return whole
