"""Keeps other web pages away from the sandbox: loopback names only, and no posts from elsewhere."""

from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def is_ours(request: web.BaseRequest) -> bool:
    """Whether the request names this machine and, if a page sent it, comes from our own page.

    A foreign name in Host means that a name was pointed at 127.0.0.1 (DNS rebinding); a foreign Origin
    means that another page posts here.
    """
    host = request.headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in _LOOPBACK:
        return False
    origin = request.headers.get("Origin")
    if origin is None or request.method in ("GET", "HEAD"):
        return True
    return origin == f"http://{host}"


def refuse() -> web.Response:
    """What a stranger gets."""
    return web.json_response({"error": "not_from_here"}, status=403)
