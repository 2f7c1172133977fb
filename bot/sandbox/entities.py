"""Formatted text: its length in UTF-16 units, and the clean-up Telegram gives every text it stores."""

import re
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]  # {"type", "offset", "length", and for some types "url", "language", "user"}


@dataclass(frozen=True)
class Formatted:
    """A text with its entities; offsets and lengths count UTF-16 units, as everywhere at Telegram."""

    text: str
    entities: list[Entity] = field(default_factory=list)


def units(text: str) -> int:
    """Length in UTF-16 units: a letter counts one, an emoji two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def cut(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    if text.isascii():
        return text[offset : offset + length]
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


# the order in which entities of one place are listed (outermost first)
RANK = {
    "text_link": 0,
    "text_mention": 0,
    "pre": 1,
    "code": 1,
    "blockquote": 2,
    "expandable_blockquote": 2,
    "bold": 3,
    "italic": 4,
    "underline": 5,
    "strikethrough": 6,
    "spoiler": 7,
    "custom_emoji": 8,
}
VERBATIM = {"pre", "code"}
MAX_ENTITIES = 100  # Bot API, "entities per message"; what is beyond is dropped without a word

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e]")
_TAIL = r"[^\s<>\"«»]*"
_FOUND = [
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"«»/.]+\.[^\s<>\"«»/]+(?:/TAIL)?|tg://[\w-]+(?:[/?]TAIL)?"
            r"|(?:[a-z0-9-]+\.)+(?:vn|com|net|org|me|info)\b(?:/TAIL)?)".replace("TAIL", _TAIL),
            re.I,
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?!#)")),
]
_HINT = re.compile("[/@#.]")


def sort_entities(entities: list[Entity]) -> None:
    """Put entities in the order in which Telegram lists them (stable)."""
    entities.sort(key=lambda one: (one["offset"], -one["length"], RANK.get(one["type"], 3)))


def settle(given: Formatted) -> Formatted:
    """Trim the text, clip the entities to it, and add what Telegram recognises by itself (links …)."""
    text, entities = given.text, given.entities
    if not text.isprintable():
        text, entities = _clean(text, entities)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    if entities:
        entities = _clip(stripped, entities, lead)
    if _HINT.search(stripped):
        entities = _with_found(stripped, entities)
    return Formatted(stripped, entities[:MAX_ENTITIES])


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    gone = [units(text[: hit.start()]) for hit in _REMOVED.finditer(text)]
    text = _CONTROL.sub(" ", _REMOVED.sub("", text))
    if gone and entities:
        moved = []
        for one in entities:
            end = one["offset"] + one["length"]
            before = sum(1 for place in gone if place < one["offset"])
            within = sum(1 for place in gone if one["offset"] <= place < end)
            moved.append({**one, "offset": one["offset"] - before, "length": one["length"] - within})
        entities = moved
    return text, entities


def _clip(text: str, entities: list[Entity], lead: int) -> list[Entity]:
    size = units(text)
    kept: list[Entity] = []
    for one in entities:
        start = max(one["offset"] - lead, 0)
        end = min(one["offset"] + one["length"] - lead, size)
        if end > start and (one["type"] in VERBATIM or cut(text, start, end - start).strip()):
            kept.append({**one, "offset": start, "length": end - start})
    walls = [(one["offset"], one["offset"] + one["length"]) for one in kept if one["type"] in VERBATIM]
    if walls:  # nothing else is marked inside code
        kept = [
            one
            for one in kept
            if one["type"] in VERBATIM
            or not any(a <= one["offset"] and one["offset"] + one["length"] <= b for a, b in walls)
        ]
    sort_entities(kept)
    return _join(kept)


def _join(entities: list[Entity]) -> list[Entity]:
    """Two bold parts that touch are one bold part."""
    joined: list[Entity] = []
    last: dict[str, Entity] = {}
    for one in entities:
        before = last.get(one["type"])
        if (
            before
            and 3 <= RANK.get(one["type"], 0) <= 7
            and before["offset"] + before["length"] >= one["offset"]
        ):
            end = max(before["offset"] + before["length"], one["offset"] + one["length"])
            before["length"] = end - before["offset"]
        else:
            last[one["type"]] = one
            joined.append(one)
    return joined


def _with_found(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [
        (one["offset"], one["offset"] + one["length"])
        for one in entities
        if one["type"] in ("pre", "code", "text_link", "text_mention")
    ]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for hit in pattern.finditer(text):
            words = _without_stops(hit.group()) if kind == "url" else hit.group()
            start = units(text[: hit.start()])
            end = start + units(words)
            if all(end <= a or b <= start for a, b in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    if not found:
        return entities
    both = [*entities, *found]
    sort_entities(both)
    return both


def _without_stops(url: str) -> str:
    """The sentence's own full stop or bracket does not belong to the address."""
    while url and (url[-1] in ".,:;!?'" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url
