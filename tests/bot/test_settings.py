"""Settings: where they come from, where their paths start, and every mistake at once, by name."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import SettingsMistakes, load_settings
from messages.render import render_plain
from messages.voice import Voice

TOKEN = "123456:abcdefghijk"


def mistakes(environ: dict[str, str], dotenv: Path | None = None) -> dict[str, str]:
    with pytest.raises(SettingsMistakes) as caught:
        load_settings(environ, dotenv)
    return {mistake.name: mistake.reason for mistake in caught.value.mistakes}


@pytest.fixture
def dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `.env` in another folder than the current one."""
    (tmp_path / "office").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path / "office" / ".env"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DIGEST_TIME", "7", "clock_shape"),  # not seven seconds past midnight
        ("DIGEST_TIME", "06:30Z", "clock_shape"),
        ("DIGEST_TIME", "25:00", "wrong_value"),
        ("TELEGRAM_API_URL", "api.telegram.org", "url_shape"),
        ("TELEGRAM_API_URL", "https://", "url_shape"),
        ("TELEGRAM_PROXY", "socks5://127.0.0.1:1080", "url_shape"),
        ("OPERATOR_CHAT", "@toi", "chat_shape"),
        ("OPERATOR_CHAT", "viber:1", "chat_shape"),
        ("OPERATOR_CHAT", "zalo1:ab", "chat_shape"),
        ("WEBHOOK_SECRET", "bí mật", "secret_shape"),
        ("WEBHOOK_SECRET", "two words", "secret_shape"),
        ("WEBHOOK_SECRET", "s" * 257, "secret_long"),
        ("ZALO_BOT_TOKEN", "1234 5678", "token_shape"),
        ("ZALO_BOT_LINKS", "https://zalo.me/a,zalo.me/b", "links_shape"),
        ("ZALO_BOT_LINKS", "https://zalo.me/a", "too_many_links"),
        ("ZALO_MORE_BOT_TOKENS", TOKEN, "first_bot_missing"),
        ("ZALO_PER_SECOND", "0", "wrong_value"),
        ("ZALO_MONTHLY_MESSAGES", "-1", "wrong_value"),
        ("PUBLIC_URL", "bot.example.vn", "url_shape"),
        ("DATABASE_URL", "sqlite:///", "database_shape"),
        ("DATABASE_URL", "mysql://a", "database_shape"),
        ("TIMEZONE", "Hanoi", "unknown_zone"),
        ("WORKING_HOURS", "17:00-08:00", "hours_shape"),
        ("QUIET_HOURS", "07:00", "hours_shape"),
        ("MEETING_REMINDERS", "3", "offsets_shape"),
        ("NUDGE_DAYS", "7,7", "steps_shape"),
        ("SANDBOX_PORT", "99999", "wrong_value"),
        ("TELEGRAM_BOT_TOKN", TOKEN, "unknown_name"),
    ],
)
def test_a_mistake_is_told_by_name(dotenv: Path, name: str, value: str, reason: str) -> None:
    assert mistakes({name: value}, dotenv) == {name: reason}


def test_all_mistakes_come_at_once_those_of_the_file_too(dotenv: Path) -> None:
    dotenv.write_text("LOG_LEVEL=loud\nthis is no setting\nDIGEST_TME=07:00\nNUDGE_DAYS=7\n", "utf-8")
    found = mistakes({"TIMEZONE": "Hanoi"}, dotenv)
    assert found == {
        f"{dotenv}:2": "line_shape",
        "DIGEST_TME": "unknown_name",
        "LOG_LEVEL": "wrong_value",
        "TIMEZONE": "unknown_zone",
    }


ZALO = {"ZALO_BOT_TOKEN": "1:abcdef", "ZALO_MORE_BOT_TOKENS": "2:abcdef, 3:abcdef"}


