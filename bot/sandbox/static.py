"""Gives out the page's own files, with headers that keep foreign addresses out."""

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def page_file(name: str) -> web.StreamResponse:
    """The file of this name under page/; 404 for anything else, also for tries to climb out."""
    path = (PAGE / name.replace("\0", "")).resolve()
    kind = TYPES.get(path.suffix)
    if kind is None or not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        return web.Response(status=404, text="404", headers=HEADERS)
    return web.FileResponse(path, headers={**HEADERS, "Content-Type": kind})
