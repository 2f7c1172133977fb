"""Offers the likeliest readings of an answer that was not read surely, to be asked back as choices."""

from datetime import datetime

from committee.tasks import Status
from messages.reading.reply import Reply, read_stages

_MOST = 3
_STATUSES = frozenset(str(status) for status in Status)
# What is most often meant when these letters are all that is left of a message (phrases/tags.tsv).
_HINTS = (
    ("FS13", Status.DONE),
    ("%CgWoTtZkP2", Status.IN_PROGRESS),
    ("OMwQ", Status.BLOCKED),
    ("Y0zf", Status.NOT_STARTED),
    ("ELlA", Status.EXTENSION),
    ("Vae4", Status.HANDOVER),
    ("I?R", Status.QUESTION),
    ("Kvyb", Status.ACK),
)


def likely_readings(text: str, now: datetime) -> list[Reply]:
    """Up to three readings of `text`, the likeliest first; empty when nothing in it tells anything."""
    stages = read_stages(text, now)
    statuses: list[Status] = []
    if stages.reply.status is not Status.UNCLEAR:
        statuses.append(stages.reply.status)
    for evidence in stages.verdict.evidence:
        if evidence.says in _STATUSES:
            statuses.append(Status(evidence.says))
    row = stages.shape.row
    statuses += [status for letters, status in _HINTS if any(letter in row for letter in letters)]
    if Status.DONE in statuses and Status.IN_PROGRESS not in statuses:
        statuses.insert(1, Status.IN_PROGRESS)
    ordered = [status for status in dict.fromkeys(statuses) if status is not Status.UNCLEAR][:_MOST]
    return [stages.read_as(status) for status in ordered]
