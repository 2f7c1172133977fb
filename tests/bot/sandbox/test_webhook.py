"""Updates are posted to the webhook with its secret, in order per chat, again until they are taken."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import World
from tests.bot.sandbox.conftest import KHOA, LAN, Call

SECRET = "a-secret_1"


class Hook:
    """A bot's webhook that can be told to refuse."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = ""
        self.taken: list[Any] = []
        self.secrets: set[str] = set()
        self.refusals: dict[str, list[int]] = {}  # text: statuses to answer with first

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        update = await request.json()
        statuses = self.refusals.get(update["message"]["text"], [])
        if statuses:
            return web.Response(status=statuses.pop(0))
        self.taken.append(update)
        self.world.wake()
        return web.Response()

    @property
    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.taken]


@pytest.fixture
async def hook(world: World) -> AsyncIterator[Hook]:
    world.webhook_pause = 0.02
    hook = Hook(world)
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_what_waited_and_what_comes_is_posted(call: Call, world: World, hook: Hook) -> None:
    world.say(KHOA, "trước")
    await call("setWebhook", url=hook.url, secret_token=SECRET)
    world.say(KHOA, "sau")
    await world.until(lambda: len(hook.taken) == 2)
    assert hook.texts == ["trước", "sau"]
    assert hook.secrets == {SECRET}
    await world.until(lambda: not world.updates.pending)
    info = (await call("getWebhookInfo"))["result"]
    assert info["url"] == hook.url and info["pending_update_count"] == 0 and "last_error_message" not in info


async def test_a_refused_update_comes_again_and_holds_up_only_its_chat(
    call: Call, world: World, hook: Hook
) -> None:
    hook.refusals["một"] = [500, 503, 404]
    await call("setWebhook", url=hook.url)
    world.say(KHOA, "một")
    world.say(KHOA, "hai")
    world.say(LAN, "ba")
    await world.until(lambda: len(hook.taken) == 3)
    assert hook.texts == ["ba", "một", "hai"]
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_a_webhook_that_is_away(call: Call, world: World, hook: Hook) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/nobody")
    world.say(KHOA, "một")
    await world.until(lambda: world.webhook and world.webhook.last_error)
    assert (await call("getWebhookInfo"))["result"]["last_error_message"] == "Connection refused"
    await call("setWebhook", url=hook.url)
    await world.until(lambda: hook.taken)
    assert hook.texts == ["một"]


async def test_after_the_webhook_is_deleted_updates_are_fetched(call: Call, world: World, hook: Hook) -> None:
    hook.refusals["một"] = [500] * 1000
    await call("setWebhook", url=hook.url)
    world.say(KHOA, "một")
    await world.until(lambda: world.webhook and world.webhook.last_error)
    await call("deleteWebhook")
    assert len((await call("getUpdates"))["result"]) == 1
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates"))["result"] == []
