"""Who sits where after an import: corrections, replacements, and lines put in between."""

from dataclasses import replace
from pathlib import Path

from committee.people import Role
from messages.sheets.records import MemberRow, Reading
from storage.importing.difference import Why
from storage.work import looking, working
from tests.storage.importing.sheets import ALL, HA, KHOA, NOW, changed, committee, differs, member, take

DAT = MemberRow("Chu Minh Đạt", "TGDV", Role.SECRETARY, "TGDV-TV")
TUYEN = MemberRow("Hà Văn Tuyến", "TGDV", Role.SECRETARY, "TGDV-TV2")


async def holders(database: object) -> dict[str, str]:
    seats = await looking(database).seats.all()  # type: ignore[arg-type]
    return {seat.code: seat.holder.name for seat in seats if seat.holder}


async def test_a_corrected_name_is_the_same_person(tmp_path: Path) -> None:
    bare = replace(ALL, members=(replace(KHOA, name="Vu Dang Khoa"), HA))
    async with committee(tmp_path, bare) as database:
        seat = await looking(database).seats.by_code("STC-UV")
        assert seat and seat.holder
        assert changed(await differs(database, ALL)) == {"STC-UV.name": [("Vu Dang Khoa", "Vũ Đăng Khoa")]}
        await take(database, ALL)
        now = await looking(database).seats.by_code("STC-UV")
        assert now and now.holder and (now.holder.id, now.holder.name) == (seat.holder.id, "Vũ Đăng Khoa")


async def test_another_name_replaces_the_person_and_releases_the_account(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        async with working(database) as work:
            seat = await work.seats.by_code("STC-UV")
            assert seat and seat.holder
            await work.joining.bind("telegram", "1", "1", seat.holder.id, NOW)
            await work.joining.add_code("K7MP-2XQA", seat.id, seat.holder.id, NOW, NOW.replace(day=30))
            await work.questions.ask(seat.holder.id, "x", "", {}, NOW, NOW.replace(day=30))
        reading = member(KHOA, name="Nông Đức Hiếu", title="Phó Giám đốc", phone="")
        assert changed(await differs(database, reading)) == {
            "STC-UV.holder": [("Vũ Đăng Khoa", "Nông Đức Hiếu")]
        }
        released = await take(database, reading)
        assert [account.user for account in released] == ["1"]
        work = looking(database)
        new = await work.seats.by_code("STC-UV")
        assert new and new.holder and new.holder.name == "Nông Đức Hiếu" and new.holder.id != seat.holder.id
        assert new.holder.phone == "", "nothing of the old person sticks to the new one"
        assert await work.seats.actor("telegram", "1") is None
        code = await work.joining.find_code("K7MP-2XQA")
        assert code and code.revoked_at and not await work.questions.open(seat.holder.id, NOW)
        task = await work.tasks.by_code("NV-01")
        assert task and task.lead and task.lead.holder == new.holder, "the seat keeps its tasks"


async def test_a_line_put_in_between_moves_nobody(tmp_path: Path) -> None:
    async with committee(tmp_path, replace(ALL, members=(HA, DAT, TUYEN))) as database:
        new = MemberRow("Võ Thị Cẩm Tú", "TGDV", Role.SECRETARY, "TGDV-TV")
        moved = (new, replace(DAT, seat_code="TGDV-TV2"), replace(TUYEN, seat_code="TGDV-TV3"))
        difference = await differs(database, Reading(members=(HA, *moved)))
        assert not difference.changed and [item.key for item in difference.new] == ["TGDV-TV3"]
        await take(database, Reading(members=(HA, *moved)))
        assert await holders(database) == {
            "TGDV-TT": "Lưu Thị Thanh Hà",
            "TGDV-TV": "Chu Minh Đạt",
            "TGDV-TV2": "Hà Văn Tuyến",
            "TGDV-TV3": "Võ Thị Cẩm Tú",
        }


async def test_whoever_left_makes_room_for_whoever_came(tmp_path: Path) -> None:
    async with committee(tmp_path, replace(ALL, members=(HA, DAT, TUYEN))) as database:
        new = MemberRow("Võ Thị Cẩm Tú", "TGDV", Role.SECRETARY, "TGDV-TV2")
        reading = Reading(members=(HA, replace(TUYEN, seat_code="TGDV-TV"), new))
        assert changed(await differs(database, reading)) == {
            "TGDV-TV.holder": [("Chu Minh Đạt", "Võ Thị Cẩm Tú")]
        }


async def test_a_seat_that_the_file_leaves_out_stays(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        difference = await differs(database, Reading(members=(HA,)))
        assert difference.empty and [r.why for r in difference.remarks] == [Why.NOT_IN_FILE]
        await take(database, Reading(members=(HA,)))
        assert "STC-UV" in await holders(database)
        assert not (await differs(database, Reading())).remarks, "a file without members says nothing of them"


async def test_an_empty_seat_is_filled(tmp_path: Path) -> None:
    async with committee(tmp_path) as database:
        async with working(database) as work:
            await work.seats.put_seat("STC-UV2", Role.MEMBER, "STC")
        new = MemberRow("Bùi Thị Khuyên", "STC", Role.MEMBER, "STC-UV2")
        await take(database, Reading(members=(KHOA, new)))
        assert (await holders(database))["STC-UV2"] == "Bùi Thị Khuyên"
