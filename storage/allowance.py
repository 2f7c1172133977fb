"""Looks up what each Zalo bot has used of its month, and asks the rule what has to wait."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from committee.announcing import goes_at
from committee.lateness import useful_until
from committee.practice import Practice
from committee.quota import Forecast, Level, Use, ahead, forecast, month_of, next_month
from messages.envelope import platform_of
from storage.own_bots import known_bot
from storage.work import Work

LIMITED = "zalo"  # the platform that allows so many messages a month


class Decision(StrEnum):
    """What the secretariat has said about announcements of a month in which messages are scarce."""

    NONE = ""
    GO = "go"
    WAIT = "wait"


@dataclass(frozen=True)
class Thrift:
    """Channels on which announcements wait, and those of them where the secretariat wants them to."""

    channels: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


async def uses(work: Work, now: datetime, practice: Practice) -> list[Use]:
    """What each Zalo bot has used of this month, in the order of the bots."""
    counted = {one.channel: one for one in await work.traffic.of_month(month_of(now, practice))}
    people = await work.traffic.people()
    found = []
    for channel in await _channels(work, {*counted, *people}):
        here = people.get(channel, {})
        one = counted.get(channel)
        found.append(
            Use(
                channel,
                one.sent if one else 0,
                one.received if one else 0,
                practice.monthly_messages,
                len(here),
                practice.day(min(here.values())) if here else None,
            )
        )
    return found


async def _channels(work: Work, seen: set[str]) -> list[str]:
    """The Zalo bots that are counted, have members, or have ever run."""
    channels = {channel for channel in seen if platform_of(channel) == LIMITED}
    place = 1
    while await known_bot(work, channel := LIMITED if place == 1 else f"{LIMITED}{place}"):
        channels.add(channel)
        place += 1
    return sorted(channels, key=lambda channel: (len(channel), channel))


async def forecasts(work: Work, now: datetime, practice: Practice) -> list[Forecast]:
    """What each Zalo bot will need until the month ends."""
    found = await uses(work, now, practice)
    if not found:
        return []
    people = await work.traffic.people()
    meetings = [
        (one, await work.meetings.invitations(one.id)) for one in await work.meetings.called_after(now)
    ]
    tasks, nudged = await work.tasks.open(), await work.tasks.nudges(practice.zone)
    seats = await work.seats.all()
    return [
        forecast(
            use,
            ahead(people.get(use.channel, {}), meetings, tasks, nudged, seats, now, practice),
            now,
            practice,
        )
        for use in found
    ]


async def decision(work: Work, channel: str, month: str) -> Decision:
    """What was decided for a bot's month."""
    noted, _, decided = (await work.notes.get(f"quota_decided:{channel}") or "").partition(" ")
    return Decision(decided) if noted == month else Decision.NONE


async def decide(work: Work, channel: str, month: str, decided: Decision) -> None:
    """Keep what was decided; it ends with the month."""
    await work.notes.put(f"quota_decided:{channel}", f"{month} {decided}")


async def thrift(work: Work, now: datetime, practice: Practice) -> Thrift:
    """On which channels announcements wait now."""
    month = month_of(now, practice)
    scarce = [use.channel for use in await uses(work, now, practice) if use.level is Level.THRIFTY]
    decided = {channel: await decision(work, channel, month) for channel in scarce}
    return Thrift(
        tuple(channel for channel in scarce if decided[channel] is not Decision.GO),
        tuple(channel for channel in scarce if decided[channel] is Decision.WAIT),
    )


async def hold_back(work: Work, now: datetime, practice: Practice) -> Thrift:
    """Let announcements wait where messages are scarce, and go where they no longer are."""
    found = await thrift(work, now, practice)
    await work.traffic.free(found.channels, now, goes_at(now, practice, urgent=False))
    fresh = next_month(now, practice)
    undecided = set(found.channels) - set(found.agreed)
    if undecided:
        await work.traffic.hold(sorted(undecided), now, fresh)
    if found.agreed:
        until = useful_until("announcement", fresh, practice)
        await work.traffic.hold(found.agreed, now, fresh, useful_until=until)
    return found
