"""Reads who a meeting is for, as it is typed in chat: more forgiving than a sheet."""

import re
from collections.abc import Sequence

from committee.announcements import PartKind
from committee.people import Agency, Role
from messages.reading.agencies import find_agencies
from messages.sheets.audiences import AudienceReader

_LEAD_IN = re.compile(r"^\W*(?:(?:kính |trân trọng )?mời|thành phần|gồm|đại diện)\b[ :]*", re.IGNORECASE)


def read_audience(text: str, agencies: Sequence[Agency]) -> tuple[str, list[str]]:
    """The audience that was typed, as an expression, and the pieces that name nobody of this committee.

    "mời Sở Tài chính và Công an tỉnh, so ngoai vu" names three agencies.
    """
    reader = AudienceReader(agencies)
    parts: list[str] = []
    unknown: list[str] = []
    for piece in (_LEAD_IN.sub("", piece).strip(" .") for piece in re.split(r"[;\n]", text)):
        whole = reader.read(piece)
        if whole.expression:
            parts.append(whole.expression)
            continue
        for smaller in filter(None, (one.strip(" .") for one in re.split(r",| (?:và|va) ", piece))):
            found = reader.read(smaller).expression or _agency(smaller, agencies)
            parts.append(found) if found else unknown.append(smaller)
    joined = list(dict.fromkeys(",".join(parts).split(","))) if parts else []
    if PartKind.PARTICIPANTS in joined and f"{PartKind.ROLE}:{Role.SECRETARY}" in joined:
        joined = [PartKind.ALL.value]
    return ",".join(joined), unknown


def _agency(words: str, agencies: Sequence[Agency]) -> str:
    found = find_agencies(words, agencies)
    return f"{PartKind.AGENCY}:{found[0].code}" if len(found) == 1 else ""
