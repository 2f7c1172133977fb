"""What an operator can set, read from the environment and `.env`; every mistake is told at once, by name."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings_bots import is_token, listed, mistakes_together, zalo_channels
from bot.settings_sources import SQLITE, Mistake, Sources
from committee.hours import parse_hours, parse_offsets, parse_span, parse_steps
from committee.practice import Practice

CHECKOUT = Path(__file__).resolve().parents[1]

ADDRESS = r"(https?://[^/\s]\S*)?"
SHAPES = {
    "telegram_api_url": (ADDRESS, "url_shape"),
    "zalo_api_url": (ADDRESS, "url_shape"),
    "webhook_url": (ADDRESS, "url_shape"),
    "public_url": (ADDRESS, "url_shape"),
    "telegram_proxy": (ADDRESS, "url_shape"),
    "operator_chat": (r"((telegram:)?-?\d+|zalo([2-9]|[1-9]\d)?:[\w-]+)?", "chat_shape"),
    "database_url": (rf"{SQLITE}.+", "database_shape"),
}
READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "timezone": (ZoneInfo, "unknown_zone"),
    "working_hours": (parse_hours, "hours_shape"),
    "quiet_hours": (parse_span, "hours_shape"),
    "meeting_reminders": (parse_offsets, "offsets_shape"),
    "nudge_days": (parse_steps, "steps_shape"),
}


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
    zalo_more_bot_tokens: SecretStr = SecretStr("")
    zalo_bot_links: str = ""
    zalo_api_url: str = "https://bot-api.zaloplatforms.com"
    zalo_per_second: Annotated[int, Field(ge=1, le=100)] = 5
    zalo_monthly_messages: Annotated[int, Field(ge=0)] = 3000
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
    public_url: str = ""
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

    @field_validator("telegram_bot_token", "zalo_bot_token", "zalo_more_bot_tokens")
    @classmethod
    def _token(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        text = value.get_secret_value().strip()
        tokens = listed(text) if info.field_name == "zalo_more_bot_tokens" else (text,)
        if text and not all(map(is_token, tokens)):
            raise ValueError("token_shape")
        return SecretStr(text)

    @field_validator("zalo_bot_links")
    @classmethod
    def _links(cls, value: str) -> str:
        if not all(re.fullmatch(ADDRESS, link, re.IGNORECASE | re.ASCII) for link in listed(value)):
            raise ValueError("links_shape")
        return value.strip()

    @field_validator("digest_time", mode="before")
    @classmethod
    def _digest(cls, value: str | time) -> str | time:
        # A bare number would be read as seconds after midnight.
        if isinstance(value, str):
            if not re.fullmatch(r"\d{1,2}:\d\d", value.strip()):
                raise ValueError("clock_shape")
            return value.strip().zfill(5)
        return value

    @field_validator(*SHAPES)
    @classmethod
    def _shape(cls, value: str, info: ValidationInfo) -> str:
        pattern, reason = SHAPES[str(info.field_name)]
        value = value.strip().rstrip("/")
        if not re.fullmatch(pattern, value, re.IGNORECASE | re.ASCII):
            raise ValueError(reason)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]*", value.get_secret_value()):  # what Telegram takes
            raise ValueError("secret_shape")
        return value

    @field_validator(*READERS)
    @classmethod
    def _readable(cls, value: str, info: ValidationInfo) -> str:
        read, reason = READERS[str(info.field_name)]
        try:
            read(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(reason) from None
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The committee's zone of time."""
        return ZoneInfo(self.timezone)

    @property
    def tokens(self) -> dict[str, str]:
        """Each bot's token by the name of its channel; without any only the sandbox runs."""
        telegram = self.telegram_bot_token.get_secret_value()
        first, more = self.zalo_bot_token.get_secret_value(), self.zalo_more_bot_tokens.get_secret_value()
        return {**({"telegram": telegram} if telegram else {}), **zalo_channels(first, more)}

    @property
    def links(self) -> dict[str, str]:
        """Each Zalo bot's link for joining, for those that have one."""
        zalo = (channel for channel in self.tokens if channel != "telegram")
        return {
            channel: link for channel, link in zip(zalo, listed(self.zalo_bot_links), strict=False) if link
        }

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
            monthly_messages=self.zalo_monthly_messages,
        )


def load_settings(environ: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings from the environment, then `.env`; NAME_FILE names a file that holds a secret.

    `dotenv` is the `.env` of the current folder, else the one beside run_bot.py. A path in it, or one that
    nobody set, starts at its folder; a path in the environment starts at the current folder. Without
    DATABASE_URL the database is in DATA_DIR.

    Raises:
        SettingsMistakes: with every mistake at once: wrong values, misspelt names, unreadable secret files.
    """
    environ = os.environ if environ is None else environ
    if dotenv is None:
        dotenv = next(
            (file for file in (Path(".env"), CHECKOUT / ".env") if file.is_file()), CHECKOUT / ".env"
        )
    values, mistakes = Sources(Settings.model_fields).read(environ, dotenv)
    settings = None
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        mistakes += [_mistake(detail) for detail in error.errors(include_input=False, include_url=False)]
    wrong = {mistake.name for mistake in mistakes}
    mistakes += [mistake for mistake in mistakes_together(values) if mistake.name not in wrong]
    if mistakes or settings is None:
        raise SettingsMistakes(mistakes)
    return settings


def _mistake(detail: Any) -> Mistake:
    name = str(detail["loc"][0]).upper() if detail["loc"] else "?"
    message = str(detail["msg"]).removeprefix("Value error, ")
    if re.fullmatch(r"\w+_(shape|zone)", message):
        return Mistake(name, message)
    expected = detail.get("ctx", {}).get("expected", "")
    return Mistake(name, "wrong_value", str(expected) or message)
