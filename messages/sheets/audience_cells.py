"""Writes who a meeting is for as a secretary words it, so that the import reads the same again."""

from collections.abc import Iterable

from committee.announcements import Part, PartKind, parse
from committee.people import Agency, Role
from messages.sheets.audiences import AudienceReader

_ROLES = {
    Role.CHAIR: "Trưởng ban",
    Role.STANDING_DEPUTY: "Phó Trưởng ban Thường trực",
    Role.DEPUTY: "Phó Trưởng ban",
    Role.MEMBER: "Ủy viên",
    Role.SECRETARIAT_LEAD: "Tổ trưởng Tổ giúp việc",
    Role.SECRETARY: "Tổ giúp việc",
}
_WHOLE = "Toàn thể Ban Chỉ đạo"


class AudienceWriter:
    """Knows the committee's agencies by name."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        known = list(agencies)
        self._names = {agency.code: agency.name for agency in known}
        self._reader = AudienceReader(known)

    def write(self, expression: str) -> str:
        """The words for the cell; the expression itself where words would not read back to the same."""
        if not expression:
            return ""
        words = "; ".join(self._words(part) for part in parse(expression).parts)
        return words if self._reader.read(words).expression == expression else expression

    def _words(self, part: Part) -> str:
        if part.excludes:
            return str(part)
        match part.kind:
            case PartKind.ALL:
                return f"{_WHOLE}; {_ROLES[Role.SECRETARY]}"
            case PartKind.PARTICIPANTS:
                return _WHOLE
            case PartKind.ROLE:
                return _ROLES[Role(part.value)]
            case PartKind.AGENCY:
                return self._names.get(part.value, part.value)
            case PartKind.GROUP:
                return part.value
            case PartKind.SEAT:
                return str(part)
