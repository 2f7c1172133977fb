"""Events are posted to the webhook with its secret, bare or wrapped, again until they are taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from aiohttp import web

from bot.sandbox.zalo import ZaloWorld
from tests.bot.sandbox.zalo.conftest import KHOA, LAN, Ask, refusal
from tests.bot.sandbox.zalo.test_methods import MILLISECONDS

SECRET = "a-secret_1"


class Hook:
    """A bot's webhook that can be told to refuse."""

    def __init__(self, zalo: ZaloWorld) -> None:
        self.zalo = zalo
        self.url = ""
        self.taken: list[Any] = []
        self.secrets: set[str] = set()
        self.refusals: list[int] = []

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Bot-Api-Secret-Token", ""))
        body = await request.read()
        if self.refusals:
            return web.Response(status=self.refusals.pop(0))
        self.taken.append(orjson.loads(body) if body else None)
        self.zalo.wake()
        return web.Response()


@pytest.fixture
async def hook(zalo: ZaloWorld) -> AsyncIterator[Hook]:
    zalo.webhook_pause = 0.02
    hook = Hook(zalo)
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_what_waited_and_what_comes_is_posted_bare(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    zalo.say(KHOA, "trước")
    _, body = await ask("setWebhook", url=hook.url, secret_token=SECRET)
    assert body["result"] == {"url": hook.url, "updated_at": MILLISECONDS}
    zalo.say(KHOA, "sau")
    await zalo.until(lambda: len(hook.taken) == 2)
    assert [one["message"]["text"] for one in hook.taken] == ["trước", "sau"]
    assert hook.taken[0]["event_name"] == "message.text.received"
    assert hook.secrets == {SECRET}
    await zalo.until(lambda: zalo.waiting == 0)


async def test_wrapped_as_documented(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    zalo.oddities.wrapped_webhook = True
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    zalo.say(KHOA, "một")
    await zalo.until(lambda: hook.taken)
    assert hook.taken[0]["ok"] and hook.taken[0]["result"]["message"]["text"] == "một"


async def test_a_refused_post_comes_again_in_order(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    hook.refusals = [500, 503]
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    for text in ("1", "2"):
        zalo.say(KHOA, text)
    zalo.say(LAN, "3")
    await zalo.until(lambda: len(hook.taken) == 3)
    texts = [one["message"]["text"] for one in hook.taken]
    assert texts.index("1") < texts.index("2")


async def test_a_taken_post_comes_again_when_so_ordered(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    zalo.oddities.replays = 1
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    zalo.say(KHOA, "một")
    await zalo.until(lambda: len(hook.taken) == 2)
    assert hook.taken[0] == hook.taken[1]
    await zalo.until(lambda: zalo.waiting == 0)


async def test_an_empty_probe_comes_first(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    zalo.oddities.probes_webhook = True
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    await zalo.until(lambda: hook.taken)
    assert hook.taken == [None]


async def test_a_webhook_and_polling_exclude_each_other(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    poll = asyncio.ensure_future(ask("getUpdates"))
    await zalo.until(lambda: zalo.updates.polled)
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    assert await refusal(poll) == (408, 408)
    assert await refusal(ask("getUpdates")) == (400, 400)
    for _ in range(2):  # also when there is none
        assert (await ask("deleteWebhook"))[1]["result"] == {"url": "", "updated_at": MILLISECONDS}
    zalo.say(KHOA, "một")
    assert (await ask("getUpdates"))[1]["ok"]
    assert hook.taken == []


async def test_what_getWebhookInfo_says(ask: Ask, zalo: ZaloWorld, hook: Hook) -> None:
    assert await refusal(ask("getWebhookInfo")) == (404, 404)
    zalo.oddities.webhook_info_404 = False
    assert (await ask("getWebhookInfo"))[1]["result"]["url"] == ""
    await ask("setWebhook", url=hook.url, secret_token=SECRET)
    assert (await ask("getWebhookInfo"))[1]["result"] == {"url": hook.url, "updated_at": MILLISECONDS}


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("", SECRET),
        ("https://example.vn/hook", ""),
        ("https://example.vn/hook", "short-7"),
        ("https://example.vn/hook", "x" * 257),
        ("http://example.vn/hook", SECRET),
        ("https://192.168.1.5/hook", SECRET),
        ("https://10.0.0.1/hook", SECRET),
        ("https://intranet/hook", SECRET),
        ("nonsense", SECRET),
    ],
)
async def test_a_webhook_that_is_not_allowed(ask: Ask, zalo: ZaloWorld, url: str, secret: str) -> None:
    assert await refusal(ask("setWebhook", url=url, secret_token=secret)) == (400, 400)
    assert zalo.webhook is None
