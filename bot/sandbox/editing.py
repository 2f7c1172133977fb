"""The methods that change what is there: edits, deletion, and the answer to a press."""

from typing import Any

from bot.sandbox.acts import Toast
from bot.sandbox.entities import units
from bot.sandbox.keyboard import checked_markup
from bot.sandbox.params import Params
from bot.sandbox.refusal import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from bot.sandbox.sending import caption_content, text_content
from bot.sandbox.state import Chat, Message
from bot.sandbox.world import World

DELETE_WITHIN = 48 * 3600  # seconds; Bot API
TOAST_LIMIT = 200  # UTF-16 units


def edit_message_text(world: World, params: Params) -> Message:
    """New text, and the keyboard that is given (none given: none any more)."""
    chat, message = _own(world, params)
    content = text_content(params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, params, chat, message, {"entities": None, **content})


def edit_message_caption(world: World, params: Params) -> Message:
    """New caption under a photo or document."""
    chat, message = _own(world, params)
    content = caption_content(params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _change(world, params, chat, message, {"caption": None, "caption_entities": None, **content})


def edit_message_reply_markup(world: World, params: Params) -> Message:
    """New keyboard, or none."""
    chat, message = _own(world, params)
    return _change(world, params, chat, message, {})


def delete_message(world: World, params: Params) -> bool:
    """Take away a message that is younger than 48 hours."""
    chat = _chat(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.now().timestamp() - message["date"] > DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    world.remove_message(chat, message["message_id"])
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """End the spinner on the button, with or without words."""
    text = params.text("text")
    if units(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    toast = Toast(text, params.flag("show_alert"), params.text("url"))
    if not world.answer_press(params.text("callback_query_id"), toast):
        raise bad_request(QUERY_TOO_OLD)
    return True


def _chat(world: World, params: Params) -> Chat:
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(params.chat_id() or 0)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _own(world: World, params: Params) -> tuple[Chat, Message]:
    chat = _chat(world, params)
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message["from"]["is_bot"]:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, params: Params, chat: Chat, message: Message, changes: dict[str, Any]) -> Message:
    changes = {**changes, "reply_markup": checked_markup(params.json("reply_markup"))}
    if all(message.get(key) == value for key, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    return world.change_message(chat, message["message_id"], changes)
