"""Links to files: only who has the link gets the file, and nothing else of the machine."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.clock import TurnedClock
from bot.health import Door
from bot.public_files import PublicFiles
from messages.announced import Announcement
from messages.envelope import Attachment
from storage.database import Database, open_database
from storage.work import working

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NAME = "Giấy mời số 12.pdf"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{tmp_path}/a.db")
    yield database
    await database.close()


async def fetch(ref: str) -> bytes | None:
    return b"from the platform" if ref == "AgAD" else None


async def announced(database: Database, file: Attachment) -> None:
    async with working(database) as work:
        made = await work.announcements.add(Announcement(0, "Kính gửi", attachment=file), NOW)
        await work.announcements.mark_sent(made, NOW, NOW)


async def get(url: str) -> tuple[int, bytes, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read(), answer.headers.get("Content-Disposition", "")


@pytest.fixture
async def place(database: Database) -> AsyncIterator[tuple[PublicFiles, Door, TurnedClock]]:
    door, clock = Door(0), TurnedClock(NOW)
    files = PublicFiles("https://giaoban.example", database, clock, fetch)
    await files.open(door)
    await door.open()
    yield files, door, clock
    await door.close()


def local(link: str, door: Door) -> str:
    return link.replace("https://giaoban.example", f"http://127.0.0.1:{door.port}")


async def test_a_link_gives_the_file(
    place: tuple[PublicFiles, Door, TurnedClock], database: Database, tmp_path: Path
) -> None:
    files, door, clock = place
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 local")
    local_file = Attachment("document", "", NAME, path=str(tmp_path / "a.pdf"), mime="application/pdf")
    theirs = Attachment("document", "AgAD", NAME)
    for file, content in ((local_file, b"%PDF-1.4 local"), (theirs, b"from the platform")):
        link = files.link(file)
        assert str(tmp_path) not in link and "AgAD" not in link
        assert (await get(local(link, door)))[0] == 404, "nobody has announced it yet"
        await announced(database, file)
        status, body, disposition = await get(local(link, door))
        assert (status, body) == (200, content)
        assert "Gi%E1%BA%A5y%20m%E1%BB%9Di" in disposition
    clock.turn_to(NOW + timedelta(days=61))
    assert (await get(local(files.link(theirs), door)))[0] == 404


async def test_guessing_and_files_that_are_gone(
    place: tuple[PublicFiles, Door, TurnedClock], database: Database, tmp_path: Path
) -> None:
    files, door, _ = place
    gone, lost = Attachment("document", "", "a.pdf", path=str(tmp_path / "no.pdf")), Attachment("photo", "BQ")
    for file in (gone, lost):
        await announced(database, file)
        assert (await get(local(files.link(file), door)))[0] == 404
    for guess in ("/tep/0/a", f"/tep/{'0' * 32}/a.pdf", "/tep/..%2f..%2fetc/passwd", "/tep/é/a"):
        assert (await get(f"http://127.0.0.1:{door.port}{guess}"))[0] == 404


async def test_no_public_address_no_link(database: Database) -> None:
    files = PublicFiles("", database, TurnedClock(NOW), fetch)
    await files.open(Door(0))
    assert files.link(Attachment("document", "AgAD", NAME)) == ""


async def test_links_outlive_a_restart(database: Database) -> None:
    links = []
    for _ in range(2):
        files = PublicFiles("https://giaoban.example", database, TurnedClock(NOW), fetch)
        await files.open(Door(0))
        links.append(files.link(Attachment("document", "AgAD", NAME)))
    assert links[0] == links[1]
