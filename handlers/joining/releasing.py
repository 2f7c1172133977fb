"""The secretariat releases an account, so that a person can join from another phone."""

from collections.abc import Sequence

from committee.people import Person, Seat
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.joining.finding import find_seats
from handlers.joining.typed import with_platform
from handlers.visit import Visit
from messages.envelope import PLATFORMS, Outgoing, platform_of
from messages.words import joining as words
from storage.joining import Identity


async def ask_release(visit: Visit, rest: str) -> list[Outgoing]:
    """/giaiphong Vũ Đăng Khoa: shows whose account is meant, and asks which one of two.

    /giaiphong Vũ Đăng Khoa zalo means that one.
    """
    named, platform = with_platform(rest)
    seats = find_seats(await visit.work.seats.all(), named)
    known = {account.person_id for account in await visit.work.joining.identities()}
    found = [seat for seat in seats if seat.holder and seat.holder.id in known]
    if len(found) > 1:
        return [words.several(visit.voice, "giaiphong", found)]
    if found and found[0].holder:
        accounts = await visit.work.joining.accounts_of(found[0].holder.id)
        there = platforms_of(accounts)
        meant = [platform] if platform in there else there
        return [words.ask_release(visit.voice, found[0], found[0].holder, meant, one_of=there)]
    if len(seats) == 1 and seats[0].holder:
        return [words.no_account(visit.voice, seats[0], seats[0].holder)]
    return [words.which_seat(visit.voice, "giaiphong", named)]


async def release(visit: Visit, rest: str) -> list[Outgoing]:
    """The button: the person's accounts, or the one on a platform, are released and their chats are told."""
    require(visit.actor, Act.RELEASE_ACCOUNT)
    person_id, _, platform = rest.partition(":")
    seat, person = await _whose(visit, person_id)
    accounts = await visit.work.joining.accounts_of(person.id)
    meant = [account for account in accounts if platform in ("", platform_of(account.channel))]
    pressed = visit.incoming.message
    if not meant:
        return [words.no_account(visit.voice, seat, person, pressed)]
    for account in meant:
        await _release(visit, seat, person, account)
    left = platforms_of([account for account in accounts if account not in meant])
    return [words.release_done(visit.voice, seat, person, pressed, platforms_of(meant), left)]


async def _release(visit: Visit, seat: Seat, person: Person, account: Identity) -> None:
    await visit.work.joining.release(person.id, visit.now, account.channel)
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


def platforms_of(accounts: Sequence[Identity]) -> list[str]:
    """The platforms of a person's accounts."""
    return sorted({platform_of(account.channel) for account in accounts}, key=PLATFORMS.index)


async def _whose(visit: Visit, person_id: str) -> tuple[Seat, Person]:
    for seat in await visit.work.seats.all():
        if seat.holder and str(seat.holder.id) == person_id:
            return seat, seat.holder
    raise Refusal(RefusalReason.BUTTON_OLD)  # that person has left the committee
