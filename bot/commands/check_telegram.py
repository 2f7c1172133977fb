"""Checks the way to Telegram: is it within reach, does it take the token, where does it send updates."""

from bot.channels.telegram.poll import TokenRefused
from bot.channels.telegram.probe import OutOfReach, Probed, probe
from bot.commands.finding import Facts, Finding, look, stop, well
from bot.settings import Settings

MANY_PENDING = 100  # updates; a running bot takes them within seconds


async def telegram_found(settings: Settings) -> list[Finding]:
    """One finding when Telegram cannot be asked, else one about the token and one about the updates.

    Nothing for a committee on Zalo alone.
    """
    token = settings.tokens.get("telegram")
    if not token:
        return [] if settings.tokens else [look("telegram", "no_token")]
    try:
        probed = await probe(token, settings.telegram_api_url, settings.telegram_proxy)
    except TokenRefused:
        return [stop("telegram", "refused")]
    except OutOfReach as trouble:
        facts: Facts = {
            "url": settings.telegram_api_url,
            "why": str(trouble),
            "proxy": bool(settings.telegram_proxy),
        }
        return [stop("telegram", "out_of_reach", **facts)]
    return [
        well("telegram", "accepted", username=probed.username),
        updates_found(probed, settings.webhook_url),
    ]


def updates_found(probed: Probed, wanted: str) -> Finding:
    """Whether updates come to this bot: by polling when `wanted` is empty, else to that address."""
    facts: Facts = {
        "pending": probed.pending,
        "errs": probed.errs,
        "webhook": probed.webhook,
        "wanted": wanted,
    }
    if wanted and not probed.webhook.startswith(wanted):
        return look("updates", "not_set", **facts)
    if probed.webhook and not wanted:
        return look("updates", "foreign", **facts)
    if wanted and probed.errs:
        return look("updates", "errs", **facts)
    if probed.pending > MANY_PENDING:
        return look("updates", "pending", **facts)
    return well("updates", "webhook" if wanted else "polling", **facts)
