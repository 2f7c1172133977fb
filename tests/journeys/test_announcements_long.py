"""Long texts, photos and documents as announcements: in pieces, with captions, in albums, too big."""

import re
from pathlib import Path

from tests.journeys.phone import PIXEL
from tests.journeys.profiles import only
from tests.journeys.town import Town

HIDDEN = "Zalo không chuyển nội dung tin này đến hệ thống"
SAMPLE = Path(__file__).parents[2] / "sample" / "announcements.md"


def sample(name: str) -> str:
    """The text of one of the sample's announcements."""
    text = SAMPLE.read_text("utf-8").split(f"## {name}\n", 1)[1].split("\n## ", 1)[0]
    return text.split("\n\n", 1)[1].strip()


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


async def test_a_text_that_the_client_cuts_in_two(committee: Town) -> None:
    """TB-04 is over 4,096 characters: one draft, one preview, one announcement in two parts, in order."""
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    text = sample("TB-04")
    assert len(text) > 4096
    await ha.says("/thongbao")
    ha.forgets()
    await ha.says(text)
    preview, card = ha.new[:-1], ha.new[-1]
    assert words("".join(f"{m.text}\n" for m in preview)) == words(text)
    assert f"gồm {2 if ha.has_buttons else 3} tin ghép lại; dài hơn một tin" in card
    await ha.taps("Tất cả")
    await ha.taps("Kèm lựa chọn Đã nhận")
    await ha.taps("Gửi")
    await khoa.hears("Đề nghị các đồng chí xác nhận đã nhận thông báo trước 17h00")
    assert words("".join(f"{m.text}\n" for m in khoa.new)) == words(text)
    *parts, last = [bool(m.buttons) for m in khoa.new]
    assert last and not any(parts), "the last part carries the choice"
    await khoa.taps("Đã nhận")
    await khoa.hears("✅ Đã ghi nhận: đã nhận thông báo, lúc 08h00")
    await khoa.taps("Đã nhận")
    await khoa.hears("✅ Đã ghi nhận: đã nhận thông báo", times=1)


async def test_three_pieces_without_a_command(committee: Town) -> None:
    ha = await committee.joins("Lưu Thị Thanh Hà")
    ha.forgets()
    text = "Thông báo. " + "\n".join(f"{n}. Nội dung của mục {n} gồm các việc sau đây." for n in range(240))
    assert 8192 < len(text) < 12000
    await ha.says(text)
    await committee.turns_to("2026-11-23 08:01")  # after a full piece the preview waits for the next
    pieces = 3 if ha.has_buttons else 6
    assert f"gồm {pieces} tin ghép lại" in ha.last
    assert words("".join(f"{m.text}\n" for m in ha.new[:-1])) == words(text)
    await ha.hears("chưa gửi", times=1)
    await ha.says("viec")  # a command is no continuation
    await ha.hears_nothing(f"gồm {pieces + 1} tin")


@only("telegram", "both", because="Zalo does not hand documents to a bot; see test_halves.py for members")
async def test_a_document_with_its_caption(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.sends_document("Chương trình hội nghị.pdf", b"%PDF-1.4", caption="Gửi các đồng chí chương trình")
    assert ha.messages[-2].file_name == "Chương trình hội nghị.pdf"
    assert ha.messages[-2].text == "Gửi các đồng chí chương trình"
    assert "Tệp kèm: Chương trình hội nghị.pdf" in ha.last
    await ha.taps("Tất cả")
    await ha.taps("Gửi")
    got = await khoa.hears("Gửi các đồng chí chương trình")
    assert got.file_name == "Chương trình hội nghị.pdf"


async def test_a_photo_without_words_gets_them_by_edit(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.sends_photo()
    assert ha.messages[-2].file == "photo"
    await ha.taps("Sửa")
    await ha.says("Sơ đồ chỗ ngồi")
    await ha.taps("Ủy viên")
    await ha.taps("Kèm lựa chọn")
    await ha.taps("Gửi")
    got = await khoa.hears("Sơ đồ chỗ ngồi")
    assert got.file == "photo" and got.buttons
    assert "Đã ghi nhận" in await khoa.taps("Đã nhận")
    await khoa.hears("Đã ghi nhận: đã nhận thông báo")


async def test_files_that_are_not_taken(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.sends_document("phim.mp4", b"0", size=100 * 1024 * 1024)
    await ha.hears("Tệp lớn hơn 20 MB" if ha.has_buttons else HIDDEN)
    await khoa.sends_document("báo cáo.docx", b"0")
    await khoa.hears("hệ thống quản lý văn bản", times=1)
    await ha.sends_document("báo cáo MẬT.docx", b"0")
    await ha.hears("dấu hiệu mang nội dung mật" if ha.has_buttons else HIDDEN)
    async with committee.work() as work:
        assert await work.announcements.get(1) is None


@only("telegram", "both", because="Zalo knows no albums: pictures come one by one")
async def test_an_album_gives_one_announcement(committee: Town) -> None:
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    for phone in (ha, khoa):
        await phone.sends_album([PIXEL, PIXEL, PIXEL], caption="Ảnh hội trường")
    await ha.hears("Thông báo số 1, chưa gửi", times=1)
    await ha.hears("chỉ tệp đầu tiên của nhóm được nhận", times=1)
    await khoa.hears("Tệp không được nhận", times=1)
    assert ha.messages[-2].text == "Thông báo số 1, chưa gửi" or "Ảnh hội trường" in ha.messages[-3].text


async def test_a_text_without_a_command_or_an_answer(committee: Town) -> None:
    """The secretary's formal text becomes a draft; a member's does not, nor does a short answer."""
    ha, khoa = await committee.joins("Lưu Thị Thanh Hà"), await committee.joins("Vũ Đăng Khoa")
    await ha.says(sample("TB-05"))
    assert "Thông báo số 1, chưa gửi" in ha.last
    await ha.says("xong")
    await ha.hears("chưa gửi", times=1)
    await khoa.says(sample("TB-05"))
    await khoa.hears_nothing("chưa gửi")
    await ha.taps("Bỏ")
    await ha.says("Chiều nay nghỉ họp, các đồng chí lưu ý")
    assert "Thông báo số 2, chưa gửi" in ha.last
