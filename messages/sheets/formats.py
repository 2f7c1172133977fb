"""Tells from a file's first bytes what it is, whatever its name says."""

import zipfile
from io import BytesIO

from messages.sheets.grid import UnreadableFile
from messages.sheets.records import Reason

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, .doc, and of workbooks with a password
_PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")


def is_workbook(data: bytes) -> bool:
    """True for an .xlsx workbook, False for what may be a csv file; UnreadableFile for anything else."""
    if not data:
        raise UnreadableFile(Reason.EMPTY_FILE)
    if data.startswith(_OLE):
        raise UnreadableFile(Reason.PASSWORD if _PASSWORD_MARK in data else Reason.OLD_EXCEL)
    if data.startswith(_ZIP):
        _check_zip(data)
        return True
    if data.startswith(b"PK") or data.startswith(_OTHERS):
        raise UnreadableFile(Reason.WRONG_TYPE)
    return False


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise UnreadableFile(Reason.BROKEN_WORKBOOK) from None
    if locked:
        raise UnreadableFile(Reason.PASSWORD)
    if "xl/workbook.bin" in names:
        raise UnreadableFile(Reason.OLD_EXCEL)
    if not any(name.endswith("workbook.xml") for name in names):
        raise UnreadableFile(Reason.WRONG_TYPE if names else Reason.EMPTY_FILE)
