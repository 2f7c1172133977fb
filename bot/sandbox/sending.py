"""The methods that put something new into a chat: sendMessage, sendPhoto, sendDocument, copyMessage."""

from typing import Any

from bot.sandbox.entities import RANK, Entity, Formatted, settle, units
from bot.sandbox.formatting import RAW_LIMIT, parse_html
from bot.sandbox.keyboard import checked_markup
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import Chat, Message
from bot.sandbox.world import World

TEXT_LIMIT = 4096  # UTF-16 units after parsing; Bot API
CAPTION_LIMIT = 1024
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def formatted(params: Params, part: str) -> Formatted:
    """The text or caption of a call, parsed, trimmed and measured."""
    source = params.text(part)
    mode = params.text("parse_mode").lower()
    if len(source.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad_request("text is too long")
    if source and mode not in ("", "none"):
        if mode != "html":
            known = mode in ("markdown", "markdownv2")
            raise bad_request("the sandbox reads HTML only" if known else "unsupported parse_mode")
        given = parse_html(source)
    else:
        field = "entities" if part == "text" else "caption_entities"
        given = Formatted(source, _given_entities(params.json(field)))
    settled = settle(given)
    if part == "caption" and units(settled.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if part == "text" and units(settled.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return settled


def text_content(params: Params) -> dict[str, Any]:
    """The content of a text message; raises when it is empty or too long."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    text = formatted(params, "text")
    if not text.text:
        raise bad_request("text must be non-empty")
    return {"text": text.text, "entities": text.entities} if text.entities else {"text": text.text}


def caption_content(params: Params) -> dict[str, Any]:
    """The caption fields of a message; empty without a caption."""
    caption = formatted(params, "caption")
    if not caption.text:
        return {}
    content: dict[str, Any] = {"caption": caption.text}
    if caption.entities:
        content["caption_entities"] = caption.entities
    return content


def _given_entities(given: Any) -> list[Entity]:
    if not isinstance(given, list):
        return []
    for one in given:
        if not isinstance(one, dict) or "type" not in one or "offset" not in one or "length" not in one:
            raise bad_request("can't parse MessageEntity: expected an Object")
    return [one for one in given if one["type"] in RANK]


def send_message(world: World, params: Params) -> Message:
    """A text message to one chat."""
    return _send(world, params, text_content(params))


def send_photo(world: World, params: Params) -> Message:
    """A picture, uploaded or by file_id."""
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Message:
    """A file, uploaded or by file_id."""
    return _send_file(world, params, "document")


def copy_message(world: World, params: Params) -> dict[str, int]:
    """The content of any message of a chat again, without saying where it comes from."""
    source = world.chats.get(params.integer("from_chat_id"))
    if source is None:
        raise bad_request("chat not found")
    message = source.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to copy not found")
    parts = ("text", "entities", "photo", "document", "sticker", "voice", "caption", "caption_entities")
    content = {part: message[part] for part in parts if part in message}
    if "caption" in params.values and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content.update(caption_content(params))
    return {"message_id": _send(world, params, content)["message_id"]}


def send_chat_action(world: World, params: Params) -> bool:
    """The "is typing" line."""
    world.reachable_chat(params.chat_id())
    if params.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def target(world: World, params: Params) -> Chat:
    """The chat a call writes to."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    return world.reachable_chat(params.chat_id())


def _send_file(world: World, params: Params, kind: str) -> Message:
    upload = params.upload(kind)
    if upload:
        stored = world.files.keep(kind, upload.data, name=upload.name, mime=upload.mime)
    elif params.text(kind):
        known = world.files.by_id.get(params.text(kind))
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            wanted, given = kind.capitalize(), known.kind.capitalize()
            raise bad_request(f"can't use file of type {given} as {wanted}")
        stored = known
    else:
        raise bad_request(f"there is no {kind} in the request")
    return _send(world, params, {**stored.content(), **caption_content(params)})


def _send(world: World, params: Params, content: dict[str, Any]) -> Message:
    """What is wrong with the content is said first, then what is wrong with the chat, as at Telegram."""
    markup = checked_markup(params.json("reply_markup"))
    chat = target(world, params)
    if markup:
        content["reply_markup"] = markup
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    return world.add_message(chat, content, from_bot=True, reply_to=_replied(params, chat))


def _replied(params: Params, chat: Chat) -> Message | None:
    given = params.json("reply_parameters")
    if isinstance(given, dict):
        wanted, lenient = given.get("message_id"), bool(given.get("allow_sending_without_reply"))
    else:
        wanted = params.integer("reply_to_message_id") or None
        lenient = params.flag("allow_sending_without_reply")
    if wanted is None:
        return None
    message = chat.messages.get(int(wanted))
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message
