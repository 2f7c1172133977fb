"""How a Zalo message looks to the page with the phones: the same object as Telegram's, with less in it."""

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.zalo.state import ZaloMessage


def zalo_view(message: "ZaloMessage", zone: tzinfo | None) -> dict[str, Any]:
    """The page's object for a message; the date is written in `zone`."""
    view: dict[str, Any] = {
        "id": message.serial,
        "from_bot": message.from_bot,
        "date": message.at.astimezone(zone).isoformat(),
        "text": message.text,
        "entities": message.entities,
        "buttons": [],
        "reply_to": None,
        "edited": False,
    }
    if message.kind == "photo":
        view["photo"] = message.url
    elif message.kind == "voice":
        view["voice"] = {"size": message.size, "url": message.url}
    elif message.kind == "sticker":
        view["sticker"] = "👍"
    elif message.kind in ("file", "card"):
        view["document"] = {"name": message.name, "size": message.size, "url": message.url}
    return view
