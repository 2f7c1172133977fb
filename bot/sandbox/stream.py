"""Server-sent events: tells the page at once of every message, edit and turn of the clock."""

import asyncio

from aiohttp import web

from bot.sandbox.world import World

HEARTBEAT = 15.0  # seconds; a comment that keeps proxies and browsers from giving up


async def stream_events(world: World, request: web.Request) -> web.StreamResponse:
    """One page's stream; ends when the page goes or the server stops."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    queue = world.listen()
    try:
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        while True:
            try:
                line = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if not line:
                return response
            await response.write(b"data: " + line + b"\n\n")
    except ConnectionError:
        return response
    finally:
        world.stop_listening(queue)
