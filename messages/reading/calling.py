"""Reads a meeting order: when, where, what about, who chairs, who is called; saves what a bad time spoils."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from committee.people import Agency
from messages.reading.audience import read_audience
from messages.reading.fold import fold
from messages.reading.line import read_line
from messages.reading.order import Found, find_when
from messages.reading.unclear import UnclearTime
from messages.reading.when import find_pieces

LONGEST_TIME = 10  # words
LONGEST_TITLE = 500  # characters; what is longer is no title
ENOUGH = 3  # words beside a time that make a new title rather than a remark

_CHAIRED = re.compile(
    r"^\W*(?:(?:người )?chủ trì|chu tri)\b(?: là)?[ :]*(?P<who>.+)$|^\W*do (?P<by>.+?) (?:chủ trì|chu tri)$",
    re.IGNORECASE,
)
_TITLES = re.compile(r"^(?:đ/c|đc|d/c|đồng chí|dong chi)[ .]*", re.IGNORECASE)
_CALLED = re.compile(r"^\W*(?:mời|moi|thành phần|thanh phan)\b", re.IGNORECASE)
_TO_MEET = re.compile(r"^\W*(?:mời|moi) (?:họp|hop|dự|du)\b", re.IGNORECASE)
# Words that led to a time which was taken out: "họp giao ban thứ", "góp ý vào lúc".
_LOOSE_END = re.compile(
    r"(?:(?:^|\s+)(?:thứ|thu|ngày|ngay|lúc|luc|vào|vao|hồi|hoi|tháng|thang|giờ|gio|sáng|sang|chiều|chieu|tối"
    r"|tết|tet|âm lịch|am lich|chạp|giêng|mùng|mồng))+$",
    re.IGNORECASE,
)
_NO_TITLE = frozenset({"", "hop", "hop luc", "goi hop", "moi hop", "to chuc hop", "lich hop", "cuoc hop"})
_NO_PLACE = frozenset(
    {"khong", "ko", "k", "bo qua", "chua co", "chua ro", "bao sau", "dia diem bao sau", "chua biet", "skip"}
)
# What people say before a new value, which is no part of a title: "đổi sang", "dời họp", "chuyển đến".
_VERBS = re.compile(
    r"(?:(?:doi|doi lai|chuyen|doi gio|sua|lui|hoan|thay doi|thanh|sang|den|toi|cuoc hop|lich|gio|luc|la|qua"
    r"|som|muon|hon|ve|xin|de nghi|vao|noi dung|dia diem)\b[ ,:.]*)+"
)
_BECAUSE = re.compile(r"(?:vi|do|ly do|boi|tai)\b")


@dataclass(frozen=True)
class Order:
    """A meeting order, piece by piece; what it lacks is None or empty.

    `unclear` is why its time was refused, `unknown` what was named among the called and is not of this
    committee; `audience` is an expression of committee.announcements.
    """

    when: datetime | date | None = None
    where: str = ""
    title: str = ""
    chaired_by: str = ""
    audience: str = ""
    unknown: tuple[str, ...] = ()
    unclear: UnclearTime | None = field(default=None, compare=False)


def read_order(text: str, agencies: Sequence[Agency], *, now: datetime) -> Order:
    """The pieces of a meeting order typed in one sentence."""
    chaired_by, audience, unknown, sentence = _set_apart(text, agencies)
    unclear = None
    try:
        found = find_when(sentence, now=now)
    except UnclearTime as error:
        unclear, found = error, _without_time(sentence, now)
    title = "" if fold(found.rest) in _NO_TITLE else found.rest[:LONGEST_TITLE]
    return Order(found.when, found.where, title, chaired_by, audience, unknown, unclear)


def read_time_on(text: str, day: date | None, *, now: datetime) -> datetime | date | None:
    """Just a time; an hour alone is meant for `day`, where there is one. Raises `UnclearTime`."""
    if day is not None and is_hour_alone(text, now):
        text = f"{text} ngày {day.day}/{day.month}/{day.year}"
    return find_when(text, now=now).when


def is_hour_alone(text: str, now: datetime) -> bool:
    """Whether a text names an hour and no day."""
    days, clocks = find_pieces(read_line(text).canon, now)
    return bool(clocks) and not days


def says_no_place(text: str) -> bool:
    """Whether the answer to "where" is that it is not known yet."""
    return fold(text).strip(" .") in _NO_PLACE


def new_title(rest: str, *, beside: bool) -> str:
    """The title in an edit, without the words that lead to it; a few words `beside` a time are none."""
    led = _VERBS.match(fold(rest))
    if led is not None and len(fold(rest)) == len(rest):
        rest = rest[led.end() :].strip(" ,.:")
    return "" if beside and (len(rest.split()) < ENOUGH or _BECAUSE.match(fold(rest))) else rest


def _set_apart(text: str, agencies: Sequence[Agency]) -> tuple[str, str, tuple[str, ...], str]:
    """Who chairs, who is called, who of them is unknown, and the sentence without those pieces."""
    chaired_by, audience = "", ""
    unknown: tuple[str, ...] = ()
    kept: list[str] = []
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    at = 0
    while at < len(parts):
        chaired = _CHAIRED.match(parts[at].strip())
        if chaired:
            chaired_by = _TITLES.sub("", (chaired["who"] or chaired["by"]).strip(" ."))
        elif _CALLED.match(parts[at]) and not _TO_MEET.match(parts[at]):
            audience, unknown, taken = _longest(parts[at:], agencies)
            at += taken - 1
        else:
            kept.append(parts[at])
        at += 1
    return chaired_by, audience, unknown, ",".join(kept)


def _longest(parts: Sequence[str], agencies: Sequence[Agency]) -> tuple[str, tuple[str, ...], int]:
    """The longest list of names at the beginning: "mời Sở Tài chính, Công an tỉnh, phòng họp A" has two."""
    for end in range(len(parts), 0, -1):
        audience, unknown = read_audience(",".join(parts[:end]), agencies)
        if audience and not unknown:
            return audience, (), end
    audience, unknown = read_audience(parts[0], agencies)
    return audience, tuple(unknown), 1


def _without_time(sentence: str, now: datetime) -> Found:
    """Place and title of a sentence whose time cannot be read: without the fewest words that spoil it."""
    parts = sentence.split(",")
    for at, part in enumerate(parts):
        if _found(part, now) is None:
            parts[at] = _saved(part, now)
    whole = _found(",".join(parts), now)
    if whole is None:  # the parts disagree with one another: "thứ Ba, 26/11"
        each = [found for part in parts if (found := _found(part, now)) is not None]
        where = next((found.where for found in each if found.where), "")
        whole = Found(where=where, rest=", ".join(found.rest for found in each))
    pieces = (_LOOSE_END.sub("", piece.strip()) for piece in whole.rest.split(","))
    return Found(where=whole.where, rest=", ".join(piece for piece in pieces if piece))


def _saved(part: str, now: datetime) -> str:
    """What is left of a piece without its time; a single word is no title."""
    words = part.split()
    for size in range(1, min(len(words), LONGEST_TIME) + 1):
        for start in range(len(words) - size + 1):
            left = _LOOSE_END.sub("", " ".join(words[:start] + words[start + size :]))
            found = _found(left, now)
            if found is not None and found.when is None:
                return left if len(left.split()) > 1 else ""
    return ""


def _found(text: str, now: datetime) -> Found | None:
    try:
        return find_when(text, now=now)
    except UnclearTime:
        return None
