"""An office of three people with a clock that can be turned, for a sandbox without a committee behind it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import TurnedClock
from bot.sandbox import Resident

MONDAY = datetime(2026, 11, 23, 6, 55, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MEMBER, SECRETARY, CHAIR, DEPUTY = 201, 202, 203, 204


class SmallOffice:
    """What the page asks of the committee; satisfies bot.sandbox.Office."""

    phones: Sequence[int] = (MEMBER, SECRETARY, CHAIR)
    language = "vi"

    def __init__(self) -> None:
        self.clock = TurnedClock(MONDAY)
        self.residents = {
            one.user_id: one
            for one in (
                Resident(MEMBER, "Vũ Đăng Khoa", "Giám đốc Sở Tài chính", "Sở Tài chính", "member", "STC"),
                Resident(SECRETARY, "Lưu Thị Thanh Hà", "Trưởng phòng", "Ban Tuyên giáo", "secretary", "TK"),
                Resident(CHAIR, "Trịnh Quốc Bảo", "Phó Bí thư Thường trực", "Tỉnh ủy", "chair", "TB"),
                Resident(DEPUTY, "Đoàn Minh Trí", "Phó Chủ tịch UBND tỉnh", "UBND tỉnh", "deputy", "PTB"),
            )
        }

    def now(self) -> datetime:
        return self.clock.now()

    async def people(self) -> Sequence[Resident]:
        return list(self.residents.values())

    async def code_for(self, account: str) -> str:
        return f"CODE-{account}"

    async def turn(self, minutes: int | None, to: str | None) -> datetime:
        moment = self.now()
        if minutes is not None:
            moment += timedelta(minutes=minutes)
        else:
            seven = moment.replace(hour=7, minute=0, second=0)
            moment = seven if to == "07:00" and seven > moment else seven + timedelta(days=1)
        self.clock.turn_to(moment)
        return moment

    def joined(self, user_id: int) -> None:
        self.residents[user_id] = replace(self.residents[user_id], joined=True)

    def joined_zalo(self, user_id: int) -> None:
        self.residents[user_id] = replace(self.residents[user_id], joined_zalo=True)
