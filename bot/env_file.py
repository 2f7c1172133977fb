"""Reads the file `.env`: its settings, and the lines of it that are none."""

import codecs
import io
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream


class NotText(Exception):
    """The file is in an encoding that cannot be read without guessing."""


@dataclass(frozen=True)
class EnvFile:
    """What stands in it; lines are counted from 1."""

    values: dict[str, str]
    not_understood: tuple[int, ...] = ()


def read_env_file(file: Path) -> EnvFile:
    """The settings of a file as Windows editors save it too; a file that is not there is empty.

    Raises:
        NotText: it is neither UTF-8 nor UTF-16 with its mark.
        OSError: it cannot be read.
    """
    if not file.is_file():
        return EnvFile({})
    data = file.read_bytes()
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Notepad calls it "Unicode"
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotText from None
    lines = list(parse_stream(io.StringIO(text)))
    # Left in, a bad line would be told a second time by the library, in its own words.
    good = "".join(line.original.string for line in lines if not line.error)
    values = {name: value or "" for name, value in dotenv_values(stream=io.StringIO(good)).items()}
    return EnvFile(values, tuple(line.original.line for line in lines if line.error))
