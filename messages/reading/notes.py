"""Picks the part of an answer that a reader of the digest would still want to know (replies_rules.md § 2.10)."""

from committee.tasks import Status
from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.segments import Segment, segments_of, trim
from messages.reading.shape import Shape

_BECAUSE = r"\b(?:vì|do|bởi vì|bởi|tại vì|tại(?= (?:thiếu|chưa|không|vướng|kẹt|bão|mưa))|lý do|lí do|nguyên nhân|because|due to|để(?= (?:lồng|chờ|phối|kết|đồng|bổ|hoàn|có)))\b(?: (?:là|vì|do))?[ :]*"
_THEREFORE = r",? ?\b(?:nên|cho nên|vì vậy|vì thế|do đó|do vậy|thành ra|mới (?=[^,]* được))\b"
_EMPTY_ACK = frozenset("K,.")
# Letters that alone tell a reader nothing beyond the status itself.
_PLAIN = frozenset("FSPr%10CgHTWoYNxzjBUmKnvNhbOZRtuyAGElLM>")


def note_of(line: Line, shape: Shape, verdict: Verdict) -> str:
    """One contiguous part of the text as typed, or nothing."""
    if verdict.status is Status.UNCLEAR or not shape.row:
        return ""
    segments = segments_of(line, shape)
    if not segments:
        return ""
    maker = {
        Status.ACK: _promised, Status.QUESTION: _question, Status.HANDOVER: _who, Status.BLOCKED: _obstacle,
        Status.EXTENSION: _reason,
    }.get(verdict.status, _state)  # fmt: skip
    if verdict.parts and verdict.status is not Status.EXTENSION:
        return trim(line, segments[0].first, segments[-1].last)
    return maker(line, shape, verdict, segments)


