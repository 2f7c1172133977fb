"""Reads a meeting from one typed sentence, and keeps what was typed when its time cannot be read."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from committee.meetings import MeetingDraft, check_start
from committee.people import Agency
from committee.refusals import Refusal, RefusalReason
from handlers.meetings.guests import read_audience
from handlers.visit import Visit
from messages.reading import Found, UnclearTime, find_when, fold
from messages.reading.line import read_line
from messages.reading.when import find_pieces
from messages.words.meeting_cards import Trouble, weekday

LONGEST_TIME = 10  # words
LONGEST_TITLE = 500  # characters; what is longer is no title
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
NO_PLACE = "bao sau"
_NO_PLACE = frozenset(
    {NO_PLACE, "khong", "ko", "k", "bo qua", "chua co", "chua ro", "dia diem bao sau", "chua biet", "skip"}
)


@dataclass(frozen=True)
class Sketch:
    """What is known so far of a meeting that is being typed."""

    title: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    place: str = ""
    chaired_by: str = ""
    audience: str = ""
    note: str = ""

    @property
    def draft(self) -> MeetingDraft:
        """The same for the rule that says what is missing."""
        return MeetingDraft(self.title, self.day, self.starts_at, self.place)

    def facts(self) -> dict[str, Any]:
        """For a question's facts."""
        return asdict(self) | {
            "day": self.day.isoformat() if self.day else "",
            "starts_at": self.starts_at.isoformat() if self.starts_at else "",
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Sketch":
        """What `facts` wrote."""
        day, starts_at = facts.get("day"), facts.get("starts_at")
        texts = {name: facts.get(name, "") for name in ("title", "place", "chaired_by", "audience", "note")}
        return cls(
            day=date.fromisoformat(day) if day else None,
            starts_at=datetime.fromisoformat(starts_at) if starts_at else None,
            **texts,
        )

    def filled(self, newer: "Sketch") -> "Sketch":
        """This sketch with what the newer one adds: its time counts, other pieces only where they lack."""
        time = newer if newer.starts_at or newer.day else self
        return Sketch(
            title=self.title or newer.title,
            day=time.day,
            starts_at=time.starts_at,
            place=self.place or newer.place,
            chaired_by=self.chaired_by or newer.chaired_by,
            audience=self.audience or newer.audience,
            note=self.note or newer.note,
        )


async def read_sentence(visit: Visit, text: str) -> tuple[Sketch, Trouble | None]:
    """The meeting in one sentence, and why its time was not taken, if so."""
    sketch, sentence = _set_apart(text, await visit.work.seats.agencies())
    trouble = None
    try:
        found = find_when(sentence, now=visit.practice.local(visit.now))
    except UnclearTime as unclear:
        trouble = trouble_of(visit, unclear)
        found = _without_time(sentence, visit.practice.local(visit.now))
    timed, late = taken(visit, found.when)
    title = "" if fold(found.rest) in _NO_TITLE else found.rest[:LONGEST_TITLE]
    sketch = replace(sketch, title=title, place=found.where, day=timed.day, starts_at=timed.starts_at)
    return sketch, trouble or late


def read_time(visit: Visit, text: str, *, on: date | None = None) -> tuple[Sketch, Trouble | None]:
    """Just a time; an hour alone is meant for the day `on`, a day alone leaves the hour open."""
    now = visit.practice.local(visit.now)
    try:
        if on is not None and is_hour_alone(text, now):
            text = f"{text} ngày {on.day}/{on.month}/{on.year}"
        return taken(visit, find_when(text, now=now).when)
    except UnclearTime as unclear:
        return Sketch(), trouble_of(visit, unclear)


def taken(visit: Visit, when: datetime | date | None) -> tuple[Sketch, Trouble | None]:
    """A time that was read, refused when no meeting can start then."""
    if not isinstance(when, datetime):
        return Sketch(day=when), None
    try:
        check_start(when, visit.now)
    except Refusal as refusal:
        far = refusal.reason is RefusalReason.MEETING_TOO_FAR
        return Sketch(), Trouble("too_far" if far else "past", day=when.date())
    return Sketch(day=when.date(), starts_at=when), None


def is_hour_alone(text: str, now: datetime) -> bool:
    """Whether a text names an hour and no day."""
    days, clocks = find_pieces(read_line(text).canon, now)
    return bool(clocks) and not days


def trouble_of(visit: Visit, unclear: UnclearTime) -> Trouble:
    """The facts that the sentence about an unclear time needs."""
    said, real = unclear.said_weekday, unclear.real_weekday
    return Trouble(
        unclear.reason,
        day=unclear.day,
        said="" if said is None else weekday(visit.voice, said),
        real="" if real is None else weekday(visit.voice, real),
    )


def no_place(text: str) -> bool:
    """Whether the answer to "where" is that it is not known yet."""
    return fold(text).strip(" .") in _NO_PLACE


def _set_apart(text: str, agencies: Sequence[Agency]) -> tuple[Sketch, str]:
    """Who chairs and who is called, and the sentence without those pieces."""
    sketch = Sketch()
    kept: list[str] = []
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    at = 0
    while at < len(parts):
        chaired = _CHAIRED.match(parts[at].strip())
        if chaired:
            who = _TITLES.sub("", (chaired["who"] or chaired["by"]).strip(" ."))
            sketch = replace(sketch, chaired_by=who)
        elif _CALLED.match(parts[at]) and not _TO_MEET.match(parts[at]):
            expression, unknown, taken_parts = _longest(parts[at:], agencies)
            note = "; ".join(unknown)
            sketch = replace(sketch, audience=expression, note=f"mời: {note}" if note else "")
            at += taken_parts - 1
        else:
            kept.append(parts[at])
        at += 1
    return sketch, ",".join(kept)


def _longest(parts: Sequence[str], agencies: Sequence[Agency]) -> tuple[str, list[str], int]:
    """The longest list of names at the beginning: "mời Sở Tài chính, Công an tỉnh, phòng họp A" has two."""
    for end in range(len(parts), 0, -1):
        expression, unknown = read_audience(",".join(parts[:end]), agencies)
        if expression and not unknown:
            return expression, [], end
    expression, unknown = read_audience(parts[0], agencies)
    return expression, unknown, 1


def _without_time(sentence: str, now: datetime) -> Found:
    """Place and title of a sentence whose time cannot be read: without the fewest words that spoil it."""
    parts = sentence.split(",")
    for at, part in enumerate(parts):
        if _found(part, now) is None:
            parts[at] = _saved(part, now)
    whole = _found(",".join(parts), now)
    if whole is None:  # the parts disagree with one another: "thứ Ba, 26/11"
        whole = _found(_saved(sentence, now), now) or Found()
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
