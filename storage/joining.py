"""One-time codes, wrong tries, and the accounts that people verified with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.joining import BOT_HOLDS, Entrance, JoinCode
from committee.kept import Kept, KeptAccount
from messages.envelope import PLATFORMS, platform_of
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_moment_or_none, to_text

TELEGRAM_NAME = "telegram_username"  # the note in which the running bot keeps its name there


@dataclass(frozen=True)
class Identity:
    """An account on a channel that belongs to a person; `unreachable` is empty or says why."""

    channel: str
    user: str
    chat: str
    person_id: int
    unreachable: str = ""


class Joining:
    """Who may come in, and with which account."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def find_code(self, code: str) -> JoinCode | None:
        """The code, in whatever state it is."""
        row = await Q.code_find(self._c, code=code)
        if row is None:
            return None
        return JoinCode(
            code=row["code"],
            seat_id=row["seat_id"],
            person_id=row["code_person_id"],
            expires_at=to_moment(row["expires_at"]),
            used_at=to_moment_or_none(row["used_at"]),
            revoked_at=to_moment_or_none(row["revoked_at"]),
        )

    async def open_code(self, seat_id: int, person_id: int, now: datetime) -> tuple[str, datetime] | None:
        """The code of a seat that still works, with the moment it expires."""
        row = await Q.code_open_of_seat(self._c, seat_id=seat_id, person_id=person_id, now=to_text(now))
        return (row["code"], to_moment(row["expires_at"])) if row else None

    async def add_code(
        self, code: str, seat_id: int, person_id: int, now: datetime, expires_at: datetime
    ) -> None:
        """Keep a new code."""
        await Q.code_add(
            self._c,
            code=code,
            seat_id=seat_id,
            person_id=person_id,
            made_at=to_text(now),
            expires_at=to_text(expires_at),
        )

    async def use_code(self, code: str, now: datetime) -> bool:
        """Use a code up; False when somebody was there first."""
        return bool(await Q.code_use(self._c, code=code, now=to_text(now)) == 1)

    async def revoke_codes(self, seat_id: int, now: datetime) -> int:
        """Revoke the unused codes of a seat; returns how many."""
        return int(await Q.codes_revoke(self._c, seat_id=seat_id, now=to_text(now)))

    async def note_wrong_code(self, channel: str, user: str, now: datetime) -> None:
        """Count a wrong try of an account."""
        await Q.wrong_code_add(self._c, channel=channel, user_key=user, at=to_text(now))

    async def wrong_codes(self, channel: str, user: str, since: datetime) -> list[datetime]:
        """When an account tried wrong codes since a moment."""
        rows = Q.wrong_codes_since(self._c, channel=channel, user_key=user, since=to_text(since))
        return [to_moment(row["at"]) async for row in rows]

    async def bind(self, channel: str, user: str, chat: str, person_id: int, now: datetime) -> None:
        """Let an account belong to a person."""
        await Q.identity_add(
            self._c, channel=channel, user_key=user, chat=chat, person_id=person_id, verified_at=to_text(now)
        )

    async def account(self, channel: str, user: str) -> Identity | None:
        """Whose account it is."""
        row = await Q.identity_of_account(self._c, channel=channel, user_key=user)
        return _identity(row) if row else None

    async def identities(self) -> list[Identity]:
        """Every account that is bound now."""
        return [_identity(row) async for row in Q.joined_people(self._c)]

    async def accounts_of(self, person_id: int) -> list[Identity]:
        """A person's accounts on all channels, the one that was verified last at the end."""
        return [_identity(row) async for row in Q.identities_of_person(self._c, person_id=person_id)]

    async def prefer(self, person_id: int, platform: str) -> None:
        """Keep on which platform a person wants to be written to first; empty for where he last joined."""
        await Q.person_prefer(self._c, person_id=person_id, platform=platform)

    async def preferred(self, person_id: int) -> str:
        """The platform a person has chosen, or nothing."""
        return str(await Q.person_preferred(self._c, person_id=person_id) or "")

    async def release(self, person_id: int, now: datetime, channel: str = "") -> int:
        """Unbind a person's accounts, or only the one on a channel; returns how many."""
        return int(
            await Q.identities_release(self._c, person_id=person_id, now=to_text(now), channel=channel)
        )

    async def entrances(self) -> list[Entrance]:
        """The bots at which people join, Telegram's first, as far as the running bot has noted them."""
        people = {row["channel"]: row["people"] async for row in Q.people_on_channels(self._c)}
        noted = {row["name"]: row["value"] async for row in Q.entrances_noted(self._c)}
        channels = {name.partition(":")[2] or "telegram" for name, value in noted.items() if value}
        return [
            Entrance(
                channel=channel,
                platform=platform_of(channel),
                name=noted.get(TELEGRAM_NAME if channel == "telegram" else f"zalo_name:{channel}", ""),
                link=noted.get(f"zalo_link:{channel}", ""),
                people=people.get(channel, 0),
                holds=BOT_HOLDS if platform_of(channel) == "zalo" else 0,
            )
            for channel in sorted(channels | people.keys(), key=_place)
        ]

    async def withdraw_consent(self, person_id: int) -> None:
        """A person no longer agrees; when he or she had agreed stays in the audit trail."""
        await Q.person_disagree(self._c, person_id=person_id)

    async def kept_about(self, person_id: int) -> Kept:
        """What is kept about a person, for him or her to see."""
        accounts = [row async for row in Q.identities_of_person(self._c, person_id=person_id)]
        row = await Q.kept_about(self._c, person_id=person_id)
        return Kept(
            accounts=tuple(
                KeptAccount(a["channel"], a["user_key"], to_moment(a["verified_at"])) for a in accounts
            ),
            agreed_at=to_moment_or_none(row["agreed_at"]),
            reports=row["reports"],
            answers=row["answers"],
            acknowledgements=row["acknowledgements"],
            messages=row["messages"],
            acts=row["acts"],
        )

    async def answered_since(self, channel: str, chat: str, since: datetime) -> bool:
        """Whether something was said in a chat since a moment: a stranger is answered now and then."""
        said = await Q.said_since(self._c, channel=channel, chat=chat, since=to_text(since))
        return said is not None

    async def set_unreachable(self, channel: str, chat: str, reason: str) -> None:
        """Keep that an account cannot be reached and why; an empty reason means it can again."""
        await Q.identity_reach(self._c, channel=channel, chat=chat, reason=reason)

    async def lost(self) -> list[int]:
        """The people who had joined and whom no account reaches any more."""
        return [row["person_id"] async for row in Q.lost_people(self._c)]

    async def move_chat(self, channel: str, chat: str, new_chat: str) -> None:
        """The platform gave a chat a new id: keep it, and let what waits follow."""
        await Q.identity_move(self._c, channel=channel, chat=chat, new_chat=new_chat)
        await Q.promises_moved(self._c, channel=channel, chat=chat, new_chat=new_chat)


def _identity(row: Any) -> Identity:
    return Identity(
        channel=row["channel"],
        user=row["user_key"],
        chat=row["chat"],
        person_id=row["person_id"],
        unreachable=row["unreachable"],
    )


def _place(channel: str) -> tuple[int, int, str]:
    """By platform, then by the bot's number: "zalo" before "zalo2" before "zalo10"."""
    platform = platform_of(channel)
    place = PLATFORMS.index(platform) if platform in PLATFORMS else len(PLATFORMS)
    return place, int(channel.removeprefix(platform) or 1), channel
