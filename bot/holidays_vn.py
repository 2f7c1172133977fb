"""Fills in Vietnam's public holidays from the library `holidays`, where the committee has none of its own."""

from datetime import datetime

from storage.database import Database
from storage.work import working

# Chosen as a day off in January 2026, but whether it is one must be asked: it is a calendar entry of the
# committee's own (README.vi.md tells how), not something that the program may assume.
UNDECIDED = {(11, 24)}
FILLED = "holidays_filled"  # the note that says up to which year


async def fill_in_holidays(database: Database, now: datetime) -> int:
    """Add the days off of this year and the next, once a year; returns how many.

    A day that the committee's table has already is left as it is.
    """
    async with working(database) as work:
        last = now.year + 1
        if int(await work.notes.get(FILLED) or 0) >= last:
            return 0
        import holidays  # noqa: PLC0415  (needed once a year, and slow to load)

        known = await work.holidays.all()
        added = 0
        for day, name in holidays.country_holidays("VN", years=(now.year, last), language="vi").items():
            if day not in known and (day.month, day.day) not in UNDECIDED:
                await work.holidays.put(day, name, "day_off")
                added += 1
        await work.notes.put(FILLED, str(last))
        return added
