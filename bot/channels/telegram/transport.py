"""Carries python-telegram-bot's requests over aiohttp, so that the project has one HTTP library.

httpx, which comes with python-telegram-bot, is its bottleneck: its connection pool looks through every
connection for every request. BaseRequest is the library's documented extension point.
"""

from io import BytesIO
from typing import Any

import aiohttp
import orjson
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.posting import Posting

DEFAULT = BaseRequest.DEFAULT_NONE
JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):
    """The request surely did not leave: no connection could be made."""


class ServerTrouble(NetworkError):
    """The server's own word, by its status, that it could not do it; 504 is a gateway's word only."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Server trouble ({status})")
        self.status = status


class AiohttpRequest(BaseRequest):
    """One pool of connections. Timeouts are seconds; `connections` is a limit, further requests wait."""

    def __init__(
        self,
        *,
        connections: int = 120,
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
        self._usual = aiohttp.ClientTimeout(total=None, sock_connect=connect_timeout, sock_read=read_timeout)
        self._session: aiohttp.ClientSession | None = None
        self._posting: Posting | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call does not say otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers={"Accept-Encoding"},
            )
            if not self._proxy:
                self._posting = Posting(self._session, self.USER_AGENT, self._usual)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    async def renew(self) -> None:
        """Close every connection and open a new pool: what stalled in silence is not used again."""
        await self.shutdown()
        await self.initialize()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer's JSON; what cannot be read is never shown, it may hold anything."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise TelegramError("Invalid server response") from None

    async def call(self, url: str, said: dict[str, Any], patience: float | None = None) -> Any:
        """Post `said` as JSON and return the answer's result: the short way for what is called all day.

        `patience` is seconds to wait for the answer, where the usual ones are too few.

        Raises:
            TelegramError: the same as `post` would raise.
        """
        body = _json(said)
        if self._posting is None or patience is not None:
            limits = self._usual if patience is None else self._timeout(patience, DEFAULT)
            status, answer = await self._exchange("POST", url, body, JSON, limits)
        else:
            try:
                status, answer = _told(*await self._posting.post(url, body))
            except (aiohttp.ClientError, TimeoutError) as error:
                raise _translated(error) from None
        if status != 200:
            await _Answered(status, answer).post(url)  # raises what the library makes of it
        try:
            return self.parse_json_payload(answer)["result"]
        except (KeyError, TypeError):
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
            BadRequest: the parameters are no valid text; nothing was sent.
            ServerTrouble: a status of 5xx.
            TimedOut, NetworkError: the request may have arrived.
        """
        body, headers = _body(request_data)
        timeout = self._usual
        if isinstance(body, aiohttp.FormData):
            timeout = self._timeout(self._media_timeout, connect_timeout)
        elif read_timeout is not DEFAULT or connect_timeout is not DEFAULT:
            seconds = self._read_timeout if read_timeout is DEFAULT else read_timeout
            timeout = self._timeout(seconds, connect_timeout)
        return await self._exchange(method, url, body, headers, timeout)

    async def _exchange(
        self, method: str, url: str, body: Any, headers: dict[str, str] | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        """One request over the pool, its errors in the library's classes."""
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=limits,
                proxy=self._proxy,
                allow_redirects=False,  # a wall in front of the network gets no message of ours
            ) as answer:
                return _told(answer.status, await answer.read())
        # The cause is cut off ("from None"): aiohttp's errors may name the address, and with it the token.
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            raise _translated(error) from None

    def _timeout(self, seconds: float | None, connect: Any) -> aiohttp.ClientTimeout:
        """`seconds` for each piece of the answer, and as much again for the whole."""
        return aiohttp.ClientTimeout(
            total=None if seconds is None else 2 * seconds,
            sock_connect=self._connect_timeout if connect is DEFAULT else connect,
            sock_read=seconds,
        )


def _told(status: int, said: bytes) -> tuple[int, bytes]:
    """An answer, where the server has not said that it could not do it."""
    if status >= 500 and b'"retry_after"' not in said:
        raise ServerTrouble(status)
    return status, said


def _translated(error: BaseException) -> NetworkError:
    """What aiohttp raises, in the library's classes; narrow ones first."""
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return NotSent(type(error).__name__)
        case aiohttp.ClientHttpProxyError():
            return NotSent("the proxy refused")
        case TimeoutError():
            return TimedOut()
        case _:
            return NetworkError(type(error).__name__)


def _body(request_data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    """The body of a request and its headers: JSON, or with files multipart."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        parameters = request_data.parameters
        return (_json(parameters), JSON) if parameters else (None, None)
    # quote_fields=False: a file keeps its Vietnamese name, as UTF-8, instead of %-signs.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=_unbroken(filename), content_type=mime)
    return form, None


def _json(parameters: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except orjson.JSONEncodeError as error:
        if "surrogates" not in str(error):
            raise
        raise BadRequest("strings must be encoded in UTF-8") from None  # as Telegram would say


def _unbroken(filename: str) -> str:
    """A file name that cannot end its own header line."""
    return filename.replace('"', "'").replace("\r", " ").replace("\n", " ").replace("\\", "_")


class _Answered(BaseRequest):
    """An answer that has come already, handed to the library to make of it what it would."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *asked: Any, **more: Any) -> tuple[int, bytes]:
        """The answer."""
        return self._answer
