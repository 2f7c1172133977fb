"""Everything uploaded to the sandbox, by either side, kept in memory under Telegram-like file ids."""

import mimetypes
import struct
from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusal import bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes; Bot API
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # getFile refuses more
_FOLDERS = {"photo": "photos", "document": "documents", "sticker": "stickers", "voice": "voice"}
_PREFIX = {
    "photo": "AgACAgUAAxk",
    "document": "BQACAgUAAxk",
    "sticker": "CAACAgUAAxk",
    "voice": "AwACAgUAAxk",
}


@dataclass(frozen=True)
class StoredFile:
    """One uploaded file; `size` may be declared larger than `data`, to play a huge file."""

    kind: str
    id: str
    unique_id: str
    path: str
    data: bytes
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0

    def reference(self) -> dict[str, Any]:
        """The fields that every Bot API object about a file has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}

    def content(self) -> dict[str, Any]:
        """The part of a Message that carries this file."""
        if self.kind == "photo":
            size = {**self.reference(), "width": self.width, "height": self.height}
            return {"photo": [size]}
        if self.kind == "sticker":
            shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
            return {"sticker": {**self.reference(), **shape, "emoji": "👍"}}
        if self.kind == "voice":
            return {"voice": {**self.reference(), "duration": 3, "mime_type": self.mime}}
        return {"document": {**self.reference(), "file_name": self.name, "mime_type": self.mime}}


class FileStore:
    """Files by id and by path."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(
        self, kind: str, data: bytes, *, name: str = "", mime: str = "", size: int | None = None
    ) -> StoredFile:
        """Store a file; a photo must be a real picture of at most 10 MB."""
        size = len(data) if size is None else size
        if not data:
            raise bad_request("file must be non-empty")
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        width = height = 0
        if kind == "photo":
            if size > PHOTO_LIMIT:
                most = f"the maximum size is {PHOTO_LIMIT} bytes"
                raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")
            mime, width, height = picture(data)
            if not width:
                raise bad_request("IMAGE_PROCESS_FAILED")
            if width + height > 10_000 or max(width, height) > 20 * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
        number = len(self.by_id) + 1
        ending = mimetypes.guess_extension(mime) or ""
        if kind == "document" and "." in name:
            ending = "." + name.rpartition(".")[2]
        stored = StoredFile(
            kind=kind,
            id=f"{_PREFIX[kind]}{number:012d}",
            unique_id=f"AQAD{number:010d}",
            path=f"{_FOLDERS[kind]}/file_{number}{ending}",
            data=data,
            name=name,
            mime=mime,
            size=size,
            width=width,
            height=height,
        )
        self.by_id[stored.id] = stored
        self.by_path[stored.path] = stored
        return stored


def picture(data: bytes) -> tuple[str, int, int]:
    """Type, width and height of a PNG, JPEG, GIF or WebP picture; ("", 0, 0) when it is none."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return "image/png", width, height
    if data[:2] == b"\xff\xd8":
        return "image/jpeg", *_jpeg_size(data)
    if data[:4] == b"GIF8" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return "image/gif", width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp", 512, 512  # three variants of the header; the size is not needed here
    return "", 0, 0


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0
