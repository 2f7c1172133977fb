"""How a message looks to the page with the phones."""

from datetime import datetime, tzinfo
from typing import Any


def message_view(message: dict[str, Any], zone: tzinfo | None) -> dict[str, Any]:
    """The page's object for a Bot API message; the date is written in `zone`."""
    text, entities = message.get("text"), message.get("entities")
    if text is None:
        text, entities = message.get("caption", ""), message.get("caption_entities")
    view: dict[str, Any] = {
        "id": message["message_id"],
        "from_bot": bool(message["from"]["is_bot"]),
        "date": datetime.fromtimestamp(message["date"], tz=zone).isoformat(),
        "text": text,
        "entities": entities or [],
        "buttons": [[_button(one) for one in row] for row in _rows(message)],
        "reply_to": message.get("reply_to_message", {}).get("message_id"),
        "edited": "edit_date" in message,
    }
    if "photo" in message:
        view["photo"] = file_url(message["photo"][-1])
    if "document" in message:
        given = message["document"]
        view["document"] = {
            "name": given.get("file_name", ""),
            "size": given["file_size"],
            "url": file_url(given),
        }
    if "sticker" in message:
        view["sticker"] = message["sticker"].get("emoji", "")
    if "voice" in message:
        view["voice"] = {"size": message["voice"]["file_size"], "url": file_url(message["voice"])}
    return view


def file_url(reference: dict[str, Any]) -> str:
    """Where the page fetches a file; without the bot's token."""
    return f"/sandbox/file/{reference['file_id']}"


def _rows(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _button(button: dict[str, Any]) -> dict[str, Any]:
    view = {"text": button["text"]}
    if "callback_data" in button:
        view["data"] = button["callback_data"]
    if "url" in button:
        view["url"] = button["url"]
    return view
