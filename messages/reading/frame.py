"""Takes off what only frames an answer: greetings, laughter, a heading, the name of who is spoken to."""

from messages.reading.line import Line

Spot = tuple[int, int, str]  # from which token to which (both included), and the letter

_MILD = "°"  # phrases/tags.tsv: greetings and laughter, noise only when nothing else is said
_EMPTY = frozenset("x,.?" + _MILD)
_HEADING = frozenset("eaxR#K")
_SMALL_TALK = frozenset("KINrb")
_LONGEST_HEADING = 5
_PARTICLES = frozenset(("a", "nhe", "nha", "nghen", "nhen", "hen", "nghe", "nhi", "oi", "vang", "da"))
_STOPS = frozenset(",.;:!?…-()")


def unframed(line: Line, spots: list[Spot]) -> list[Spot]:
    """The letters of a message without those of its frame."""
    spots = [spot for spot in spots if not _spoken_to(line, spot)]
    spots = _without_heading(line, _without_brackets(line, spots))
    told = {letter for _, _, letter in spots} - _EMPTY
    laughs = bool(spots) and spots[0][2] == _MILD  # "haha đúng rồi", "alo ai đấy": small talk
    if told and not (laughs and told <= _SMALL_TALK):
        return [spot for spot in spots if spot[2] != _MILD]
    return [(first, last, "X" if letter == _MILD else letter) for first, last, letter in spots]


def _spoken_to(line: Line, spot: Spot) -> bool:
    """Whether a person is only addressed: "xong rồi nha chị Hà", "Thưa chị Hà, …", "anh Nam ơi"."""
    first, last, letter = spot
    if letter != "a":
        return False
    before = line.tokens[first - 1].key if first else ""
    after = line.tokens[last + 1].key if last + 1 < len(line.tokens) else ","
    if (
        line.tokens[first].key in ("bao", "kinh", "thua", "chao")
        or before in ("thua", "chao")
        or after == "oi"
    ):
        return True
    return before in _PARTICLES and after in _STOPS


def _without_heading(line: Line, spots: list[Spot]) -> list[Spot]:
    """What stands after "Sở Ngoại vụ báo cáo:" or "NV-07:"."""
    for at, (first, _, _) in enumerate(spots[: _LONGEST_HEADING + 1]):
        if line.tokens[first].key == ":":
            letters = {letter for _, _, letter in spots[:at]}
            told = any(letter not in _EMPTY for _, _, letter in spots[at + 1 :])
            if at and letters <= _HEADING and letters & set("ea#") and told:
                return spots[at + 1 :]
    return spots


def _without_brackets(line: Line, spots: list[Spot]) -> list[Spot]:
    """The letters without a body's name in brackets at the end: "đã gửi (Sở Ngoại vụ)"."""
    for at in range(len(spots) - 1, 0, -1):
        if line.tokens[spots[at][0]].key == "(":
            inside = "".join(letter for _, _, letter in spots[at + 1 :]).rstrip(",.")
            if inside and set(inside) <= set("eax") and set(inside) & set("ea"):
                return spots[:at]
            break
    return spots
