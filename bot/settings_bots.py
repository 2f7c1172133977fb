"""The bots of one committee: which channel each token is for, and what about them does not go together."""

import re
from collections.abc import Mapping

from bot.settings_sources import Mistake

SHORTEST_SECRET = 8  # characters that Zalo takes as a webhook's secret; Telegram takes one
LONGEST_SECRET = 256  # for both
NAMES_OF_TOKENS = {"telegram": "TELEGRAM_BOT_TOKEN", "zalo": "ZALO_BOT_TOKEN"}


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list written with commas, empty ones too; a file may have one on each line."""
    text = text.rstrip(", \t\n")
    return tuple(part.strip() for part in re.split(r"[,\n]", text)) if text else ()


def is_token(text: str) -> bool:
    """Whether it looks like a token of Telegram or Zalo: digits, a colon, and the secret."""
    return re.fullmatch(r"\d+:\S{3,}", text, re.ASCII) is not None


def zalo_channels(first: str, more: str) -> dict[str, str]:
    """Each Zalo bot's token by the name of its channel: "zalo", "zalo2", "zalo3" …"""
    tokens = ((first.strip(),) if first.strip() else ()) + listed(more)
    return {zalo_channel(place): token for place, token in enumerate(tokens, start=1)}


def zalo_channel(place: int) -> str:
    """The channel of the first, the second … Zalo bot."""
    return "zalo" if place == 1 else f"zalo{place}"


def token_setting(channel: str) -> str:
    """The name of the setting in which a channel's token stands."""
    return NAMES_OF_TOKENS.get(channel, "ZALO_MORE_BOT_TOKENS")


def mistakes_together(values: Mapping[str, str]) -> list[Mistake]:
    """What is wrong though each value by itself may be right."""
    zalo = zalo_channels(values.get("zalo_bot_token", ""), values.get("zalo_more_bot_tokens", ""))
    telegram = values.get("telegram_bot_token", "").strip()
    channels = {**({"telegram": telegram} if telegram else {}), **zalo}
    return [
        *_about_tokens(values, channels),
        *_about_links(values, len(zalo)),
        *_about_chat(values.get("operator_chat", "").strip(), channels),
        *_about_secret(values, zalo),
    ]


def _about_tokens(values: Mapping[str, str], channels: Mapping[str, str]) -> list[Mistake]:
    if values.get("zalo_more_bot_tokens", "").strip() and not values.get("zalo_bot_token", "").strip():
        return [Mistake("ZALO_MORE_BOT_TOKENS", "first_bot_missing")]
    seen: dict[str, str] = {}
    mistakes = []
    for channel, token in channels.items():
        if token in seen:
            mistakes.append(Mistake(token_setting(channel), "same_token", token_setting(seen[token])))
        seen.setdefault(token, channel)
    return mistakes


def _about_links(values: Mapping[str, str], bots: int) -> list[Mistake]:
    links = listed(values.get("zalo_bot_links", ""))
    return [Mistake("ZALO_BOT_LINKS", "too_many_links", f"{len(links)}>{bots}")] if len(links) > bots else []


def _about_chat(chat: str, channels: Mapping[str, str]) -> list[Mistake]:
    """A chat on a bot that is not there would never be told anything; without any bot nobody asks."""
    channel = chat.rpartition(":")[0] or "telegram"
    if not chat or not channels or channel in channels:
        return []
    return [Mistake("OPERATOR_CHAT", "chat_without_bot", channel)]


def _about_secret(values: Mapping[str, str], zalo: Mapping[str, str]) -> list[Mistake]:
    """Its length; a short one harms nobody as long as Zalo is not told it."""
    length = len(values.get("webhook_secret", ""))
    if length > LONGEST_SECRET:
        return [Mistake("WEBHOOK_SECRET", "secret_long", str(length))]
    if zalo and values.get("webhook_url", "").strip() and 0 < length < SHORTEST_SECRET:
        return [Mistake("WEBHOOK_SECRET", "secret_short", str(length))]
    return []
