"""The methods by which the bot gets its updates: getUpdates and the webhook settings."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.params import Params
from bot.sandbox.refusal import WEBHOOK_ACTIVE, Refused, bad_request
from bot.sandbox.state import Webhook
from bot.sandbox.updates import Update
from bot.sandbox.world import World

_SECRET = re.compile("[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, params: Params) -> list[Update]:
    """Long poll for updates; `offset` confirms all earlier ones."""
    if world.webhook:
        raise Refused(409, WEBHOOK_ACTIVE)
    _remember_kinds(world, params)
    limit = params.integer("limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    return await world.updates.fetch(params.integer("offset"), limit, max(params.integer("timeout"), 0))


def set_webhook(world: World, params: Params) -> tuple[bool, str]:
    """Post updates to an address from now on; an empty address ends that."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    secret = params.text("secret_token")
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    # plain HTTP is for a local bot only; Telegram itself takes it only on an own Bot API server
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_kinds(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    same = world.webhook is not None and (world.webhook.url, world.webhook.secret) == (url, secret)
    if same:
        return True, "Webhook is already set"
    connections = params.integer("max_connections", 40)
    world.webhook = Webhook(url, secret, min(max(connections, 1), 100))
    world.updates.end_poll_for_webhook()
    world.updates.wake()
    return True, "Webhook was set"


def delete_webhook(world: World, params: Params) -> tuple[bool, str]:
    """Fetch updates from now on."""
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    was, world.webhook = world.webhook, None
    world.updates.wake()
    return True, "Webhook was deleted" if was else "Webhook is already deleted"


def get_webhook_info(world: World, params: Params) -> dict[str, Any]:
    """The settings, how many updates wait, and the last failure."""
    hook = world.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if hook:
        info["max_connections"] = hook.max_connections
        if hook.last_error:
            info["last_error_date"], info["last_error_message"] = hook.last_error_date, hook.last_error
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def _remember_kinds(world: World, params: Params) -> None:
    kinds = params.json("allowed_updates")
    if isinstance(kinds, list):
        world.updates.allow([str(kind) for kind in kinds])
