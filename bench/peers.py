"""What others do with the same messages: NAME ADDRESS COUNT, in an environment of their own; prints JSON."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bench.meter import Meter

TOKEN = "123456:AAbench-bench-bench-bench-bench-bench"
TEXT = "<b>Kính gửi</b> đồng chí " + "ă" * 275
KEYBOARD = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack:1"}]]}
IN_FLIGHT = 50

Send = Callable[[int], Awaitable[Any]]
Figures = dict[str, float]


async def rate(send: Send, count: int, in_flight: int = IN_FLIGHT) -> Figures:
    """So many messages with so many in flight."""
    numbers = iter(range(count))

    async def worker() -> None:
        for number in numbers:
            await send(1000 + number)

    await send(1)  # the first connection is not what is measured
    with Meter() as meter:
        await asyncio.gather(*(worker() for _ in range(in_flight)))
    return meter.of(count)


async def raw(address: str, count: int) -> Figures:
    import aiohttp
    import orjson

    url, headers = f"{address}/bot{TOKEN}/sendMessage", {"Content-Type": "application/json"}
    connector = aiohttp.TCPConnector(limit=IN_FLIGHT + 10)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:

        async def send(chat: int) -> None:
            said = {"chat_id": chat, "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYBOARD}
            async with session.post(url, data=orjson.dumps(said), headers=headers) as answer:
                orjson.loads(await answer.read())

        return await rate(send, count)


def ptb_send(bot: Any) -> Send:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Đã nhận", callback_data="ack:1")]])

    async def send(chat: int) -> None:
        await bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=keyboard)

    return send


async def ptb(address: str, count: int, in_flight: int = 1) -> Figures:
    from telegram import Bot

    async with Bot(TOKEN, base_url=f"{address}/bot") as bot:
        return await rate(ptb_send(bot), count, in_flight)


async def ptb_limiter(address: str, count: int) -> Figures:
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    limiter = AIORateLimiter(1_000_000, 1, 1_000_000, 1)
    request = HTTPXRequest(connection_pool_size=IN_FLIGHT + 10, pool_timeout=60)
    async with ExtBot(TOKEN, base_url=f"{address}/bot", rate_limiter=limiter, request=request) as bot:
        return await rate(ptb_send(bot), count)


async def ptb_bridge(address: str, count: int) -> Figures:
    from httpx_aiohttp import AiohttpTransport
    from telegram import Bot
    from telegram.request import HTTPXRequest

    request = HTTPXRequest(
        connection_pool_size=IN_FLIGHT + 10, pool_timeout=60, httpx_kwargs={"transport": AiohttpTransport()}
    )
    async with Bot(TOKEN, base_url=f"{address}/bot", request=request) as bot:
        return await rate(ptb_send(bot), count)


def aiogram_bot(address: str) -> Any:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))


async def aiogram(address: str, count: int) -> Figures:
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Đã nhận", callback_data="ack:1")]]
    )
    async with aiogram_bot(address) as bot:

        async def send(chat: int) -> None:
            await bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=keyboard)

        return await rate(send, count)


async def broadcaster(address: str, count: int) -> Figures:
    """aiogram-broadcaster with the storage that survives a crash: it rewrites the file after each send."""
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
    from aiogram_broadcaster import Broadcaster
    from aiogram_broadcaster.contents import TextContent
    from aiogram_broadcaster.storages.file import FileStorage

    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Đã nhận", callback_data="ack:1")]]
    )
    with tempfile.TemporaryDirectory() as folder:
        storage = FileStorage(Path(folder) / "mailers.json")
        await storage.startup()
        async with aiogram_bot(address) as bot:
            cast = Broadcaster(bot, storage=storage)
            content = TextContent(text=TEXT, parse_mode="HTML", reply_markup=keyboard)
            with Meter() as meter:
                mailer = await cast.create_mailer(chats=range(1000, 1000 + count), content=content)
                await mailer.start()
            return meter.of(count)


async def ptb_inbound(address: str, count: int) -> Figures:
    """Presses through Application, each written to SQLite, answered and its message edited."""
    import aiosqlite
    from telegram.ext import ApplicationBuilder, CallbackQueryHandler

    done = asyncio.Event()
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        async with aiosqlite.connect(Path(folder) / "a.db") as database:
            await database.execute("PRAGMA journal_mode=WAL")
            await database.execute("CREATE TABLE taps (id INTEGER PRIMARY KEY, chat INTEGER)")

            async def pressed(update: Any, context: Any) -> None:
                nonlocal seen
                query = update.callback_query
                await database.execute(
                    "INSERT INTO taps VALUES (?, ?)", (update.update_id, query.from_user.id)
                )
                await database.commit()
                await query.answer("Đã ghi nhận")
                await query.edit_message_text(TEXT, parse_mode="HTML")
                seen += 1
                if seen == count:
                    done.set()

            application = (
                ApplicationBuilder()
                .token(TOKEN)
                .base_url(f"{address}/bot")
                .concurrent_updates(32)
                .connection_pool_size(40)
                .pool_timeout(60)
                .build()
            )
            application.add_handler(CallbackQueryHandler(pressed))
            async with application:
                await application.start()
                with Meter() as meter:
                    await application.updater.start_polling(poll_interval=0)
                    await done.wait()
                await application.updater.stop()
                await application.stop()
    return meter.of(count)


PEERS: dict[str, Callable[[str, int], Awaitable[Figures]]] = {
    "raw": raw,
    "ptb": ptb,
    "ptb_limiter": ptb_limiter,
    "ptb_bridge": ptb_bridge,
    "aiogram": aiogram,
    "broadcaster": broadcaster,
    "ptb_inbound": ptb_inbound,
}

if __name__ == "__main__":
    print(json.dumps(asyncio.run(PEERS[sys.argv[1]](sys.argv[2], int(sys.argv[3])))))
