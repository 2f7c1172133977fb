"""Cuts a message at its commas and stops, and trims what a note should not carry at its ends."""

from dataclasses import dataclass

from messages.reading.line import Line
from messages.reading.shape import Shape


@dataclass(slots=True)
class Segment:
    """A stretch between two stops: its tokens (both included), its letters and where they begin in the row."""

    first: int
    last: int
    letters: str
    at: int
    stop: str = ""  # the sign after it


def segments_of(line: Line, shape: Shape) -> list[Segment]:
    """The stretches of a message between its commas, stops and queries."""
    segments: list[Segment] = []
    begin_letter, begin_token = 0, shape.firsts[0] if shape.firsts else 0
    for at, letter in enumerate(shape.row + "."):
        if letter not in ",.?" and at < len(shape.row):
            continue
        end_token = shape.firsts[at] - 1 if at < len(shape.row) else len(line.tokens) - 1
        if at > begin_letter:
            first = min(begin_token, shape.firsts[begin_letter])
            segments.append(
                Segment(first, end_token, shape.row[begin_letter:at], begin_letter, letter if at < len(shape.row) else "")
            )
        begin_letter = at + 1
        begin_token = end_token + 2
    return segments


# Words at the ends of a note that add nothing to it.
_HEAD = frozenset(
    "dạ da vâng ạ a thua kinh bao cao anh chi em toi tôi minh ben don vi co quan hien nay tai gio dang thi la cung vẫn "
    "nhung mà ma con đã da vua thuc hien viec nhe nha , . : - ; ! … ok oke okay rồi roi vi do tai nên cau cho xin hoi xin "
    "sep dong chi bac chu cac ban chủ chú cô co bạn".split()
)
_TAIL = frozenset(
    "ạ a nhe nha roi rồi nua nữa luon thoi thôi do đó day dau đâu nhi vay the anh chi em oi giup với voi đi di nghen hen , . : - ; ! … "
    "sep dong chi ban a lam cơ co ha hả nhe hết".split()
)


def trim(line: Line, first: int, last: int, *, head: frozenset[str] = _HEAD, tail: frozenset[str] = _TAIL) -> str:
    """What was typed from token `first` to `last`, without the polite words and signs at both ends."""
    tokens = line.tokens
    while first <= last and (tokens[first].key in head or tokens[first].canon in head) and not _name(line, first, last):
        first += 1
    while last >= first and (tokens[last].key in tail or tokens[last].canon in tail):
        last -= 1
    return line.typed(first, last) if first <= last else ""


def _name(line: Line, at: int, last: int) -> bool:
    """Whether a form of address is followed by a name, so that it belongs to the note ("chị Vân")."""
    if at >= last:
        return False
    following = line.tokens[at + 1]
    return line.tokens[at].key in ("anh", "chi", "co", "chu", "dong", "ban", "bac") and following.upper
