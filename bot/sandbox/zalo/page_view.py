"""How a Zalo message looks to the page with the phones: the same object as Telegram's, with less in it."""

import re
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import Entity, units

if TYPE_CHECKING:
    from bot.sandbox.zalo.state import ZaloMessage

_LINK = re.compile(r"https?://[^\s<>\"«»()]+[^\s<>\"«»().,:;!?']", re.IGNORECASE)


def zalo_view(message: "ZaloMessage", zone: tzinfo | None) -> dict[str, Any]:
    """The page's object for a message; the date is written in `zone`."""
    url = f"/sandbox/file/{message.file}" if message.file else ""
    view: dict[str, Any] = {
        "id": message.serial,
        "from_bot": message.from_bot,
        "date": message.at.astimezone(zone).isoformat(),
        "text": message.text,
        "entities": [*message.entities, *_links(message.text)],
        "buttons": [],
        "reply_to": None,
        "edited": False,
    }
    if message.kind == "photo":
        view["photo"] = url
    elif message.kind == "voice":
        view["voice"] = {"size": message.size, "url": url}
    elif message.kind == "sticker":
        view["sticker"] = "👍"
    elif message.kind in ("file", "card"):
        view["document"] = {"name": message.name, "size": message.size, "url": url}
    return view


def _links(text: str) -> list[Entity]:
    """Addresses can be tapped, as in the app; nothing else in a text can."""
    return [
        {"type": "url", "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for hit in _LINK.finditer(text)
    ]
