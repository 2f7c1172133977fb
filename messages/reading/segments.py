"""Cuts a message at its commas and stops, and trims what a note should not carry at its ends."""

from dataclasses import dataclass
from functools import cache

from messages.reading.apart import canonical
from messages.reading.datafiles import rows
from messages.reading.line import Line, Token
from messages.reading.shape import Shape
from messages.reading.words import marks

# The finer letters of phrases/tags.tsv, which only the rules tell apart.
_BROADER = str.maketrans("2349678", "gSVOOYT")


@dataclass(slots=True)
class Segment:
    """A stretch between two stops: its tokens (both included), its letters, where they begin in the row."""

    first: int
    last: int
    letters: str
    at: int
    stop: str = ""  # the sign after it

    def holds(self, place: int) -> bool:
        """Whether a place of the row lies in this stretch."""
        return self.at <= place < self.at + len(self.letters)


def segments_of(line: Line, shape: Shape) -> list[Segment]:
    """The stretches of a message between its commas, stops and queries."""
    segments: list[Segment] = []
    begin_letter, begin_token = 0, shape.firsts[0] if shape.firsts else 0
    for at, letter in enumerate(shape.row + "."):
        ended = at == len(shape.row)
        if not ended and letter not in ",.?":
            continue
        end_token = len(line.tokens) - 1 if ended else shape.firsts[at] - 1
        if at > begin_letter:
            first = min(begin_token, shape.firsts[begin_letter])
            letters = shape.row[begin_letter:at].translate(_BROADER)
            segments.append(Segment(first, end_token, letters, begin_letter, "" if ended else letter))
        begin_letter = at + 1
        begin_token = end_token + 2
    return segments


@cache
def note_words(name: str) -> dict[str, frozenset[str]]:
    """A list of phrases/note_words.tsv: canonical spellings, each with the diacritics it may have."""
    table: dict[str, frozenset[str]] = {}
    for cells in rows("note_words.tsv"):
        if cells[0] == name:
            for word in cells[1].split():
                key = canonical(word)
                table[key] = table.get(key, frozenset()) | {marks(word)}
    return table


def _listed(token: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether a word is in a list; where diacritics are typed they must agree ("tại", not "tài")."""
    known = words.get(token.canon)
    return known is not None and (token.marks in known or (token.bare and not token.literal))


def trim(line: Line, first: int, last: int, *, head: str = "head", tail: str = "tail") -> str:
    """What was typed from token `first` to `last`, without the words of two lists at its ends."""
    tokens, before, after = line.tokens, note_words(head), note_words(tail)
    while first <= last and _listed(tokens[first], before) and not _name(line, first, last):
        first += 1
    while last >= first and _listed(tokens[last], after) and not _counts(tokens, last):
        last -= 1
    return line.typed(first, last) if first <= last else ""


def _counts(tokens: list[Token], at: int) -> bool:
    """Whether a form of address is what was counted ("14 đồng chí")."""
    return tokens[at].key == "chi" and at > 1 and tokens[at - 2].key.isdecimal()


def _name(line: Line, at: int, last: int) -> bool:
    """Whether a form of address is followed by a name, so that it belongs to the note ("chị Vân")."""
    if at >= last:
        return False
    return (
        line.tokens[at].key in ("anh", "chi", "co", "chu", "dong", "ban", "bac") and line.tokens[at + 1].upper
    )
