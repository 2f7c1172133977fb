"""Finds the agency somebody means by a full name, a short name or a code, with or without diacritics."""

from collections.abc import Iterable
from difflib import get_close_matches

from messages.sheets.cells import fold, tidy

_SUGGESTIONS_LIMIT = 500  # different unknown names; past that the file is not about these agencies at all


class AmbiguousAgency(LookupError):
    """Two agencies answer to the same words."""


class AgencyBook:
    """The agencies of the file and those known before; the file's own come first."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}  # code -> full name
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        self._loose: dict[str, str] = {}  # what is compared for suggestions -> code
        self._asked: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, code: str, name: str, short_name: str = "") -> None:
        """Make an agency findable; the code must be new."""
        self._names[code] = name
        for words in filter(None, (code, name, short_name)):
            self._exact.setdefault(tidy(words), set()).add(code)
            self._folded.setdefault(_squeezed(words), set()).add(code)
            self._loose.setdefault(fold(words), code)

    def find(self, words: str) -> str | None:
        """The code of the agency; None when unknown, AmbiguousAgency when there are several."""
        for index, key in ((self._exact, tidy(words)), (self._folded, _squeezed(words))):
            codes = index.get(key, set())
            if len(codes) > 1:
                raise AmbiguousAgency(words)
            if codes:
                return next(iter(codes))
        return None

    def find_all(self, words: str) -> tuple[list[str], list[str]]:
        """The codes of agencies listed with ";" or line by line, and the pieces that are unknown.

        Commas are tried only for a piece that is unknown as a whole, for agencies' names have commas.
        """
        codes: list[str] = []
        unknown: list[str] = []
        for piece in words.replace("\n", ";").split(";"):
            piece = tidy(piece).strip(" .,-–•+")
            if not piece:
                continue
            found = self.find(piece)
            split = [found] if found else self._split_commas(piece)
            if split:
                codes.extend(split)
            else:
                unknown.append(piece)
        return list(dict.fromkeys(codes)), unknown

    def _split_commas(self, words: str) -> list[str] | None:
        """The agencies in "Sở Công Thương, Sở Văn hóa, Thể thao và Du lịch"; None when one is unknown."""
        parts = words.split(",")
        reached: list[list[str] | None] = [[]] + [None] * len(parts)
        for end in range(1, len(parts) + 1):
            for start in range(end):
                before = reached[start]
                found = self.find(",".join(parts[start:end])) if before is not None else None
                if before is not None and found:
                    reached[end] = [*before, found]
                    break
        return reached[-1]

    def nearest(self, words: str) -> str:
        """The full name of the agency spelt most like this, or ""."""
        key = fold(words)
        if key not in self._asked:
            if len(self._asked) >= _SUGGESTIONS_LIMIT:
                return ""
            near = get_close_matches(key, self._loose, n=1, cutoff=0.6)
            self._asked[key] = self._names[self._loose[near[0]]] if near else ""
        return self._asked[key]

    def knows(self, code: str, name: str) -> bool:
        """Whether an agency of this code or this very name is in the book already."""
        return code in self._names or _squeezed(name) in self._folded


def _squeezed(words: str) -> str:
    """ "Sở VH-TT&DL" and "Sở VHTT và DL" are the same."""
    return "".join(word for word in fold(words).split() if word != "va")


def book_of(agencies: Iterable[tuple[str, str, str]]) -> AgencyBook:
    """A book of (code, name, short name); of two with one code or name the first counts.

    So an agency that the file gives a new code is not confused with its stored self.
    """
    book = AgencyBook()
    for code, name, short_name in agencies:
        if not book.knows(code, name):
            book.add(code, name, short_name)
    return book
