"""/kenh: on which channels a person is reached, which of them goes first, and adding the other one."""

from committee.refusals import Refusal, RefusalReason
from handlers.joining.codes import seat_codes
from handlers.joining.typed import with_platform
from handlers.joining.ways import ways_of
from handlers.visit import Visit
from messages.envelope import PLATFORMS, Outgoing
from messages.words import joining_channels as words
from messages.words.joining import SeatCode


async def show(visit: Visit, rest: str) -> list[Outgoing]:
    """/kenh, or /kenh zalo: prefers that channel where one has joined, and says how to join where not."""
    _, platform = with_platform(rest)
    ways = await ways_of(visit.work, visit.actor.person.id)
    if not platform:
        return [words.channels(visit.voice, ways.joined, ways.addable)]
    if ways.on(platform) is not None:
        return await prefer(visit, platform)
    return await add(visit, platform)


async def prefer(visit: Visit, platform: str) -> list[Outgoing]:
    """The choice of the channel that goes first."""
    person = visit.actor.person
    ways = await ways_of(visit.work, person.id)
    if ways.on(platform) is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    before = next((way.platform for way in ways.joined if way.preferred), "")
    await visit.work.joining.prefer(person.id, platform)
    await visit.work.audit.add(
        visit.actor, "preferred", f"person:{person.id}", visit.now, before=before, after=platform
    )
    ways = await ways_of(visit.work, person.id)
    pressed = visit.incoming.message if visit.incoming.press else ""
    return [words.channels(visit.voice, ways.joined, ways.addable, changed=True, replaces=pressed)]


async def add(visit: Visit, platform: str) -> list[Outgoing]:
    """A one-time code with which the person joins on another platform."""
    if platform not in PLATFORMS:
        raise Refusal(RefusalReason.BUTTON_OLD)
    code = await code_for(visit, platform)
    if not code.code:  # no bot there, or joined there already
        ways = await ways_of(visit.work, visit.actor.person.id)
        if ways.on(platform) is None:
            return [words.no_channel(visit.voice, platform)]
        return [words.channels(visit.voice, ways.joined, ways.addable)]
    return [words.add_channel(visit.voice, code, platform)]


async def code_for(visit: Visit, platform: str) -> SeatCode:
    """The visitor's code for another platform; without a code when there is none to be had."""
    (code,) = await seat_codes(
        visit.work,
        [visit.actor.seat],
        visit.now,
        visit.practice,
        entrances=await visit.work.joining.entrances(),
        platform=platform,
        actor=visit.actor,
    )
    return code
