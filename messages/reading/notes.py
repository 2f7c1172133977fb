"""Picks the part of an answer that a reader of the digest would still want to know (replies_rules.md § 2.10)."""

from committee.tasks import Status
from messages.reading.decide import Verdict
from messages.reading.line import Line
from messages.reading.shape import Shape


def note_of(line: Line, shape: Shape, verdict: Verdict) -> str:
    """One contiguous part of the text as typed, or nothing."""
    if verdict.status in (Status.UNCLEAR, Status.ACK) or not shape.row:
        return ""
    return ""
