"""Keeps tests off the network: whatever tries to leave this machine is refused and fails its test."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class OutsideNetwork(AssertionError):
    """A test, or the code it ran, tried to reach something beyond loopback."""


class NetworkGuard:
    """Stands before connect, sendto and name look-ups, and notes every attempt to leave."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def install(self) -> None:
        """From now on and for the whole run, code that runs outside a test included."""
        for name in ("connect", "connect_ex"):
            setattr(socket.socket, name, self._guarded(getattr(socket.socket, name)))
        socket.socket.sendto = self._guarded_sendto(socket.socket.sendto)  # type: ignore[method-assign]
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            setattr(socket, name, self._guarded_lookup(getattr(socket, name)))

    def look(self, host: object) -> None:
        """Let loopback through; note and refuse the rest."""
        if not self.is_here(host):
            self.attempts.append(str(host))
            raise OutsideNetwork(
                f"This test tried to reach {host}. Tests talk to 127.0.0.1 only: start a server of the "
                "test's own, such as bot/sandbox, and give its address to the code under test."
            )

    @staticmethod
    def is_here(host: object) -> bool:
        """Whether a host is this machine; None and '' are how a server asks for its own address."""
        if isinstance(host, bytes):
            host = host.decode("ascii", "replace")
        if host is None or host in ("", "localhost"):
            return True
        try:
            return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
        except ValueError:
            return False

    def _guarded(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(sock: socket.socket, address: Any) -> Any:
            if sock.family in (socket.AF_INET, socket.AF_INET6):
                self.look(address[0])
            return original(sock, address)

        return connect

    def _guarded_sendto(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def sendto(sock: socket.socket, data: Any, *rest: Any) -> Any:
            if sock.family in (socket.AF_INET, socket.AF_INET6):
                self.look(rest[-1][0])
            return original(sock, data, *rest)

        return sendto

    def _guarded_lookup(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def lookup(host: Any, *rest: Any, **named: Any) -> Any:
            self.look(host)
            return original(host, *rest, **named)

        return lookup


GUARD = NetworkGuard()
