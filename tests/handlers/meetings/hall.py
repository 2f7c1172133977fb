"""A few people around one meeting, for the tests of the room of meetings."""

from committee.meetings import Invitation, Meeting
from messages.envelope import Choice, Outgoing
from storage.moments import to_text
from storage.work import looking
from tests.handlers.porch import Porch

HA, DAT = "BTGDV-TT", "BTGDV-TV"  # the secretariat's lead and another of the secretariat
KHOA, HIEU = "SVHTTDL-UV", "STC-UV"
BAO = "VPTU-TB"  # the chair
ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


async def gathered(porch: Porch, *seats: str) -> None:
    """These seats' holders have joined, each from an account named like the seat."""
    for seat in seats or (HA, KHOA, HIEU, BAO):
        await porch.joins(seat, seat)


async def called(porch: Porch) -> Meeting:
    """Meeting 9, sent to the whole committee, and delivered to those who have joined."""
    await gathered(porch)
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mcall:9:1:now")
    await delivered(porch)
    return await meeting(porch, 9)


async def delivered(porch: Porch) -> None:
    """What waits is sent to those who have joined, and finds nobody of the others."""
    async with porch.database.transaction() as connection:
        joined = "person_id IN (SELECT person_id FROM identities WHERE released_at IS NULL)"
        for state, whom in (("sent", joined), ("unreachable", f"NOT {joined}")):
            done = f"state = '{state}', settled_at = ?, message = id"
            await connection.execute(
                f"UPDATE outbox SET {done} WHERE state = 'waiting' AND {whom}",  # noqa: S608
                (to_text(porch.now),),
            )


async def meeting(porch: Porch, number: int) -> Meeting:
    """The meeting as it is now."""
    found = await looking(porch.database).meetings.by_id(number)
    assert found is not None
    return found


async def answer_of(porch: Porch, seat: str, number: int = 9) -> Invitation:
    """What a seat has answered."""
    found = await looking(porch.database).meetings.invitation(number, (await porch.seat(seat)).id)
    assert found is not None
    return found


async def states(porch: Porch, kind: str) -> list[str]:
    """The states of all promises of a kind about meeting 9."""
    rows = await porch.database.reader.execute_fetchall(
        "SELECT state FROM outbox WHERE about = 'meeting:9' AND kind = ? ORDER BY id", (kind,)
    )
    return [row["state"] for row in rows]


def buttons(out: Outgoing) -> dict[str, str]:
    """The labels under a message with their keys."""
    choices: list[Choice] = [one for row in out.choices for one in row]
    return {one.label: one.key for one in choices}


async def to(porch: Porch, said: list[Outgoing], seat: str) -> list[Outgoing]:
    """What is promised to one seat."""
    number = (await porch.seat(seat)).id
    return [out for out in said if out.seat == number]
