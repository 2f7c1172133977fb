"""The network guard of tests/conftest.py itself: loopback is open, the world is refused."""

import asyncio
import socket

import pytest

from tests.network_guard import GUARD, NetworkGuard, OutsideNetwork


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    assert socket.getaddrinfo("localhost", 80)


@pytest.mark.parametrize(
    "host", ["api.telegram.org", "93.184.216.34", "10.0.0.1", "2001:db8::1", b"example.vn"]
)
def test_the_world_is_not_here(host: str) -> None:
    assert not NetworkGuard.is_here(host)


def test_leaving_is_refused_and_noted() -> None:
    with pytest.raises(OutsideNetwork, match="Tests talk to 127"):
        socket.create_connection(("192.0.2.1", 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(OutsideNetwork):
        sock.sendto(b"x", ("192.0.2.1", 53))
    assert GUARD.attempts == ["192.0.2.1", "192.0.2.1"]
    GUARD.attempts.clear()


async def test_asyncio_is_refused_too() -> None:
    with pytest.raises(OutsideNetwork):
        await asyncio.open_connection("api.telegram.org", 443)
    assert GUARD.attempts == ["api.telegram.org"]
    GUARD.attempts.clear()
