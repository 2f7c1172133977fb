"""Takes the picture for README.md: `GIAOBAN_SCREENSHOTS=$PWD/docs make test ARGS="-k readme_picture"`."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.bot.sandbox.browser.conftest import browser, screenshots
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.journeys.on_the_page import CHAIR, MEMBER, SECRETARY, all_join, page_of
from tests.journeys.town import ZONE, Town, founded

__all__ = ["browser", "screenshots"]

pytestmark = pytest.mark.browser
LARGEST = 400_000  # bytes that a reader of README.md has to load


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path, at=datetime(2026, 11, 23, 6, 55, tzinfo=ZONE)) as town:
        town.world.bot["first_name"] = "Ban Chỉ đạo"
        await town.office.seat_the_others()
        await town.settles()
        yield town


@pytest.fixture
async def phones(browser: Browser, town: Town, screenshots: Path) -> AsyncIterator[PhonePage]:
    async with page_of(town, browser, screenshots, 1400, 880) as page:
        yield page


async def test_the_readme_picture(phones: PhonePage, town: Town) -> None:
    await all_join(phones)
    await phones.turn("07:00")
    await phones.turn("60")
    await phones.hear(MEMBER, "NV-26 Cập nhật danh sách người phát ngôn")
    await phones.say(MEMBER, "dang lam 70%")
    await phones.hear(MEMBER, "Đã ghi nhận: NV-26, đang thực hiện 70%")
    await phones.tap(MEMBER, "Đúng")
    await phones.say(SECRETARY, "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A")
    await phones.hear(SECRETARY, "14h00, thứ Năm, ngày 26/11/2026")
    await phones.tap(SECRETARY, "Gửi")
    await phones.hear(MEMBER, "kính mời đồng chí dự họp")
    await phones.tap(MEMBER, "Dự")
    await phones.hear(MEMBER, "Đã ghi nhận: đồng chí dự họp")
    for name in ("Nguyễn Thị Hồng Nhạn", "Đoàn Minh Trí", "Lò Văn Thuận", "Bùi Thị Khuyên", "Y Bliêng Niê"):
        await town.phone(name).taps("Dự")
    await phones.tap(CHAIR, "Dự")
    away = town.phone("Nông Đức Hiếu")
    await away.taps("Vắng")
    await away.says("đi công tác")
    await phones.turn("next_working_day")
    await phones.hear(CHAIR, "Bản tổng hợp BC-24/11-07:00")
    await phones.say(SECRETARY, "/dshop 9")
    await phones.hear(SECRETARY, "đi công tác")
    await expect(phones.page.locator(".toast.shown")).to_have_count(0)
    assert (await phones.screenshot("screenshot")).stat().st_size < LARGEST
