"""A server of one answer, whatever it is asked, for the tests of what carries requests."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

TOKEN = "123456789:AAFq-abcdefghijklmnopqrstuvwxyz_01"
Reply = bytes | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Line:
    """A server that answers every request with the same bytes, and keeps what was asked."""

    reply: Reply
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                text = head.decode("utf-8", "replace")
                self.heads.append(text)
                sizes = [line.split(":")[1] for line in text.lower().splitlines() if "content-length" in line]
                if "100-continue" in text.lower():
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                if sizes:
                    self.bodies.append(await reader.readexactly(int(sizes[0])))
                if callable(self.reply):
                    await self.reply(reader, writer)
                else:
                    writer.write(self.reply)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def line(reply: Reply) -> AsyncIterator[Line]:
    made = Line(reply)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot{TOKEN}/getMe"
    yield made
    server.close()


def answer(status: int, body: Any, *headers: str) -> bytes:
    """An HTTP answer; a body that is no bytes becomes JSON."""
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = [f"HTTP/1.1 {status} Word", f"Content-Length: {len(payload)}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + payload
