"""The keys that seal the record: from the environment, or from a file that only its owner may read."""

import base64
import binascii
import os
import stat
from pathlib import Path

from bot.config import Settings
from bot.misread import BadConfig

KEY_BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def load_keys(settings: Settings) -> tuple[str, ...]:
    """The sealing keys, newest first; the first one seals, any of them opens."""
    written = settings.keys.get_secret_value()
    if written:
        return _checked(written.replace(",", " ").split(), "TWENTYWEEKS_KEYS")
    path = settings.seal.key_file
    lines = _text(path).splitlines()
    return _checked([line.strip() for line in lines if line.strip() and line[0] != "#"], str(path))


def make_key_file(path: Path) -> None:
    """Writes a new key where there is none yet; only its owner may read it."""
    key = base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# Keep a copy apart from the database: nothing else opens the record.\n{key}\n")


def _text(path: Path) -> str:
    try:
        with path.open(encoding="ascii") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & OTHERS:
                raise BadConfig(f"Other people on this machine can read {path}: run chmod 600 {path} first.")
            return file.read()
    except OSError as error:
        problem = (
            f"The key file {path} cannot be opened ({error.strerror}): put back the copy you kept of it."
        )
    except UnicodeDecodeError:
        problem = f"{path} is not a key file: put back the copy you kept of it."
    raise BadConfig(problem)


def _checked(keys: list[str], place: str) -> tuple[str, ...]:
    if not keys or not all(map(_is_key, keys)):
        raise BadConfig(f"A key in {place} is damaged or missing: put back the copy you kept of it.")
    return tuple(keys)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text.encode(), altchars=b"-_", validate=True)) == KEY_BYTES
    except (binascii.Error, UnicodeEncodeError):
        return False
