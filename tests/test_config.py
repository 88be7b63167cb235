import os
import re
import stat
import tomllib
from datetime import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, MultiFernet
from pydantic import SecretStr, ValidationError

from bot.config import BadConfig, Settings, load
from bot.keys import load_keys, make_key_file

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
WITH_TOKEN = f'[telegram]\ntoken = "{TOKEN}"\n'


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """A folder and an environment with nothing of ours in them."""
    for name in list(os.environ):
        if name.startswith(("TWENTYWEEKS_", "TELEGRAM_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def written(tmp_path):
    def write(text):
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def refusal(*given, **how):
    """The one sentence, or two with a hint, that a wrong setting is refused with."""
    with pytest.raises(BadConfig) as caught:
        load(*given, **how)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert TOKEN not in repr(caught.value)
    return str(caught.value)


def test_the_example_loads_as_it_is_but_for_the_token(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert load(EXAMPLE) == Settings(telegram={"token": TOKEN})


def test_the_example_holds_every_setting_and_no_other():
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    for name, setting in Settings.model_fields.items():
        assert name in example
        if isinstance(example[name], dict):
            assert example[name].keys() == setting.annotation.model_fields.keys()
    assert example.keys() == Settings.model_fields.keys()


def test_every_setting_of_the_example_is_explained_just_above_it():
    explained = False
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if re.match(r"\w+ = ", line):
            assert explained, line
        explained = bool(line.strip()) and (explained or line.startswith("#"))


def test_a_token_in_the_environment_is_all_that_is_needed(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n")
    settings = load()
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert settings.telegram.mode == "polling"


def test_config_toml_in_the_folder_is_read_without_being_named(written):
    written(WITH_TOKEN + '[log]\nlevel = "debug"')
    assert load().log.level == "debug"


def test_the_environment_wins_over_the_file(written, monkeypatch):
    monkeypatch.setenv("TWENTYWEEKS_NUDGES__MESSAGES_A_SECOND", "7")
    monkeypatch.setenv("TWENTYWEEKS_NUDGES__QUIET_FROM", "21:30")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN.replace("1", "2"))
    settings = load(written(WITH_TOKEN + "[nudges]\nmessages_a_second = 9\nplan_every_minutes = 30"))
    assert settings.nudges.messages_a_second == 7
    assert settings.nudges.plan_every_minutes == 30
    assert settings.nudges.quiet_from == time(21, 30)
    assert settings.telegram.token.get_secret_value() == TOKEN.replace("1", "2")


def test_an_empty_variable_is_no_setting(written, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    monkeypatch.setenv("TWENTYWEEKS_LOG__LEVEL", "")
    assert load(written(WITH_TOKEN)).log.level == "info"


def test_toml_may_write_a_time_without_quotation_marks(written):
    assert load(written(WITH_TOKEN + "[nudges]\nquiet_until = 08:30:00")).nudges.quiet_until == time(8, 30)


def test_no_secret_is_shown_when_settings_are_printed(written):
    secrets = {"hush-hush-hush", TOKEN, "p4ssw0rd", "k3y"}
    settings = load(
        written(
            f'keys = "k3y"\n{WITH_TOKEN}[webhook]\nsecret = "hush-hush-hush"\n'
            '[database]\nurl = "postgresql+asyncpg://bot:p4ssw0rd@host/db"'
        )
    )
    assert not [secret for secret in secrets if secret in f"{settings!r} {settings}"]


def test_settings_cannot_be_changed(written):
    settings = load(written(WITH_TOKEN))
    with pytest.raises(ValidationError):
        settings.log = None
    with pytest.raises(ValidationError):
        settings.telegram.token = SecretStr("")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[telegram]\ntokn = "x"', "Unexpected key 'tokn' in config.toml. Did you mean 'token'?"),
        ("[telegrm]\n", "Unexpected key 'telegrm' in config.toml. Did you mean 'telegram'?"),
        ("[log]\nxyz = 1", "Unexpected key 'xyz' in config.toml. The keys there are: level."),
        ("[webhook]\nport = 'https'", "'port' in config.toml must be a whole number."),
        ("[webhook]\nport = 80.5", "'port' in config.toml must be a whole number."),
        ("[webhook]\nport = 0", "'port' in config.toml must be 1 or more."),
        ("[webhook]\nport = 70000", "'port' in config.toml must be 65535 or less."),
        ("[webhook]\nlisten = 8080", "'listen' in config.toml must be text in quotation marks."),
        (
            "[webhook]\npath = 'telegram'",
            "'path' in config.toml must start with / and not be /health, which is taken.",
        ),
        (
            "[webhook]\nsecret = 'a b'",
            "'secret' in config.toml must be at most 256 letters, digits, - and _.",
        ),
        ("[telegram]\nmode = 'poling'", "'mode' in config.toml must be 'polling' or 'webhook'."),
        (
            "[telegram]\napi_url = 'here'",
            "'api_url' in config.toml must be a web address that starts with https://.",
        ),
        ("[nudges]\nquiet_from = 20", "'quiet_from' in config.toml must be a time such as \"20:00\"."),
        ("[nudges]\nquiet_from = 'ten'", "'quiet_from' in config.toml must be a time such as \"20:00\"."),
        ("telegram = 5", "'telegram' in config.toml must be a section of its own, with its keys below it."),
        (
            "[database]\nurl = 'postgres://me:p4ss@host/db'",
            "'url' in config.toml must start with sqlite+aiosqlite:// or postgresql+asyncpg://.",
        ),
        (
            "[seal]\nkey_file = 5",
            "'key_file' in config.toml must be the name of a file in quotation marks.",
        ),
        (
            "[telegram]\ntoken = 'my bot'",
            (
                "'token' in config.toml is not a bot token: "
                "copy it from @BotFather, digits, a colon, then letters."
            ),
        ),
        (
            "[telegram]\n\ntoken = oops",
            "config.toml cannot be read at line 3: look for a missing quotation mark or equals sign.",
        ),
        (
            "[log]",
            (
                "There is no bot token: put the one @BotFather gave you in TELEGRAM_BOT_TOKEN, "
                "or after token in the [telegram] section of config.toml."
            ),
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_said_in_a_sentence(written, text, sentence):
    assert refusal(written(text)) == sentence


def test_an_unknown_key_is_named_before_what_it_leaves_wanting(written):
    text = f'[log]\nlevel = 5\n[telegram]\ntoken_ = "{TOKEN}"'
    assert refusal(written(text)) == "Unexpected key 'token_' in config.toml. Did you mean 'token'?"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "TWENTYWEEKS_LOG__LEVEL",
            "loud",
            (
                "'level' in the environment variable TWENTYWEEKS_LOG__LEVEL "
                "must be 'debug', 'info', 'warning' or 'error'."
            ),
        ),
        (
            "TWENTYWEEKS_LOG__LEVL",
            "info",
            "Unexpected key 'levl' in the environment variable TWENTYWEEKS_LOG__LEVL. Did you mean 'level'?",
        ),
        (
            "TWENTYWEEKS_LGO__LEVEL",
            "info",
            "Unexpected key 'lgo' in the environment variable TWENTYWEEKS_LGO__LEVEL. Did you mean 'log'?",
        ),
        (
            "TELEGRAM_BOT_TOKEN",
            "secret-ish",
            (
                "'token' in the environment is not a bot token: "
                "copy it from @BotFather, digits, a colon, then letters."
            ),
        ),
    ],
)
def test_what_is_wrong_in_the_environment_is_said_in_a_sentence(written, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    assert refusal(written("")) == sentence


def test_a_section_that_is_not_json_in_the_environment_is_refused(monkeypatch):
    monkeypatch.setenv("TWENTYWEEKS_LOG", "{loud")
    assert "log" in refusal()


def test_a_file_that_is_not_there_says_how_to_make_it(tmp_path):
    sentence = refusal(tmp_path / "mine.toml")
    assert sentence.endswith("(No such file or directory): copy config.example.toml to it and fill it in.")


def test_a_file_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00")
    assert refusal() == "config.toml cannot be read: save it as plain text (UTF-8)."


def test_what_needs_no_telegram_needs_no_token():
    assert load(token_needed=False).database.url == "sqlite+aiosqlite:///twentyweeks.sqlite"


def test_webhook_mode_needs_an_https_address_and_a_secret(written):
    webhook = WITH_TOKEN + 'mode = "webhook"\n[webhook]\n'
    assert "public_url" in refusal(written(webhook))
    assert "https://" in refusal(written(webhook + 'public_url = "http://bot.example.org"'))
    assert "secret" in refusal(written(webhook + 'public_url = "https://bot.example.org"'))
    complete = webhook + 'public_url = "https://bot.example.org"\nsecret = "long-and-random"'
    assert load(written(complete)).webhook.port == 8080


def sealed_with(file, mode=0o600):
    settings = Settings(seal={"key_file": str(file)})
    if file.exists():
        file.chmod(mode)
    return load_keys(settings)


def test_a_key_file_is_made_for_its_owner_only_and_its_key_works(tmp_path):
    file = tmp_path / "twentyweeks.key"
    make_key_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (key,) = sealed_with(file)
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"Sam")) == b"Sam"


def test_a_key_file_is_never_written_over(tmp_path):
    file = tmp_path / "twentyweeks.key"
    make_key_file(file)
    before = file.read_text()
    with pytest.raises(FileExistsError):
        make_key_file(file)
    assert file.read_text() == before


def test_several_keys_come_newest_first_and_open_each_others_words(tmp_path):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    file = tmp_path / "keys"
    file.write_text(f"# rotated\n{new}\n\n{old}\n")
    assert sealed_with(file) == (new, old)
    assert MultiFernet([Fernet(key) for key in (new, old)]).decrypt(Fernet(old).encrypt(b"Sam")) == b"Sam"


def test_keys_in_the_environment_win_over_the_file(monkeypatch, tmp_path):
    keys = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("TWENTYWEEKS_KEYS", ", ".join(keys))
    make_key_file(tmp_path / "keys")
    assert sealed_with(tmp_path / "keys") == keys


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_can_read_is_refused(tmp_path, mode):
    make_key_file(tmp_path / "keys")
    with pytest.raises(BadConfig, match=f"run chmod 600 {tmp_path / 'keys'} first"):
        sealed_with(tmp_path / "keys", mode)


@pytest.mark.parametrize("text", ["", "# only words\n", "short\n", "!" * 44, "é" * 44, f"{'A' * 43}=\nbad\n"])
def test_a_damaged_key_is_refused_and_not_shown(tmp_path, text):
    (tmp_path / "keys").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfig, match="put back the copy you kept of it") as caught:
        sealed_with(tmp_path / "keys")
    assert "AAAA" not in str(caught.value)


def test_no_key_file_at_all_is_said(tmp_path):
    with pytest.raises(BadConfig, match="cannot be opened"):
        sealed_with(tmp_path / "none")
