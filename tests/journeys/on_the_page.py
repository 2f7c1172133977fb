"""The sandbox's page on a whole committee: opened in a browser, and the three phones joined."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser

from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.journeys.town import Town

MEMBER, SECRETARY, CHAIR = 0, 1, 2


@asynccontextmanager
async def page_of(
    town: Town, browser: Browser, screenshots: Path, width: int, height: int
) -> AsyncIterator[PhonePage]:
    """The page in a tab of this size; nothing was asked of another machine, and nothing complained."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", reduced_motion="reduce"
    )
    page = PhonePage(await context.new_page(), f"{town.url}/", screenshots)
    await page.open()
    await page.close_tour()
    yield page
    await context.close()
    assert page.outside == []
    assert page.complaints == []


async def all_join(phones: PhonePage) -> None:
    """Open the three invitations' links, and agree."""
    for phone in (SECRETARY, MEMBER, CHAIR):
        await phones.join(phone)
        await phones.hear(phone, "có đồng ý hay không")
        await phones.tap(phone, "Đồng ý")
        await phones.hear(phone, "Những việc đồng chí làm được ở đây")
