"""Meetings, their invitations and what each seat answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.meetings import Answer, Invitation, Meeting, MeetingState
from committee.uncalled import Planned
from storage.database import QUERIES as Q
from storage.moments import (
    day_text,
    to_day_or_none,
    to_moment,
    to_moment_or_none,
    to_text,
    to_text_or_none,
)
from storage.seats import seat_of


@dataclass(frozen=True)
class Filing:
    """How a meeting is filed: `version` grows with every change, so that an old card can be told.

    `made_by` is who typed it, nobody for one from the roster's sheet.
    """

    version: int
    made_by: int | None


@dataclass(frozen=True)
class LastAct:
    """When something was last done to a meeting and by whom; the name is empty for the program itself."""

    at: datetime
    by: str


class Meetings:
    """The committee's meetings."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def add(self, meeting: Meeting, now: datetime, made_by: int | None = None) -> Meeting:
        """Keep a new meeting; it gets its id, and a code (CH-12) when it has none."""
        code = meeting.code or await self._next_code()
        meeting_id = await Q.meeting_add(
            self._c, code=code, made_by=made_by, changed_at=to_text(now), **_columns(meeting)
        )
        made = await self.by_id(int(meeting_id))
        assert made is not None
        return made

    async def _next_code(self) -> str:
        number = int(await Q.meeting_highest_code(self._c) or 0) + 1
        while await Q.meeting_by_code(self._c, code=f"CH-{number:02}") is not None:
            number += 1
        return f"CH-{number:02}"

    async def change(self, meeting: Meeting, now: datetime) -> None:
        """Keep a meeting's new particulars, state and revision."""
        columns = _columns(meeting)
        await Q.meeting_change(
            self._c, id=meeting.id, revision=meeting.revision, changed_at=to_text(now), **columns
        )

    async def by_id(self, meeting_id: int) -> Meeting | None:
        """One meeting."""
        row = await Q.meeting_by_id(self._c, meeting_id=meeting_id)
        return _meeting(row) if row else None

    async def filing(self, meeting_id: int) -> Filing:
        """How a meeting that exists is filed."""
        row = await Q.meeting_filing(self._c, meeting_id=meeting_id)
        return Filing(row["version"], row["made_by"])

    async def last_act(self, meeting_id: int, act: str) -> LastAct | None:
        """When something was last done to a meeting, by the audit trail."""
        row = await Q.meeting_last_act(self._c, object=f"meeting:{meeting_id}", act=act)
        return LastAct(to_moment(row["at"]), row["by_name"] or "") if row else None

    async def by_code(self, code: str) -> Meeting | None:
        """One meeting by its code, such as CH-03."""
        row = await Q.meeting_by_code(self._c, code=code)
        return _meeting(row) if row else None

    async def called_after(self, moment: datetime) -> list[Meeting]:
        """The meetings that people were called to and that start later, the nearest first."""
        return [_meeting(row) async for row in Q.meetings_called(self._c, after=to_text(moment))]

    async def planned(self, moment: datetime) -> list[Planned]:
        """The drafts that start later, the nearest first, each with when it was last changed."""
        rows = Q.meetings_planned(self._c, after=to_text(moment))
        return [Planned(_meeting(row), to_moment(row["changed_at"])) async for row in rows]

    async def upcoming(self, moment: datetime) -> list[Meeting]:
        """Drafts and called meetings that start later, the nearest first."""
        return [_meeting(row) async for row in Q.meetings_upcoming(self._c, after=to_text(moment))]

    async def all(self) -> list[Meeting]:
        """Every meeting there ever was."""
        return [_meeting(row) async for row in Q.meetings_all(self._c)]

    async def of_seat(self, seat_id: int, moment: datetime) -> list[Meeting]:
        """The called meetings to which a seat is invited and that start later."""
        rows = Q.meetings_of_seat(self._c, seat_id=seat_id, after=to_text(moment))
        return [_meeting(row) async for row in rows]

    async def invite(self, meeting: Meeting, seat_id: int, now: datetime) -> None:
        """Invite a seat, once; one that was left out in between is invited anew."""
        await Q.invitation_add(
            self._c, meeting_id=meeting.id, seat_id=seat_id, at=to_text(now), revision=meeting.revision
        )

    async def leave_out(self, meeting_id: int, seat_id: int, now: datetime) -> None:
        """Take back a seat's invitation; its row stays."""
        await Q.invitation_withdraw(self._c, meeting_id=meeting_id, seat_id=seat_id, at=to_text(now))

    async def unsent(self, meeting_id: int) -> set[int]:
        """The seats whose invitation has reached nobody yet."""
        rows = Q.invitations_unsent(self._c, about=f"meeting:{meeting_id}")
        return {row["seat_id"] async for row in rows}

    async def told(self, meeting_id: int) -> dict[int, datetime]:
        """When each seat was last told of the meeting, by invitation or notice; others are missing."""
        rows = Q.meeting_told(self._c, about=f"meeting:{meeting_id}")
        return {row["seat_id"]: to_moment(row["told_at"]) async for row in rows}

    async def withdraw_messages(
        self, meeting_id: int, now: datetime, *, reason: str, seat_id: int = 0
    ) -> int:
        """Withdraw invitations, notices and reminders that have reached nobody (of one seat, or of all)."""
        return int(
            await Q.meeting_withdraw(
                self._c, about=f"meeting:{meeting_id}", seat_id=seat_id, reason=reason, now=to_text(now)
            )
        )

    async def on_its_way(self, meeting_id: int, seat_id: int, person_id: int, now: datetime) -> bool:
        """Whether an invitation or notice to this person waits, or will go once he or she is reached."""
        count = await Q.invitation_under_way(
            self._c, about=f"meeting:{meeting_id}", seat_id=seat_id, person_id=person_id, now=to_text(now)
        )
        return bool(count)

    async def reminded(self, meeting_id: int) -> set[str]:
        """The keys of all reminders of a meeting that were ever promised."""
        rows = Q.reminders_promised(self._c, about=f"meeting:{meeting_id}")
        return {row["key"] async for row in rows}

    async def invitations(self, meeting_id: int) -> list[Invitation]:
        """All invitations of a meeting in protocol order."""
        return [_invitation(row) async for row in Q.invitations_of(self._c, meeting_id=meeting_id)]

    async def invitation(self, meeting_id: int, seat_id: int) -> Invitation | None:
        """One seat's invitation."""
        row = await Q.invitation_of_seat(self._c, meeting_id=meeting_id, seat_id=seat_id)
        return _invitation(row) if row else None

    async def answer(
        self,
        meeting: Meeting,
        seat_id: int,
        answer: Answer,
        person_id: int,
        now: datetime,
        *,
        reason: str = "",
        substitute: str = "",
    ) -> None:
        """Keep what a seat answered; the audit row keeps what it had answered before."""
        await Q.invitation_answer(
            self._c,
            meeting_id=meeting.id,
            seat_id=seat_id,
            answer=answer.value,
            reason=reason,
            substitute=substitute,
            at=to_text(now),
            person_id=person_id,
            revision=meeting.revision,
        )

    async def ask_again(self, meeting: Meeting) -> None:
        """Forget the answers to the earlier start (they stay in the audit trail)."""
        await Q.invitations_ask_again(self._c, meeting_id=meeting.id, revision=meeting.revision)


