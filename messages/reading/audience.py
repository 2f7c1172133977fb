"""Reads for whom an announcement is, as a secretary types it: "Ủy viên, Sở Tài chính, trừ Công an tỉnh"."""

import re
from collections.abc import Sequence

from committee.announcements import Audience, BadAudience, Part, PartKind, parse
from committee.people import Agency, Role
from committee.refusals import Refusal, RefusalReason
from messages.reading.agencies import find_agencies
from messages.reading.fold import fold

_EXCEPT = re.compile(r"(?:ngoại trừ|ngoai tru|trừ|tru|không gửi|khong gui|except|-)\s*", re.IGNORECASE)
_BLOCK = re.compile(r"(?:khối|khoi|block)\s+", re.IGNORECASE)
_EXPRESSION = re.compile(r"\b(?:role|agency|group|seat)\s*:", re.IGNORECASE)
# Whole groups by their usual names, folded.
_GROUPS: tuple[tuple[re.Pattern[str], tuple[Part, ...]], ...] = tuple(
    (re.compile(words), parts)
    for words, parts in (
        (r"tat ca|toan bo|moi nguoi|all|everyone", (Part(PartKind.ALL),)),
        (
            r"(?:toan the |tat ca |cac )?(?:thanh vien )?(?:ban chi dao|bcd)(?: tinh)?|participants",
            (Part(PartKind.PARTICIPANTS),),
        ),
        (r"(?:cac )?(?:to giup viec|to thu ky|thu ky|secretariat)", (Part(PartKind.ROLE, Role.SECRETARY),)),
        (r"(?:cac )?(?:dong chi )?uy vien(?: ban chi dao)?|members", (Part(PartKind.ROLE, Role.MEMBER),)),
        (r"(?:cac )?(?:dong chi )?pho truong ban|deputies", (Part(PartKind.ROLE, Role.DEPUTY),)),
        (r"pho truong ban thuong truc", (Part(PartKind.ROLE, Role.STANDING_DEPUTY),)),
        (r"(?:dong chi )?truong ban|chair", (Part(PartKind.ROLE, Role.CHAIR),)),
    )
)


def read_audience(typed: str, agencies: Sequence[Agency]) -> Audience:
    """The audience that was typed: group names, agencies (whose names may hold commas), exclusions.

    An expression of the command line ("role:member,-agency:STC") is taken as it is.

    Raises:
        BadAudience: a part that names nobody, or several alike.
        Refusal: AUDIENCE_EMPTY when nothing was typed.
    """
    if _EXPRESSION.search(typed):
        return parse(typed)
    parts: list[Part] = []
    for piece in re.split(r"[;\n]", typed):
        commas = [part for part in piece.split(",") if part.strip()]
        while commas:
            found, used = _longest(commas, agencies)
            parts += found
            commas = commas[used:]
    if not parts:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    return parse(",".join(map(str, parts)))


def _longest(commas: list[str], agencies: Sequence[Agency]) -> tuple[Sequence[Part], int]:
    """What the first parts mean, as many of them together as name something exactly; and how many."""
    for end in range(len(commas), 0, -1):
        found = _exact(",".join(commas[:end]), agencies)
        if found:
            return found, end
    return _like(commas[0], agencies), 1


def _split(words: str) -> tuple[str, bool]:
    """The name without a word of exclusion before it."""
    words = words.strip(" .:–•+")
    behind = _EXCEPT.match(words)
    return (words[behind.end() :], True) if behind else (words, False)


def _exact(words: str, agencies: Sequence[Agency]) -> Sequence[Part]:
    name, excludes = _split(words)
    folded = _tidy(name)
    for pattern, parts in _GROUPS:
        if pattern.fullmatch(folded):
            return [Part(part.kind, part.value, excludes) for part in parts]
    for agency in agencies:
        if folded in map(_tidy, (agency.code, agency.name, agency.short_name)) and folded:
            return [Part(PartKind.AGENCY, agency.code, excludes)]
    block = _BLOCK.match(name)
    wanted = _tidy(name[block.end() :]) if block else ""
    for agency in agencies:
        if wanted and wanted == _tidy(agency.block):
            return [Part(PartKind.GROUP, agency.block, excludes)]
    apart = re.split(r"\s+(?:trừ|tru|except)\s+", name, maxsplit=1, flags=re.IGNORECASE)
    if len(apart) == 2 and not excludes:
        before, behind = _exact(apart[0], agencies), _exact(f"-{apart[1]}", agencies)
        return [*before, *behind] if before and behind else []
    return []


def _like(words: str, agencies: Sequence[Agency]) -> Sequence[Part]:
    name, excludes = _split(words)
    apart = re.split(r"\s+(?:trừ|tru|except)\s+", name, maxsplit=1, flags=re.IGNORECASE)
    if len(apart) == 2 and not excludes:
        return [*_either(apart[0], agencies), *_either(f"-{apart[1]}", agencies)]
    found = find_agencies(name, agencies)
    if len(found) != 1:
        raise BadAudience(words.strip())
    return [Part(PartKind.AGENCY, found[0].code, excludes)]


def _either(words: str, agencies: Sequence[Agency]) -> Sequence[Part]:
    return _exact(words, agencies) or _like(words, agencies)


def _tidy(name: str) -> str:
    return " ".join(fold(name).replace("&", " va ").split())