def test_every_bot_has_a_channel_and_its_link(dotenv: Path) -> None:
    links = "https://zalo.me/a,,https://zalo.me/c"
    settings = load_settings({**ZALO, "TELEGRAM_BOT_TOKEN": TOKEN, "ZALO_BOT_LINKS": links}, dotenv)
    assert settings.tokens == {
        "telegram": TOKEN,
        "zalo": "1:abcdef",
        "zalo2": "2:abcdef",
        "zalo3": "3:abcdef",
    }
    assert settings.links == {"zalo": "https://zalo.me/a", "zalo3": "https://zalo.me/c"}
    assert load_settings({}, dotenv).tokens == {}


def test_further_tokens_may_stand_in_a_file_one_on_each_line(dotenv: Path, tmp_path: Path) -> None:
    (tmp_path / "more").write_text("2:abcdef\n3:abcdef\n", "utf-8")
    environ = {"ZALO_BOT_TOKEN": "1:abcdef", "ZALO_MORE_BOT_TOKENS_FILE": str(tmp_path / "more")}
    assert list(load_settings(environ, dotenv).tokens) == ["zalo", "zalo2", "zalo3"]


@pytest.mark.parametrize(
    ("more", "name", "reason"),
    [
        ({"ZALO_MORE_BOT_TOKENS": "2:abcdef,1:abcdef"}, "ZALO_MORE_BOT_TOKENS", "same_token"),
        ({"ZALO_MORE_BOT_TOKENS": "2:abcdef,nothing"}, "ZALO_MORE_BOT_TOKENS", "token_shape"),
        ({"TELEGRAM_BOT_TOKEN": "1:abcdef"}, "ZALO_BOT_TOKEN", "same_token"),
        ({"OPERATOR_CHAT": "zalo4:0a1b"}, "OPERATOR_CHAT", "chat_without_bot"),
        ({"OPERATOR_CHAT": "12345"}, "OPERATOR_CHAT", "chat_without_bot"),
        ({"WEBHOOK_URL": "https://a.vn", "WEBHOOK_SECRET": "s" * 7}, "WEBHOOK_SECRET", "secret_short"),
        ({"WEBHOOK_URL": "https://a.vn", "WEBHOOK_SECRET": "s" * 257}, "WEBHOOK_SECRET", "secret_long"),
        ({"WEBHOOK_URL": "https://a.vn", "WEBHOOK_SECRET": "bí mật"}, "WEBHOOK_SECRET", "secret_shape"),
    ],
)
def test_what_does_not_go_together(dotenv: Path, more: dict[str, str], name: str, reason: str) -> None:
    assert mistakes({**ZALO, **more}, dotenv) == {name: reason}


@pytest.mark.parametrize(
    ("bots", "length"),
    [
        ({**ZALO, "WEBHOOK_URL": "https://a.vn"}, 8),
        ({**ZALO, "WEBHOOK_URL": "https://a.vn"}, 256),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://a.vn"}, 1),
        (ZALO, 7),  # it polls: nobody is told the secret
    ],
)
def test_a_secret_of_a_length_that_the_platforms_take(
    dotenv: Path, bots: dict[str, str], length: int
) -> None:
    secret = ("a-B_9" * 60)[:length]
    assert (
        load_settings({**bots, "WEBHOOK_SECRET": secret}, dotenv).webhook_secret.get_secret_value() == secret
    )


@pytest.mark.parametrize(
    ("language", "length", "sentence"),
    [
        ("vi", 7, "WEBHOOK_SECRET: Zalo cần từ 8 đến 256 ký tự, hiện có 7\n"),
        ("vi", 300, "WEBHOOK_SECRET: nhiều nhất 256 ký tự, hiện có 300\n"),
        ("en", 7, "WEBHOOK_SECRET: Zalo needs 8 to 256 characters, this has 7\n"),
        ("en", 300, "WEBHOOK_SECRET: at most 256 characters, this has 300\n"),
    ],
)
def test_a_wrong_length_is_told_in_a_sentence_without_the_secret(
    dotenv: Path, language: str, length: int, sentence: str
) -> None:
    secret = "s" * length
    with pytest.raises(SettingsMistakes) as caught:
        load_settings({**ZALO, "WEBHOOK_URL": "https://a.vn", "WEBHOOK_SECRET": secret}, dotenv)
    voice = Voice(language, ZoneInfo("Asia/Ho_Chi_Minh"), "")
    said = render_plain("settings_mistakes", voice, mistakes=caught.value.mistakes)
    assert sentence in said + "\n" and secret not in said


