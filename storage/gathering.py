"""Looks up what a digest speaks of, and has it compiled by the rules."""

from datetime import datetime

from committee.digest import SOON, Digest, DigestFacts, compile_digest
from committee.practice import Practice
from committee.tasks import Status
from storage.work import Work

SETTLED = "settle_blocker"  # the audit trail's name for the chair's word that an obstacle is to be cleared


async def gather(work: Work, now: datetime, practice: Practice) -> Digest:
    """Look up what the digest of this moment speaks of, and compile it."""
    today = practice.day(now)
    since = await work.digests.last_before(today)
    known_since = since or practice.at(practice.calendar.previous_working(today), practice.digest_time)
    until = max(today + SOON, practice.calendar.next_working(today))
    tasks = await work.tasks.open_near(until) + await work.tasks.done_since(known_since)
    nudged = await work.tasks.nudges(practice.zone)
    meetings = await work.meetings.called_after(now)
    meeting = meetings[0] if meetings else None
    blocked = [task for task in tasks if task.state is not None and task.state.status is Status.BLOCKED]
    settled = await work.audit.last_of(SETTLED, (f"task:{task.id}" for task in blocked))
    facts = DigestFacts(
        tasks=tasks,
        nudged=nudged,
        meeting=meeting,
        invitations=await work.meetings.invitations(meeting.id) if meeting else (),
        unread=await work.reports.unread_count(),
        since=since,
        settled={task.id: settled[f"task:{task.id}"] for task in blocked if f"task:{task.id}" in settled},
        counts=await work.tasks.counts(today),
    )
    return compile_digest(facts, now, practice)
