"""The secretariat invites: codes and links, revoking them, and the list of who has joined."""

from committee.people import Seat, protocol
from handlers.joining.codes import seat_codes
from handlers.joining.finding import find_seats, means_everybody
from handlers.joining.typed import with_platform
from handlers.visit import Visit
from messages.envelope import Outgoing, platform_of
from messages.words import joining as words
from storage.joining import Identity


async def invite(visit: Visit, rest: str) -> list[Outgoing]:
    """/moi STC, /moi Vũ Đăng Khoa, /moi tatca: codes and links for the seats meant.

    /moi STC zalo, /moi tatca zalo: for whoever is not on that platform yet, joined elsewhere or not.
    """
    named, platform = with_platform(rest)
    everybody = means_everybody(named)
    seats = sorted(await visit.work.seats.all(), key=protocol)
    chosen = [seat for seat in seats if seat.holder] if everybody else find_seats(seats, named)
    if not chosen:
        return [words.which_seat(visit.voice, "moi", named)]
    if len(chosen) > words.MANY:
        return [words.too_many(visit.voice, len(chosen))]
    codes = await seat_codes(
        visit.work,
        chosen,
        visit.now,
        visit.practice,
        entrances=await visit.work.joining.entrances(),
        platform=platform,
        more=not everybody,
        actor=visit.actor,
    )
    said = [words.codes(visit.voice, codes, named=not everybody)]
    holder = codes[0].seat.holder
    if len(codes) == 1 and codes[0].code and holder:
        said.append(words.to_forward(visit.voice, codes[0], holder))
    return said


async def revoke(visit: Visit, rest: str) -> list[Outgoing]:
    """/thuhoi STC: the unused codes of a seat work no longer."""
    chosen = find_seats(await visit.work.seats.all(), rest)
    if not chosen:
        return [words.which_seat(visit.voice, "thuhoi", rest)]
    number = 0
    for seat in chosen:
        revoked = await visit.work.joining.revoke_codes(seat.id, visit.now)
        if revoked:
            await visit.work.audit.add(
                visit.actor,
                "codes_revoked",
                f"seat:{seat.id}",
                visit.now,
                after=str(revoked),
                for_seat=seat.id,
            )
        number += revoked
    return [words.revoked(visit.voice, chosen, number)]


async def roll(visit: Visit, rest: str) -> list[Outgoing]:
    """/danhsach: who has joined and who has not, seat by seat, and on which channels."""
    del rest
    accounts: dict[int, list[Identity]] = {}
    for account in await visit.work.joining.identities():
        accounts.setdefault(account.person_id, []).append(account)
    seats = sorted(await visit.work.seats.all(), key=protocol)
    several = len({entrance.platform for entrance in await visit.work.joining.entrances()}) > 1
    lines = [_line(seat, accounts.get(seat.holder.id, []) if seat.holder else []) for seat in seats]
    return [words.roll(visit.voice, lines, named=several)]


def _line(seat: Seat, own: list[Identity]) -> words.RollLine:
    found = sorted((platform_of(account.channel), account.unreachable) for account in own)
    accounts = tuple(words.RollAccount(platform, unreachable) for platform, unreachable in found)
    return words.RollLine(seat, _state(seat, own), accounts)


def _state(seat: Seat, own: list[Identity]) -> str:
    if seat.holder is None:
        return "empty"
    if not own:
        return "invited"
    if all(account.unreachable for account in own):
        return "lost"
    return "joined" if seat.holder.agreed else "asked"