def _columns(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "sort": meeting.sort,
        "starts_at": to_text(meeting.starts_at),
        "ends_at": to_text_or_none(meeting.ends_at),
        "place": meeting.place,
        "form": meeting.form,
        "chaired_by": meeting.chaired_by,
        "audience": meeting.audience,
        "answer_by": day_text(meeting.answer_by),
        "documents": meeting.documents,
        "note": meeting.note,
        "state": meeting.state.value,
    }


def _meeting(row: Any) -> Meeting:
    return Meeting(
        id=row["id"],
        code=row["code"],
        title=row["title"],
        sort=row["sort"],
        starts_at=to_moment(row["starts_at"]),
        ends_at=to_moment_or_none(row["ends_at"]),
        place=row["place"],
        form=row["form"],
        chaired_by=row["chaired_by"],
        audience=row["audience"],
        answer_by=to_day_or_none(row["answer_by"]),
        documents=row["documents"],
        note=row["note"],
        state=MeetingState(row["state"]),
        revision=row["revision"],
    )


def _invitation(row: Any) -> Invitation:
    return Invitation(
        meeting_id=row["meeting_id"],
        seat=seat_of(row),
        invited_at=to_moment(row["invited_at"]),
        answer=Answer(row["answer"]),
        reason=row["reason"],
        substitute=row["substitute"],
        answered_by=row["answered_by_name"] or "",
        answered_at=to_moment_or_none(row["answered_at"]),
        revision=row["revision"],
    )
