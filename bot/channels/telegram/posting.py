"""Posts JSON over aiohttp's connections, without what its session makes anew for every request.

A request, a response, a task that writes: that is more than half of a call's cost. The connector is
aiohttp's, with its pool, its TLS and its look-up of names, and so is the protocol, with its parser and its
watch over the time. Left out is what these calls do not need: cookies, redirects, hooks, streams. These parts
of aiohttp are not in its documentation; should an upgrade take them away, transport.py can go through the
session instead.
"""

import asyncio

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL


class Posting:
    """Posts to a few addresses, each of which is prepared once."""

    def __init__(self, session: aiohttp.ClientSession, agent: str, limits: aiohttp.ClientTimeout) -> None:
        self._session = session
        self._agent = agent
        self._limits = limits
        self._known: dict[str, tuple[aiohttp.ClientRequest, bytes]] = {}

    async def post(self, url: str, body: bytes) -> tuple[int, bytes]:
        """Post once, never again by itself; returns status and body.

        Raises:
            aiohttp.ClientError, TimeoutError: the same as the session would raise.
        """
        request, head = self._known.get(url) or self._prepare(url)
        connector = self._session.connector
        if connector is None:
            raise aiohttp.ClientConnectionError("the pool is closed")
        try:
            connection = await connector.connect(request, [], self._limits)
        except TimeoutError:  # nothing has left
            raise aiohttp.ConnectionTimeoutError from None
        try:
            protocol, transport = connection.protocol, connection.transport
            if protocol is None or transport is None:
                raise aiohttp.ServerDisconnectedError
            protocol.set_response_params(read_until_eof=True, read_timeout=self._limits.sock_read)
            protocol.start_timeout()
            transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))
            message, payload = await protocol.read()
            while 100 <= message.code < 200:  # "go on", and other things said before the answer
                message, payload = await protocol.read()
            said = await payload.read()
        except HttpProcessingError as error:
            connection.close()
            raise aiohttp.ClientResponseError(request.request_info, (), status=error.code) from None
        except BaseException:  # cancelled as well: what comes later may not be taken for another's answer
            connection.close()
            raise
        connection.release()
        return message.code, said

    def _prepare(self, url: str) -> tuple[aiohttp.ClientRequest, bytes]:
        """What the connector wants to know of an address, and the head of every request to it."""
        where = URL(url)
        loop = asyncio.get_running_loop()
        request = aiohttp.ClientRequest("POST", where, loop=loop, session=self._session)
        lines = (
            f"POST {where.raw_path_qs} HTTP/1.1",
            f"Host: {request.headers['Host']}",
            f"User-Agent: {self._agent}",
            "Content-Type: application/json",
            "Content-Length: ",
        )
        known = self._known[url] = request, "\r\n".join(lines).encode()
        return known
