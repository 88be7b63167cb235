"""What is wrong with the settings, in one sentence that says how to mend it, and never quotes a secret."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.strict import nearest
from bot.trouble import CannotStart

PREFIX = "TWENTYWEEKS_"
PLAIN = {
    "string_type": "must be text in quotation marks",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "time_parsing": 'must be a time such as "20:00"',
    "path_type": "must be the name of a file in quotation marks",
    "model_type": "must be a section of its own, with its keys below it",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
}


class BadConfig(CannotStart):
    """The settings cannot be used; str(error) is one sentence, fit to show."""


def misread(
    error: ValidationError, path: Path, written: Mapping[str, Any], known: type[BaseModel]
) -> BadConfig:
    """The sentence for the first thing wrong; a key nobody knows comes first, for it explains the rest."""
    faults = error.errors(include_url=False, include_input=False)
    fault = min(faults, key=lambda each: each["type"] != "extra_forbidden")
    *sections, key = [str(part) for part in fault["loc"]]
    place = _place(sections, key, path, written)
    if fault["type"] == "extra_forbidden":
        return BadConfig(_unexpected(key, place, _keys(known, sections)))
    return BadConfig(f"'{key}' in {place} {_must(fault)}.")


def unknown_variable(variable: str, sections: Iterable[str]) -> None:
    """Refuses a variable of ours that would set nothing: nobody would notice."""
    if not variable.upper().startswith(PREFIX):
        return
    section = variable[len(PREFIX) :].partition("__")[0].lower()
    if section not in sections:
        raise BadConfig(_unexpected(section, f"the environment variable {variable}", sections))


def _place(sections: list[str], key: str, path: Path, written: Mapping[str, Any]) -> str:
    variable = PREFIX + "__".join([*sections, key]).upper()
    if variable in (each.upper() for each in os.environ):
        return f"the environment variable {variable}"
    inner: Any = written
    for section in sections:
        inner = inner.get(section, {})
    return path.name if key in inner else "the environment"


def _unexpected(key: str, place: str, known: Iterable[str]) -> str:
    hint = nearest(key, known) or f" The keys there are: {', '.join(known)}."
    return f"Unexpected key '{key}' in {place}.{hint}"


def _keys(known: type[BaseModel], sections: list[str]) -> Iterable[str]:
    inner: Any = known
    for section in sections:
        inner = inner.model_fields[section].annotation
    return list(inner.model_fields)


def _must(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(context["error"])
    return PLAIN.get(fault["type"], "cannot be used").format(**context)
