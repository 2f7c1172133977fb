"""Files over Telegram: uploaded once, named afterwards, with their words; and what is wrong with one."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Later, Refused, Sent, Unreachable, Unsure
from bot.channels.telegram.channel import TelegramChannel
from bot.sandbox import World
from messages.envelope import Attachment, Choice
from storage.outbox import Promise
from tests.bot.channels.promising import Turns, promise, send
from tests.bot.channels.taking import until
from tests.bot.channels.telegram.conftest import KHOA
from tests.bot.sandbox.zalo.test_methods import PNG

LAN = 700_000_002
LONG = "Căn cứ " + "quy chế làm việc " * 80  # more than fits under a file, less than a message
ANSWERS = ((Choice("seen:1", "Đã nhận"),),)


@pytest.fixture(autouse=True)
def _somebody_else(world: World) -> None:
    world.add_user(LAN, "Lan", started=True)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.pdf"
    write(path, "first")
    return path


def write(path: Path, what: str) -> None:
    """Another content, and surely another time of change."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_bytes(b"%PDF-1.4 " + what.encode())
    os.utime(path, ns=(before + 10**9, before + 10**9))


def local(path: Path, kind: str = "document", name: str = "") -> Attachment:
    return Attachment(kind, "", name=name, path=str(path))


def to(person: int, file: Attachment, text: str = "Tài liệu <b>họp</b>", **more: Any) -> Promise:
    return promise(str(person), text, over="telegram", attachment=file, **more)


def content(world: World, person: int = KHOA) -> list[tuple[str, bytes]]:
    """Names and bytes of the documents that came to a person."""
    sent = [one["document"] for one in world.sent_to(person) if "document" in one]
    return [(one.get("file_name", ""), world.files.by_id[one["file_id"]].data) for one in sent]


async def test_a_file_with_its_words_and_buttons(world: World, channel: TelegramChannel, plan: Path) -> None:
    turns = Turns()
    file = local(plan, name="Kế hoạch số 7.pdf")
    ending, progress = await send(channel, to(KHOA, file, choices=ANSWERS), turns)
    [only] = world.sent_to(KHOA)
    assert ending == Sent(str(only["message_id"])) and (progress.parts_sent, turns.taken) == (1, 0)
    assert content(world) == [("Kế hoạch số 7.pdf", b"%PDF-1.4 first")]
    assert only["caption"] == "Tài liệu họp"
    assert [one["type"] for one in only["caption_entities"]] == ["bold"]
    assert world.buttons(only) == {"Đã nhận": "seen:1"}


async def test_a_file_without_words_has_its_own_name(
    world: World, channel: TelegramChannel, plan: Path
) -> None:
    await send(channel, to(KHOA, local(plan), ""))
    assert content(world) == [("ke-hoach.pdf", b"%PDF-1.4 first")]
    assert "caption" not in world.sent_to(KHOA)[0]


async def test_a_file_goes_up_once(world: World, channel: TelegramChannel, plan: Path) -> None:
    for person in (KHOA, LAN, KHOA):
        await send(channel, to(person, local(plan)))
    assert len(world.files.by_id) == 1
    assert content(world, LAN) == [("ke-hoach.pdf", b"%PDF-1.4 first")]


async def test_a_file_that_has_changed_goes_up_again(
    world: World, channel: TelegramChannel, plan: Path
) -> None:
    await send(channel, to(KHOA, local(plan)))
    write(plan, "second")
    for _ in range(2):
        await send(channel, to(LAN, local(plan)))
    assert content(world, LAN) == [("ke-hoach.pdf", b"%PDF-1.4 second")] * 2
    assert len(world.files.by_id) == 2


async def test_a_file_that_changes_while_it_goes_up_is_not_taken_for_the_new_one(
    world: World, channel: TelegramChannel, plan: Path
) -> None:
    world.faults.latency = 0.1
    sending = asyncio.create_task(send(channel, to(KHOA, local(plan))))
    await until(lambda: world.calls_of("sendDocument"))
    write(plan, "second")
    await sending
    await send(channel, to(LAN, local(plan)))
    assert content(world, LAN) == [("ke-hoach.pdf", b"%PDF-1.4 second")]


async def test_the_same_picture_as_a_photo_and_as_a_file(
    world: World, channel: TelegramChannel, tmp_path: Path
) -> None:
    chart = tmp_path / "bieu-do.png"
    chart.write_bytes(PNG)
    for kind in ("photo", "document", "photo", "document"):
        assert isinstance((await send(channel, to(KHOA, local(chart, kind))))[0], Sent)
    assert ["photo" in one for one in world.sent_to(KHOA)] == [True, False, True, False]
    assert len(world.files.by_id) == 2


async def test_what_came_over_telegram_goes_on_by_its_name(world: World, channel: TelegramChannel) -> None:
    came = world.send_document(LAN, "Công văn.pdf", b"%PDF-1.4 from Lan")["document"]["file_id"]
    await send(channel, to(KHOA, Attachment("document", came, name="Công văn.pdf")))
    assert content(world) == [("Công văn.pdf", b"%PDF-1.4 from Lan")]
    assert len(world.files.by_id) == 1


async def test_words_too_long_follow(world: World, channel: TelegramChannel, plan: Path) -> None:
    turns = Turns()
    ending, progress = await send(channel, to(KHOA, local(plan), LONG, choices=ANSWERS), turns)
    file, words = world.sent_to(KHOA)
    assert ending == Sent(str(words["message_id"])) and (progress.parts_sent, turns.taken) == (2, 1)
    assert "caption" not in file and world.buttons(file) == {}
    assert words["text"] == LONG.strip() and world.buttons(words) == {"Đã nhận": "seen:1"}


async def test_the_words_that_did_not_follow_go_without_the_file(
    world: World, channel: TelegramChannel, plan: Path
) -> None:
    world.faults.refuse("sendMessage", 502)
    ending, progress = await send(channel, to(KHOA, local(plan), LONG))
    assert isinstance(ending, Later) and progress.parts_sent == 1
    turns = Turns()
    ending, progress = await send(channel, to(KHOA, local(plan), LONG, parts_sent=1), turns)
    assert isinstance(ending, Sent) and (progress.parts_sent, turns.taken) == (2, 0)
    assert ["document" in one for one in world.sent_to(KHOA)] == [True, False]


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_file_that_is_gone_is_refused(
    world: World, channel: TelegramChannel, tmp_path: Path, kind: str
) -> None:
    ending, progress = await send(channel, to(KHOA, local(tmp_path / "none", kind)))
    assert ending == Refused("attachment: No such file or directory") and progress.parts_sent == 0
    assert not world.calls


async def test_what_telegram_refuses(world: World, channel: TelegramChannel, plan: Path) -> None:
    assert isinstance((await send(channel, to(KHOA, Attachment("document", "BQAC-unknown"))))[0], Refused)
    assert isinstance((await send(channel, to(KHOA, local(plan, "photo"))))[0], Refused)  # it is no picture
    world.block(KHOA)
    assert (await send(channel, to(KHOA, local(plan))))[0] == Unreachable("blocked")
    assert world.sent_to(KHOA) == []


async def test_nobody_knows_whether_a_file_went(world: World, channel: TelegramChannel, plan: Path) -> None:
    world.faults.drop("sendDocument", taken=True)
    ending, progress = await send(channel, to(KHOA, local(plan)))
    assert ending == Unsure("connection_broken") and progress.parts_sent == 0
    assert len(world.calls_of("sendDocument")) == 1
