"""Reads who a meeting is for, as a secretary words it, into an audience expression."""

from collections.abc import Iterable
from dataclasses import dataclass

from committee.announcements import BadAudience, PartKind, parse
from committee.people import Agency, Role
from messages.sheets.agency_book import AgencyBook, AmbiguousAgency, book_of
from messages.sheets.cells import fold, tidy, tidy_lines

_GUESTS = ("moi ", "khach moi", "dai bieu moi")
_WHOLE = {
    "ban chi dao",
    "bcd",
    "toan the",
    "toan the ban chi dao",
    "toan the bcd",
    "toan the thanh vien",
    "thanh vien",
    "thanh vien ban chi dao",
    "thanh vien bcd",
    "toan the thanh vien ban chi dao",
}
_ROLES = {
    "truong ban": Role.CHAIR,
    "truong ban chi dao": Role.CHAIR,
    "pho truong ban thuong truc": Role.STANDING_DEPUTY,
    "pho truong ban": Role.DEPUTY,
    "pho truong ban chi dao": Role.DEPUTY,
    "uy vien": Role.MEMBER,
    "uy vien ban chi dao": Role.MEMBER,
    "to giup viec": Role.SECRETARY,
    "toan the to giup viec": Role.SECRETARY,
    "thanh vien to giup viec": Role.SECRETARY,
    "thu ky": Role.SECRETARY,
    "to truong to giup viec": Role.SECRETARIAT_LEAD,
}
_EMPTY_WORDS = ("cac ", "nhung ", "dong chi ", "cac dong chi ", "lanh dao ")


@dataclass(frozen=True)
class AudienceText:
    """An expression of committee.announcements and what it leaves out.

    `expression` is empty when nothing was understood; `others` are the pieces that name nobody here.
    """

    expression: str
    others: tuple[str, ...] = ()


class AudienceReader:
    """Knows the committee's agencies and their blocks."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        known = list(agencies)
        self._book: AgencyBook = book_of((a.code, a.name, a.short_name) for a in known)
        self._blocks = {fold(agency.block): agency.block for agency in known if agency.block}

    def read(self, text: str) -> AudienceText:
        """Pieces are divided by ";" or lines: the whole committee, roles, agencies, blocks, guests.

        An expression of committee.announcements is taken as it is: an export writes one where words fail.
        """
        if ":" in text and (written := _as_written(text)):
            return AudienceText(written)
        parts: list[str] = []
        others: list[str] = []
        for piece in tidy_lines(text).replace("\n", ";").split(";"):
            piece = tidy(piece).strip(" .,-–•+")
            found = self._piece(piece)
            parts += found
            if piece and not found:
                others.append(piece)
        return AudienceText(_expression(list(dict.fromkeys(parts))), tuple(others))

    def _piece(self, piece: str) -> list[str]:
        words = fold(piece)
        if not words or words.startswith(_GUESTS):
            return []
        if (whole := _bare(words)) in _WHOLE:
            return [PartKind.PARTICIPANTS.value]
        if whole in _ROLES:
            return [f"{PartKind.ROLE}:{_ROLES[whole]}"]
        block = self._blocks.get(words.removeprefix("cac co quan ").removeprefix("khoi "))
        if block:
            return [f"{PartKind.GROUP}:{block}"]
        return self._agencies(piece) or self._listed(piece)

    def _agencies(self, piece: str) -> list[str]:
        try:
            codes, unknown = self._book.find_all(piece)
        except AmbiguousAgency:
            return []
        return [] if unknown else [f"{PartKind.AGENCY}:{code}" for code in codes]

    def _listed(self, piece: str) -> list[str]:
        """Roles after one another: "Trưởng ban, các Phó Trưởng ban"; nothing when one of them is unknown."""
        roles = [_ROLES.get(_bare(fold(part))) for part in piece.split(",")]
        return [f"{PartKind.ROLE}:{role}" for role in roles] if all(roles) else []


def _as_written(text: str) -> str:
    try:
        return str(parse(text))
    except BadAudience:
        return ""


def _bare(words: str) -> str:
    for empty in sorted(_EMPTY_WORDS, key=len, reverse=True):
        words = words.removeprefix(empty)
    return words


def _expression(parts: list[str]) -> str:
    """The committee and its secretariat together are all."""
    secretariat = f"{PartKind.ROLE}:{Role.SECRETARY}"
    if PartKind.PARTICIPANTS in parts:
        return PartKind.ALL.value if secretariat in parts else PartKind.PARTICIPANTS.value
    return ",".join(parts)
