"""Gives out the files of announcements by links that cannot be guessed, for channels that carry no files."""

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.clock import Clock
from bot.health import Door
from messages.envelope import Attachment
from storage.database import Database
from storage.work import looking, working

log = logging.getLogger(__name__)

PATH = "/tep/{token}/{name}"  # tệp: file
GIVEN_FOR = timedelta(days=60)  # from the day the announcement was made
NOTE = "file_secret"  # where the secret of the links is kept
LARGEST = 20 * 1024 * 1024  # bytes; Telegram gives its bots no larger file
TOKEN = 32  # hex digits: 128 bits

Fetch = Callable[[str], Awaitable[bytes | None]]
"""Brings the content of what a channel calls by this name; nothing when it cannot be brought."""


class PublicFiles:
    """Links to files and the door behind them. Without a public address there are no links.

    A link names nothing of this machine: its token is a keyed hash of the file's own name or place.
    """

    def __init__(self, address: str, database: Database, clock: Clock, fetch: Fetch) -> None:
        self._address = address.rstrip("/")
        self._database = database
        self._clock = clock
        self._fetch = fetch
        self._secret = b""

    async def open(self, door: Door) -> None:
        """Make the secret once for ever, and serve the links at this door."""
        async with working(self._database) as work:
            known = await work.notes.get(NOTE)
            if not known:
                known = secrets.token_hex(32)
                await work.notes.put(NOTE, known)
        self._secret = bytes.fromhex(known)
        door.give(PATH, self._give)

    def link(self, file: Attachment) -> str:
        """Where a file can be fetched; empty when it cannot."""
        if not self._address or not self._secret or file.ref.startswith(("http://", "https://")):
            return ""
        if file.ref and file.size > LARGEST:
            return ""
        return f"{self._address}/tep/{self._token(file)}/{quote(_name(file), safe='')}"

    def _token(self, file: Attachment) -> str:
        what = f"{file.kind}\n{file.ref or file.path}".encode()
        return hmac.new(self._secret, what, hashlib.sha256).hexdigest()[:TOKEN]

    async def _give(self, request: web.Request) -> web.StreamResponse:
        file = await self._known(request.match_info["token"])
        if file is None:
            raise web.HTTPNotFound(text="")
        try:
            content = await self._content(file)
        except OSError as error:
            log.warning("a file that was asked for cannot be given (%s)", type(error).__name__)
            content = None
        if content is None:
            raise web.HTTPNotFound(text="")
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(_name(file), safe='')}",
            "Cache-Control": "private, max-age=3600",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        }
        kind = file.mime or ("image/jpeg" if file.kind == "photo" else "application/octet-stream")
        return web.Response(body=content, content_type=kind, headers=headers)

    async def _known(self, token: str) -> Attachment | None:
        since = self._clock.now() - GIVEN_FOR
        for file in await looking(self._database).announcements.files(since):
            if hmac.compare_digest(self._token(file).encode(), token.encode("utf-8", "replace")):
                return file
        return None

    async def _content(self, file: Attachment) -> bytes | None:
        if file.ref:
            return await self._fetch(file.ref)
        return await asyncio.to_thread(Path(file.path).read_bytes)


def _name(file: Attachment) -> str:
    return (
        file.name
        or (Path(file.path).name if file.path else "")
        or ("anh.jpg" if file.kind == "photo" else "tep")
    )
