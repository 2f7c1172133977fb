"""Drives the sandbox's page as a person does: seats people, types, taps, turns the clock, takes pictures."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Locator, Page, Request, expect

PATIENCE = 15_000  # milliseconds; how long a thing may take to show, on a busy machine too
expect.set_options(timeout=PATIENCE)


class PhonePage:
    """The page in one browser tab. Phones are counted from 0, from left to right.

    Everything goes through what a person sees: labels, fields, keys. What the page asked of other
    machines is in `outside`, what it complained of in `complaints`; both stay empty.
    """

    def __init__(self, page: Page, url: str, screenshots: Path) -> None:
        self.page = page
        self.url = url
        self.screenshots = screenshots
        self.outside: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._note_request)
        page.on("console", lambda line: self._note(line.type in ("error", "warning"), line.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("dialog", lambda dialog: self._note(True, f"dialog: {dialog.message}"))

    def _note_request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("http", "ws") or where.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def _note(self, bad: bool, text: str) -> None:
        if bad:
            self.complaints.append(text)

    async def open(self) -> None:
        """Load the page and wait until it is live."""
        await self.page.goto(self.url)
        await expect(self.page.locator("body[data-ready]")).to_be_attached()
        await expect(self.page.locator("#break")).to_be_hidden()

    def phone(self, phone: int) -> Locator:
        """One phone with its nameplate."""
        return self.page.locator(".phone").nth(phone)

    def messages(self, phone: int) -> Locator:
        """All messages on a phone, oldest first."""
        return self.phone(phone).locator(".message")

    def field(self, phone: int) -> Locator:
        """Where the person types."""
        return self.phone(phone).locator("textarea.field")

    async def forward(self, phone: int) -> None:
        """On a narrow screen, bring this phone forward."""
        tab = self.page.locator(".tab").nth(phone)
        if await tab.is_visible():
            await tab.click()

    async def choose(self, phone: int, name: str) -> None:
        """Seat somebody at a phone, found in the list by name."""
        await self.forward(phone)
        await self.phone(phone).locator(".plate").click()
        await self.phone(phone).get_by_role("combobox").fill(name)
        await self.phone(phone).get_by_role("option", name=name).first.click()
        await expect(self.phone(phone).locator(".plate-name")).to_have_text(name)

    async def use(self, phone: int, app: str) -> None:
        """Give a phone "Telegram" or "Zalo", in the list of people."""
        await self.forward(phone)
        await self.phone(phone).locator(".plate").click()
        await self.phone(phone).locator(".app").filter(has_text=app).click()

    async def join(self, phone: int) -> None:
        """Open the person's invitation link."""
        await self.forward(phone)
        await self.phone(phone).locator(".foot .primary").click()

    async def say(self, phone: int, text: str) -> None:
        """Type and press Enter."""
        await self.forward(phone)
        await self.field(phone).fill(text)
        await self.field(phone).press("Enter")

    def key(self, phone: int, label: str) -> Locator:
        """The newest inline button whose words are `label`, a sign such as a tick before them or not."""
        words = re.compile(rf"^\W*{re.escape(label)}\W*$")
        return self.phone(phone).locator(".key").filter(has_text=words).last

    async def tap(self, phone: int, label: str) -> None:
        """Press the newest inline button with these words."""
        await self.forward(phone)
        await self.key(phone, label).click()

    async def hear(self, phone: int, words: str) -> str:
        """Wait for a message of the bot that contains `words`; answers its whole text."""
        return await self._newest(phone, "bot", words)

    async def said(self, phone: int, words: str) -> str:
        """Wait until the person's own message with `words` is shown; answers its whole text."""
        return await self._newest(phone, "own", words)

    async def _newest(self, phone: int, side: str, words: str) -> str:
        message = self.phone(phone).locator(f".message.{side} .text").filter(has_text=words).last
        await expect(message).to_be_attached()
        return await message.inner_text()

    async def toast(self, phone: int, words: str) -> None:
        """Wait for the words that come over the chat when a button is answered."""
        await expect(self.phone(phone).locator(".toast.shown")).to_contain_text(words)

    async def command(self, phone: int, command: str) -> None:
        """Send a command from the Menu."""
        await self.forward(phone)
        await self.phone(phone).locator(".menu-button").click()
        await self.phone(phone).get_by_role("menuitem").filter(has_text=f"/{command}").first.click()

    async def reply(self, phone: int, words: str, text: str) -> None:
        """Reply with `text` to the newest message that contains `words`."""
        await self._tool(phone, words, "reply")
        await self.say(phone, text)

    async def edit(self, phone: int, words: str, text: str) -> None:
        """Change the person's own newest message that contains `words` to `text`."""
        await self._tool(phone, words, "edit")
        await self.say(phone, text)

    async def _tool(self, phone: int, words: str, tool: str) -> None:
        await self.forward(phone)
        message = self.messages(phone).filter(has_text=words).last
        await message.hover()
        await message.locator(f"[data-tool={tool}]").click()

    async def attach(self, phone: int, path: Path, caption: str = "", kind: str = "document") -> None:
        """Send a file as "photo" or "document"."""
        await self.forward(phone)
        await self.phone(phone).locator(f"input[data-as={kind}]").set_input_files(path)
        await expect(self.phone(phone).locator(".bar")).to_contain_text(path.name)
        await self.say(phone, caption)

    async def sticker(self, phone: int) -> None:
        """Send a sticker."""
        await self.attachment(phone, "Gửi nhãn dán")

    async def attachment(self, phone: int, label: str) -> None:
        """Choose from the menu at the paper clip."""
        await self.forward(phone)
        await self.phone(phone).locator(".composer .round").first.click()
        await self.phone(phone).locator(".attach .popup-item").filter(has_text=label).click()

    async def toggle_block(self, phone: int) -> None:
        """Block the bot, or unblock it."""
        await self.forward(phone)
        await self.phone(phone).locator(".more").click()
        await self.phone(phone).locator(".more-menu .popup-item").click()

    async def turn(self, to: str) -> None:
        """Turn the clock: "5" or "60" (minutes), "07:00" or "next_working_day"; waits until it is turned."""
        await self.page.locator(f"[data-minutes='{to}'], [data-to='{to}']").click()
        await expect(self.page.locator("#clock:not([aria-busy])")).to_be_attached(timeout=4 * PATIENCE)

    async def moment(self) -> tuple[str, str]:
        """What the clock shows: hour and day."""
        face = self.page.locator(".clock-face")
        return (
            await face.locator("[data-clock=hour]").inner_text(),
            await face.locator("[data-clock=day]").inner_text(),
        )

    async def language(self, language: str) -> None:
        """Show the page in "vi" or "en", once it is live (it may have been loaded again just now)."""
        await expect(self.page.locator("body[data-ready]")).to_be_attached()
        await self.page.locator(f"[data-language={language}]").click()
        await expect(self.page.locator(f"html[lang={language}]")).to_be_attached()

    async def close_tour(self) -> None:
        """Put the guided tour away."""
        if await self.page.locator("#tour").is_visible():
            await self.page.locator(".tour-close").click()

    async def too_wide(self) -> list[str]:
        """What stands out of the page to the right; empty when nothing has to be scrolled sideways."""
        found: list[str] = await self.page.evaluate(
            """() => {
              const wide = document.documentElement.clientWidth;
              const boxes = [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility());
              const out = boxes.filter((node) => node.getBoundingClientRect().right > wide + 1 &&
                !node.closest(".popup, .unseen, .skip"));
              if (document.documentElement.scrollWidth > wide) out.push(document.documentElement);
              return out.map((node) => `${node.tagName}.${node.className}`);
            }"""
        )
        return found

    async def screenshot(self, name: str) -> Path:
        """A picture of what is seen now, in the folder for screenshots."""
        path = self.screenshots / f"{name}.png"
        await self.page.screenshot(path=path, animations="disabled")
        return path
