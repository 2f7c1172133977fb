"""/goidien: whom no message reaches, what to tell them by telephone, and that they were called."""

from committee.calling import Call, in_order
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.joining.unheard import calls_due
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import calls as words
from storage.calls import CALLED
from storage.moments import to_text


async def show(visit: Visit, rest: str) -> list[Outgoing]:
    """/goidien: the list, the most urgent first."""
    del rest
    return [words.call_list(visit.voice, await _calls(visit), visit.now)]


async def called(visit: Visit, rest: str) -> list[Outgoing]:
    """The choice «Đã gọi …»: all that the list showed of this person is told; what failed since stays."""
    require(visit.actor, Act.SEE_DELIVERIES)
    person_id, _, shown = rest.partition(":")
    seat = next((s for s in await visit.work.seats.all() if s.holder and str(s.holder.id) == person_id), None)
    at = words.moment_of(shown)
    if seat is None or seat.holder is None or at is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    until = min(at, visit.now)
    told = next((call for call in await _calls(visit) if call.seat.id == seat.id), None)
    if told is not None:
        await visit.work.audit.add(
            visit.actor, CALLED, f"person:{person_id}", visit.now, after=to_text(until), for_seat=seat.id
        )
    left = await _calls(visit)
    pressed = visit.incoming.message
    return [words.call_list(visit.voice, left, visit.now, done=seat.holder.name, replaces=pressed)]


async def _calls(visit: Visit) -> list[Call]:
    return in_order(await calls_due(visit.work, visit.now, visit.practice), visit.now)
