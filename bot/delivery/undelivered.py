"""Counts what stays undelivered, so that the operator hears of it before the secretary does."""

from datetime import datetime, timedelta

from storage.work import Work

OVERDUE = timedelta(minutes=15)  # due for so long and still not settled


async def undelivered(work: Work, since: datetime, now: datetime) -> dict[str, str]:
    """What to raise an alarm about: kind -> how many and why, a line for each, for what ended after `since`.

    The kinds are "overdue" (still waiting), and "failed", "unsure" and "expired" (ended without arriving).
    """
    alarms: dict[str, str] = {}
    overdue = await work.outbox.overdue(now - OVERDUE)
    if overdue:
        alarms["overdue"] = str(overdue)
    ended = await work.outbox.undelivered(since, now)
    for state in ("failed", "unsure", "expired"):
        reasons = {reason: many for (its, reason), many in ended.items() if its == state}
        if reasons:
            alarms[state] = "\n".join(f"{many} {reason}" for reason, many in sorted(reasons.items()))
    return alarms
