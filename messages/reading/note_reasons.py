"""The note of an obstacle and of a request for more time: the reason that was given."""

from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.segments import Segment, trim
from messages.reading.shape import Shape

_BECAUSE = (
    r"(?<!đơn )(?<!chức )(?<!địa )\b(?:vì|do|bởi vì|bởi|tại vì|tại(?= (?:thiếu|chưa|không|vướng|kẹt|bão|mưa))"
    r"|lý do|lí do"
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
    head = next((segment.first for segment in segments if segment.letters.strip("%K_")), begin)
    if any(_requests(segment) for segment in segments):  # what the secretariat is asked to do belongs to it
        return trim(line, head, end)
    if because is not None and because < len(canon) - 3:
        stop = therefore.start() if therefore and therefore.start() > because else len(canon)
        if pattern(_TOLD_BEFORE).search(canon[:because]):
            return trim(line, head, end)  # "bị trả lại vì thiếu chữ ký"
        return trim(line, line.index_at(because), line.index_at(stop - 1))
    if therefore and therefore.start() > 3:
        if pattern(r"\d").search(canon[: therefore.start()]):
            return trim(line, head, end)  # "mới có 6/24 xã nộp nên …"
        return trim(line, head, line.index_at(therefore.start() - 1))
    told = [segment for segment in segments if _says(segment, verdict, "blocked")]
    full = [segment for segment in told if len(told) == 1 or not _bare(segment)] or told
    if not full:
        return trim(line, begin, end)
    if all(_bare(one) for one in segments) and len(segments[0].letters) == 1:
        return ""  # "on hold"
    full = [*_before(shape, segments, full[0]), *full]
    later = [one for one in segments if one.at > full[-1].at and one.letters.strip("Kvy") and not _bare(one)]
    return trim(line, _after_share(shape, full[0]), (later or full)[-1].last)


_TOLD_BEFORE = r"\b(?:không có|thiếu|mất|bị|trả lại|trả về|từ chối|hoãn|tạm dừng|dừng lại)\b"


def _before(shape: Shape, segments: list[Segment], told: Segment) -> list[Segment]:
    """The clauses just before the obstacle that give its reason ("mưa quá trời, đường ngập")."""
    kept: list[Segment] = []
    for segment in reversed([one for one in segments if one.at < told.at]):
        counted = "%" in segment.letters and any(share.unit for share in shape.shares)
        if not counted and (segment.letters.strip("xMRe#aHpJD<hI9") or not set(segment.letters) & set("xM")):
            break
        kept.insert(0, segment)
    return kept


def _requests(segment: Segment) -> bool:
    """Whether a stretch asks the secretariat for help ("đề nghị Ban Chỉ đạo tháo gỡ")."""
    return segment.letters.startswith("A") and len(segment.letters) > 2


def _bare(segment: Segment) -> bool:
    """Whether a stretch only says that the work stands still ("đang kẹt", "bí quá")."""
    return not segment.letters.strip("CrO") and segment.last - segment.first < 2


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
        return trim(line, line.index_at(because), line.index_at(end - 1), head="reason_head")
    if therefore and therefore.start() > 3:
        return trim(line, segments[0].first, line.index_at(therefore.start() - 1))
    days = [mention for mention in shape.mentions if mention.day]
    aim = pattern(r"\bđể (?=\w+ \w+)").search(canon, days[-1].end) if days else None
    if aim:
        return trim(line, line.index_at(aim.end()), len(line.tokens) - 1)
    wrong = [mention for mention in shape.mentions if mention.day is None and mention.letter == "D"]
    if wrong and not any(mention.day for mention in shape.mentions):
        return trim(line, line.index_at(wrong[-1].start), line.index_at(wrong[-1].end - 1))
    kept = [one for one in segments if not _says(one, verdict, "extension") and _tells(one)]
    if kept:
        return trim(line, kept[0].first, kept[-1].last, head="reason_head")
    return _led_to(line, shape, verdict, segments)


def _led_to(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    """The obstacle that stands before the request without a comma ("bị thiếu người cho anh lùi …")."""
    asks = min((one.start for one in verdict.evidence if one.says == "extension"), default=0)
    segment = next((one for one in segments if one.holds(asks)), segments[0])
    before = shape.row[segment.at : asks]
    if set(before) & set("OMRQw9"):
        return trim(line, segment.first, shape.firsts[asks] - 1)
    return ""


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
    if "Cg" in letters:  # "còn lại vẫn đúng hạn"
        return True
    if set(letters) & set("OMRQwcdIfeW"):
        asks = letters.strip("K").startswith("YA") or ("I" in letters and not set(letters) & set("OM"))
        return not asks or segment.stop == "?"
    return letters.count("x") > 1
