"""Reads a member's answer: the stages one after the other, and why it was read so."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from committee.tasks import Status
from messages.reading.correction import last_version
from messages.reading.decide import Verdict, decide
from messages.reading.doubts import doubtful
from messages.reading.keystrokes import is_syllable
from messages.reading.line import Line, read_line
from messages.reading.notes import note_of
from messages.reading.patterns import pattern
from messages.reading.shape import Shape, read_shape
from messages.reading.words import english


@dataclass(frozen=True, slots=True)
class Reply:
    """What a member meant. `note` is a part of the text (NFC) as typed; `sure` False means: ask back."""

    status: Status
    percent: int | None = None
    new_deadline: date | None = None
    note: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Stages:
    """What every stage made of one message, so that the reading can be explained or read otherwise."""

    line: Line
    whole: Shape
    shape: Shape  # from the last correction on
    verdict: Verdict
    reply: Reply

    def read_as(self, status: Status) -> Reply:
        """The same message, taken to mean `status`; not sure."""
        verdict = replace(self.verdict, status=status, sure=False)
        return _reply(self.line, self.shape, verdict, None)


def read_reply(text: str, *, now: datetime, deadline: date | None = None) -> Reply:
    """What an answer to "how far is the task?" says, by the labelling rules; never raises.

    `now` is an aware moment in the committee's zone. `deadline`, when given, is the task's present one: a new
    deadline that would not be later is not believed (`sure` is False).
    """
    return read_stages(text, now, deadline).reply


def read_stages(text: str, now: datetime, deadline: date | None = None) -> Stages:
    """All stages of reading one answer."""
    line = read_line(text)
    whole = read_shape(line, now)
    shape, _ = last_version(line, whole)
    verdict = _judge(line, shape)
    return Stages(line, whole, shape, verdict, _reply(line, shape, verdict, deadline))


# Two tasks or two parts named side by side.
_SEVERAL = (
    r"(?:nhiệm vụ|nv)[ -]?\d+.*(?:nhiệm vụ|nv)[ -]?\d+|\bviệc (?:[a-e]|\d|thứ \d|in|dịch"
    r"|này)\b.*\bviệc \w|\bphần (?!trăm)\w+.*[,;.] ?(?:còn )?phần \w+"
    r"|\bcả (?:\d+|hai|ba|bốn) (?:nv|nhiệm vụ|việc|đầu việc|phần)\b|\bmục \d.*mục \d|\bcái (?:\d|đầu"
    r"|kia)\b.*\bcái\b"
)


_FAVOUR = r"\b(?:giúp|giùm|dùm|hộ)(?: cho)? (?:em|tôi|mình|chị|anh)\b"  # "gửi lại file giúp em"


def _judge(line: Line, shape: Shape) -> Verdict:
    """The verdict, knowing whether several tasks or parts were named."""
    verdict = decide(shape)
    if verdict.status is Status.UNCLEAR and not verdict.sure:
        words = [token.key for token in line.tokens if token.key.isalnum()]
        verdict.sure = not any(
            is_syllable(word)
            or word in english()
            or (len(word) > 1 and word.isdecimal())
            or _pronounced(word)
            for word in words
        )
    asks = verdict.reason == "asks for something" or (verdict.status is Status.DONE and "A" in verdict.rest)
    if asks and _bare_cho(line):
        verdict.sure = False  # "viet xong bai, cho bien tap"
    if verdict.status is Status.EXTENSION and "Y" in shape.row and _only_bare_cho(line, verdict):
        verdict.sure = False  # "chua lam, cho sang thang": chờ sang tháng
    if {one.rule for one in verdict.evidence} == {"sent_bare"} and pattern(_FAVOUR).search(line.canon):
        verdict.status, verdict.sure, verdict.reason = Status.QUESTION, False, "asks a favour"
    if verdict.status is Status.QUESTION and any(t.canon == "mấy" and t.bare for t in line.tokens):
        verdict.sure = False  # "may" without diacritics may be "máy"
    if verdict.status is not Status.UNCLEAR and any(token.slip for token in line.tokens):
        verdict.sure = False  # a word was guessed, or could not be read
    several = bool(pattern(_SEVERAL).search(line.canon))
    verdict.parts = verdict.parts or several
    if several and verdict.reason == "mixed states":  # each part is told plainly: § 1.3
        verdict.sure = all(one.sure and not one.rule.startswith("planned") for one in verdict.evidence)
    if verdict.sure and not verdict.parts:
        verdict.sure = not doubtful(
            verdict.status, shape.row.replace("9", "O"), verdict.rest, verdict.evidence
        )
    return verdict


def _bare_cho(line: Line) -> bool:
    """Whether there is a "cho" without diacritics, which may be "chờ"."""
    return any(t.key == "cho" and t.bare and not t.literal for t in line.tokens)


def _only_bare_cho(line: Line, verdict: Verdict) -> bool:
    """Whether more time is only asked for by a "cho" without diacritics, which may be "chờ"."""
    asks = [one for one in verdict.evidence if one.says == "extension"]
    return _bare_cho(line) and all(one.rule.startswith("ask_until") for one in asks)


def _pronounced(word: str) -> bool:
    """Whether an unknown word may be a foreign one rather than keyboard noise."""
    return bool(_VOWELS.search(word)) and not _JAM.search(word)


_VOWELS = re.compile(r"[aeiouy]")
_JAM = re.compile(r"[^aeiouy]{4}|(.)\1\1|^[^aeiouy]{3}|[qwzxjk][^aeiouhyw][^aeiouyh]")


def _reply(line: Line, shape: Shape, verdict: Verdict, deadline: date | None) -> Reply:
    percent = _percent(line, shape, verdict)
    status, sure = verdict.status, verdict.sure and not line.cut
    new_deadline = _deadline(line, shape) if status is Status.EXTENSION else None
    if new_deadline and deadline and new_deadline <= deadline:
        sure = False
    return Reply(status, percent, new_deadline, note_of(line, shape, verdict), sure)


def _percent(line: Line, shape: Shape, verdict: Verdict) -> int | None:
    if verdict.status is Status.DONE:
        return 100
    if not verdict.status.speaks_of_the_work or verdict.parts:
        return None
    own = [share.percent for share in shape.shares if share.own and share.percent is not None]
    own = [percent for percent in own if percent < 100]
    if not own:
        return None
    if len(set(own)) > 1 and not _over_time(line, shape):
        return None  # several parts, each with its own figure
    if verdict.reason == "mixed states" and _of_one_part(line, shape, verdict):
        return None
    if verdict.status is Status.NOT_STARTED and own[-1] != 0:
        return None
    return own[-1]


_TWO_PARTS = re.compile(r"[xR]{1,2}F[,.]x{1,2}m?b?%")


def _of_one_part(line: Line, shape: Shape, verdict: Verdict) -> bool:
    """Whether the figure is of one part beside a finished one: "tiếng Anh xong, tiếng Trung 50%"."""
    done = [evidence for evidence in verdict.evidence if evidence.says == "done"]
    at = shape.row.find("%")
    if not done or at < 0 or shape.shares[0].unit:
        return False
    if _TWO_PARTS.match(shape.row):  # "bìa xong, ruột mới được 80%"
        return True
    between = shape.row[min(done[0].end, at) : max(done[0].start, at)]
    whole = pattern(
        r"\b(?:tiến độ|tổng|chung|toàn|cả|hiện|giờ)\b|^(?: ?\w+)?(?: ?(?:mới|được|khoảng|đạt|tầm|làm|cỡ))* ?$"
    )
    clause = line.canon[: shape.shares[0].start].rpartition(",")[2]
    return "," in between and bool(clause.strip()) and not whole.search(clause)


_SINCE_THEN = (
    r"\b(?:lúc đầu|ban đầu|hồi đầu)\b.*%.*%|\bđầu (?:tháng|tuần|năm|quý)\b.*%.*\bđến nay\b"
    r"|(?:%|\bphần trăm\b)[^%]*\b(?:giờ|nay|hiện)\b.*\d"
)


def _over_time(line: Line, shape: Shape) -> bool:
    """Whether several figures tell how the same work went on ("tuần trước 30, tuần này 45")."""
    row = shape.row
    if pattern(_SINCE_THEN).search(line.canon):
        return True
    first, last = row.find("%"), row.rfind("%")
    return any(letter in "pJD>B" for letter in row[:last]) or last - first <= 2


def _deadline(line: Line, shape: Shape) -> date | None:
    days = [mention for mention in shape.mentions if mention.day is not None]
    days = [mention for mention in days if not pattern(_OLD).search(line.canon[: mention.start])]
    if not days:
        return None
    days = [m for m in days if m.letter != "J" or _led(line.canon[: m.start])] or days
    led = [m for m in days if _led(line.canon[: m.start])]
    chosen = (led or days)[-1]
    for later in days:  # "đến thứ 2 hoặc thứ 3": the later one
        if later.start > chosen.start and pattern(_OR).fullmatch(line.canon[chosen.end : later.start]):
            chosen = later
    return chosen.day


_OR = r" ?(?:hoặc|hay|hay là|-|/|,)(?: (?:là|đến|tới|ngày))? ?"
_LEADS = ("đến", "den", "tới", "sang", "qua", "ngày", "hết", "vao", "truoc", "cho", "cu de", "cứ để", "cu để")


# "không kịp trước 25/11" names the old deadline.
_OLD = r"\bkịp (?:trước |vào |đến |tới |ngày |hạn )*$"


def _led(before: str) -> bool:
    return before.rstrip().endswith(_LEADS)
