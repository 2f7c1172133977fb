"""Picks the part of an answer that a digest's reader would still want to know (replies_rules.md § 2.10)."""

from committee.tasks import Status
from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.note_reasons import obstacle, reason
from messages.reading.note_states import state
from messages.reading.segments import Segment, segments_of, trim
from messages.reading.shape import Shape


def note_of(line: Line, shape: Shape, verdict: Verdict) -> str:
    """One contiguous part of the text as typed, or nothing."""
    if verdict.status is Status.UNCLEAR or not shape.row:
        return ""
    segments = segments_of(line, shape)
    if not segments:
        return ""
    several = any(one.says in ("done", "not_started", "blocked") for one in verdict.evidence)
    if verdict.parts and (verdict.status is not Status.EXTENSION or several):
        return trim(line, segments[0].first, segments[-1].last)  # the whole list of parts
    match verdict.status:
        case Status.ACK:
            return _promised(line, segments)
        case Status.QUESTION:
            return _question(line, segments)
        case Status.HANDOVER:
            return _who(line, shape, segments)
        case Status.BLOCKED:
            return obstacle(line, shape, verdict, segments)
        case Status.EXTENSION:
            return reason(line, shape, verdict, segments)
        case _:
            return state(line, shape, verdict, segments)


def _promised(line: Line, segments: list[Segment]) -> str:
    """A promised time: "mai em trả lời"."""
    for segment in segments:
        if set(segment.letters) & set("DJ") and set(segment.letters) & set("vUW"):
            return trim(line, segment.first, segment.last, tail="promise_tail")
    return ""


def _question(line: Line, segments: list[Segment]) -> str:
    """The question without its politeness."""
    asked = next((one for one in segments if one.letters.strip("xKJ_") or len(one.letters) > 2), segments[0])
    first = 0 if asked is segments[0] else asked.first
    return trim(line, first, segments[-1].last, head="ask_head", tail="ask_tail")


def _who(line: Line, shape: Shape, segments: list[Segment]) -> str:
    """The person, room or agency that has the work."""
    row = shape.row
    spots = [at for at, letter in enumerate(row) if letter in "ae"]
    if not spots:
        return trim(line, segments[0].first, segments[-1].last)
    if "Q" in row:  # with the sender's own reason: "em nghỉ thai sản, chị Thuý làm thay"
        return trim(line, segments[0].first, segments[-1].last)
    handed = min(
        (at for at in range(len(row)) if row[at] == "V" and not _helps(line, shape, at)), default=len(row)
    )
    own = next((one for one in segments if one.holds(handed)), None)
    begin = next((at for at in spots if at > handed), spots[0])
    if own and not own.holds(begin):  # "bên Sở Giáo dục chủ trì, trường chỉ phối hợp"
        begin = next((at for at in spots if own.holds(at)), begin)
    denied = next((one for one in segments if one.holds(begin)), segments[0])
    if "N" in denied.letters[: max(begin - denied.at, 0)]:  # "không phải việc của Sở, bên Biên phòng làm"
        begin = next((at for at in spots if at >= denied.at + len(denied.letters)), begin)
    end = begin
    while end + 1 < len(row) and _goes_on(line, shape, end + 1):
        end += 1
    first = shape.firsts[begin]
    if line.tokens[first].key in ("ben", "phia") and end > begin:
        first = shape.firsts[begin + 1]
    if first and line.tokens[first - 1].key in _PERSON and line.tokens[first].upper:
        first -= 1  # "a Phong"
    return trim(line, first, shape.lasts[end], head="who_head")


_PERSON = frozenset(("a", "c", "e", "anh", "chi", "em", "co", "chu", "bac", "cau", "ong", "ba"))


def _helps(line: Line, shape: Shape, at: int) -> bool:
    """Whether a phrase says who only helps ("chỉ phối hợp") or has it not."""
    if line.tokens[shape.firsts[at]].key in ("khong", "ngoai"):
        return True
    return any(
        token.key in ("phoi", "hỗ", "ho") for token in line.tokens[shape.firsts[at] : shape.lasts[at] + 1]
    )


def _goes_on(line: Line, shape: Shape, at: int) -> bool:
    """Whether the name of a body goes on with this letter: further names, plain words, capitals."""
    letter = shape.row[at]
    if letter in "aex#":
        return True
    return letter in "uRFZWoV" and (line.tokens[shape.firsts[at]].upper or shape.row[at - 1] == "a")
