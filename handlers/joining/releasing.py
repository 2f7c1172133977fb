"""The secretariat releases an account, so that a person can join from another phone."""

from committee.people import Person, Seat
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.joining.finding import find_seats
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import joining as words


async def ask_release(visit: Visit, rest: str) -> list[Outgoing]:
    """/giaiphong Vũ Đăng Khoa: shows whose account is meant, with one button."""
    seats = find_seats(await visit.work.seats.all(), rest)
    known = {account.person_id for account in await visit.work.joining.identities()}
    found = [seat for seat in seats if seat.holder and seat.holder.id in known]
    if len(found) > 1:
        return [words.several(visit.voice, "giaiphong", found)]
    if found and found[0].holder:
        return [words.ask_release(visit.voice, found[0], found[0].holder)]
    if len(seats) == 1 and seats[0].holder:
        return [words.no_account(visit.voice, seats[0], seats[0].holder)]
    return [words.which_seat(visit.voice, "giaiphong", rest)]


async def release(visit: Visit, rest: str) -> list[Outgoing]:
    """The button: all of the person's accounts are released, and their chats are told."""
    require(visit.actor, Act.RELEASE_ACCOUNT)
    seat, person = await _whose(visit, rest)
    accounts = await visit.work.joining.accounts_of(person.id)
    pressed = visit.incoming.message
    if not accounts:
        return [words.no_account(visit.voice, seat, person, pressed)]
    await visit.work.joining.release(person.id, visit.now)
    for account in accounts:
        name = f"{account.channel}:{account.user}"
        await visit.work.audit.add(
            visit.actor, "account_released", f"person:{person.id}", visit.now, before=name, for_seat=seat.id
        )
        await visit.work.outbox.promise(
            words.released(visit.voice.to(person.language), f"released:{name}:{visit.incoming.update_key}"),
            visit.now,
            channel=account.channel,
            chat=account.chat,
        )
    return [words.release_done(visit.voice, seat, person, pressed)]


async def _whose(visit: Visit, rest: str) -> tuple[Seat, Person]:
    for seat in await visit.work.seats.all():
        if seat.holder and str(seat.holder.id) == rest:
            return seat, seat.holder
    raise Refusal(RefusalReason.BUTTON_OLD)  # that person has left the committee
