"""Reads a csv file whatever Excel or a text editor made of it: encoding, delimiter, quotes."""

import csv
import io
from collections.abc import Callable, Iterator

from messages.sheets.grid import Grid, UnreadableFile
from messages.sheets.records import Reason, Refusal

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 1_000_000


def decode(data: bytes) -> str:
    """The file's text: by its byte order mark, else UTF-8, else the Vietnamese Windows code page.

    UnreadableFile when it is none of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    if b"\x00" in data:
        return _strictly(data, _markless_utf16(data[:4000]))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(data, "cp1258")


def _markless_utf16(head: bytes) -> str:
    """UTF-16 without its mark has the zeros of its Latin letters on one side; UnreadableFile otherwise."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        raise UnreadableFile(Reason.NOT_A_TABLE)
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(Reason.ENCODING) from None
    if any(ord(letter) < 32 and letter not in "\t\r\n\x0b\x0c" for letter in text[:4000]):
        raise UnreadableFile(Reason.NOT_A_TABLE)
    return text


def read_csv(name: str, data: bytes, knows: Callable[[list[list[str]]], int]) -> Grid:
    """The rows of a csv file; `knows` tells how many column titles it recognises among the first rows.

    UnreadableFile when the file is empty or no text.
    """
    text = decode(data)
    if not text.strip():
        raise UnreadableFile(Reason.EMPTY_FILE)
    if "\x00" in text or text.lstrip()[:15].lower().startswith(
        ("<!doctype", "<html", "<?xml", "%pdf", "{\\rtf")
    ):
        raise UnreadableFile(Reason.NOT_A_TABLE)
    delimiter = _delimiter(text, knows)
    rows: list[tuple[str, ...]] = []
    refusals: tuple[Refusal, ...] = ()
    try:
        for row in _rows(text, delimiter):
            rows.append(tuple(_unquote(cell) for cell in row))
    except csv.Error:
        refusals = (Refusal(name, Reason.OPEN_QUOTE, row=len(rows) + 1, is_file=True),)
    return Grid(name, list(rows), is_file=True, refusals=refusals)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records; csv.Error when a quote is opened and never closed."""
    used_up = False

    def lines() -> Iterator[str]:
        nonlocal used_up
        yield from io.StringIO(text, newline="")
        used_up = True

    csv.field_size_limit(_LONGEST_CELL)
    for row in csv.reader(lines(), delimiter=delimiter, skipinitialspace=True):
        # A record ends with its line; only an open quote makes the reader ask for one more at the end.
        if used_up:
            raise csv.Error("quote never closed")
        yield row


def _delimiter(text: str, knows: Callable[[list[list[str]]], int]) -> str:
    """The sign by which the most column titles are recognised; the commonest one when none is."""
    first_line = text.partition("\n")[0]
    if first_line.strip().lower().startswith("sep=") and len(first_line.strip()) <= 5:
        return first_line.strip("\r\n ")[4:] or "\t"
    head = text[:20_000]
    found = {delimiter: knows(_head(head, delimiter)) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: (found[delimiter], head.count(delimiter)))


def _head(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == 40:
                break
    except csv.Error:
        pass
    return rows


def _unquote(cell: str) -> str:
    """Without quotes that were typed around the whole value (they come through when doubled or spaced)."""
    bare = cell.strip(" \u00a0\ufeff")
    if len(bare) > 1 and bare[0] == bare[-1] == '"' and '"' not in bare[1:-1]:
        return bare[1:-1]
    return cell
