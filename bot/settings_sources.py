"""Reads what was set, from the environment, `.env` and files of secrets, before the values are judged."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.env_file import NotText, read_env_file

SECRETS = ("telegram_bot_token", "zalo_bot_token", "zalo_more_bot_tokens", "webhook_secret", "database_url")
PATHS = (*(f"{secret}_file" for secret in SECRETS), "data_dir", "database_url")
SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with the settings: which name, why (a word for the sentence), and a hint."""

    name: str
    reason: str
    hint: str = ""


class Sources:
    """Where settings come from; `names` are those of the settings there are, in lower case."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = {name.upper() for name in names} | {f"{name}_FILE".upper() for name in SECRETS}

    def read(self, environ: Mapping[str, str], dotenv: Path) -> tuple[dict[str, str], list[Mistake]]:
        """What is set, by the names in lower case, the environment before `.env`; and what is wrong with it.

        A path in `.env`, or one that nobody set, starts at its folder; a path in the environment starts at
        the current folder. Without DATABASE_URL the database is in DATA_DIR.
        """
        from_file, mistakes = self._read_file(dotenv)
        home = dotenv.parent
        values = {"data_dir": _starting_at(home, "data_dir", "data")}
        values |= {name: _starting_at(home, name, value) for name, value in from_file.items()}
        given = {name.lower(): value for name, value in environ.items() if self._known(name)}
        for secret in SECRETS:
            if given.get(f"{secret}_file", "").strip() and not given.get(secret, "").strip():
                values.pop(secret, None)  # the environment wins over .env, in whichever way it says it
        values = {name: value for name, value in (values | given).items() if value.strip() != ""}
        mistakes += [mistake for name in environ if not self._known(name) and (mistake := self._nearly(name))]
        mistakes += _read_secrets(values)
        values.setdefault("database_url", f"{SQLITE}{Path(values['data_dir']).as_posix()}/giaoban.db")
        return values, mistakes

    def _read_file(self, dotenv: Path) -> tuple[dict[str, str], list[Mistake]]:
        """What `.env` sets, by our names, and what in it is wrong."""
        try:
            file = read_env_file(dotenv)
        except NotText:
            return {}, [Mistake(str(dotenv), "not_text")]
        except OSError:
            return {}, [Mistake(str(dotenv), "unreadable_file", str(dotenv))]
        mistakes = [Mistake(f"{dotenv}:{line}", "line_shape") for line in file.not_understood]
        mistakes += [self._unknown(name, cutoff=0.6) for name in file.values if not self._known(name)]
        return {name.lower(): value for name, value in file.values.items() if self._known(name)}, mistakes

    def _known(self, name: str) -> bool:
        return name.upper() in self._names

    def _unknown(self, name: str, *, cutoff: float) -> Mistake:
        close = difflib.get_close_matches(name.upper(), self._names, n=1, cutoff=cutoff)
        return Mistake(name, "unknown_name", close[0] if close else "")

    def _nearly(self, name: str) -> Mistake | None:
        """In `.env` every unknown name is a mistake, in the environment one that nearly hits a known one."""
        mistake = self._unknown(name, cutoff=0.88)
        return mistake if mistake.hint else None


def _starting_at(folder: Path, name: str, value: str) -> str:
    """The value, a relative path in it (a `sqlite:///` address too) told from `folder`."""
    if name not in PATHS or not value.strip() or folder.resolve() == Path.cwd():
        return value
    if name == "database_url":
        return f"{SQLITE}{(folder / value[len(SQLITE) :]).as_posix()}" if value.startswith(SQLITE) else value
    return str(folder / value)


def _read_secrets(values: dict[str, str]) -> list[Mistake]:
    """Put what stands in the secrets' files in the place of the files' names."""
    mistakes = []
    for secret in SECRETS:
        path = values.pop(f"{secret}_file", "")
        if not path or secret in values:
            continue
        try:
            values[secret] = Path(path).read_text("utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            mistakes.append(Mistake(f"{secret}_file".upper(), "unreadable_file", path))
            continue
        if not values[secret]:
            mistakes.append(Mistake(f"{secret}_file".upper(), "empty_file", path))
    return mistakes
