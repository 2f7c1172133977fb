"""The invitations that wait for somebody who comes to a seat after they were sent."""

from committee.people import Person
from handlers.meetings import invitations_for
from handlers.visit import Visit
from messages.envelope import Came
from storage.work import working
from tests.handlers.meetings.hall import HIEU, KHOA, called
from tests.handlers.porch import PRACTICE, VOICE, Porch


async def waiting(porch: Porch, seat: str) -> list[str]:
    """The texts of what waits for the holder of a seat."""
    async with working(porch.database) as work:
        actor = await work.seats.actor("telegram", seat)
        assert actor is not None
        incoming = porch._incoming(seat, Came.TEXT)
        visit = Visit(incoming, actor, work, porch.now, PRACTICE, VOICE)
        return [out.text for out in await invitations_for(visit)]


async def test_a_successor_is_invited_to_what_is_ahead(porch: Porch) -> None:
    await called(porch)
    seat = await porch.seat(KHOA)
    async with working(porch.database) as work:
        assert seat.holder is not None
        await work.joining.release(seat.holder.id, porch.now)
        await work.seats.seat_person(seat.id, Person(0, "Lê Văn Mới"), porch.now.date())
    await porch.joins(KHOA, KHOA)
    texts = await waiting(porch, KHOA)
    assert len(texts) == 1 and texts[0].startswith("Kính gửi đồng chí Lê Văn Mới,")


async def test_what_comes_by_itself_is_not_said_twice(porch: Porch) -> None:
    await called(porch)
    await porch.joins("SCT-UV", "SCT-UV")  # her invitation waited for her
    assert not await waiting(porch, "SCT-UV")


async def test_whoever_has_answered_is_not_asked(porch: Porch) -> None:
    await called(porch)
    await porch.presses(HIEU, "rsvp:9:1:yes")
    assert not await waiting(porch, HIEU)
