"""A small committee on its sheets, and a database to take it into."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from committee.calendar import DayKind
from committee.people import Role
from committee.practice import Practice
from messages.sheets.records import (
    AgencyRow,
    HolidayRow,
    MeetingRow,
    MemberRow,
    Reading,
    TaskRow,
)
from storage.database import Database, open_database
from storage.importing.apply import apply
from storage.importing.compare import compare
from storage.importing.difference import Difference
from storage.joining import Identity
from storage.work import looking, working

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PRACTICE = Practice(zone=ZONE)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)

STC = AgencyRow("STC", "Sở Tài chính", "Sở TC", "Chính quyền", position=1)
TGDV = AgencyRow("TGDV", "Ban Tuyên giáo và Dân vận", "Ban TG&DV", "Đảng", position=2)
KHOA = MemberRow(
    "Vũ Đăng Khoa", "STC", Role.MEMBER, "STC-UV", "ông", "Phó Giám đốc", "0900000106", "k@example.vn"
)
HA = MemberRow("Lưu Thị Thanh Hà", "TGDV", Role.SECRETARIAT_LEAD, "TGDV-TT", "bà", "Trưởng phòng")
NV1 = TaskRow("NV-01", "Báo cáo năm", "STC", ("TGDV",), "Số 1", date(2026, 12, 10), "Nhóm 5", "Báo cáo")
CH1 = MeetingRow(
    "CH-01",
    "Giao ban",
    date(2026, 11, 27),
    time(8),
    time(10),
    place="Phòng A",
    audience="Toàn thể Ban Chỉ đạo; mời: Sở Tư pháp",
)
TET = HolidayRow(date(2027, 1, 1), "Tết Dương lịch", DayKind.DAY_OFF)
ALL = Reading((STC, TGDV), (KHOA, HA), (NV1,), (CH1,), (TET,))


@asynccontextmanager
async def committee(folder: Path, reading: Reading = ALL) -> AsyncIterator[Database]:
    """A database with this reading taken in."""
    database = await open_database(f"sqlite:///{folder / 'committee.db'}")
    try:
        await take(database, reading)
        yield database
    finally:
        await database.close()


async def differs(database: Database, reading: Reading, now: datetime = NOW) -> Difference:
    """What the reading would do."""
    return await compare(looking(database), reading, now, PRACTICE)


async def take(database: Database, reading: Reading, now: datetime = NOW) -> list[Identity]:
    """Take the reading in."""
    async with working(database) as work:
        return await apply(work, await compare(work, reading, now, PRACTICE), now, PRACTICE)


def changed(difference: Difference) -> dict[str, list[tuple[object, object]]]:
    """The changed fields by key."""
    return {f"{item.key}.{c.field}": [(c.old, c.new)] for item in difference.changed for c in item.changes}


def member(row: MemberRow, **more: object) -> Reading:
    """A reading that changes one member."""
    return Reading(members=(replace(row, **more),))  # type: ignore[arg-type]
