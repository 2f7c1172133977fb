"""The note of an obstacle and of a request for more time: the reason that was given."""

from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.segments import Segment, trim
from messages.reading.shape import Shape

_BECAUSE = (
    r"\b(?:vì|do|bởi vì|bởi|tại vì|tại(?= (?:thiếu|chưa|không|vướng|kẹt|bão|mưa))|lý do|lí do"
    r"|nguyên nhân|because|due to|để(?= (?:lồng|chờ|phối|kết|đồng|bổ|hoàn|có)))\b(?: (?:là|vì|do))?[ :]*"
)
_THEREFORE = r",? ?\b(?:nên|cho nên|vì vậy|vì thế|do đó|do vậy|thành ra)\b"


def obstacle(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    """What stops the work: the words after "vì", before "nên", or the clauses that name it."""
    begin, end = segments[0].first, segments[-1].last
    canon = line.canon
    colon = canon.find(": ")
    if 0 < colon < len(canon) - 4:
        return trim(line, line.index_at(colon + 2), end)
    because = _after_because(canon, line.tokens[begin].at)
    therefore = pattern(_THEREFORE).search(canon, line.tokens[begin].at + 1)
    if not therefore and pattern(r"\b(?:chờ|đợi)\b").search(canon):
        therefore = pattern(r" (?:rồi |xong )?mới ").search(canon)
    if because is not None and because < len(canon) - 3:
        stop = therefore.start() if therefore and therefore.start() > because else len(canon)
        return trim(line, line.index_at(because), line.index_at(stop - 1))
    if therefore and therefore.start() > 3:
        head = next((segment.first for segment in segments if segment.letters.strip("%K_")), begin)
        return trim(line, head, line.index_at(therefore.start() - 1))
    told = [segment for segment in segments if _says(segment, verdict, "blocked")]
    full = [segment for segment in told if len(told) == 1 or segment.letters.strip("CrO")] or told
    if not full:
        return trim(line, begin, end)
    return trim(line, _after_share(shape, full[0]), full[-1].last)


def reason(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    """Why more time is asked for, if a reason was given; an impossible date otherwise."""
    canon = line.canon
    because = _after_because(canon, line.tokens[segments[0].first].at)
    therefore = pattern(_THEREFORE).search(canon, because or 0)
    if because is not None and because < len(canon) - 2:
        end = therefore.start() if therefore else len(canon)
        for mention in shape.mentions:
            comma = canon.rfind(",", because, mention.start)
            if not therefore and mention.letter == "D" and comma > 0:
                end = comma  # "vì mưa lũ, xin lùi đến 20/12"
        return trim(line, line.index_at(because), line.index_at(end - 1))
    if therefore and therefore.start() > 3:
        return trim(line, segments[0].first, line.index_at(therefore.start() - 1))
    wrong = [mention for mention in shape.mentions if mention.day is None and mention.letter == "D"]
    if wrong and not any(mention.day for mention in shape.mentions):
        return trim(line, line.index_at(wrong[-1].start), line.index_at(wrong[-1].end - 1))
    kept = [one for one in segments if not _says(one, verdict, "extension") and _tells(one)]
    return trim(line, kept[0].first, kept[-1].last) if kept else ""


def _says(segment: Segment, verdict: Verdict, what: str) -> bool:
    return any(one.says == what and segment.holds(one.start) for one in verdict.evidence)


def _after_because(canon: str, start: int) -> int | None:
    """Where the words after the last "vì", "do", "lý do:" begin."""
    found = None
    for match in pattern(_BECAUSE).finditer(canon, start):
        found = match.end()
    return found


def _after_share(shape: Shape, segment: Segment) -> int:
    """Where a segment begins when its leading share and "nhưng" are left out."""
    at, end = segment.at, segment.at + len(segment.letters)
    while at < end - 1 and shape.row[at] in "%rB1C":
        at += 1
    return shape.firsts[at] if at > segment.at else segment.first


def _tells(segment: Segment) -> bool:
    letters = segment.letters
    if set(letters) & set("OMRQwcdIfeW"):
        asks = letters.strip("K").startswith("YA") or "I" in letters
        return not asks or segment.stop == "?"
    return letters.count("x") > 2
