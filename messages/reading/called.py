"""Reads who is called to a meeting, as a secretary writes it: "Toàn thể Ban Chỉ đạo; mời: Sở Tư pháp"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from committee.people import Agency, Role, Seat, protocol
from messages.reading.fold import fold
from messages.sheets.agency_book import AgencyBook, AmbiguousAgency, book_of

_LEAD_IN = re.compile(
    r"^(?:(?:kính |trân trọng )?mời|thành phần(?: gồm| dự)?|gồm(?: có)?|đại diện(?: lãnh đạo)?"
    r"|lãnh đạo|và|cùng)\b[ :]*",
    re.IGNORECASE,
)
_SECRETARIAT = frozenset({Role.SECRETARIAT_LEAD, Role.SECRETARY})
_COMMITTEE = frozenset(Role) - _SECRETARIAT
# Whole groups by their usual names, folded; the longer names come first where one begins another.
_GROUPS: tuple[tuple[re.Pattern[str], frozenset[Role]], ...] = tuple(
    (re.compile(words), roles)
    for words, roles in (
        (r"(?:toan the )?(?:ban chi dao|bcd) (?:va|,) to giup viec", frozenset(Role)),
        (r"tat ca|toan bo|toan the|moi nguoi", frozenset(Role)),
        (
            r"(?:toan the |tat ca |cac )?(?:dong chi )?(?:thanh vien )?(?:ban chi dao|bcd|thanh vien)"
            r"(?: tinh)?",
            _COMMITTEE,
        ),
        (r"(?:cac )?(?:thanh vien )?(?:to giup viec|to thu ky|thu ky)", _SECRETARIAT),
        (r"truong ban(?: chi dao)?", frozenset({Role.CHAIR})),
        (r"pho truong ban thuong truc", frozenset({Role.STANDING_DEPUTY})),
        (r"cac (?:dong chi )?pho truong ban", frozenset({Role.STANDING_DEPUTY, Role.DEPUTY})),
        (r"(?:cac )?(?:dong chi )?uy vien(?: ban chi dao)?", frozenset({Role.MEMBER})),
    )
)


@dataclass(frozen=True)
class Called:
    """Who was named: seats in protocol order, and the words that name nobody of this committee."""

    seats: tuple[Seat, ...]
    outside: tuple[str, ...] = ()


def read_called(words: str, seats: Iterable[Seat], agencies: Iterable[Agency]) -> Called:
    """The seats named in `words`, separated by semicolons, commas or line ends.

    Agencies' names may hold commas. An agency stands for its places on the committee, without those that
    it has in the secretariat, unless it has no others. What is named and unknown is kept: a body that is
    invited by paper.
    """
    known = list(seats)
    book = book_of((agency.code, agency.name, agency.short_name) for agency in agencies)
    chosen: dict[int, Seat] = {}
    outside: list[str] = []
    for piece in re.split(r"[;\n]", words):
        for part in _parts(piece, known, book):
            if isinstance(part, str):
                outside.append(part)
            else:
                chosen.update((seat.id, seat) for seat in part)
    return Called(tuple(sorted(chosen.values(), key=protocol)), tuple(dict.fromkeys(outside)))


def _parts(piece: str, seats: list[Seat], book: AgencyBook) -> Iterable[list[Seat] | str]:
    """The longest runs of comma parts that mean something, and what is left over."""
    commas = [part for part in piece.split(",") if part.strip()]
    start = 0
    left: list[str] = []  # parts in a row that name nobody here: "đại diện các xã, phường"
    while start < len(commas):
        for end in range(len(commas), start, -1):
            found = _meant(_bare(",".join(commas[start:end])), seats, book)
            if found is not None:
                yield from filter(None, (_bare(",".join(left)),))
                yield found
                start, left = end, []
                break
        else:
            left.append(commas[start])
            start += 1
    yield from filter(None, (_bare(",".join(left)),))


def _bare(words: str) -> str:
    words = words.strip(" .:-–•+")
    while (shorter := _LEAD_IN.sub("", words)) != words:
        words = shorter
    return words


def _meant(words: str, seats: list[Seat], book: AgencyBook) -> list[Seat] | None:
    folded = " ".join(fold(words).split())
    for pattern, roles in _GROUPS:
        if pattern.fullmatch(folded):
            return [seat for seat in seats if seat.role in roles]
    try:
        code = book.find(words)
    except AmbiguousAgency:
        return None
    own = [seat for seat in seats if code is not None and seat.agency.code == code]
    if own:
        return [seat for seat in own if seat.role in _COMMITTEE] or own
    for found in re.finditer(r"\s+(?:và|va|cùng)\s+", words):
        before = _meant(_bare(words[: found.start()]), seats, book)
        after = _meant(_bare(words[found.end() :]), seats, book) if before else None
        if before and after:
            return before + after
    return None
