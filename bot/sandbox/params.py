"""Reads the parameters of a call from the address, a form, JSON or an upload, as the Bot API does."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.refusal import TOO_LARGE, Refused, bad_request


@dataclass(frozen=True)
class Upload:
    """A file inside a call."""

    name: str
    mime: str
    data: bytes


class Params:
    """The parameters of one call; every value may come as text or as JSON."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """The value as text; "" when it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; the default when it is missing or no number."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Whether the value says yes."""
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def json(self, name: str) -> Any:
        """The value as decoded JSON; None when it is missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def chat_id(self) -> int | None:
        """The `chat_id`; None when there is none as a number (the sandbox knows no @names)."""
        value = self.values.get("chat_id")
        try:
            return int(value) if value is not None else None
        except (TypeError, ValueError):
            return None

    def upload(self, name: str) -> Upload | None:
        """The file of a parameter, uploaded under its name or named by `attach://`."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            name = value[len("attach://") :]
        return self.uploads.get(name)


async def read_params(request: web.BaseRequest) -> Params:
    """Collect a call's parameters; those in the body win over those in the address."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.can_read_body:
        return Params(values)
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        try:
            return await _multipart(request, values)
        except ValueError:  # no boundary, or the body ends before it
            raise bad_request("can't parse multipart body") from None
    body = await request.read()
    if kind.startswith("application/json"):
        try:
            given = orjson.loads(body or b"{}")
        except orjson.JSONDecodeError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(given, dict):
            raise bad_request("object expected as request")
        values.update((key, value) for key, value in given.items() if value is not None)
    else:
        try:
            values.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Params(values)


async def _multipart(request: web.BaseRequest, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    reader = await request.multipart()
    too_large = False
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise bad_request("nested multipart is not supported")
        data = bytearray()
        size = 0
        while chunk := await part.read_chunk(1 << 18):
            size += len(chunk)
            if size <= UPLOAD_LIMIT:
                data += chunk
        too_large = too_large or size > UPLOAD_LIMIT
        if part.filename is None:
            values[part.name or ""] = data.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "")
            uploads[part.name or ""] = Upload(part.filename, mime, bytes(data))
    if too_large:
        raise Refused(413, TOO_LARGE)
    return Params(values, uploads)
