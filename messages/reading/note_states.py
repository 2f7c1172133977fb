"""The note of a state of the work: counts, days, documents, promises, what remains; not the plain state."""

from committee.tasks import Status
from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.segments import Segment, note_words, trim
from messages.reading.shape import Shape

# Days, documents, other figures, events, bosses, signatures, waiting, lateness: always worth telling.
_TELLING = frozenset("Dpd~&@ikwtfLMq")
_SUBJECT = r"[xR][xRWo]+[PFS]"
_PLAIN = "FSPrCgHTWoYNzjBUmKnvhb%10xA"


def state(line: Line, shape: Shape, verdict: Verdict, segments: list[Segment]) -> str:
    """The informative stretch of an answer about the state of the work."""
    told = [segment for segment in segments if _informative(line, shape, segment, verdict)]
    kept = [segment for segment in segments if segment in told or _goes_with(segment, told, verdict)]
    if not kept:
        return ""
    opening = segments[0]
    if (
        verdict.status is Status.DONE
        and kept[0] in segments[1:2]
        and pattern(_SUBJECT).match(opening.letters)
    ):
        kept.insert(0, opening)  # "Triển lãm đã khai mạc, 1.200 lượt khách"
    first, last = _bounds(line, shape, kept, verdict)
    return trim(line, first, last)


# What only sounds like an obstacle but is worth telling: slowness, told with its reason.
_SLOW = frozenset(("slow_but_moving", "moving_but_slow", "moving_anyhow", "obstacle_solved"))


def _informative(line: Line, shape: Shape, segment: Segment, verdict: Verdict) -> bool:
    letters = segment.letters
    done = verdict.status is Status.DONE
    for one in verdict.evidence:  # a negated obstacle is dropped, a removed one told while work runs
        if one.says == "fine" and segment.holds(one.start):
            if one.rule in _SLOW and not done:
                return True
            if done or one.rule != "cleared":
                return _on_time(line, shape, segment)
    if _on_time(line, shape, segment):
        return True
    asked = letters.find("I")
    if segment.stop == "?" or (asked >= 0 and not set(letters[:asked]) & set("YNM")):
        return True
    if "J" in letters and set(letters) & set("FSWo"):
        return True
    if verdict.status is Status.NOT_STARTED:
        return _tells_why_not(line, shape, segment)
    if done:
        return _tells_of_done(line, shape, segment)
    if set(letters) & _TELLING:
        return True
    if "%" in letters:
        return _counted(line, shape, segment)
    return _says_what(line, shape, segment) or "gF" in letters or "j" in letters


_PUNCTUAL = frozenset(("dung", "kip", "truoc", "som", "vuot", "trong", "dam", "theo"))


def _goes_with(segment: Segment, told: list[Segment], verdict: Verdict) -> bool:
    """Whether running work is told in one breath over a comma ("đã ký, đang phát hành")."""
    if verdict.status is not Status.IN_PROGRESS or not told or segment.at < told[0].at:
        return False
    end = segment.at + len(segment.letters)
    spans = any(one.start < segment.at < one.end <= end for one in verdict.evidence)
    return spans or (segment is not told[0] and "j" in told[0].letters)


def _on_time(line: Line, shape: Shape, segment: Segment) -> bool:
    at = shape.row.find("2", segment.at, segment.at + len(segment.letters))
    return at >= 0 and _key(line, shape, at) in _PUNCTUAL


def _tells_why_not(line: Line, shape: Shape, segment: Segment) -> bool:
    """Why nothing was begun, or when it will be; that it was forgotten is no reason."""
    letters = segment.letters
    forgot = letters.find("f")
    if forgot >= 0 and not letters.strip("fxYWT") and _key(line, shape, segment.at + forgot) == "quen":
        return False
    return bool(set(letters) & set("fpcDm@")) or (bool(set(letters) & set("Wv")) and "Y" not in letters)


def _tells_of_done(line: Line, shape: Shape, segment: Segment) -> bool:
    """Whether a finished thing is told more closely: when, by which way, how many, a request beside it."""
    letters = segment.letters
    if set(letters.replace("Vp", "")) & (_TELLING - {"f"}) or letters[0] in "Av" or "y" in letters:
        return True
    if "1" in letters and any(share.unit for share in shape.shares) and _counted(line, shape, segment):
        return True
    if pattern(r"a[xPb]{0,2}S").match(letters) and _key(line, shape, segment.at) in _PEOPLE:
        return True  # "anh Phong vừa gửi"
    acts = [at for at, letter in enumerate(letters) if letter in "PFSWo"]
    begin = acts[0] if acts else 0
    for at in range(len(letters)):
        if letters[at] in "SW" and _channel(line, shape, segment.at + at):
            return True
    told = letters[begin:]
    if any(pair in letters for pair in (">x", "#x", "#R", "#s", "#Z", "#e", "F#", "x#")):
        return True
    if (
        set(letters[:begin]) & set("xR")
        and told.startswith(("S", "PS", "PF", "F"))
        and not told.strip("PSFr")
    ):
        return False  # "Hội Nông dân đã hoàn thành"
    return told.count("x") + len(told.strip(_PLAIN)) > 2 or bool(pattern(r"[SF]xx").search(told))


_PEOPLE = frozenset(("anh", "chi", "em", "co", "chu", "bac", "ban", "cau", "dong", "a", "c"))
_WAYS = frozenset(
    ("qua", "mail", "email", "zalo", "truc", "tay", "buu", "web", "drive", "telegram", "youtube", "facebook")
)


def _channel(line: Line, shape: Shape, at: int) -> bool:
    """Whether the way by which a thing was sent is named: "gửi qua văn thư", "up lên drive"."""
    last = shape.lasts[at] + 2
    return any(token.canon in _WAYS for token in line.tokens[shape.firsts[at] + 1 : last + 1])


def _key(line: Line, shape: Shape, at: int) -> str:
    return line.tokens[shape.firsts[at]].key


def _says_what(line: Line, shape: Shape, segment: Segment) -> bool:
    """Whether running work is told more closely than "đang làm": its object, its stage, "đúng lộ trình"."""
    for at in range(segment.at, segment.at + len(segment.letters)):
        letter, first, last = shape.row[at], line.tokens[shape.firsts[at]], line.tokens[shape.lasts[at]]
        if letter == "R" and first.canon in note_words("generic_object"):
            continue
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
        if (row[last] == "%" and _counted(line, shape, kept[-1])) or (row[last] == "F" and "1" in full):
            break
        last -= 1
    first_token = kept[0].first if at == begin else shape.firsts[at]
    while first_token and line.tokens[first_token - 1].canon in ("hồi", "từ", "luc", "hom", "ca"):
        first_token -= 1  # "hồi hôm qua"
    return first_token, kept[-1].last if last == end else shape.lasts[last]


def _whole_statement(letters: str) -> bool:
    """Whether the act belongs to the note: "Đã ban hành Quyết định kiện toàn …", not "đã gửi báo cáo"."""
    return letters.startswith("PS") and "R" not in letters[:4]
