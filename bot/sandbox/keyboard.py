"""Checks a keyboard as Telegram does before it is shown under a message."""

from typing import Any

from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.refusal import Refused, bad_request

MAX_BUTTONS = 100  # on one inline keyboard
MAX_IN_ROW = 8
MAX_DATA = 64  # bytes of callback_data
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def checked_markup(markup: Any) -> dict[str, Any] | None:
    """The markup in the form in which a message carries it; None when there is none."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None  # reply keyboards, force_reply: accepted, but no message carries them
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays')
    checked = [[_button(one) for one in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS or any(len(row) > MAX_IN_ROW for row in checked):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _wrong("expected an Object")
    if not isinstance(given.get("text"), str):
        raise _wrong('can\'t find field "text"')
    if not given["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if name in given]
    if not actions:
        raise _wrong("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _wrong("exactly one of the optional fields must be used")
    button = {"text": given["text"], actions[0]: given[actions[0]]}
    if "style" in given:
        button["style"] = given["style"]
    if actions == ["callback_data"]:
        data = given["callback_data"]
        if not isinstance(data, str):
            raise _wrong('field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= MAX_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif actions == ["url"]:
        link = checked_link(str(given["url"]))
        if not link and not mentioned_user(str(given["url"])):
            raise bad_request(f"inline keyboard button URL '{given['url']}' is invalid: Wrong HTTP URL")
        button["url"] = link or given["url"]
    return button


def _wrong(why: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {why}")
