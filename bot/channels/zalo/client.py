"""Speaks with the Zalo Bot API over aiohttp: one request, one answer, typed errors, and never a second try.

Zalo's own word is in the body: a wrong token may come with status 200, an empty poll comes with 408. So the
body's `ok` counts first, then its `error_code`, and the status only when there is no such body.
"""

from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import orjson

CONNECTIONS = 40
CONNECT = 10.0  # seconds
KEEP = 15.0  # seconds that an idle connection is kept
POLL_SPARE = 10.0  # seconds that an empty poll may be answered later than asked for

TOKEN_REFUSED, NOT_FOUND, NOTHING_CAME = 401, 404, 408
GATEWAY = frozenset({502, 503, 504})


class ZaloError(Exception):
    """Something went wrong with a request. No error of this family holds the token or an address."""


class NotSent(ZaloError):
    """The request surely did not leave: no connection could be made."""


class NoAnswer(ZaloError):
    """The request left, and no answer came in time."""


class Broken(ZaloError):
    """The request left, and the connection broke before there was an answer."""


class Unreadable(ZaloError):
    """An answer came with a status of success, and cannot be read."""


class ServerTrouble(ZaloError):
    """Something before Zalo's bot platform has answered, with this status and no word that can be read."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Said(ZaloError):
    """Zalo has said no: its code, its words, and the status they came with."""

    def __init__(self, code: int, words: str, status: int) -> None:
        super().__init__(f"{code} {words[:200]}")
        self.code = code
        self.words = words
        self.status = status


class ZaloClient:
    """The ten methods as far as the bot needs them. `patience` is seconds until an answer is given up.

    `dated` is told each answer's Date header.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        patience: float = 15.0,
        dated: Callable[[str], None] = lambda date: None,
    ) -> None:
        self._base = f"{api_url.rstrip('/')}/bot{token}"
        self._token = token
        self._patience = patience
        self._dated = dated
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the pool of connections."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def close(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def me(self) -> dict[str, Any]:
        """The bot itself: id, account_name, perhaps display_name."""
        return _object(await self.call("getMe"))

    async def updates(self, seconds: int) -> Any:
        """What came in, held open for `seconds` when there is nothing; None is nothing."""
        try:
            return await self.call("getUpdates", {"timeout": str(seconds)}, patience=seconds + POLL_SPARE)
        except Said as said:
            if said.code == NOTHING_CAME:
                return None
            raise

    async def webhook(self) -> str:
        """Where updates are posted to; empty when they wait to be fetched."""
        try:
            return str(_object(await self.call("getWebhookInfo")).get("url") or "")
        except Said as said:
            if said.code == NOT_FOUND:  # so it says that there is none
                return ""
            raise

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have updates posted to `url` with our secret (8 to 256 characters)."""
        await self.call("setWebhook", {"url": url, "secret_token": secret})

    async def delete_webhook(self) -> None:
        """Have updates wait to be fetched; no harm when there is no webhook."""
        await self.call("deleteWebhook")

    async def send_message(self, chat: str, text: str, styles: Sequence[dict[str, Any]] = ()) -> str:
        """Send a text of 1 to 2,000 UTF-16 units; returns the message's id, empty when Zalo tells none."""
        said: dict[str, Any] = {"chat_id": chat, "text": text}
        if styles:
            said["text_styles"] = list(styles)
        return _message_id(await self.call("sendMessage", said))

    async def send_photo(self, chat: str, address: str, caption: str = "") -> str:
        """Send a photo that Zalo fetches from `address`; returns the message's id."""
        said = {"chat_id": chat, "photo": address}
        if caption:
            said["caption"] = caption
        return _message_id(await self.call("sendPhoto", said))

    async def call(self, method: str, said: dict[str, Any] | None = None, *, patience: float = 0.0) -> Any:
        """One request; returns the result, or the whole answer where there is no envelope around it.

        Raises:
            ZaloError: one of the classes above; only NotSent and Said mean that surely nothing was done.
        """
        status, body = await self._ask(method, said or {}, patience or self._patience)
        return _result(status, body, self._token)

    async def _ask(self, method: str, said: dict[str, Any], patience: float) -> tuple[int, bytes]:
        if self._session is None or self._session.closed:
            raise NotSent("closed")
        timeout = aiohttp.ClientTimeout(
            total=CONNECT + 2 * patience, connect=CONNECT, sock_connect=CONNECT, sock_read=patience
        )
        try:
            async with self._session.post(
                f"{self._base}/{method}",
                data=orjson.dumps(said),
                headers={"Content-Type": "application/json"},
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                self._dated(answer.headers.get("Date", ""))
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            trouble: ZaloError = NotSent(type(error).__name__)
        except TimeoutError:
            trouble = NoAnswer("no answer in time")
        except (aiohttp.ClientError, OSError) as error:
            trouble = Broken(type(error).__name__)
        # Raised out here, so that aiohttp's error, which may name the address and with it the token, is gone.
        raise trouble


def _result(status: int, body: bytes, token: str) -> Any:
    """What an answer says, with or without the envelope."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    if isinstance(answer, dict) and "ok" in answer:
        if answer["ok"]:
            return answer.get("result", answer)
        raise _refusal(status, answer, token)
    if status == NOTHING_CAME:
        raise Said(NOTHING_CAME, "", status)
    if status >= 300:
        if isinstance(answer, dict) and ("error_code" in answer or "description" in answer):
            raise _refusal(status, answer, token)
        raise ServerTrouble(status)
    if isinstance(answer, dict) and answer.get("error_code"):
        raise _refusal(status, answer, token)
    if not isinstance(answer, dict | list):
        raise Unreadable("the answer cannot be read")
    return answer


def _refusal(status: int, answer: dict[str, Any], token: str) -> Said:
    """Zalo's no; the code of the body counts, the status where there is none."""
    try:
        code = int(answer.get("error_code") or 0)
    except (TypeError, ValueError):
        code = 0
    words = str(answer.get("description") or "").replace(token, "…")
    return Said(code or status, words, status)


def _object(result: Any) -> dict[str, Any]:
    """A result that should be one object, also where it came in a list."""
    if isinstance(result, list):
        result = result[0] if result else None
    return result if isinstance(result, dict) else {}


def _message_id(result: Any) -> str:
    return str(_object(result).get("message_id") or "")