def _promised(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    for segment in segments:
        if any(letter in segment.letters for letter in "DJ") and any(letter in segment.letters for letter in "vUW"):
            return trim(line, segment.first, segment.last, tail=_WITH_PERSONS)
    return ""


_WITH_PERSONS = frozenset("ạ a nhe nha roi rồi luon thoi oi chi anh em , . ! … nhé".split())


def _question(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    first, last = segments[0].first, segments[-1].last
    for segment in segments:
        if segment.letters.strip("xKJ_") or len(segment.letters) > 2:
            first = segment.first
            break
    return trim(line, first, last, head=_ASK_HEAD, tail=_ASK_TAIL)


_ASK_HEAD = frozenset("dạ da thua anh chi em oi kinh dong bao cao , . : ok vâng cho hoi hỏi sep roi".split()) - {"cho"}
_ASK_TAIL = frozenset("ạ a nhe nha vay the voi với nhi giup anh chi em oi co chu , . ! … do đó ha".split())


def _who(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    spots = [at for at, letter in enumerate(shape.row) if letter in "ae"]
    if not spots:
        return trim(line, segments[0].first, segments[-1].last)
    handed = [at for at, letter in enumerate(shape.row) if letter in "VQ"]
    after = [at for at in spots if handed and at > handed[0]]
    begin = (after or spots)[0]
    end = begin
    while end + 1 < len(shape.row) and shape.row[end + 1] in "aexuRFZW#o" and shape.row[end + 1] not in "V":
        if shape.row[end + 1] in "xuRFZWo" and not line.tokens[shape.firsts[end + 1]].upper and shape.row[end] != "a" and shape.row[end + 1] != "x":
            break
        end += 1
    first = shape.firsts[begin]
    if line.tokens[first].key in ("ben", "phia") and end > begin:
        first = shape.firsts[begin + 1]
    return trim(line, first, shape.lasts[end], head=frozenset(("ben", "phia", "cua", "cho")))


def _obstacle(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    if verdict.parts:
        return trim(line, segments[0].first, segments[-1].last)
    begin, end = segments[0].first, segments[-1].last
    canon = line.canon
    colon = canon.find(": ")
    if 0 < colon < len(canon) - 4:
        return trim(line, line.index_at(colon + 2), end)
    because = _last(canon, _BECAUSE, line.tokens[begin].at)
    therefore = pattern(_THEREFORE).search(canon, line.tokens[begin].at + 1)
    told = [segment for segment in segments if _blocks(segment, verdict)]
    if because is not None and because < len(canon) - 3:
        stop = therefore.start() if therefore and therefore.start() > because else len(canon)
        return trim(line, line.index_at(because), line.index_at(stop - 1))
    if therefore and therefore.start() > 3:
        head = next((segment.first for segment in segments if segment.letters.strip("%K_")), begin)
        return trim(line, head, line.index_at(therefore.start() - 1))
    full = [segment for segment in told if len(segment.letters.strip("CrO")) > 0 or len(told) == 1] or told
    if not full:
        return trim(line, begin, end)
    first, last = full[0], full[-1]
    return trim(line, _after_share(line, shape, first), last.last)


def _blocks(segment: Segment, verdict: Verdict) -> bool:
    return any(one.says == "blocked" and segment.at <= one.start < segment.at + len(segment.letters) for one in verdict.evidence)


def _after_share(line: Line, shape: Shape, segment: Segment) -> int:
    """Where a segment begins when its leading share and "nhưng" are left out."""
    at = segment.at
    end = segment.at + len(segment.letters)
    while at < end - 1 and shape.row[at] in "%rB1C" and shape.row[at] != "w":
        at += 1
    return shape.firsts[at] if at > segment.at else segment.first


def _last(canon: str, text: str, start: int) -> int | None:
    found = None
    for match in pattern(text).finditer(canon, start):
        found = match.end()
    return found


def _reason(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    canon = line.canon
    because = _last(canon, _BECAUSE, line.tokens[segments[0].first].at)
    if because is not None and because < len(canon) - 2:
        stop = pattern(_THEREFORE).search(canon, because)
        end = stop.start() if stop else len(canon)
        last = line.index_at(end - 1)
        for mention in shape.mentions:
            if mention.letter == "D" and mention.start > because and stop is None:
                comma = canon.rfind(",", because, mention.start)
                if comma > 0:
                    last = line.index_at(comma - 1)
        return trim(line, line.index_at(because), last)
    stop = pattern(_THEREFORE).search(canon)
    if stop and stop.start() > 3:
        return trim(line, segments[0].first, line.index_at(stop.start() - 1))
    wrong = [mention for mention in shape.mentions if mention.day is None and mention.letter == "D"]
    if wrong and not any(mention.day for mention in shape.mentions):
        return trim(line, line.index_at(wrong[-1].start), line.index_at(wrong[-1].end - 1))
    kept = [segment for segment in segments if not _asks(segment, verdict) and _tells(line, segment)]
    if not kept:
        return ""
    return trim(line, kept[0].first, kept[-1].last)


def _asks(segment: Segment, verdict: Verdict) -> bool:
    return any(one.says == "extension" and segment.at <= one.start < segment.at + len(segment.letters) for one in verdict.evidence)


def _tells(line: Line, segment: Segment) -> bool:
    letters = segment.letters
    if any(letter in letters for letter in "OMRQwcdIfeW"):
        return not letters.strip("K").startswith("YA") and "I" not in letters or "?" in segment.stop
    return letters.count("x") > 2


def _state(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    kept = [segment for segment in segments if _informative(line, shape, segment, verdict)]
    if not kept:
        return ""
    first, last = _bounds(line, shape, kept, verdict)
    return trim(line, first, last)


# A note keeps these wherever they stand: days, documents, named others, reasons, questions, waiting.
_TELLING = frozenset("DpdaeIwcLMkqi@ftVJ~u&yRQ")


def _informative(line: Line, shape: Shape, segment: Segment, verdict: Verdict) -> bool:
    letters = segment.letters
    if any(one.says == "fine" and segment.at <= one.start < segment.at + len(letters) and one.rule != "cleared" for one in verdict.evidence):
        return False
    if segment.stop == "?" or "I" in letters:
        return True
    core = letters.strip("FSPrCgHTWoYNzjBUmKnvhb%10xA")
    if verdict.status is Status.NOT_STARTED:
        return any(letter in letters for letter in "fpcDmW@") and letters not in ("YW", "YT") or letters.count("x") > 3
    if any(letter in "Dpd~&@ikwtfLMq" for letter in letters):
        return True
    if "%" in letters:
        return _counted(line, shape, segment)
    if verdict.status is Status.DONE:
        return letters.count("x") + len(core) > 2
    loose = [at for at in range(segment.at, segment.at + len(letters)) if shape.row[at] in "xoZRaeut#c" or (shape.row[at] == "W" and not _generic(line, shape, at))]
    return bool(loose) or "gF" in letters or _named_progress(line, shape, segment) or "j" in letters


_GENERIC = frozenset("làm lam viết viet soan thuc triển trien xu tien mần man chạy chay".split())


def _generic(line: Line, shape: Shape, at: int) -> bool:
    return line.tokens[shape.firsts[at]].key in _GENERIC and shape.firsts[at] == shape.lasts[at] or line.tokens[
        shape.firsts[at]
    ].key in ("thuc", "trien", "tien", "xu")


def _named_progress(line: Line, shape: Shape, segment: Segment) -> bool:
    for at in range(segment.at, segment.at + len(segment.letters)):
        if shape.row[at] == "g":
            typed = line.tokens[shape.firsts[at]].key
            if typed in ("đúng", "dung", "theo", "kip", "bam", "con", "dam", "trong") and shape.lasts[at] > shape.firsts[at]:
                return line.tokens[shape.lasts[at]].key not in ("dang", "do")
    return False


def _counted(line: Line, shape: Shape, segment: Segment) -> bool:
    first, last = line.tokens[segment.first].at, line.tokens[segment.last].at
    for share in shape.shares:
        if first <= share.start <= last + 8 and (share.unit or not share.own or share.percent is None):
            return True
    others = [at for at in range(segment.at, segment.at + len(segment.letters)) if shape.row[at] in "xaeORZ" and not _led_in(line, shape, at)]
    return len(others) > 2


def _led_in(line: Line, shape: Shape, at: int) -> bool:
    return line.tokens[shape.firsts[at]].key in ("co", "khoang", "tam", "duoc", "moi", "len", "con", "chung", "hon", "dat", "tien", "hien", "tai", "do")


def _bounds(line: Line, shape: Shape, kept: list[Segment], verdict: Verdict) -> tuple[int, int]:
    """From where to where the kept segments run, without the plain status words at both ends."""
    begin, end = kept[0].at, kept[-1].at + len(kept[-1].letters) - 1
    heads = {Status.DONE: "PFWSr", Status.IN_PROGRESS: "CFPr%"}.get(verdict.status, "")
    full = "".join(segment.letters for segment in kept)
    if verdict.status is Status.DONE and ("&" in full or "y" in full or (full.startswith("PS") and "R" not in full[:4])):
        heads = ""
    if verdict.parts or len(kept) > 1 and verdict.status is Status.IN_PROGRESS and "F" in kept[0].letters:
        heads = ""
    at = begin
    while at < end and shape.row[at] in heads and not (shape.row[at] == "S" and shape.row[at + 1] in "xp>"):
        at += 1
    tails = "r%" if verdict.status is Status.IN_PROGRESS else "rF"
    while end > at and shape.row[end] in tails and not (shape.row[end] == "%" and _counted(line, shape, kept[-1])):
        end -= 1
    first = kept[0].first if at == begin else shape.firsts[at]
    last = kept[-1].last if end == kept[-1].at + len(kept[-1].letters) - 1 else shape.lasts[end]
    return first, last
