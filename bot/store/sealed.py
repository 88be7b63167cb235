"""Columns that only the holder of the key can read: names, free text, letters."""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


class Unreadable(Exception):
    """The database was sealed with a key that this program does not have."""


class Sealer:
    """Seals with the first key and opens with any, so that a key can be replaced."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, token: str) -> str:
        try:
            return self._fernet.decrypt(token).decode()
        except (InvalidToken, ValueError):  # ValueError: not even shaped like a token
            raise Unreadable(
                "The database was sealed with another key. Put the old key back, after the new one."
            ) from None


def _sealer(dialect: Dialect) -> Sealer:
    # One sealer an engine, hung on its dialect: a column type is told the dialect and nothing else.
    return dialect.sealer  # type: ignore[attr-defined,no-any-return]


class Sealed(TypeDecorator[str]):
    """Text that is sealed on its way in and opened on its way out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _sealer(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _sealer(dialect).open(value)


class SealedJson(TypeDecorator[Any]):
    """Plain JSON, sealed: the answers to a form."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return _sealer(dialect).seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(_sealer(dialect).open(value))
