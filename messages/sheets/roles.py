"""Reads a committee role as the roster words it, and gives each seat its code."""

from committee.people import Role
from messages.sheets.cells import fold

SUFFIXES: dict[Role, str] = {
    Role.CHAIR: "TB",
    Role.STANDING_DEPUTY: "PTBTT",
    Role.DEPUTY: "PTB",
    Role.MEMBER: "UV",
    Role.SECRETARIAT_LEAD: "TT",
    Role.SECRETARY: "TV",
}

TITLES: dict[Role, str] = {
    Role.CHAIR: "Trưởng ban",
    Role.STANDING_DEPUTY: "Phó Trưởng ban Thường trực",
    Role.DEPUTY: "Phó Trưởng ban",
    Role.MEMBER: "Ủy viên",
    Role.SECRETARIAT_LEAD: "Thư ký (Tổ trưởng Tổ giúp việc)",
    Role.SECRETARY: "Thư ký (Tổ viên Tổ giúp việc)",
}


def read_role(words: str) -> Role | None:
    """The role these words name; None when they name none. The first office named counts."""
    text = fold(words)
    if text in set(Role):
        return Role(text)
    if text.replace(" ", "_") in set(Role):
        return Role(text.replace(" ", "_"))
    if text.startswith(("pho truong ban", "pho ban", "ptb", "pho chu tich ban chi dao")):
        standing = "thuong truc" in text or text.startswith("ptbtt") or text.split()[-1] == "tt"
        return Role.STANDING_DEPUTY if standing else Role.DEPUTY
    if text.startswith("truong ban") or text == "tb":
        return Role.CHAIR
    if text.startswith(("to pho", "pho to truong")):
        return Role.SECRETARY
    if text.startswith("to truong"):
        return Role.SECRETARIAT_LEAD
    if text.startswith(("thu ky", "to vien", "to giup viec", "thanh vien to giup viec")):
        leads = "to truong" in text and "pho to truong" not in text
        return Role.SECRETARIAT_LEAD if leads else Role.SECRETARY
    if text.startswith(("uy vien", "thanh vien")) or text == "uv":
        return Role.MEMBER
    return None


class SeatCodes:
    """Hands out seat codes in file order: SNgV-PTB, SNgV-TV, SNgV-TV2 …"""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def next(self, agency_code: str, role: Role) -> str:
        """The code of the agency's next seat of this kind."""
        stem = f"{agency_code}-{SUFFIXES[role]}"
        self._given[stem] = count = self._given.get(stem, 0) + 1
        return stem if count == 1 else f"{stem}{count}"
