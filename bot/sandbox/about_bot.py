"""The methods about the bot itself, its command menus, chats and stored files."""

import re
from typing import Any

from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.world import World

_COMMAND = re.compile("[a-z0-9_]{1,32}")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_TEXTS = {"name": 64, "description": 512, "short_description": 120}  # longest, in letters


def get_me(world: World, params: Params) -> dict[str, Any]:
    """Who the bot is."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _place(world: World, params: Params) -> tuple[str, int, str]:
    scope = params.json("scope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind, language = scope.get("type"), params.text("language_code")
    if kind in _SCOPES:
        return str(kind), 0, language
    if kind not in _CHAT_SCOPES:
        raise bad_request("unsupported type specified in BotCommandScope")
    try:
        chat = int(scope.get("chat_id", 0))
    except ValueError:
        chat = 0
    if chat not in world.chats:
        raise bad_request("chat not found")
    return str(kind), chat, language


def set_my_commands(world: World, params: Params) -> bool:
    """Set the menu of a scope and language."""
    place = _place(world, params)
    given = params.json("commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    menu: list[dict[str, str]] = []
    for one in given:
        name, words = str(one.get("command", "")).strip().lstrip("/"), str(one.get("description", "")).strip()
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(words) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        menu.append({"command": name, "description": words})
    world.commands[place] = menu
    _tell(world, place)
    return True


def delete_my_commands(world: World, params: Params) -> bool:
    """Take a scope's menu away; the wider scope shows through."""
    place = _place(world, params)
    world.commands.pop(place, None)
    _tell(world, place)
    return True


def _tell(world: World, place: tuple[str, int, str]) -> None:
    touched = [place[1]] if place[1] else list(world.chats)
    for chat in touched:
        world.publish({"type": "commands", "chat": chat, "commands": world.commands_for(chat)})
    world.wake()


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """The menu set for exactly this scope and language."""
    return world.commands.get(_place(world, params), [])


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """What the bot may know of a chat."""
    chat = world.chats.get(params.chat_id() or 0)
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    accepted = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **chat.json,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(accepted, True),
    }


def get_file(world: World, params: Params) -> dict[str, Any]:
    """Where a file can be fetched; refused over 20 MB."""
    stored = world.files.by_id.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**stored.reference(), "file_path": stored.path}


def set_text(world: World, params: Params, field: str) -> bool:
    """Set the bot's name or one of its descriptions in a language."""
    text = params.text(field)
    if len(text) > _TEXTS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    world.descriptions[(field, params.text("language_code"))] = text
    return True


def get_text(world: World, params: Params, field: str) -> dict[str, str]:
    """The bot's name or description in a language, else the one for all."""
    fallback = world.bot["first_name"] if field == "name" else ""
    own = world.descriptions.get((field, params.text("language_code")))
    return {field: own or world.descriptions.get((field, "")) or str(fallback)}
