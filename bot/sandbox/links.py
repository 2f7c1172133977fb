"""Which addresses Telegram accepts in a link or a button, and in what form it stores them."""

import ipaddress
import re

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://(.*)$", re.S)
_OWN = ("tg", "ton", "tonsite")
_HOST = re.compile(r"^[^\s/?#@:\[\]\\<>\"'`{}|^,;!$&()*+=~%]+$")
_MENTION = re.compile(r"^tg://user\?id=([0-9]{1,18})$", re.I)


def mentioned_user(url: str) -> int | None:
    """The user whom a `tg://user?id=…` link mentions; None for every other link."""
    hit = _MENTION.match(url.strip())
    return (int(hit[1]) or None) if hit else None


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" when it does not take it (other schemes, no real host)."""
    url = url.strip()
    if not url or any(letter <= " " for letter in url):
        return ""
    scheme, rest = "http", url
    hit = _SCHEME.match(url)
    if hit:
        scheme, rest = hit[1].lower(), hit[2]
        if scheme in _OWN:
            if not rest or rest[0] in "/?#":
                return ""
            bare = re.fullmatch(r"[^/?#]+", rest)
            return f"{scheme}://{rest}" + ("/" if bare else "")
        if scheme not in ("http", "https"):
            return ""
    place = re.search("[/?#]", rest)
    authority, tail = (rest[: place.start()], rest[place.start() :]) if place else (rest, "")
    login, at, where = authority.rpartition("@")
    host, colon, port = where.partition(":")
    if colon and (not port.isdigit() or not 0 < int(port) < 65536):
        return ""
    host = host.lower()
    if not _HOST.match(host) or not _real_host(host):
        return ""
    if tail[:1] in ("?", "#", ""):
        tail = "/" + tail
    return f"{scheme}://{login}{at}{host}{colon}{port}{tail}"


def _real_host(host: str) -> bool:
    """A name with a dot whose last part is no number, or an IPv4 address."""
    labels = host.split(".")
    if len(labels) < 2 or not all(labels):
        return False
    if labels[-1].isdigit():
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            return False
    return len(labels[-1]) > 1
