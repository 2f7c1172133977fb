"""The month's messages on Zalo: how many are used, how long they last, and whether announcements go on."""

from datetime import datetime

from committee.permissions import Act, require
from committee.practice import Practice
from committee.quota import Level, month_of
from committee.refusals import Refusal, RefusalReason
from handlers.visit import Answering, Command, Handler, Visit
from messages.envelope import Outgoing
from messages.voice import Voice
from messages.words import quota as words
from storage.allowance import Decision, decide, decision, forecasts, hold_back, uses
from storage.own_bots import known_bot
from storage.work import Work


async def bots_of(work: Work, now: datetime, practice: Practice, voice: Voice) -> list[words.Bot]:
    """Each Zalo bot's month, as it is shown."""
    refused = await work.traffic.refused()
    month_name = month_of(now, practice)
    found = []
    for forecast in await forecasts(work, now, practice):
        channel = forecast.use.channel
        bot = await known_bot(work, channel)
        decided = await decision(work, channel, month_name)
        scarce = forecast.use.level is Level.THRIFTY
        found.append(
            words.Bot(
                words.bot_words(voice, channel, bot.name if bot else ""),
                forecast,
                waits=scarce and decided is not Decision.GO,
                held=scarce and decided is Decision.WAIT,
                confirmed=scarce and decided is Decision.GO,
                refused=channel in refused,
            )
        )
    return found


async def month(visit: Visit, _words: str) -> list[Outgoing]:
    """/hanmuc: each Zalo bot's month."""
    bots = await bots_of(visit.work, visit.now, visit.practice, visit.voice)
    return [words.month(visit.voice, bots, visit.today.replace(day=1))]


async def choose(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "go on" or "wait", for a bot and a month; in another month it means nothing any more."""
    require(visit.actor, Act.DECIDE_QUOTA)
    decided, _, named = rest.partition(":")
    channel, _, month_name = named.partition(":")
    used = await uses(visit.work, visit.now, visit.practice)
    scarce = {use.channel for use in used if use.level is Level.THRIFTY}
    stale = month_name != month_of(visit.now, visit.practice) or channel not in scarce
    if stale or decided not in (Decision.GO, Decision.WAIT):
        raise Refusal(RefusalReason.BUTTON_OLD)
    await decide(visit.work, channel, month_name, Decision(decided))
    await hold_back(visit.work, visit.now, visit.practice)
    await visit.work.audit.add(visit.actor, f"quota_{decided}", f"quota:{channel}:{month_name}", visit.now)
    name = words.bot_words(visit.voice, channel)
    return [words.decided(visit.voice, name, goes=decided == Decision.GO, on=visit.incoming.message)]


COMMANDS = (Command("hanmuc", month, Act.DECIDE_QUOTA, aliases=("quota",), plain=("han muc",)),)
PRESSES: dict[str, Handler] = {"quota": choose}
QUESTIONS: dict[str, Answering] = {}
