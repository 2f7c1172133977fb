"""The note of a state of the work: counts, days, documents, promises, what remains; not the plain state."""

from committee.tasks import Status
from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.segments import Segment, note_words, trim
from messages.reading.shape import Shape

# Days, documents, other figures, events, bosses, signatures, waiting, lateness: always worth telling.
_TELLING = frozenset("Dpd~&@ikwtfLMq")
_PLAIN = "FSPrCgHTWoYNzjBUmKnvhb%10xA"


def state(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    """The informative stretch of an answer about the state of the work."""
    kept = [segment for segment in segments if _informative(line, shape, segment, verdict)]
    if not kept:
        return ""
    first, last = _bounds(line, shape, kept, verdict)
    return trim(line, first, last)


def _informative(line: Line, shape: Shape, segment: Segment, verdict: Verdict) -> bool:
    letters = segment.letters
    done = verdict.status is Status.DONE
    for one in verdict.evidence:  # a negated obstacle is dropped, a removed one told while work runs
        if one.says == "fine" and segment.holds(one.start) and (done or one.rule != "cleared"):
            return False
    asked = letters.find("I")
    if segment.stop == "?" or (asked >= 0 and not set(letters[:asked]) & set("YNM")):
        return True
    if "J" in letters and set(letters) & set("FS"):
        return True
    if verdict.status is Status.NOT_STARTED:
        return (bool(set(letters) & set("fpcDmW@")) and letters not in ("YW", "YT")) or letters.count("x") > 3
    if done and any(pair in letters for pair in (">x", "#x", "#R")):
        return True
    if set(letters) & _TELLING:
        return True
    if "%" in letters:
        return _counted(line, shape, segment)
    if "1" in letters and any(share.unit for share in shape.shares) and _counted(line, shape, segment):
        return True
    if done:
        return letters.count("x") + len(letters.strip(_PLAIN)) > 2
    return _says_what(line, shape, segment) or "gF" in letters or "j" in letters


def _says_what(line: Line, shape: Shape, segment: Segment) -> bool:
    """Whether running work is told more closely than "đang làm": its object, its stage, "đúng lộ trình"."""
    for at in range(segment.at, segment.at + len(segment.letters)):
        letter, first, last = shape.row[at], line.tokens[shape.firsts[at]], line.tokens[shape.lasts[at]]
        if letter in "xZRaeut#c" or (letter in "Wo" and first.canon not in note_words("generic")):
            return True
        if letter == "g" and first is not last and first.canon in note_words("kept_progress"):
            return last.key not in ("dang", "do")
    return False


def _counted(line: Line, shape: Shape, segment: Segment) -> bool:
    """Whether a share tells more than its percentage: a unit, a figure of something else, a bound."""
    first, last = line.tokens[segment.first].at, line.tokens[segment.last].at
    for share in shape.shares:
        if first <= share.start <= last + 8 and (share.unit or not share.own or share.percent is None):
            return True
    loose = [
        at
        for at in range(segment.at, segment.at + len(segment.letters))
        if shape.row[at] in "xaeORZ" and line.tokens[shape.firsts[at]].canon not in note_words("lead_in")
    ]
    return len(loose) > 2


def _bounds(line: Line, shape: Shape, kept: list[Segment], verdict: Verdict) -> tuple[int, int]:
    """From where to where the kept segments run, without the plain status words at both ends."""
    row, running = shape.row, verdict.status is Status.IN_PROGRESS
    begin, end = kept[0].at, kept[-1].at + len(kept[-1].letters) - 1
    full = "".join(segment.letters for segment in kept)
    heads = {Status.DONE: "PFWSr", Status.IN_PROGRESS: "CFPr%"}.get(verdict.status, "")
    if verdict.status is Status.DONE and (set(full) & set("&y") or _whole_statement(full)):
        heads = ""
    if len(kept) > 1 and running and "F" in kept[0].letters:
        heads = ""
    at, last = begin, end
    while at < end and row[at] in heads:
        if (row[at] == "%" and _counted(line, shape, kept[0])) or (row[at] == "S" and row[at + 1] in "xp>"):
            break
        at += 1
    while last > at and row[last] in ("r%" if running else "rF"):
        if row[last] == "%" and _counted(line, shape, kept[-1]):
            break
        last -= 1
    first_token = kept[0].first if at == begin else shape.firsts[at]
    return first_token, kept[-1].last if last == end else shape.lasts[last]


def _whole_statement(letters: str) -> bool:
    """Whether the act belongs to the note: "Đã ban hành Quyết định kiện toàn …", not "đã gửi báo cáo"."""
    return letters.startswith("PS") and "R" not in letters[:4]
