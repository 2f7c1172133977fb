"""A sandbox with a small office, a headless Chromium on its page, and a bot that does as it is told."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright
from telegram import Bot

from bot.sandbox import SandboxServer, World
from tests.bot.sandbox.browser.phone_page import PhonePage
from tests.bot.sandbox.browser.scripted_bot import ScriptedBot
from tests.bot.sandbox.browser.small_office import SmallOffice

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def chromium() -> str | None:
    """Where Chromium is: named by GIAOBAN_CHROMIUM, or Debian's package."""
    return os.environ.get("GIAOBAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: GIAOBAN_SCREENSHOTS, or the test's own folder."""
    folder = Path(os.environ.get("GIAOBAN_SCREENSHOTS") or tmp_path / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def office() -> SmallOffice:
    return SmallOffice()


@pytest.fixture
def world(office: SmallOffice) -> World:
    world = World(office.now, bot_name="Tổ giúp việc", bot_username="giaoban_bot")
    for one in office.residents.values():
        world.add_user(one.user_id, one.name, started=True)
    return world


@pytest.fixture
async def server(world: World, office: SmallOffice) -> AsyncIterator[SandboxServer]:
    async with SandboxServer(world, office=office) as server:
        yield server


@pytest.fixture
def script(bot: Bot) -> ScriptedBot:
    return ScriptedBot(bot)


@pytest.fixture
async def phones(
    browser: Browser, server: SandboxServer, screenshots: Path, request: pytest.FixtureRequest
) -> AsyncIterator[PhonePage]:
    """The page, opened; at the end nothing was asked of another machine and nothing complained.

    `@pytest.mark.parametrize("phones", [(360, 740)], indirect=True)` gives another size. Movement is
    reduced, so that nothing has to be waited for.
    """
    width, height = getattr(request, "param", (1440, 900))
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", reduced_motion="reduce"
    )
    page = PhonePage(await context.new_page(), f"{server.url}/", screenshots)
    await page.open()
    yield page
    await context.close()
    assert page.outside == []
    assert page.complaints == []
