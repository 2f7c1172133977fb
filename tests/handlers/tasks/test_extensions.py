"""The chair decides on later deadlines: once, by whoever may, told to those concerned."""

from datetime import datetime, timedelta

import pytest

from storage.work import looking
from tests.handlers.porch import ZONE, text
from tests.handlers.tasks.room import Room, day

ASKED = "NV-05 xin lùi đến 15/12 vì chờ nghiệm thu"


async def asked(room: Room, typed: str = ASKED) -> int:
    await room.says("khoa", typed)
    extension = (await room.task("NV-05")).extension
    assert extension is not None
    return extension.id


async def test_granting_moves_the_deadline_and_keeps_the_first(room: Room) -> None:
    number = await asked(room)
    said = await room.presses("bao", f"x:{number}:yes")
    assert "Đồng ý lùi thời hạn NV-05 (Sở VHTTDL) đến thứ Ba, ngày 15/12/2026" in said[0].text
    assert not said[0].replaces  # the digest stays as it is
    task = await room.task("NV-05")
    assert (task.deadline, task.original_deadline) == (day("2026-12-15"), day("2026-12-04"))
    assert task.extension is None
    assert "hạn mới thứ Ba, ngày 15/12/2026" in "\n".join(await room.sent_to("khoa", "notice"))
    assert "hạn mới thứ Ba, ngày 15/12/2026" in "\n".join(await room.sent_to("ha", "notice"))
    assert await room.sent_to("uyen", "notice") == []


async def test_refusing_tells_that_the_old_deadline_stands(room: Room) -> None:
    number = await asked(room)
    said = await room.presses("bao", f"x:{number}:no")
    assert "hạn thứ Sáu, ngày 4/12/2026 giữ nguyên" in said[0].text
    assert (await room.task("NV-05")).deadline == day("2026-12-04")
    assert "chưa đồng ý" in "\n".join(await room.sent_to("khoa", "notice"))


async def test_deciding_twice_is_refused_with_how_it_was_decided(room: Room) -> None:
    number = await asked(room)
    await room.presses("bao", f"x:{number}:yes")
    said = text(await room.presses("bao", f"x:{number}:no"))
    assert "NV-05 đã được giải quyết: đồng ý, hạn hiện nay thứ Ba, ngày 15/12/2026" in said
    assert (await room.task("NV-05")).deadline == day("2026-12-15")


@pytest.mark.parametrize("who", ["khoa", "may", "ha"])
async def test_nobody_else_decides(room: Room, who: str) -> None:
    number = await asked(room)
    await room.presses(who, f"x:{number}:yes")
    assert (await room.task("NV-05")).extension is not None


async def test_a_request_without_a_day_cannot_be_granted(room: Room) -> None:
    number = await asked(room, "NV-05 xin lùi")
    said = await room.presses("bao", f"x:{number}:yes")
    assert "chưa nêu ngày" in said[0].text and "cho biết lùi đến ngày nào" in said[1].text
    assert (await room.task("NV-05")).extension is not None
    said = await room.says("khoa", "15/12")  # the seat was asked, and answers the chair's press
    extension = (await room.task("NV-05")).extension
    assert extension is not None and extension.asked_for == day("2026-12-15")
    assert "Đồng ý lùi thời hạn NV-05" in text(await room.presses("bao", f"x:{extension.id}:yes"))


async def test_a_request_without_a_day_can_be_refused(room: Room) -> None:
    number = await asked(room, "NV-05 xin lùi")
    assert "Chưa đồng ý" in text(await room.presses("bao", f"x:{number}:no"))


async def test_a_request_that_was_answered_otherwise_meanwhile(room: Room) -> None:
    number = await asked(room)
    await room.says("khoa", "NV-05 xong")
    assert "nhiệm vụ đã có trả lời mới" in text(await room.presses("bao", f"x:{number}:yes"))


async def test_asking_again_counts_only_what_was_put_to_the_chair(room: Room) -> None:
    number = await asked(room)
    await room.presses("bao", f"x:{number}:no")
    await room.says("khoa", "NV-05 xin lùi đến 18/12 vì mưa lũ")
    extension = (await room.task("NV-05")).extension
    assert extension is not None and extension.times == 2
    await room.says("khoa", "NV-05 xin lùi đến 20/12 vì mưa lũ")  # put otherwise before it was decided
    extension = (await room.task("NV-05")).extension
    assert extension is not None and extension.times == 2 and extension.asked_for == day("2026-12-20")


async def test_decided_at_night_told_in_the_morning(room: Room) -> None:
    number = await asked(room)
    room.now = datetime(2026, 11, 23, 21, 30, tzinfo=ZONE)
    said = await room.presses("bao", f"x:{number}:yes")
    told = [out for out in said if out.person is not None]
    assert {out.not_before for out in told} == {datetime(2026, 11, 24, 7, 45, tzinfo=ZONE)}
    assert all(out.expires_at and out.expires_at - room.now > timedelta(days=1) for out in told)


async def test_the_decision_is_in_the_audit_trail(room: Room) -> None:
    await room.presses("bao", f"x:{await asked(room)}:yes")
    task = await room.task("NV-05")
    rows = await looking(room.database).tasks._c.execute_fetchall(
        "SELECT before, after FROM audit WHERE act = 'grant_extension' AND object = ?", (f"task:{task.id}",)
    )
    assert [tuple(row) for row in rows] == [("2026-12-04", "2026-12-15")]
