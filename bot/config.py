"""The settings: config.toml, with the environment over it, checked before anything starts."""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from bot.misread import PREFIX, BadConfig, misread, unknown_variable

__all__ = ["BadConfig", "Settings", "load"]

TOKEN_VARIABLE = "TELEGRAM_BOT_TOKEN"  # noqa: S105  # where the token is, not the token
USUAL_FILE = Path("config.toml")
TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DATABASES = ("sqlite+aiosqlite://", "postgresql+asyncpg://")


def _a_token(token: SecretStr) -> SecretStr:
    if token.get_secret_value() and not TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("is not a bot token: copy it from @BotFather, digits, a colon, then letters")
    return token


def _a_web_address(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        raise ValueError("must be a web address that starts with https://")
    return address.rstrip("/")


def _a_database(address: str) -> str:
    if not address.startswith(DATABASES):
        raise ValueError(f"must start with {' or '.join(DATABASES)}")
    return address


def _a_path(path: str) -> str:
    if not path.startswith("/") or path == "/health":
        raise ValueError("must start with / and not be /health, which is taken")
    return path


def _a_secret(secret: SecretStr) -> SecretStr:
    if secret.get_secret_value() and not SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("must be at most 256 letters, digits, - and _")
    return secret


def _a_clock_time(given: object) -> object:
    if not isinstance(given, str | time):
        raise ValueError('must be a time such as "20:00"')  # noqa: TRY004  # pydantic reads ValueError
    return given


ClockTime = Annotated[time, BeforeValidator(_a_clock_time)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Telegram(Section):
    token: Annotated[SecretStr, AfterValidator(_a_token)] = SecretStr("")
    api_url: Annotated[str, AfterValidator(_a_web_address)] = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    seconds_between_posts: float = Field(default=3.0, ge=0, le=60)


class Webhook(Section):
    public_url: str = ""
    listen: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    path: Annotated[str, AfterValidator(_a_path)] = "/telegram"
    secret: Annotated[SecretStr, AfterValidator(_a_secret)] = SecretStr("")


class Database(Section):
    url: Annotated[str, AfterValidator(_a_database)] = Field(
        default="sqlite+aiosqlite:///twentyweeks.sqlite", repr=False
    )


class Seal(Section):
    key_file: Path = Path("twentyweeks.key")


class Nudges(Section):
    quiet_from: ClockTime = time(20, 0)
    quiet_until: ClockTime = time(9, 0)
    messages_a_second: int = Field(default=25, ge=1, le=30)
    plan_every_minutes: int = Field(default=60, ge=1, le=24 * 60)
    deliver_every_seconds: int = Field(default=5, ge=1, le=3600)


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(BaseSettings):
    """Every setting, frozen. `load` is the way to make one; given values come last, the environment first."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
    )

    keys: SecretStr = SecretStr("")
    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    database: Database = Database()
    seal: Seal = Seal()
    nudges: Nudges = Nudges()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def load(file: Path | None = None, *, token_needed: bool = True) -> Settings:
    """The settings of `file`, or of config.toml if there is one; BadConfig says what is wrong."""
    path = file or USUAL_FILE
    written = _read(path) if file or path.exists() else {}
    for variable in os.environ:
        unknown_variable(variable, Settings.model_fields)
    try:
        settings = Settings(**_with_token(written))
    except ValidationError as error:
        problem = misread(error, path, written, Settings)
    except SettingsError as error:
        problem = BadConfig(f"The environment could not be read: {error}.")
    else:
        _check_together(settings, token_needed=token_needed)
        return settings
    # Raised out here so that it has no context: pydantic's error holds what was written.
    raise problem


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line \d+|end of document", str(error))
        place = where.group() if where else "the start"
        problem = f"{path.name} cannot be read at {place}: look for a missing quotation mark or equals sign."
    except UnicodeDecodeError:
        problem = f"{path.name} cannot be read: save it as plain text (UTF-8)."
    except OSError as error:
        problem = (
            f"{path} cannot be opened ({error.strerror}): copy config.example.toml to it and fill it in."
        )
    raise BadConfig(problem)


def _with_token(written: Mapping[str, Any]) -> dict[str, Any]:
    section = written.get("telegram", {})
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token or not isinstance(section, dict):
        return dict(written)
    return {**written, "telegram": {**section, "token": token}}


def _check_together(settings: Settings, *, token_needed: bool) -> None:
    """What no one setting can get wrong alone."""
    if token_needed and not settings.telegram.token.get_secret_value():
        raise BadConfig(
            f"There is no bot token: put the one @BotFather gave you in {TOKEN_VARIABLE}, "
            "or after token in the [telegram] section of config.toml."
        )
    if settings.telegram.mode == "webhook":
        if not settings.webhook.public_url.startswith("https://"):
            raise BadConfig(
                "Webhook mode needs public_url in [webhook]: an address that starts with https://."
            )
        if not settings.webhook.secret.get_secret_value():
            raise BadConfig("Webhook mode needs secret in [webhook]: a long random word that only you know.")
