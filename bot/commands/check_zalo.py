"""Checks the way to Zalo, bot by bot: the token, where updates go, and what is left of the month."""

from collections.abc import Mapping
from datetime import datetime

from bot.channels.zalo.client import TOKEN_REFUSED, Said, ZaloClient, ZaloError
from bot.commands.finding import Facts, Finding, look, stop, well
from bot.settings import Settings
from bot.settings_bots import token_setting
from committee.joining import BOT_HOLDS
from committee.practice import Practice
from committee.quota import Level
from handlers.quota import bots_of
from messages.voice import Voice
from storage.own_bots import OwnBot, known_bot
from storage.work import Work

PATIENCE = 10.0  # seconds; an operator is waiting


async def zalo_found(settings: Settings, known: Mapping[str, OwnBot]) -> list[Finding]:
    """What there is to say of each Zalo bot; `known` are those that have run on these channels before."""
    found = []
    for channel, token in settings.tokens.items():
        if channel == "telegram":
            continue
        client = ZaloClient(token, settings.zalo_api_url, PATIENCE)
        await client.open()
        try:
            found += await _bot_found(settings, channel, client, known.get(channel))
        finally:
            await client.close()
    return found


async def _bot_found(
    settings: Settings, channel: str, client: ZaloClient, known: OwnBot | None
) -> list[Finding]:
    facts: Facts = {"channel": channel, "setting": token_setting(channel)}
    try:
        me = await client.me()
        hook = await client.webhook()
    except Said as said:
        if said.code == TOKEN_REFUSED:
            return [stop("zalo", "refused", **facts)]
        return [stop("zalo", "out_of_reach", url=settings.zalo_api_url, why=str(said), **facts)]
    except ZaloError as error:
        why = type(error).__name__
        return [stop("zalo", "out_of_reach", url=settings.zalo_api_url, why=why, **facts)]
    name = str(me.get("display_name") or me.get("account_name") or "")
    if known and me.get("id") and known.id != str(me["id"]):
        return [stop("zalo", "another_bot", bot=name, before=known.name, **facts)]
    link = settings.links.get(channel, "")
    bot = well("zalo", bot=name, link=link, **facts) if link else look("zalo", "no_link", bot=name, **facts)
    return [bot, _updates_found(settings.webhook_url, channel, hook)]


def _updates_found(wanted: str, channel: str, hook: str) -> Finding:
    """Whether updates come to this bot: by polling when `wanted` is empty, else to that address."""
    facts: Facts = {"channel": channel, "webhook": hook, "wanted": wanted}
    if wanted and not hook.startswith(wanted.removesuffix("/telegram")):
        return look("zalo_updates", "not_set", **facts)
    if hook and not wanted:
        return look("zalo_updates", "foreign", **facts)
    return well("zalo_updates", "webhook" if wanted else "polling", **facts)


async def known_bots(work: Work, settings: Settings) -> dict[str, OwnBot]:
    """The bots that have run on these channels."""
    found = {channel: await known_bot(work, channel) for channel in settings.tokens}
    return {channel: bot for channel, bot in found.items() if bot}


async def quota_found(work: Work, now: datetime, practice: Practice, voice: Voice) -> list[Finding]:
    """Each Zalo bot's month, as /hanmuc tells it."""
    found = []
    for bot in await bots_of(work, now, practice, voice):
        use = bot.forecast.use
        facts: Facts = {"bot": bot, "use": use, "holds": BOT_HOLDS, "month": practice.day(now)}
        if bot.refused:
            found.append(look("quota", "refused", **facts))
        elif use.level is not Level.FREE or bot.forecast.runs_out:
            found.append(look("quota", "scarce", **facts))
        else:
            found.append(well("quota", **facts))
    return found
