"""What an operator can set, read from the environment and `.env`; every mistake is told at once, by name."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from committee.hours import parse_hours, parse_offsets, parse_span, parse_steps
from committee.practice import Practice

SECRETS = ("telegram_bot_token", "zalo_bot_token", "webhook_secret", "database_url")


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with the settings: which name, why (a word for the sentence), and a hint."""

    name: str
    reason: str
    hint: str = ""


class SettingsMistakes(Exception):
    """Everything that is wrong with the settings."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(", ".join(f"{m.name}: {m.reason}" for m in mistakes))
        self.mistakes = mistakes


class Settings(BaseSettings):
    """Every setting with its default; the names are those of design.md, in lower case."""

    model_config = SettingsConfigDict(env_prefix="", extra="ignore", hide_input_in_errors=True)

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_proxy: str = ""
    zalo_bot_token: SecretStr = SecretStr("")
    zalo_api_url: str = "https://bot-api.zaloplatforms.com"
    database_url: str = "sqlite:///data/giaoban.db"
    committee_name: str = "Ban Chỉ đạo"
    timezone: str = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    digest_time: time = time(7, 0)
    working_hours: str = "07:30-11:30,13:30-17:00"
    quiet_hours: str = "20:00-07:00"
    meeting_reminders: str = "3d,1d,2h"
    nudge_days: str = "7,3,1"
    join_code_days: Annotated[int, Field(ge=1, le=60)] = 7
    operator_chat: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    data_dir: Path = Path("data")
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = 8443
    health_port: Annotated[int, Field(ge=0, le=65535)] = 0
    sandbox_port: Annotated[int, Field(ge=0, le=65535)] = 8765

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands over: it reads the environment, `.env` and the _FILE variants."""
        return (init_settings,)

    @field_validator("language", mode="before")
    @classmethod
    def _language(cls, value: str) -> str:
        # Desktops set LANGUAGE too, to a list of locales ("en_US:en"): that is not meant for us.
        return "vi" if "_" in value or ":" in value else value.strip().lower()

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        number, _, secret = text.partition(":")
        if text and not (number.isdigit() and len(secret) >= 3 and not any(c.isspace() for c in secret)):
            raise ValueError("token_shape")
        return SecretStr(text)

    @field_validator("telegram_api_url", "zalo_api_url", "webhook_url", "telegram_proxy")
    @classmethod
    def _url(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if value and "://" not in value:
            raise ValueError("url_shape")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("unknown_zone") from None
        return value

    @field_validator("working_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        try:
            parse_hours(value)
        except ValueError:
            raise ValueError("hours_shape") from None
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _quiet(cls, value: str) -> str:
        try:
            parse_span(value)
        except ValueError:
            raise ValueError("hours_shape") from None
        return value

    @field_validator("meeting_reminders")
    @classmethod
    def _reminders(cls, value: str) -> str:
        try:
            parse_offsets(value)
        except ValueError:
            raise ValueError("offsets_shape") from None
        return value

    @field_validator("nudge_days")
    @classmethod
    def _nudges(cls, value: str) -> str:
        try:
            parse_steps(value)
        except ValueError:
            raise ValueError("steps_shape") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value.startswith("sqlite:///") or value == "sqlite:///":
            raise ValueError("database_shape")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The committee's zone of time."""
        return ZoneInfo(self.timezone)

    def practice(self) -> Practice:
        """How this committee works, for the rules (without its days off, which are rows)."""
        quiet_from, quiet_until = parse_span(self.quiet_hours)
        return Practice(
            name=self.committee_name,
            zone=self.zone,
            language=self.language,
            digest_time=self.digest_time,
            working_hours=parse_hours(self.working_hours),
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            meeting_reminders=parse_offsets(self.meeting_reminders),
            ladder=parse_steps(self.nudge_days),
            code_days=self.join_code_days,
        )


def load_settings(environ: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> Settings:
    """The settings from the environment, then `.env`; NAME_FILE names a file that holds a secret.

    Raises:
        SettingsMistakes: with every mistake at once: wrong values, misspelt names, unreadable secret files.
    """
    environ = os.environ if environ is None else environ
    mistakes: list[Mistake] = []
    from_file = dotenv_values(dotenv) if dotenv is not None and dotenv.is_file() else {}
    mistakes += [_misspelt(name, strict=True) for name in from_file if not _known(name)]
    values: dict[str, str] = {}
    for source in ({k: v or "" for k, v in from_file.items()}, environ):
        values |= {name.lower(): value for name, value in source.items() if _known(name)}
    values = {name: value for name, value in values.items() if value.strip() != ""}
    near = [name for name in environ if not _known(name) and _misspelt(name, strict=False).hint]
    mistakes += [_misspelt(name, strict=False) for name in near]
    for secret in SECRETS:
        path = values.pop(f"{secret}_file", "")
        if path and secret not in values:
            try:
                values[secret] = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                mistakes.append(Mistake(f"{secret}_file".upper(), "unreadable_file", path))
    settings = None
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        mistakes += [_mistake(detail) for detail in error.errors(include_input=False, include_url=False)]
    if mistakes or settings is None:
        raise SettingsMistakes(mistakes)
    return settings


def _names() -> set[str]:
    return {name.upper() for name in Settings.model_fields} | {f"{name}_FILE".upper() for name in SECRETS}


def _known(name: str) -> bool:
    return name.upper() in _names()


def _misspelt(name: str, *, strict: bool) -> Mistake:
    """In `.env` every unknown name is a mistake; in the environment only one that nearly hits a known one."""
    close = difflib.get_close_matches(name.upper(), _names(), n=1, cutoff=0.6 if strict else 0.88)
    return Mistake(name, "unknown_name", close[0] if close else "")


def _mistake(detail: Any) -> Mistake:
    name = str(detail["loc"][0]).upper() if detail["loc"] else "?"
    message = str(detail["msg"]).removeprefix("Value error, ")
    known = {
        "token_shape",
        "url_shape",
        "unknown_zone",
        "hours_shape",
        "offsets_shape",
        "steps_shape",
        "database_shape",
    }
    if message in known:
        return Mistake(name, message)
    expected = detail.get("ctx", {}).get("expected", "")
    return Mistake(name, "wrong_value", str(expected) or message)
