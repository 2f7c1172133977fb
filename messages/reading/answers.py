"""Splits one message into answers about several tasks: "NV-03 xong, NV-05 đang làm 50%"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from messages.reading.fold import nfc, plain

_CODE = re.compile(r"([^\W\d_]+)[\s_.–-]*0*(\d+)")
# Between two codes that share one answer: "NV-21 và NV-22 cùng xong", "nv3, nv4: đang làm".
_LINK = re.compile(r"^[\s,;&+/]*(?:và|va|với|voi|cùng|and)?[\s,;&+/]*$", re.IGNORECASE)
_EDGE = " \t\n\r,;:.-–—•*+)(=>"
# Words that only lead up to a code: "báo cáo anh:", "dạ nhiệm vụ", "việc".
_LEAD = re.compile(
    r"^(?:[\s,:;.\-]|\b(?:dạ|da|em|tôi|anh|chị|chi|báo cáo|bao cao|kính gửi|kinh gui|thưa|thua|đồng chí"
    r"|dong chi|"
    r"nhiệm vụ|nhiem vu|việc|viec|về|ve|mã|ma|còn|con|đối với|doi voi|riêng|rieng|ơi|oi)\b)*$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,;.]*\b(?:còn|con|riêng|rieng|và|va|thì|nhưng|nhung|and)\s*$", re.IGNORECASE)


def split_answers(text: str, codes: Sequence[str]) -> list[tuple[str | None, str]]:
    """The answers in a message, each with the task code it speaks of, in the order of the message.

    A code is found however it is typed: nv3, NV-03, "NV 3". Codes that share one answer each get it. Without
    any known code the whole message is one answer without code.
    """
    composed = nfc(text)
    places = _mentions(composed, codes)
    if not places:
        return [(None, composed.strip())]
    head = composed[: places[0][0]]
    after = [composed[end:begin] for (_, end, _), (begin, _, _) in pairwise(places)]
    after.append(composed[places[-1][1] :])
    if not after[-1].strip(_EDGE + "?!") and head.strip(_EDGE) and not _LEAD.match(head):
        befores = [head, *after[:-1]]  # "xong NV-03, đang làm NV-05": the answer stands before its code
        return _shared([code for _, _, code in places], befores, backwards=False)
    lead = "" if _LEAD.match(head) else head
    if lead and len({code for _, _, code in places}) == 1:
        return [(places[0][2], composed.strip())]
    answers = _shared([code for _, _, code in places], after, backwards=True)
    if lead.strip(_EDGE):
        answers.insert(0, (None, _tidy(lead)))
    return answers


def unknown_codes(text: str, codes: Sequence[str]) -> list[str]:
    """Codes typed like a known one whose number is none of them ("NV-99"), as typed: ask, do not guess."""
    composed = nfc(text)
    pattern, table = _known(tuple(codes))
    folded = plain(composed.lower())
    if pattern is None or len(folded) != len(composed):
        return []
    return [
        composed[match.start() : match.end()]
        for match in pattern.finditer(folded)
        if (match[1], int(match[2])) not in table
    ]


@lru_cache(maxsize=64)
def _known(codes: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[tuple[str, int], str]]:
    """The pattern for these codes' prefixes, and the codes by folded prefix and number."""
    table: dict[tuple[str, int], str] = {}
    for code in codes:
        match = _CODE.fullmatch(code.strip())
        if match and len(match[2]) < 9:
            table[plain(match[1].lower()), int(match[2])] = code
    if not table:
        return None, table
    prefixes = "|".join(sorted({re.escape(prefix) for prefix, _ in table}, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])({prefixes})[ \t]*[-–._:#]?[ \t]*(\d{{1,8}})(?![\d%/]|[.,]\d| ?%)"), table


def _mentions(text: str, codes: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where known codes are mentioned: from, to, the code."""
    pattern, table = _known(tuple(codes))
    folded = plain(text.lower())
    if pattern is None or len(folded) != len(text):
        return []
    found: list[tuple[int, int, str]] = []
    for match in pattern.finditer(folded):
        code = table.get((match[1], int(match[2])))
        if code is None:
            continue
        found.append((match.start(), match.end(), code))
        found.extend(_listed(folded, match.end(), match[1], len(match[2]), table))
    return found


_MORE = re.compile(
    r"\s*(?:,|&|\+|\bva\b)\s*(0*\d{1,3})(?=\s*(?:,|&|\+|:|\bva\b|\bdeu\b|\bcung\b|\bxong\b|\bdang\b|\bchua\b|\bda\b))"
)


def _listed(
    folded: str, at: int, prefix: str, width: int, table: dict[tuple[str, int], str]
) -> list[tuple[int, int, str]]:
    """Numbers that go on a list without repeating the prefix: "NV-03, 04 và 05 đều xong"."""
    found = []
    while match := _MORE.match(folded, at):
        code = table.get((prefix, int(match[1])))
        if code is None or len(match[1]) != width:
            break
        found.append((match.start(1), match.end(1), code))
        at = match.end()
    return found


def _shared(codes: list[str], parts: list[str], *, backwards: bool) -> list[tuple[str | None, str]]:
    """Give every code its part; a code with only "và" or a comma beside it shares its neighbour's part."""
    answers: list[tuple[str | None, str]] = []
    waiting: list[str] = []
    for code, part in zip(codes, parts, strict=True):
        if _LINK.match(part) and backwards:
            waiting.append(code)
            continue
        if _LINK.match(part) and answers:
            answers.append((code, answers[-1][1]))
            continue
        tidy = _tidy(part)
        answers.extend((one, tidy) for one in [*waiting, code])
        waiting = []
    answers.extend((code, "") for code in waiting)
    return answers


def _tidy(part: str) -> str:
    stripped = part.strip(_EDGE)
    return _TAIL.sub("", stripped).strip(_EDGE) or stripped
