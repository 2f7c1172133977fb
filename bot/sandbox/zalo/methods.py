"""The ten methods of Zalo's Bot API, strict about everything the documents say."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.entities import units
from bot.sandbox.formatting import parse_html
from bot.sandbox.params import Params
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Webhook
from bot.sandbox.zalo.acts import UNKNOWN
from bot.sandbox.zalo.pictures import fetched_picture
from bot.sandbox.zalo.state import SENTENCES, ZaloChat, ZaloMessage
from bot.sandbox.zalo.styles import SHOWN, checked_styles
from bot.sandbox.zalo.world import ZaloWorld

TEXT_LIMIT = 2000  # UTF-16 units
USUAL_POLL = 30.0  # seconds
NOTHING = object()  # the answer has no result
Result = Any


def _bad(why: str) -> Refused:
    return Refused(400, f"Bad request: {why}")


def get_me(world: ZaloWorld, params: Params) -> Result:
    """Who the bot is."""
    return {
        "id": world.token.partition(":")[0],
        "account_name": "bot.sandbox",
        "account_type": "BASIC",
        "can_join_groups": False,
        "display_name": world.name,
    }


async def get_updates(world: ZaloWorld, params: Params) -> Result:
    """One event, waited for; 408 when none comes."""
    if world.webhook:
        raise _bad("a webhook is set, delete it first")
    try:
        seconds = float(params.values.get("timeout", USUAL_POLL))
    except (TypeError, ValueError):
        raise _bad("timeout is no number") from None
    event = await world.updates.fetch(max(seconds, 0.0))
    if event is None:
        raise Refused(408, SENTENCES[408])
    return event


def set_webhook(world: ZaloWorld, params: Params) -> Result:
    """Post events to an address from now on."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url or not secret:
        raise _bad("url and secret_token are required")
    if not 8 <= len(secret) <= 256:
        raise _bad("secret_token has 8 to 256 characters")
    _check_hook(url)
    world.webhook = Webhook(url, secret)
    world.updates.end_polls()
    if world.updates.on_change:
        world.updates.on_change(None)
    return _hook(world)


def delete_webhook(world: ZaloWorld, params: Params) -> Result:
    """Fetch events from now on; no mistake when there is no webhook."""
    world.webhook = None
    if world.updates.on_change:
        world.updates.on_change(None)
    return _hook(world)


def get_webhook_info(world: ZaloWorld, params: Params) -> Result:
    """The address; of a bot without one "not found", or an empty address."""
    if world.webhook is None and world.oddities.webhook_info_404:
        raise Refused(404, SENTENCES[404])
    return _hook(world)


def send_message(world: ZaloWorld, params: Params) -> Result:
    """A text, styled or not."""
    chat, text = _chat(world, params), params.text("text")
    _check_length("text", text, 1)
    mode = params.text("parse_mode")
    if mode not in ("", "markdown", "html"):
        raise _bad("unknown parse_mode")
    entities = [] if mode else checked_styles(params.json("text_styles"), text)
    if mode == "html":  # parse_mode goes before text_styles
        parsed = parse_html(text)
        text = parsed.text
        entities = [one for one in parsed.entities if one["type"] in SHOWN.values()]
    return _sent(world, chat, text=text, entities=entities)


async def send_photo(world: ZaloWorld, params: Params) -> Result:
    """A picture, which Zalo fetches from an address."""
    chat, url, caption = _chat(world, params), _address(params, "photo"), params.text("caption")
    _check_length("caption", caption, 0)
    return _sent(world, chat, kind="photo", text=caption, url=url, file=await fetched_picture(world, url))


def send_sticker(world: ZaloWorld, params: Params) -> Result:
    """A sticker by its id."""
    chat, sticker = _chat(world, params), params.text("sticker")
    if not sticker:
        raise _bad("sticker is required")
    return _sent(world, chat, kind="sticker", sticker=sticker)


def send_voice(world: ZaloWorld, params: Params) -> Result:
    """A voice note from an address; a group's answer looks the same, but nothing is delivered there."""
    chat, url = _chat(world, params), _address(params, "voice_url")
    if not urlsplit(url).path.endswith(".aac"):
        raise _bad("voice_url must end in .aac")
    to = ZaloChat(chat.id, chat.name) if chat.group else chat
    return _sent(world, to, kind="voice", url=url)


def send_chat_action(world: ZaloWorld, params: Params) -> Result:
    """Show that the bot is typing; answered by `ok` alone."""
    _chat(world, params)
    if params.text("action") != "typing":
        raise _bad("unknown action")
    return NOTHING


METHODS: dict[str, Callable[[ZaloWorld, Params], Result | Awaitable[Result]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendSticker": send_sticker,
    "sendVoice": send_voice,
    "sendChatAction": send_chat_action,
}


def _chat(world: ZaloWorld, params: Params) -> ZaloChat:
    given = params.values.get("chat_id")
    if not isinstance(given, str) or not given:
        raise _bad("chat_id is required, as a string")
    return world.reachable_chat(given)


def _sent(world: ZaloWorld, chat: ZaloChat, **content: Any) -> Result:
    world.spend()
    message: ZaloMessage = world.add_message(chat, from_bot=True, **content)
    return {"message_id": message.id, "date": int(message.at.timestamp() * 1000)}


def _check_length(name: str, text: str, least: int) -> None:
    size = units(text)
    if size > TEXT_LIMIT or (least and not text.strip()):
        raise _bad(f"{name} has {least} to {TEXT_LIMIT} characters")


def _address(params: Params, name: str) -> str:
    url = params.text(name)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _bad(f"{name} must be an address")
    return url


def _hook(world: ZaloWorld) -> dict[str, Any]:
    hook = world.webhook
    answer = {"url": hook.url if hook else "", "updated_at": int(world.now().timestamp() * 1000)}
    return answer | (UNKNOWN if world.oddities.unknown_fields else {})


def _check_hook(url: str) -> None:
    """HTTPS on a public address; plain HTTP on loopback is the sandbox's own exception, for local bots."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in ("127.0.0.1", "localhost", "::1"):
        return
    if parts.scheme != "https" or not host:
        raise _bad("the webhook must be an HTTPS address")
    try:
        public = ipaddress.ip_address(host).is_global
    except ValueError:
        public = "." in host
    if not public:
        raise _bad("the webhook must be a public address")
