"""Reads for whom an announcement is, as a secretary types it: "Ủy viên, Sở Tài chính, trừ Công an tỉnh"."""

import re
from collections.abc import Sequence

from committee.announcements import Audience, BadAudience, Part, PartKind, parse
from committee.people import Agency
from committee.refusals import Refusal, RefusalReason
from messages.reading.agencies import find_agencies
from messages.reading.fold import fold
from messages.sheets.audiences import AudienceReader

_EXCEPT = re.compile(r"(?:ngoại trừ|ngoai tru|trừ|tru|không gửi|khong gui|except|-)\s*", re.IGNORECASE)
_APART = re.compile(r"\s+(?:ngoại |ngoai )?(?:trừ|tru|except)\s+", re.IGNORECASE)
_EXPRESSION = re.compile(r"\b(?:role|agency|group|seat)\s*:", re.IGNORECASE)
_EVERYBODY = re.compile(r"tat ca(?: moi nguoi)?|toan bo|moi nguoi|all|everyone")


def read_recipients(typed: str, agencies: Sequence[Agency]) -> Audience:
    """The audience that was typed: group names, agencies (whose names may hold commas), exclusions.

    An expression of the command line ("role:member,-agency:STC") is taken as it is.

    Raises:
        BadAudience: a part that names nobody, or several alike.
        Refusal: AUDIENCE_EMPTY when nothing was typed.
    """
    if _EXPRESSION.search(typed):
        return parse(typed)
    reader = _Reader(agencies)
    parts = [part for piece in re.split(r"[;\n]", typed) for part in reader.parts(piece)]
    if not parts:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    return parse(",".join(map(str, parts)))


class _Reader:
    """Reads one piece between semicolons."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._agencies = agencies
        self._exactly = AudienceReader(agencies)

    def parts(self, piece: str) -> list[Part]:
        """The longest runs of comma parts that name something exactly; else each is guessed at alone."""
        found: list[Part] = []
        commas = [part for part in piece.split(",") if part.strip()]
        while commas:
            ends = range(len(commas), 0, -1)
            runs = ((end, self._exact(",".join(commas[:end]))) for end in ends)
            end, parts = next(((end, parts) for end, parts in runs if parts), (1, []))
            found += parts or self._like(commas[0])
            commas = commas[end:]
        return found

    def _exact(self, words: str) -> list[Part]:
        name, excludes = _split(words)
        if _EVERYBODY.fullmatch(" ".join(fold(name).split())):
            return [Part(PartKind.ALL, excludes=excludes)]
        if expression := self._exactly.read(name).expression:
            return [Part(part.kind, part.value, excludes) for part in parse(expression).parts]
        if len(apart := _APART.split(name, maxsplit=1)) == 2:
            before, behind = self._exact(apart[0]), self._exact(f"-{apart[1]}")
            return [*before, *behind] if before and behind else []
        return []

    def _like(self, words: str) -> list[Part]:
        """A name that is only like an agency's, when it is like that of one alone."""
        name, excludes = _split(words)
        if len(apart := _APART.split(name, maxsplit=1)) == 2:
            pieces = (apart[0], f"-{apart[1]}")
            return [part for piece in pieces for part in self._exact(piece) or self._like(piece)]
        found = find_agencies(name, self._agencies)
        if len(found) != 1:
            raise BadAudience(words.strip())
        return [Part(PartKind.AGENCY, found[0].code, excludes)]


def _split(words: str) -> tuple[str, bool]:
    """The name, and whether a word of exclusion stood before it."""
    words = words.strip(" .:–•+")
    behind = _EXCEPT.match(words)
    return (words[behind.end() :], True) if behind else (words, False)
