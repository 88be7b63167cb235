"""Tables of TOML read strictly: a slip in a file is a sentence at the start, never a surprise later."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bot.trouble import CannotStart

T = TypeVar("T")

PLAIN = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}


class NotUnderstood(CannotStart, ValueError):
    """A file of ours that cannot be used. The sentence names the file and says what to mend."""


def table(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise NotUnderstood(f"{where} is not good TOML: {fault}.") from fault


def fill(kind: type[T], row: Mapping[str, Any], where: str, **given: Any) -> T:
    """A dataclass from a table: every key known, every needed key there, every value of the right type.

    `given` are the fields that do not come from the table.
    """
    known = {each.name: each for each in fields(kind) if each.name not in given}  # type: ignore[arg-type]
    known_only(row, known, where)
    for name, each in known.items():
        if name not in row and _is_needed(each):
            raise NotUnderstood(f"{where}: the key '{name}' is missing.")
    types = get_type_hints(kind)
    read = {name: _value(value, types[name], f"{where}: '{name}'") for name, value in row.items()}
    return kind(**read, **given)


def known_only(words: Iterable[str], known: Iterable[str], where: str, what: str = "key") -> None:
    """Refuses the first word that is not known, and names the nearest that is."""
    known = sorted(known)
    for word in words:
        if word not in known:
            raise NotUnderstood(f"{where}: unknown {what} '{word}'.{nearest(word, known)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """A closing sentence naming the nearest known word, or nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f" Did you mean '{close[0]}'?" if close else ""


def _is_needed(each: "Field[Any]") -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _value(value: Any, expected: Any, where: str) -> Any:
    if get_origin(expected) is tuple:
        inner = get_args(expected)[0]
        if not isinstance(value, list):
            raise NotUnderstood(f"{where} should be a list.")
        return tuple(_value(each, inner, where) for each in value)
    if get_origin(expected) is UnionType:
        expected = next(part for part in get_args(expected) if part is not NoneType)
    if type(value) is not expected:
        raise NotUnderstood(f"{where} should be {PLAIN[expected]}.")
    return value
