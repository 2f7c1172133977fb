"""Carries python-telegram-bot's requests over aiohttp, so that the project has one HTTP library.

httpx, which comes with python-telegram-bot, is its bottleneck: its connection pool looks through every
connection for every request. BaseRequest is the library's documented extension point.
"""

from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT = BaseRequest.DEFAULT_NONE


class NotSent(NetworkError):
    """The request surely did not leave: no connection could be made."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Timeouts are seconds; `connections` is a limit, further requests wait."""

    def __init__(
        self,
        *,
        connections: int = 40,
        read_timeout: float = 15.0,
        connect_timeout: float = 10.0,
        media_timeout: float = 120.0,
        proxy: str = "",
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._media_timeout = media_timeout
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call does not say otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                auto_decompress=True,
                skip_auto_headers={"Accept-Encoding"},
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer's JSON; what cannot be read is never shown, it may hold anything."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise TelegramError("Invalid server response") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,
        pool_timeout: Any = DEFAULT,
    ) -> tuple[int, bytes]:
        """One request; returns status and body.

        Raises:
            NotSent: no connection could be made, so nothing can have arrived.
            TimedOut, NetworkError: the request may have arrived.
        """
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        files = request_data is not None and request_data.contains_files
        total = self._read_timeout if read_timeout is DEFAULT else read_timeout
        timeout = aiohttp.ClientTimeout(
            total=self._media_timeout if files else None,
            sock_connect=self._connect_timeout if connect_timeout is DEFAULT else connect_timeout,
            sock_read=self._media_timeout if files else total,
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=self._proxy
            ) as answer:
                return answer.status, await answer.read()
        # The cause is cut off ("from None"): aiohttp's errors may name the address, and with it the token.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _body(request_data: RequestData | None) -> Any:
    """The form of a request; with files it is multipart."""
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters or None
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