@pytest.mark.parametrize("chat", ["zalo:0a1b2c", "zalo3:0a1b2c"])
def test_the_operator_may_be_told_on_zalo(dotenv: Path, chat: str) -> None:
    assert load_settings({**ZALO, "OPERATOR_CHAT": chat}, dotenv).operator_chat == chat


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_file_is_read_as_windows_saves_it(dotenv: Path, encoding: str) -> None:
    dotenv.write_text("COMMITTEE_NAME=Ban Chỉ đạo tỉnh\r\nDIGEST_TIME=6:30\r\n", encoding)
    settings = load_settings({}, dotenv)
    assert (settings.committee_name, settings.digest_time) == ("Ban Chỉ đạo tỉnh", time(6, 30))


def test_a_file_in_an_old_encoding_is_not_guessed_at(dotenv: Path) -> None:
    dotenv.write_bytes("COMMITTEE_NAME=Đảng ủy".encode("cp1258", "replace"))
    assert mistakes({}, dotenv) == {str(dotenv): "not_text"}


def test_the_environment_wins_also_when_it_names_a_file(dotenv: Path, tmp_path: Path) -> None:
    dotenv.write_text("TELEGRAM_BOT_TOKEN=1:from-the-file\nLANGUAGE=en\n", "utf-8")
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n", "utf-8")
    settings = load_settings({"TELEGRAM_BOT_TOKEN_FILE": str(secret), "LANGUAGE": "vi"}, dotenv)
    assert (settings.telegram_bot_token.get_secret_value(), settings.language) == (TOKEN, "vi")


def test_an_empty_or_missing_secret_file_is_a_mistake(dotenv: Path, tmp_path: Path) -> None:
    (tmp_path / "token").touch()
    found = mistakes(
        {"TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "token"), "WEBHOOK_SECRET_FILE": "/none"}, dotenv
    )
    assert found == {"TELEGRAM_BOT_TOKEN_FILE": "empty_file", "WEBHOOK_SECRET_FILE": "unreadable_file"}


def test_paths_start_at_the_folder_of_the_file(dotenv: Path) -> None:
    dotenv.write_text("DATA_DIR=kept\nTELEGRAM_BOT_TOKEN_FILE=token\n", "utf-8")
    (dotenv.parent / "token").write_text(TOKEN, "utf-8")
    settings = load_settings({}, dotenv)
    assert settings.data_dir == dotenv.parent / "kept"
    assert settings.database_url == f"sqlite:///{dotenv.parent}/kept/giaoban.db"
    assert settings.telegram_bot_token.get_secret_value() == TOKEN


def test_paths_of_the_environment_start_at_the_current_folder(dotenv: Path) -> None:
    dotenv.write_text("DATA_DIR=kept\n", "utf-8")
    assert load_settings({"DATABASE_URL": "sqlite:///a.db"}, dotenv).database_url == "sqlite:///a.db"


def test_without_any_file_the_data_are_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.settings.CHECKOUT", tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load_settings({}).database_url == f"sqlite:///{tmp_path}/data/giaoban.db"
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).database_url == "sqlite:///data/giaoban.db"


def test_the_file_of_the_current_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("program", "here"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ".env").write_text(f"COMMITTEE_NAME={folder}\n", "utf-8")
    monkeypatch.setattr("bot.settings.CHECKOUT", tmp_path / "program")
    monkeypatch.chdir(tmp_path / "here")
    assert load_settings({}).committee_name == "here"
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).committee_name == "program"


def test_the_database_follows_the_folder_for_data(dotenv: Path) -> None:
    assert load_settings({"DATA_DIR": "/var/lib/x"}, dotenv).database_url == "sqlite:////var/lib/x/giaoban.db"
