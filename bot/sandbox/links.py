"""Which addresses Telegram accepts in a link or a button, and in what form it keeps them."""

import ipaddress
import re

_EDGE = " \t\n\v\r\0"
_OWN = re.compile(r"(tg|ton|tonsite):(?://)?([A-Za-z0-9_-][A-Za-z0-9_.-]*)([/?#].*)?", re.I | re.S)
_WEB = re.compile(r"(?:(https?)://)?([^/?#]+)([/?#].*)?", re.I | re.S)
_ALLOWED = r"(?:[A-Za-z0-9\-._!$,~*'();&+={extra}]|[^\x00-\x7f]|%[0-9A-Fa-f]{{2}})*"
_HOST = re.compile(_ALLOWED.format(extra=""))
_LOGIN = re.compile(_ALLOWED.format(extra=":"))
_MENTION = re.compile(r"tg:(?://)?user/?\?([^#?]*)(?:#.*)?", re.I | re.S)
LARGEST_USER = (1 << 40) - 1


def mentioned_user(url: str) -> int | None:
    """The user whom a `tg://user?id=5` link mentions; None for every other link."""
    hit = _MENTION.fullmatch(url.rstrip(_EDGE))
    if not hit:
        return None
    for pair in hit[1].split("&"):
        name, _, value = pair.partition("=")
        if name.lower() == "id":
            plain = value.isascii() and value.isdigit() and not value.startswith("0")
            return int(value) if plain and int(value) <= LARGEST_USER else None
    return None


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" when it does not take it (other schemes, no host)."""
    own = _OWN.fullmatch(url)
    if own:
        scheme, host, tail = own[1].lower(), own[2].lower(), (own[3] or "").rstrip(_EDGE)
        if "." in host and scheme != "tonsite":
            return ""
        return f"{scheme}://{host}" + ("" if tail.startswith(("/", "?")) else "/") + _escaped(tail)
    web = _WEB.fullmatch(url)
    if not web:
        return ""
    scheme, place, tail = (web[1] or "http").lower(), web[2], (web[3] or "").rstrip(_EDGE)
    login, _, where = place.rpartition("@")
    host, colon, port = where, "", ""
    if ":" in where.rpartition("]")[2]:
        host, colon, port = where.rpartition(":")
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            return ""
        port = str(int(port))
    if not _LOGIN.fullmatch(login) or not _is_host(host):
        return ""
    if not tail.startswith("/"):
        tail = "/" + tail
    return f"{scheme}://{login}{'@' if login else ''}{lower(host)}{colon}{port}{_escaped(tail)}"


def _is_host(host: str) -> bool:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
        return True
    return "." in host and host != "." and _HOST.fullmatch(host) is not None


def _escaped(tail: str) -> str:
    return "".join(f"%{ord(letter):02X}" if letter <= " " else letter for letter in tail)


def lower(text: str) -> str:
    """Small letters, of the Latin ones without marks only, as Telegram's parser does it."""
    return text.lower() if text.isascii() else re.sub("[A-Z]", lambda hit: hit[0].lower(), text)
