"""The committee's first day as it is seen on the page: joined, invited, tapped, typed, turned, read."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.bot.sandbox.browser.conftest import browser, screenshots
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.journeys.on_the_page import CHAIR, MEMBER, SECRETARY, all_join, page_of
from tests.journeys.town import ZONE, Town, founded

__all__ = ["browser", "screenshots"]

pytestmark = pytest.mark.browser


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path, at=datetime(2026, 11, 23, 6, 55, tzinfo=ZONE)) as town:
        yield town


@pytest.fixture
async def phones(browser: Browser, town: Town, screenshots: Path) -> AsyncIterator[PhonePage]:
    async with page_of(town, browser, screenshots, 1440, 900) as page:
        yield page


async def test_the_first_day_from_the_invitation_to_the_digest(phones: PhonePage) -> None:
    await all_join(phones)
    await phones.say(SECRETARY, "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A")
    card = await phones.hear(SECRETARY, "14h00, thứ Năm, ngày 26/11/2026")
    assert "23 đồng chí" in card
    await phones.tap(SECRETARY, "Gửi")
    await phones.hear(MEMBER, "kính mời đồng chí dự họp")
    await phones.tap(MEMBER, "Dự")
    await phones.hear(MEMBER, "Đã ghi nhận: đồng chí dự họp")
    await phones.turn("07:00")
    await phones.hear(CHAIR, "Bản tổng hợp BC-23/11-07:00")
    await phones.turn("60")
    await phones.hear(MEMBER, "NV-26 Cập nhật danh sách người phát ngôn")
    await phones.say(MEMBER, "dang lam 70%")
    await phones.hear(MEMBER, "Đã ghi nhận: NV-26, đang thực hiện 70%")
    await phones.tap(MEMBER, "Đúng")
    await phones.say(SECRETARY, "/thongbao Đề nghị các đồng chí gửi báo cáo tuần trước 16h00 thứ Sáu.")
    await phones.tap(SECRETARY, "Toàn thể Ban Chỉ đạo")
    await phones.tap(SECRETARY, "Gửi")
    await phones.hear(MEMBER, "gửi báo cáo tuần trước 16h00 thứ Sáu")
    await phones.turn("next_working_day")
    digest = await phones.hear(CHAIR, "Bản tổng hợp BC-24/11-07:00")
    assert "Cuộc họp tới: góp ý dự thảo kế hoạch 2027, 14h00, thứ Năm, ngày 26/11/2026" in digest
    assert "Dự 1" in digest
    assert len(digest) <= 1000
    assert (await phones.screenshot("first-day")).stat().st_size > 10_000
